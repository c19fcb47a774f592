"""Consistency: where an English article calls or counts one thing in two ways, and where it does not."""

from __future__ import annotations

import re

import pytest

from audit.checks import consistency
from audit.messages import message
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Category, Severity

SHOWN = 0.5
KINDS = {"H": BlockKind.HEADLINE, "S": BlockKind.SUBHEAD, "C": BlockKind.CAPTION}


def article_of(auditor, lines):
    """An article of one bead a line, ``Korean | English``; "H: " before a line makes it a headline."""
    texts = {"ko": [], "en": []}
    beads = []
    for line in lines:
        marked = re.match("([HSC]): ", line)
        kind = KINDS[marked[1]] if marked else BlockKind.BODY
        ids = {"ko": (), "en": ()}
        for lang, text in zip(
            ("ko", "en"), line[marked.end() if marked else 0 :].split(" | "), strict=True
        ):
            if text.strip() != "-":
                ids[lang] = (len(texts[lang]),)
                texts[lang].append((kind, text.strip()))
        beads.append(Bead(f"b{len(beads) + 1}", ids["ko"], ids["en"], 1.0, 1.0))
    sides = {}
    for lang, rows in texts.items():
        at, sentences = 0, []
        for i, (kind, text) in enumerate(rows, start=1):
            sentences.append(Sentence(f"{lang[0]}{i}", text, at, at + len(text), 0, kind))
            at += len(text) + 1
        sides[lang] = Text(lang, "\n".join(text for _, text in rows), (), tuple(sentences))
    return auditor.context(Article("a", sides["ko"], sides["en"]), tuple(beads))


def flags(auditor, lines):
    return list(consistency.check(article_of(auditor, lines)))


def shown(auditor, lines):
    return [flag for flag in flags(auditor, lines) if flag.confidence >= SHOWN]


TWO_NAMES = {
    "an office and the council it serves": (
        ["국가안보실은 22일 긴급회의를 열었다. | The National Security Office held an emergency meeting on the 22nd.",
         "대통령은 휴가 중이었다. | The president was on vacation.",
         "국가안보실은 도발 징후가 없다고 밝혔다. | The National Security Council said there were no signs of a provocation."],
        "National Security Council", "National Security Office",
    ),
    "two financial watchdogs": (
        ["금융위원회는 대출 한도를 줄이기로 했다. | The Financial Services Commission decided to lower the loan limit.",
         "은행권은 반발하고 있다. | Banks are protesting.",
         "금융위원회는 다음 달 세부안을 낸다. | The Financial Supervisory Commission will release details next month."],
        "Financial Supervisory Commission", "Financial Services Commission",
    ),
    "a corporation that the glossary does not know": (
        ["한빛도시개발공사는 8일 입찰 공고를 냈다. | The Hanbit Urban Development Corporation issued a tender notice on the 8th.",
         "사업비는 900억원이다. | The project will cost 90 billion won.",
         "한빛도시개발공사 관계자는 말을 아꼈다. | An official at the Hanbit City Construction Corporation declined to comment."],
        "Hanbit City Construction Corporation", "Hanbit Urban Development Corporation",
    ),
    "a center under a second name, after two of the first": (
        ["푸른숲청소년센터가 문을 열었다. | The Green Forest Youth Center opened its doors.",
         "푸른숲청소년센터에는 상담사 세 명이 일한다. | Three counselors work at the Green Forest Youth Center.",
         "푸른숲청소년센터는 무료다. | The Blue Wood Youth Center is free of charge."],
        "Blue Wood Youth Center", "Green Forest Youth Center",
    ),
    "the odd one stands first": (
        ["달빛장학재단은 1일 설립됐다. | The Moonshine Scholarship Foundation was set up on the 1st.",
         "달빛장학재단은 학생 열 명을 뽑았다. | The Dalbit Scholarship Foundation selected 10 students.",
         "달빛장학재단은 서울에 있다. | The Dalbit Scholarship Foundation is based in Seoul."],
        "Moonshine Scholarship Foundation", "Dalbit Scholarship Foundation",
    ),
    "a savings programme": (
        ["정부는 청년미래계좌를 내놓는다. | The government will launch the Youth Future Account.",
         "금리는 연 6%다. | The interest rate is 6 percent a year.",
         "청년미래계좌에는 누구나 가입할 수 있다. | Anyone can open the Young Adult Tomorrow Account."],
        "Young Adult Tomorrow Account", "Youth Future Account",
    ),
    "a law": (
        ["노란우산법이 국회를 통과했다. | The Yellow Umbrella Act passed the National Assembly.",
         "노란우산법은 내년에 시행된다. | The Yellow Parasol Act takes effect next year."],
        "Yellow Parasol Act", "Yellow Umbrella Act",
    ),
    "a commission under its short Korean name": (
        ["공정거래위원회는 과징금을 부과했다. | The Fair Trade Commission imposed a fine.",
         "공정위는 재발 방지를 명령했다. | The Free Trade Commission ordered preventive measures."],
        "Free Trade Commission", "Fair Trade Commission",
    ),
    "a quoted slogan": (
        ["정부는 ‘함께 성장’을 내걸었다. | The government has put forward “shared growth.”",
         "재계는 신중하다. | Business leaders are cautious.",
         "전문가들은 ‘함께 성장’이 구호에 그칠 수 있다고 본다. | Experts say “joint development” may remain a slogan."],
        "joint development", "shared growth",
    ),
    "a quoted alert level": (
        ["환경부는 위기경보를 ‘경계’로 올렸다. | The Environment Ministry raised the crisis alert to “alert.”",
         "비는 밤새 내렸다. | It rained all night.",
         "‘경계’ 단계에서는 공무원이 비상근무를 한다. | Officials work emergency shifts at the “caution” level."],
        "caution", "alert",
    ),
    "a leader's name": (
        ["김정은 국무위원장이 공장을 찾았다. | North Korean leader Kim Jong-un visited a factory.",
         "통신은 사진을 실었다. | The news agency carried photos.",
         "김정은은 간부들을 질책했다. | Kim Jeong-eun reprimanded officials."],
        "Kim Jeong-eun", "Kim Jong-un",
    ),
    "an ordinary name": (
        ["이창호 대변인이 브리핑을 했다. | Spokesperson Lee Chang-ho gave a briefing.",
         "기자들의 질문이 이어졌다. | Reporters asked questions.",
         "이창호 대변인은 자리를 떴다. | Spokesperson Yi Chang-ho left."],
        "Yi Chang-ho", "Lee Chang-ho",
    ),
    "a surname alone": (
        ["류성재 교수는 이를 반박했다. | Professor Ryu Seong-jae disputed this.",
         "논란은 계속됐다. | The controversy continued.",
         "류 교수는 자료를 공개했다. | Yoo said he had made the data public."],
        "Yoo", "Ryu Seong-jae",
    ),
    "a North Korean surname": (
        ["리창호 정찰총국장이 부대를 이끈다. | Ri Chang-ho, head of the Reconnaissance General Bureau, leads the troops.",
         "리 국장은 두 번 귀국했다. | Lee has returned home twice."],
        "Lee", "Ri Chang-ho",
    ),
    "a foreign name": (
        ["젤렌스키 대통령은 지원을 요청했다. | President Volodymyr Zelensky asked for support.",
         "회담은 두 시간 이어졌다. | The talks lasted two hours.",
         "회담 뒤 젤렌스키는 만족한다고 말했다. | After the talks, Zelenskyy said he was satisfied."],
        "Zelenskyy", "Zelensky",
    ),
    "a general's rank": (
        ["박도윤 소장이 지휘봉을 잡았다. | Maj. Gen. Park Do-yun took command.",
         "부대는 곧 이동한다. | The unit will move soon.",
         "취임식에서 박도윤 소장은 안전을 강조했다. | At the ceremony, Lt. Gen. Park Do-yun stressed safety."],
        "Lt. Gen.", "Maj. Gen.",
    ),
    "a minister and a vice minister": (
        ["최원영 차관은 25일 출국했다. | Vice Minister Choi Won-young left the country on the 25th.",
         "방문은 사흘간이다. | The visit will last three days.",
         "공항에서 최원영 차관은 말을 아꼈다. | At the airport, Minister Choi Won-young declined to comment."],
        "Minister", "Vice Minister",
    ),
}  # fmt: skip

TWO_FIGURES = {
    "an amount in the headline": (
        ["H: 새롬건설, 3240억원 규모 교량 수주 | Saerom Construction wins 342 billion won bridge deal",
         "새롬건설은 3240억원 규모의 교량 공사를 따냈다고 7일 밝혔다. | Saerom Construction said on the 7th that it won a 324 billion won contract for a bridge."],
        "342 billion won", "324 billion won",
    ),
    "an amount in a headline of the editor's own": (
        ["H: - | Saerom Construction wins contract for 3.24 trillion won bridge",
         "새롬건설은 3240억원 규모의 교량 공사를 따냈다고 7일 밝혔다. | Saerom Construction said on the 7th that it won a 324 billion won contract for a bridge."],
        "3.24 trillion won", "324 billion won",
    ),
    "the dead in a sub-headline": (
        ["H: 화학공장 폭발 사고 | Explosion at chemical plant",
         "S: - | Blast kills seven workers",
         "이 폭발로 노동자 5명이 숨지고 9명이 다쳤다. | The blast killed five workers and injured nine."],
        "seven", "five",
    ),
    "a caption with another number": (
        ["충돌로 승객 46명이 다쳤다. | Forty-six passengers were injured in the collision.",
         "C: - | A bus lies on its side after a collision that injured 64 passengers.",
         "경찰은 원인을 조사하고 있다. | Police are investigating the cause."],
        "64", "Forty-six",
    ),
    "a figure that one sentence has right": (
        ["지난해 관광객은 128만명이었다. | Last year there were 1.28 million tourists.",
         "날씨가 좋았다. | The weather was good.",
         "관광객 128만명 가운데 절반은 섬을 찾았다. | Half of the 128,000 tourists visited the islands."],
        "128,000", "1.28 million",
    ),
    "a percentage that one sentence has right": (
        ["투표율은 61.3%로 잠정 집계됐다. | Turnout was provisionally put at 61.3 percent.",
         "개표는 자정께 끝난다. | The count will end around midnight.",
         "61.3%의 투표율은 역대 두 번째로 높다. | The turnout of 63.1 percent is the second-highest ever."],
        "63.1 percent", "61.3 percent",
    ),
    "the dead and the injured changed places": (
        ["H: 고속도로 추돌… 2명 사망·4명 부상 | Highway pileup leaves 2 dead, 4 injured",
         "5일 새벽 추돌 사고로 2명이 숨지고 4명이 다쳤다. | A pileup early on the 5th left four people dead and two injured.",
         "도로는 두 시간 막혔다. | The road was blocked for two hours."],
        "four", "2",
    ),
    "votes for and against changed places": (
        ["결의안은 찬성 161표, 반대 97표로 통과됐다. | The resolution passed with 161 votes in favor and 97 against.",
         "여당은 환영했다. | The ruling party welcomed it.",
         "앞서 찬성 161표, 반대 97표가 나오자 박수가 터졌다. | Applause broke out at the tally of 97 votes in favor and 161 against."],
        "97", "161",
    ),
    "the Korean has both figures too": (
        ["폭설로 비닐하우스 2340동이 무너졌다. | Heavy snow brought down 2,340 greenhouses.",
         "농민들은 망연자실했다. | Farmers were devastated.",
         "군은 무너진 비닐하우스 2430동의 복구를 돕는다. | The military is helping to repair the 2,430 greenhouses that collapsed."],
        "2,430", "2,340",
    ),
    "parts that make another total, set off by dashes": (
        ["학생 3명과 교사 2명 등 5명이 다쳤다. | Five people — three students and three teachers — were injured."],
        "Five", "three students and three",
    ),
    "parts that make another total": (
        ["다친 사람은 남성 2명과 여성 1명 등 3명이다. | Three people were injured: two men and two women.",
         "모두 병원으로 옮겨졌다. | All were taken to a hospital."],
        "Three", "two men and two",
    ),
    "a person in the headline": (
        ["H: - | Kim Do-hyun wins national chess title",
         "김도윤이 전국 체스 대회에서 우승했다. | Kim Do-yun won the national chess tournament.",
         "상금은 1000만원이다. | The prize is 10 million won."],
        "Kim Do-hyun", "Kim Do-yun",
    ),
    "a person in a caption": (
        ["서지혜 작가가 새 소설을 냈다. | Novelist Seo Ji-hye has published a new novel.",
         "C: - | Novelist Han Ji-hye speaks at a bookstore in Seoul.",
         "소설은 바다를 그린다. | The novel is about the sea."],
        "Han Ji-hye", "Seo Ji-hye",
    ),
    "a direction in the headline": (
        ["H: - | Exports of ginseng products rise for third month",
         "인삼 제품 수출이 석 달째 감소했다. | Exports of ginseng products fell for the third month in a row.",
         "중국 수요가 약했다. | Demand in China was weak."],
        "rise", "fell",
    ),
    "a denial in the headline": (
        ["H: - | Council decides not to expand downtown parking zone",
         "시의회는 도심 주차 구역을 확대하기로 했다. | The city council decided to expand the downtown parking zone.",
         "공사는 봄에 시작된다. | Work starts in the spring."],
        "not", "expand",
    ),
    "a denial left out of the headline": (
        ["H: - | Council decides to expand downtown parking zone",
         "시의회는 도심 주차 구역을 확대하지 않기로 했다. | The city council decided not to expand the downtown parking zone.",
         "주민들은 반겼다. | Residents welcomed it."],
        "expand", "not",
    ),
}  # fmt: skip

CONSISTENT = {
    "a ministry shortened": [
        "통일부는 성명을 냈다. | The Ministry of Unification issued a statement.",
        "통일부는 대화를 촉구했다. | The ministry called for dialogue.",
        "통일부 당국자는 답하지 않았다. | A Unification Ministry official did not answer."],
    "initials": [
        "국가정보원은 이를 확인했다. | The National Intelligence Service (NIS) confirmed it.",
        "국정원은 말을 아꼈다. | The NIS declined to comment.",
        "국정원은 다음 주 보고한다. | The spy agency will report next week."],
    "another wording of the glossary": [
        "국가안보실은 회의를 열었다. | The Office of National Security held a meeting.",
        "국가안보실 관계자는 말을 아꼈다. | An official at the National Security Office declined to comment."],
    "an office and a council, both in the Korean": [
        "국가안보실은 회의를 소집했다. | The National Security Office called a meeting.",
        "국가안보실은 국가안전보장회의를 열기로 했다. | The presidential office decided to convene the National Security Council."],
    "spelled in British and American": [
        "새봄문화센터가 문을 열었다. | The Saebom Culture Centre opened.",
        "새봄문화센터는 무료다. | The Saebom Culture Center is free."],
    "a center shortened": [
        "푸른숲청소년센터가 문을 열었다. | The Green Forest Youth Center opened its doors.",
        "푸른숲청소년센터는 무료다. | The Youth Center is free of charge."],
    "two corporations, both in the Korean": [
        "한빛도시개발공사는 입찰을 냈다. | The Hanbit Urban Development Corporation issued a tender.",
        "한빛도시개발공사는 새벽항만공사와 협약을 맺었다. | The corporation signed an agreement with the Saebyeok Port Corporation."],
    "ministries of two countries": [
        "일본 외무성은 항의했다. | Japan's Foreign Ministry protested.",
        "외교부는 유감을 표했다. | The Ministry of Foreign Affairs expressed regret."],
    "a court added as background": [
        "푸른숲환경위원회는 이를 위법이라고 봤다. | The Green Forest Environment Committee considers it unlawful.",
        "푸른숲환경위원회는 소송을 냈다. | The committee filed a suit with the Green Forest Administrative Court."],
    "a special act and a special law": [
        "국회는 전세사기특별법을 논의했다. | The National Assembly discussed the special act on rental fraud.",
        "전세사기특별법은 다음 달 끝난다. | The special law expires next month."],
    "a slogan shortened": [
        "정부는 ‘함께 크는 지역 경제’를 내걸었다. | The government has put forward a “regional economy that grows together.”",
        "‘함께 크는 지역 경제’는 공약이었다. | The “regional economy” was a campaign pledge."],
    "a name with and without a hyphen": [
        "손흥민이 골을 넣었다. | Son Heung-min scored.",
        "손흥민은 환호했다. | Heung-min Son celebrated.",
        "손흥민은 주장이다. | Son Heung Min is the captain."],
    "two people with names much alike": [
        "이정훈 감독과 이종훈 코치가 왔다. | Manager Lee Jung-hoon and coach Lee Jong-hoon came.",
        "이종훈은 웃었다. | Lee Jong-hoon smiled.",
        "이정훈은 말이 없었다. | Lee Jung-hoon was silent."],
    "a surname of somebody else": [
        "이창호 대변인이 브리핑을 했다. | Spokesperson Lee Chang-ho gave a briefing.",
        "리설주도 참석했다. | Ri Sol-ju also attended.",
        "리설주는 말이 없었다. | Ri said nothing."],
    "a country and its people": [
        "우크라이나는 지원을 요청했다. | Ukraine asked for support.",
        "우크라이나 국민은 지쳤다. | The Ukrainians are tired."],
    "a minister's deputy, both in the Korean": [
        "최원영 장관은 출국했다. | Minister Choi Won-young left the country.",
        "최도연 차관은 남았다. | Vice Minister Choi Do-yeon stayed."],
    "a promotion": [
        "박도윤 준장이 지휘봉을 잡았다. | Brig. Gen. Park Do-yun took command.",
        "박도윤 소장은 지난달 진급했다. | Maj. Gen. Park Do-yun was promoted last month."],
    "a toll that grows": [
        "사고 직후 사망자는 3명이었다. | Three people were dead right after the accident.",
        "밤사이 사망자는 5명으로 늘었다. | The death toll rose to five overnight."],
    "tolls of two places": [
        "부산에서 2명이 숨졌다. | Two people were killed in Busan.",
        "광주에서는 1명이 숨졌다. | One person was killed in Gwangju.",
        "H: 폭우로 3명 사망 | Three killed in heavy rain"],
    "a headline that adds up the body": [
        "H: - | Storm kills three",
        "부산에서 2명이 숨졌다. | Two people were killed in Busan.",
        "광주에서는 1명이 숨졌다. | One person was killed in Gwangju."],
    "a rounded headline": [
        "H: 수출 700억달러 육박 | Exports near $70 billion",
        "지난달 수출은 698억달러였다. | Exports came to $69.8 billion last month."],
    "two months compared": [
        "7월에는 아파트 4017건이 거래됐다. | In July, 4,017 apartments changed hands.",
        "8월에는 아파트 4071건이 거래됐다. | In August, 4,071 apartments changed hands."],
    "a part of the whole": [
        "주민 152명이 대피했다. | Some 152 residents were evacuated.",
        "주민 12명은 아직 돌아오지 못했다. | The 12 residents have yet to return."],
    "parts that are not all": [
        "직원은 30명이고 그중 10명은 연구원, 5명은 교수다. | There are 30 employees, including 10 researchers and five professors."],
    "parts that make the total": [
        "메달은 금 3개, 은 4개, 동 5개 등 12개다. | The team won 12 medals: three gold, four silver and five bronze."],
    "a headline about something else": [
        "H: 인삼 수출 늘고 수입 줄어 | Ginseng exports rise as imports fall",
        "인삼 수출은 석 달째 증가했다. | Ginseng exports rose for the third month.",
        "인삼 수입은 석 달째 감소했다. | Ginseng imports fell for the third month."],
    "a denial in both": [
        "H: 시의회, 도심 주차 구역 확대 않기로 | City council decides against larger downtown parking zone",
        "시의회는 도심 주차 구역을 확대하지 않기로 했다. | The city council decided not to expand the downtown parking zone."],
    "somebody else in the caption, as in the Korean": [
        "서지혜 작가가 새 소설을 냈다. | Novelist Seo Ji-hye has published a new novel.",
        "C: 배우 한지혜가 낭독하고 있다. | Actor Han Ji-hye gives a reading."],
    "unions of two companies": [
        "현대자동차 노동조합은 파업에 들어갔다. | The Hyundai Motor Union went on strike.",
        "기아의 노동조합은 파업을 미뤘다. | The Kia Union put off its strike."],
    "a ministry and an American department": [
        "국방부는 이를 부인했다. | The Ministry of National Defense denied it.",
        "국방부 고위 당국자는 워싱턴에서 말했다. | A senior Department of Defense official said in Washington."],
    "a bill that has become an act": [
        "노란우산법이 통과됐다. | The Yellow Umbrella Bill was passed.",
        "노란우산법은 내년에 시행된다. | The Yellow Umbrella Act takes effect next year."],
    "the police of the country and of the capital": [
        "경찰청은 수사에 나섰다. | The National Police Agency opened an investigation.",
        "서울경찰청은 압수수색을 했다. | The Seoul Metropolitan Police Agency conducted a raid."],
    "another Kim": [
        "김정은 위원장이 왔다. | Kim Jong-un came.",
        "김여정 부부장도 왔다. | Kim Yo-jong also came.",
        "김 부부장은 말이 없었다. | Kim said nothing."],
    "generals of two ranks": [
        "박민수 대장과 김민호 중장이 참석했다. | Gen. Park Min-su and Lt. Gen. Kim Min-ho attended.",
        "김민호 중장은 말을 아꼈다. | Lt. Gen. Kim Min-ho declined to comment."],
    "a headline's own count": [
        "H: - | Three lawmakers to leave party",
        "김 의원과 이 의원, 박 의원이 탈당한다. | Reps. Kim, Lee and Park will leave the party.",
        "의원 5명은 남는다. | Five lawmakers will stay."],
    "a headline that rounds a rate": [
        "H: - | Ginseng exports up 14 percent to record",
        "인삼 수출은 13.9% 늘었다. | Ginseng exports rose 13.9 percent."],
    "a caption with a figure of its own, as in the Korean": [
        "C: 지난해 4월 주민 20명이 모였다. | Some 20 residents gather in April last year.",
        "주민 12명이 대피했다. | Twelve residents were evacuated."],
    "a headline alone": ["H: 폭우로 3명 사망 | Three killed in heavy rain"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "odd", "usual"), (TWO_NAMES | TWO_FIGURES).values(), ids=TWO_NAMES | TWO_FIGURES
)
def test_what_is_said_in_two_ways_is_flagged_where_the_odd_one_stands(auditor, lines, odd, usual):
    found = shown(auditor, lines)
    english = [[e.text for e in flag.spans if e.side == "target"] for flag in found]
    assert [odd, usual] in english
    flag = found[english.index([odd, usual])]
    assert odd in message(flag)
    assert usual in message(flag)
    pointed = flag.spans[0].sentence_id
    assert flag.target_sentence_ids == (pointed,)
    assert flag.category is Category.CONSISTENCY


@pytest.mark.parametrize("lines", CONSISTENT.values(), ids=CONSISTENT)
def test_what_editors_rightly_vary_is_not_flagged(auditor, lines):
    assert [message(flag) for flag in shown(auditor, lines)] == []


def test_the_korean_words_of_both_places_are_pointed_at(auditor):
    lines, *_ = TWO_NAMES["an office and the council it serves"]
    (flag,) = shown(auditor, lines)
    assert [(e.side, e.sentence_id, e.text) for e in flag.spans] == [
        ("target", "e3", "National Security Council"),
        ("target", "e1", "National Security Office"),
        ("source", "k3", "국가안보실"),
        ("source", "k1", "국가안보실"),
    ]


TWO_PEOPLE = [
    "정재현 감독은 경기 뒤 선수들을 칭찬했다. | Coach Jung Jae-hyun praised his players after the match.",
    "관중 2만 명이 경기장을 찾았다. | A crowd of 20,000 came to the stadium.",
    "정제현 의원은 발언을 번복했다. | Lawmaker Jung Jae-hyun took back his words.",
]


def test_one_name_printed_for_two_people_is_shown_where_the_second_stands(auditor):
    (flag,) = [f for f in shown(auditor, TWO_PEOPLE) if f.code == "consistency.one_name"]
    assert flag.bead_id == "b3"
    assert [span.text for span in flag.spans] == ["Jung Jae-hyun"] * 2 + ["정제현", "정재현"]


@pytest.mark.parametrize(
    "last",
    [
        "정제현 의원은 발언을 번복했다. | Lawmaker Jung Je-hyun took back his words.",
        "정재현 감독은 사과했다. | Jung Jae-hyun apologized.",
        "정 감독은 사과했다. | Jung Jae-hyun apologized.",
        "정재현 감독과 정제현 의원은 화해했다. | Coach Jung Jae-hyun and the lawmaker made up.",
    ],
)
def test_one_person_named_twice_is_no_two(auditor, last):
    found = flags(auditor, [*TWO_PEOPLE[:2], last])
    assert "consistency.one_name" not in [flag.code for flag in found]


def test_a_message_says_where_the_other_wording_stands(auditor):
    lines, *_ = TWO_NAMES["a leader's name"]
    (flag,) = shown(auditor, lines)
    assert message(flag) == (
        "“Kim Jeong-eun” here, but “Kim Jong-un” in English sentence 1, for the same 김정은"
    )


def test_an_act_that_is_a_law_elsewhere_ranks_low(auditor):
    (flag,) = flags(auditor, CONSISTENT["a special act and a special law"])
    assert 0 < flag.confidence < SHOWN


def test_figures_weigh_more_than_wordings(auditor):
    (amount,) = shown(auditor, TWO_FIGURES["an amount in the headline"][0])
    (spelling,) = shown(auditor, TWO_NAMES["an ordinary name"][0])
    assert (amount.severity, spelling.severity) == (Severity.CRITICAL, Severity.MINOR)


def test_what_the_source_itself_contradicts_is_minor_and_says_so(auditor):
    (flag,) = shown(auditor, TWO_FIGURES["the Korean has both figures too"][0])
    assert flag.severity is Severity.MINOR
    assert "The Korean has both figures" in message(flag)


def test_evidence_lies_where_its_words_are_in_the_text_as_given(auditor):
    lines = [
        "새롬건설은 3240억원 공사를 따냈다. | Saerom Construction won a 324\u00a0billion won job.",
        "새롬건설의 3240억원은 사상 최대다. | “The 342\u00a0billion won is a record,” Saerom said.",
    ]
    context = article_of(auditor, lines)
    found = list(consistency.check(context))
    assert found
    article = context.article
    for evidence in (e for flag in found for e in flag.spans):
        raw = article.source.raw if evidence.side == "source" else article.target.raw
        assert raw[evidence.start : evidence.end] == evidence.text


@pytest.mark.slow
def test_a_text_full_of_capitals_and_figures_is_read_through(auditor):
    english = (
        "THE COUNCIL OF " * 3000
        + " and ".join(["The Office of the Board"] * 500)
        + " 12 men: " * 500
    )
    assert shown(auditor, [f"국가안보실은 부인했다. | {english}"]) == []


def test_a_sentence_that_only_the_english_has_contradicts_nothing(auditor):
    assert (
        shown(auditor, ["비가 왔다. | It rained.", "- | The Korea Rain Board was founded in 1990."])
        == []
    )


EXCHANGED = {
    "days": (
        ["파업은 3일 만에 끝났다. | The strike ended after five days.",
         "지난해 파업은 5일 동안 이어졌다. | Last year's strike lasted three days."],
        "five days", "three days",
    ),
    "people": (
        ["1차 시험에는 420명이 합격했다. | A total of 85 people passed the first exam.",
         "시험은 이틀 동안 치러졌다. | The exam took two days.",
         "2차 시험에는 85명이 붙었다. | The second exam was passed by 420 people."],
        "85", "420",
    ),
}  # fmt: skip
NOT_EXCHANGED = {
    "moved to the sentence beside": [
        "공장은 3월에 문을 열었다. 직원은 120명이다. | The factory, which employs 120 people, opened in March.",
        "매출은 30억원이다. | Sales are 3 billion won.",
    ],
    "one of the two alone is wrong": [
        "파업은 3일 만에 끝났다. | The strike ended after five days.",
        "지난해 파업은 5일 동안 이어졌다. | Last year's strike lasted five days.",
    ],
}


@pytest.mark.parametrize(("lines", "here", "there"), EXCHANGED.values(), ids=EXCHANGED)
def test_figures_of_two_sentences_in_each_others_place_are_both_shown(auditor, lines, here, there):
    found = [flag for flag in shown(auditor, lines) if flag.code == "consistency.exchanged"]
    assert [flag.severity for flag in found] == [Severity.CRITICAL] * 2
    assert all(word in flag.spans[0].text for flag, word in zip(found, (here, there), strict=True))


@pytest.mark.parametrize("lines", NOT_EXCHANGED.values(), ids=NOT_EXCHANGED)
def test_a_figure_that_moved_or_is_wrong_alone_is_not_exchanged(auditor, lines):
    assert [f for f in flags(auditor, lines) if f.code == "consistency.exchanged"] == []


SAID = {
    "consistency.exchanged": EXCHANGED["days"],
    "consistency.figure": TWO_FIGURES["a figure that one sentence has right"],
    "consistency.fate": TWO_FIGURES["the dead and the injured changed places"],
    "consistency.slip": TWO_FIGURES["the Korean has both figures too"],
    "consistency.total": TWO_FIGURES["parts that make another total"],
    "consistency.headline_figure": TWO_FIGURES["the dead in a sub-headline"],
    "consistency.headline_person": TWO_FIGURES["a person in a caption"],
    "consistency.headline_statement": TWO_FIGURES["a direction in the headline"],
    "consistency.name": TWO_NAMES["a law"],
    "consistency.quoted": TWO_NAMES["a quoted slogan"],
    "consistency.person": TWO_NAMES["a leader's name"],
    "consistency.one_name": (TWO_PEOPLE, "Jung Jae-hyun", "정재현"),
    "consistency.surname": TWO_NAMES["a surname alone"],
    "consistency.foreign_name": TWO_NAMES["a foreign name"],
    "consistency.rank": TWO_NAMES["a general's rank"],
}


def test_every_message_has_a_case():
    assert set(SAID) == {f"consistency.{what}" for what in consistency.MESSAGES}


@pytest.mark.parametrize(("code", "case"), SAID.items(), ids=SAID)
def test_every_message_reads_in_both_languages(auditor, code, case):
    lines, odd, usual = case
    finding = next(f for f in shown(auditor, lines) if (f.code, f.spans[0].text) == (code, odd))
    english, korean = message(finding, "en"), message(finding, "ko")
    assert english != korean
    for said in (english, korean):
        assert odd in said
        assert usual in said
        assert "{" not in said


def test_places_and_fates_are_told_in_the_readers_language(auditor):
    tolls = shown(auditor, SAID["consistency.fate"][0])
    (dead,) = [toll for toll in tolls if toll.parameters.get("fate") == "dead"]
    assert message(dead, "ko").startswith("사망자 수가 여기서는 “four”, 제목에서는 “2”인데")
    (rise,) = shown(auditor, SAID["consistency.headline_statement"][0])
    assert (
        message(rise)
        == "“rise” in the headline, but “fell” in English sentence 2, as in the Korean"
    )
    assert message(rise, "ko").startswith("제목에서는 “rise”, 영어 2번째 문장에서는 “fell”")
