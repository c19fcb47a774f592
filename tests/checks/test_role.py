"""Who does what to whom: found where two are exchanged, silent where the English only turns the sentence."""

from __future__ import annotations

import pytest

from audit.messages import message
from audit.records.flag import Severity
from tests.checks.audited import shown


def exchanged(korean: str, english: str) -> list[str]:
    return [flag.code for flag in shown(korean, english) if flag.check == "role"]


EXCHANGED = [
    # Subject and object, active and passive.
    ("이 의원은 최 의원을 비판했다.", "Rep. Choi criticized Rep. Lee.", "exchanged"),
    ("경비원이 승객을 때렸다.", "A passenger beat a security guard.", "exchanged"),
    ("노조는 회사를 고발했다.", "The company accused the union.", "exchanged"),
    ("시위대가 경찰에게 공격당했다.", "Police were attacked by protesters.", "exchanged"),
    ("용의자는 형사에게 쫓기고 있었다.", "The detective was being chased by the suspect.", "exchanged"),
    ("학생이 교사를 폭행한 사건이 알려졌다.", "A teacher who had assaulted a student was reported.", "exchanged"),
    ("러시아는 우크라이나의 공격을 받았다.", "Russia attacked Ukraine.", "exchanged"),
    ("검찰은 장관이 거짓말을 했다고 비난했다.", "The minister accused prosecutors of lying.", "exchanged"),
    ("정유진 씨가 한상우 씨를 도왔다.", "Han Sang-woo helped Jeong Yu-jin.", "exchanged"),
    # Two ends of one thing.
    ("한국이 일본을 꺾었다.", "Japan beat Korea.", "exchanged"),
    ("브라질은 독일에게 졌다.", "Brazil beat Germany.", "exchanged"),
    ("은행이 농민에게 돈을 빌려줬다.", "Farmers lent money to the bank.", "exchanged"),
    # Nouns of doing.
    ("소음이 수면에 미치는 영향을 조사했다.", "They studied the effect of sleep on noise.", "exchanged"),
    # Cause, condition, comparison, contrast.
    ("가뭄 때문에 농민들이 파산했다.", "The drought came because farmers went bankrupt.", "cause"),
    ("도로가 막혔기 때문에 기차가 늦었다.", "The road was blocked because the train was late.", "cause"),
    ("금리가 오르면 집값이 떨어진다.", "Interest rates rise when home prices fall.", "condition"),
    ("서울이 부산보다 크다.", "Busan is bigger than Seoul.", "comparison"),
    ("수출이 수입보다 빠르게 늘었다.", "Imports grew faster than exports.", "comparison"),
    ("책임은 회사가 아니라 정부에 있다.", "Not the government but the company is responsible.", "contrast"),
    ("우승자는 한국이 아니라 중국이다.", "The winner is Korea, not China.", "contrast"),
    ('정부는 야당의 제안을 거부했다.', "The opposition rejected the government's proposal.", "exchanged"),
    ('미국은 이란에 경고했다.', 'Iran warned the United States.', "exchanged"),
    ('러시아군이 우크라이나군을 포위했다.', 'Ukrainian forces encircled Russian troops.', "exchanged"),
    ('남편이 아내를 살해했다.', 'A wife killed her husband.', "exchanged"),
    ('경찰이 시위대를 밀어냈다.', 'Protesters pushed back police.', "exchanged"),
    ('삼성이 애플을 상대로 소송을 냈다.', 'Apple filed a suit against Samsung.', "exchanged"),
    ('감독은 선수들에게 사과했다.', 'The players apologized to the coach.', "exchanged"),
    ('이 대표는 김 의원을 해임했다.', 'Rep. Kim dismissed Chairman Lee.', "exchanged"),
    ('현대차는 LG와의 계약을 해지했다.', 'LG terminated its contract with Hyundai Motor.', "exchanged"),
    ('여당이 야당에 협조를 요청했다.', 'The opposition asked the ruling party for cooperation.', "exchanged"),
    ('한국전력이 주민들에게 보상금을 지급했다.', 'Residents paid compensation to Korea Electric Power.', "exchanged"),
    ('독일이 프랑스를 2대1로 이겼다.', 'France beat Germany 2-1.', "exchanged"),
    ('토트넘은 첼시에 0대3으로 패했다.', 'Chelsea lost 0-3 to Tottenham.', "exchanged"),
    ('법원은 검찰의 영장 청구를 기각했다.', "Prosecutors rejected the court's warrant.", "exchanged"),
    ('아버지가 아들을 신고했다.', 'The son reported his father.', "exchanged"),
    ('북한이 한국을 비난했다.', 'South Korea denounced North Korea.', "exchanged"),
    ('버스가 택시를 들이받았다.', 'A taxi rammed a bus.', "exchanged"),
    ('국회가 대통령을 탄핵했다.', 'The president impeached the National Assembly.', "exchanged"),
    ('노조의 파업으로 공장이 멈췄다.', "The factory shutdown caused the union's strike.", "cause"),
    ('비만이 당뇨를 일으킨다.', 'Diabetes causes obesity.', "exchanged"),
    ('스트레스 때문에 잠을 못 잔다.', 'Lack of sleep causes stress.', "cause"),
    ('흡연이 암의 원인이다.', 'Cancer is a cause of smoking.', "cause"),
    ('쌀값이 밀값보다 비싸다.', 'Wheat is more expensive than rice.', "comparison"),
    ('범인은 남편이 아니라 이웃이었다.', 'The killer was not the neighbor but the husband.', "contrast"),
    ('그는 의사가 아니라 간호사다.', 'He is a doctor, not a nurse.', "contrast"),
    ('이준호(34) 씨와 박민수(52) 씨가 숨졌다.', 'Lee Jun-ho, 52, and Park Min-soo, 34, died.', "attribute"),
    ('최 교수와 정 변호사가 토론했다.', 'Attorney Choi and Prof. Jung debated.', "attribute"),
    ('中은 美의 제재를 비판했다.', "The U.S. criticized China's sanctions.", "exchanged"),
    ('박 씨는 최 씨에게서 돈을 빌렸다.', 'Choi borrowed money from Park.', "exchanged"),
    ('학생들이 교수에게 감사를 표했다.', 'The professor thanked the students.', "exchanged"),
    # What two people are.
    ("김 시장과 박 부시장이 참석했다.", "Mayor Park and Vice Mayor Kim attended.", "attribute"),
    ("원고 이준호와 피고 최민수가 나왔다.", "The plaintiff Choi Min-su and the defendant Lee Jun-ho appeared.", "attribute"),
]  # fmt: skip
SAME = [
    # The passive, a cleft, a converse, a relative clause.
    ("이 의원은 최 의원을 비판했다.", "Rep. Choi was criticized by Rep. Lee."),
    ("이 의원은 최 의원을 비판했다.", "It was Rep. Choi whom Rep. Lee criticized."),
    ("경비원이 승객을 때렸다.", "A passenger was beaten by a security guard."),
    ("시위대가 경찰에게 공격당했다.", "Police attacked protesters."),
    ("용의자는 형사에게 쫓기고 있었다.", "A detective was chasing the suspect."),
    ("학생이 교사를 폭행한 사건이 알려졌다.", "A case in which a teacher was assaulted by a student was reported."),
    ("러시아는 우크라이나의 공격을 받았다.", "Ukraine attacked Russia."),
    ("검찰은 장관이 거짓말을 했다고 비난했다.", "Prosecutors accused the minister of lying."),
    ("한국이 일본을 꺾었다.", "Japan lost to Korea."),
    ("브라질은 독일에게 졌다.", "Germany beat Brazil."),
    ("은행이 농민에게 돈을 빌려줬다.", "Farmers borrowed money from the bank."),
    ("회사가 정부에 건물을 팔았다.", "The government bought the building from the company."),
    ("김 씨는 박 씨와 결혼했다.", "Park married Kim."),
    ("소음이 수면에 미치는 영향을 조사했다.", "They studied how noise affects sleep."),
    ("8명이 숨진 사고였다.", "It was an accident that killed eight people."),
    ("그 소식에 주민들은 놀랐다.", "The news surprised residents."),
    # As editors turn it.
    ('정부는 야당의 제안을 거부했다.', "The opposition's proposal was rejected by the government."),
    ('미국은 이란에 경고했다.', 'Iran was warned by the United States.'),
    ('삼성이 애플을 상대로 소송을 냈다.', 'Samsung filed a suit against Apple.'),
    ('삼성이 애플을 상대로 소송을 냈다.', 'Apple was sued by Samsung.'),
    ('토트넘은 첼시에 0대3으로 패했다.', 'Chelsea beat Tottenham 3-0.'),
    ('법원은 검찰의 영장 청구를 기각했다.', "The court rejected prosecutors' warrant request."),
    ('국회가 대통령을 탄핵했다.', 'The president was impeached by the National Assembly.'),
    ('노조의 파업으로 공장이 멈췄다.', "The union's strike shut down the factory."),
    ('비만이 당뇨를 일으킨다.', 'Diabetes is caused by obesity.'),
    ('쌀값이 밀값보다 비싸다.', 'Wheat is cheaper than rice.'),
    ('여성의 기대수명은 남성보다 길다.', 'Women live longer than men.'),
    ('범인은 남편이 아니라 이웃이었다.', 'The killer was the neighbor, not the husband.'),
    ('이준호(34) 씨와 박민수(52) 씨가 숨졌다.', 'Park Min-soo, 52, and Lee Jun-ho, 34, died.'),
    ('최 교수와 정 변호사가 토론했다.', 'Prof. Choi debated with attorney Jung.'),
    ('소방당국은 전기 누전이 원인이라고 밝혔다.', 'The cause was an electrical short, firefighters said.'),
    ('변호인은 의뢰인이 무죄라고 주장했다.', 'The lawyer argued that her client was innocent.'),
    ('박 씨는 최 씨에게서 돈을 빌렸다.', 'Choi lent money to Park.'),
    ('그 소식은 시민들을 놀라게 했다.', 'Citizens were surprised at the news.'),
    ('주민들은 소음에 시달렸다.', 'Noise plagued residents.'),
    ('팬들은 그 노래를 좋아했다.', 'The song delighted fans.'),
    ('지진이 마을을 덮쳤다.', 'The village was hit by an earthquake.'),
    ('대통령은 총리의 사표를 받았다.', 'The prime minister handed in a resignation to the president.'),
    ('회사는 직원들에게 보너스를 줬다.', 'Employees received bonuses from the company.'),
    ('수사팀은 박 씨를 김 씨의 공범으로 봤다.', "Investigators saw Kim's accomplice in Park."),
    ('아이들이 할머니를 따랐다.', 'Grandmother was loved by the children.'),
    ('환율 상승으로 물가가 올랐다.', 'Prices rose on the weaker won.'),
    # The other order of the same.
    ("가뭄 때문에 농민들이 파산했다.", "Farmers went bankrupt because of the drought."),
    ("도로가 막혔기 때문에 기차가 늦었다.", "The road was blocked, so the train was late."),
    ("금리가 오르면 집값이 떨어진다.", "Home prices fall when interest rates rise."),
    ("서울이 부산보다 크다.", "Busan is smaller than Seoul."),
    ("서울이 부산보다 크다.", "Seoul is bigger than Busan."),
    ("부산은 서울보다 덜 비싸다.", "Busan is less expensive than Seoul."),
    ("책임은 회사가 아니라 정부에 있다.", "The government, not the company, is responsible."),
    ("기업뿐만 아니라 정부도 책임이 있다.", "Not only companies but also the government is responsible."),
    ("김 시장과 박 부시장이 참석했다.", "Vice Mayor Park and Mayor Kim attended."),
    ("원고 이준호와 피고 최민수가 나왔다.", "Lee Jun-ho, the plaintiff, and Choi Min-su, the defendant, appeared."),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english", "what"), EXCHANGED)
def test_two_that_are_exchanged_are_a_critical_flag(korean, english, what):
    assert exchanged(korean, english) == [f"role.{what}"]
    found = next(flag for flag in shown(korean, english) if flag.check == "role")
    assert found.severity is Severity.CRITICAL
    assert {span.side for span in found.spans} == {"source", "target"}


@pytest.mark.parametrize(("korean", "english"), SAME)
def test_the_same_in_another_turn_of_phrase_is_none(korean, english):
    assert exchanged(korean, english) == []


def test_the_message_names_both_and_the_verb_in_either_language():
    flag = next(f for f in shown("이 의원은 최 의원을 비판했다.", "Rep. Choi criticized Rep. Lee."))
    assert message(flag).startswith("“이 의원” acts on “최 의원” (“비판”)")
    assert "주체는 “이 의원”, 대상은 “최 의원”" in message(flag, "ko")
