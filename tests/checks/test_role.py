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
    assert "원문의 주체는 “이 의원”" in message(flag, "ko")
