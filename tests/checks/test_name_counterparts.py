"""Names as an editor sees them: another person, surname or sign is shown, every usual spelling is not."""

from __future__ import annotations

import pytest

from tests.checks.audited import shown

WRONG = [
    # Surnames of two syllables, given names of one, and given names first.
    ("제갈민 교수가 강연했다.", "Prof. Jegal Min-ho gave a lecture.", "Jegal Min-ho"),
    ("사공혁 판사가 선고했다.", "Judge Sagong Hyun handed down the ruling.", "Sagong Hyun"),
    ("선우은실 기자가 취재했다.", "Reporter Sunwoo Eun-seo covered the story.", "Sunwoo Eun-seo"),
    ("동방현주 감독이 상을 받았다.", "Director Dongbang Hyun-ji won the award.", "Dongbang Hyun-ji"),
    ("남궁석 차관이 답했다.", "Vice Minister Namgung Seon replied.", "Namgung Seon"),
    ("박솔 선수가 우승했다.", "Park Seol won the title.", "Park Seol"),
    ("한지민 배우가 수상했다.", "Jihye Han won the award.", "Jihye Han"),
    ("오민석 변호사가 변론했다.", "Attorney Minsoo Oh argued the case.", "Minsoo Oh"),
    ("강태원 대표는 사임했다.", "CEO Kang Tae-woong stepped down.", "Kang Tae-woong"),
    # A surname with its title alone.
    ("박 장관은 사퇴했다.", "Minister Choi resigned.", "Choi"),
    ("윤 의원은 법안을 발의했다.", "Rep. Yang proposed the bill.", "Yang"),
    ("정 교수는 결론에 반대했다.", "Prof. Kang objected to the conclusion.", "Kang"),
    ("경찰은 김모 씨를 체포했다.", "Police arrested a man surnamed Lee.", "Lee"),
    ("최모(52)씨가 숨졌다.", "A 52-year-old surnamed Cho died.", "Cho"),
    ("윤 회장과 최 부회장이 만찬에 참석했다.", "Chairman Choi and Vice Chairman Yoon attended the dinner.", "Choi"),
    # Foreign names, a part of which is another's.
    ("존 스미스 교수는 이를 부인했다.", "Prof. John Stevens denied it.", "Stevens"),
    ("사라 존슨 대변인은 답변을 거부했다.", "Spokeswoman Sarah Jackson declined to answer.", "Jackson"),
    ("알렉세이 이바노프 대사가 항의했다.", "Ambassador Sergei Ivanov protested.", "Sergei"),
    ("나카무라 겐지 사장이 사과했다.", "President Kenji Nakayama apologized.", "Nakayama"),
    ("리처드 골드버그 전 의원이 말했다.", "Former Sen. Richard Goldstein said so.", "Goldstein"),
    ("파울로 로시 장관이 서명했다.", "Minister Paolo Russo signed it.", "Russo"),
    ("호세 페르난데스 감독이 물러났다.", "Coach Jose Hernandez stepped down.", "Hernandez"),
    ("바이스만 전 의원은 침묵했다.", "Mr. Feldman kept silent.", "Feldman"),
    # The original in brackets.
    ("판사 마리아 산체스(Maria Sanchez)는 이를 기각했다.", "Judge Maria Santos dismissed it.", "Maria Santos"),
    ("배우 콜린 파월스(Colin Powells)가 출연한다.", "Actor Colin Firth appears in it.", "Colin Firth"),
    # Signs of headlines.
    ("北, 남북 연락선 차단", "South Korea cuts inter-Korean hotlines", "South Korea"),
    ("美, 관세 인상 예고", "China warns of higher tariffs", "China"),
    ("日 총리 사임", "British prime minister resigns", "British"),
    ("檢, 본사 압수수색", "Police raid headquarters", "Police"),
    ("野 \"예산안 거부\"", "Ruling party rejects budget", "Ruling"),
    # Bodies by their initials.
    ("EU 가입이 무산됐다.", "Its accession to NATO fell through.", "NATO"),
    ("UN은 결의안을 채택했다.", "The EU adopted the resolution.", "EU"),
]  # fmt: skip

RIGHT = [
    ("제갈민 교수가 강연했다.", "Prof. Min Jegal gave a lecture."),
    ("사공혁 판사가 선고했다.", "Judge Sakong Hyuk handed down the ruling."),
    ("선우진 감독이 말했다.", "Coach Sun Woo-jin spoke."),
    ("선우진 감독이 말했다.", "Coach Sunwoo Jin spoke."),
    ("동방현주 감독이 상을 받았다.", "Director Hyunju Dongbang won the award."),
    ("박솔 선수가 우승했다.", "Sol Park won the title."),
    ("한지민 배우가 수상했다.", "Jimin Han won the award."),
    ("오민석 변호사가 변론했다.", "Attorney Min Seok Oh argued the case."),
    ("박병석 의장이 회의를 열었다.", "Speaker Park Byeong-seug opened the meeting."),
    ("박 장관은 사퇴했다.", "Minister Park resigned."),
    ("박 장관은 사퇴했다.", "The minister resigned."),
    ("윤 의원은 법안을 발의했다.", "Yoon proposed the bill."),
    ("전 장관과 현 장관이 만났다.", "Former Minister Kim met the current minister."),
    ("경찰은 김모 씨를 체포했다.", "Police arrested a man surnamed Gim."),
    ("윤 회장과 최 부회장이 만찬에 참석했다.", "Vice Chairman Choi and Chairman Yoon attended the dinner."),
    ("존 스미스 교수는 이를 부인했다.", "Prof. John Smith denied it."),
    ("스티브 밀러 대변인은 답변을 거부했다.", "Spokesman Stephen Miller declined to answer."),
    ("크리스 밴 홀런 의원이 방한했다.", "Sen. Christopher Van Hollen visited South Korea."),
    ("나카무라 겐지 사장이 사과했다.", "President Kenji Nakamura apologized."),
    ("파울로 로시 장관이 서명했다.", "Minister Paolo Rossi signed it."),
    ("호나우디뉴 선수가 은퇴했다.", "Ronaldinho has retired."),
    ("헤리 브라운 감독이 말했다.", "Coach Harry Browne said so."),
    ("슈뢰더 전 총리가 방문했다.", "Former Chancellor Schroeder visited."),
    ("무함마드 빈 살만 왕세자가 도착했다.", "Crown Prince Mohammed bin Salman arrived."),
    ("안와르 이브라힘 총리가 회담했다.", "Prime Minister Anwar Ibrahim held talks."),
    ("판사 마리아 산체스(Maria Sanchez)는 이를 기각했다.", "Judge María Sánchez dismissed it."),
    ("배우 존 하워드(Jon Howard)가 출연한다.", "Actor John Howard appears in it."),
    ("北, 남북 연락선 차단", "North Korea cuts inter-Korean hotlines"),
    ("한·미·일 정상이 통화했다.", "The leaders of South Korea, the United States and Japan spoke by phone."),
    ("檢, 경찰 압수수색", "Prosecutors raid police station"),
    ("野 \"예산안 거부\"", "Opposition rejects budget"),
    ("男女 임금 격차 줄었다", "Pay gap between men and women narrows"),
    ("조르제 마리(Marinho) 감독이 떠났다.", "Coach Jorge Marinho has left."),
    ("국세청이 한빛전자를 조사한다.", "The tax agency is investigating Hanbit Electronics."),
    ("그리스는 제안을 거부했다.", "Athens rejected the proposal."),
    ("이스라엘 시민들이 시위를 벌였다.", "Israelis staged a protest."),
    ("5월 인도분 구리가 하락했다.", "Copper for May delivery fell."),
    ("북한 외무상은 회담에 불참했다.", "The foreign minister did not attend the talks."),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english", "name"), WRONG)
def test_another_name_is_shown_as_critical(korean, english, name):
    found = [f for f in shown(korean, english) if f.check == "name"]
    assert [(name in f.spans[-1].text, f.relation.value) for f in found] == [(True, "contradicts")]


@pytest.mark.parametrize(("korean", "english"), RIGHT)
def test_a_usual_spelling_or_wording_is_not_shown(korean, english):
    assert [
        (f.code, [s.text for s in f.spans]) for f in shown(korean, english) if f.check == "name"
    ] == []
