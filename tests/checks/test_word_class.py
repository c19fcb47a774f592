"""One word of a class in another's place is shown with both; what may mean the same is left alone."""

import pytest

from audit.records.flag import Severity
from tests.checks.audited import shown

EXCHANGED = [
    ("장관의 아들이 입건됐다.", "The minister's brother was booked.", "아들", "brother"),
    ("그의 장모가 집을 샀다.", "His father-in-law bought the house.", "장모", "father-in-law"),
    ("손주들이 편지를 읽었다.", "The children read the letter.", "손주들", "children"),
    ("통일부 장관이 사과했다.", "The vice foreign minister apologized.", "통일부 장관", "vice foreign minister"),
    ("국방부 차관이 회의에 왔다.", "The defense minister came to the meeting.", "차관", "defense minister"),
    ("교육부가 지침을 냈다.", "The Health Ministry issued guidelines.", "교육부", "Health Ministry"),
    ("모든 학생이 시험을 봤다.", "Some students took the test.", "모든", "Some"),
    ("주민 일부가 이사했다.", "Most residents moved.", "일부", "Most"),
    ("검찰은 기록을 공개했다.", "Police released the records.", "검찰", "Police"),
    ("항소심 재판부는 형을 깎았다.", "The Supreme Court cut the term.", "항소심 재판부", "Supreme Court"),
    ("도시 북서쪽에서 불이 났다.", "A fire broke out southeast of the city.", "북서쪽", "southeast"),
    ("하원은 법안을 고쳤다.", "The Senate amended the bill.", "하원", "Senate"),
    ("나토는 병력을 늘린다.", "The EU will add troops.", "나토", "EU"),
    ("피해자는 진술을 거부했다.", "The suspect refused to testify.", "피해자", "suspect"),
    ("그는 횡령 혐의로 기소됐다.", "He was indicted for bribery.", "횡령 혐의", "bribery"),
    ("그는 은메달을 땄다.", "He took the bronze medal.", "은메달", "bronze medal"),
    ("버스가 언덕에서 굴렀다.", "A truck rolled down the hill.", "버스", "truck"),
    ("홍수로 마을이 잠겼다.", "An earthquake cut off the village.", "홍수", "earthquake"),
]  # fmt: skip


def found(korean, english, check):
    return [flag for flag in shown(korean, english) if flag.check == check]


@pytest.mark.parametrize(("korean", "english", "said", "printed"), EXCHANGED)
def test_a_word_in_anothers_place_is_shown_with_both(korean, english, said, printed):
    # A body of the glossary is a name's check's as well: one divergence is one flag.
    (flag,) = [*found(korean, english, "word_class"), *found(korean, english, "name")]
    assert [span.text for span in flag.spans] == [said, printed]
    assert flag.severity in {Severity.MAJOR, Severity.CRITICAL}


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("장관의 아들이 입건됐다.", "The minister's child was booked."),
        ("그의 장모가 집을 샀다.", "His mother-in-law bought the house."),
        ("부모들이 학교에 모였다.", "Mothers and fathers gathered at the school."),
        ("장관이 사과했다.", "The defense minister apologized."),
        ("정부 부처가 지침을 냈다.", "The ministry issued guidelines."),
        ("거의 모든 학생이 시험을 봤다.", "Nearly all the students took the test."),
        ("대부분의 주민이 이사했다.", "Many residents moved."),
        ("수사 당국은 기록을 공개했다.", "Police released the records."),
        ("도시 북서쪽에서 불이 났다.", "A fire broke out in the north of the city."),
        ("북한은 발사를 예고했다.", "North Korea announced a launch."),
        ("의회는 법안을 고쳤다.", "The Senate amended the bill."),
        ("유럽은 병력을 늘린다.", "The EU will add troops."),
        ("이모(41)씨가 항의했다.", "Lee, 41, and an uncle complained."),
        ("그는 혐의를 부인했다.", "Her husband denied the charge."),
        ("운동의 강도를 높였다.", "They stepped up the exercise after a theft."),
        ("전세 버스가 언덕에서 굴렀다.", "A vehicle rolled down the hill."),
    ],
)
def test_what_may_mean_the_same_is_left_alone(korean, english):
    assert found(korean, english, "word_class") == []


@pytest.mark.parametrize(
    ("korean", "english", "code", "printed"),
    [
        ("토니 블레어 전 총리가 왔다.", "Prime Minister Tony Blair came.", "lost", "Prime Minister"),
        ("박 전 의원은 탈당했다.", "Rep. Park left the party.", "lost", "Rep"),
        ("이 전 대변인이 나왔다.", "Spokesman Lee appeared.", "lost", "Spokesman"),
        ("최 장관은 웃었다.", "Former Finance Minister Choi smiled.", "", ""),
        ("최상목 경제부총리가 왔다.", "Former Deputy Prime Minister Choi Sang-mok came.", "added",
         "Former Deputy Prime Minister"),
        ("토니 블레어 전 총리가 왔다.", "Ex-Prime Minister Tony Blair came.", "", ""),
        ("당시 조국 장관은 물러났다.", "Former Justice Minister Cho Kuk stepped down.", "", ""),
        ("회담 전 총리 관저에 모였다.", "They met Prime Minister Blair before the talks.", "", ""),
    ],
)  # fmt: skip
def test_who_left_an_office_is_no_holder(korean, english, code, printed):
    flags = found(korean, english, "former")
    assert [(f.code, f.spans[-1].text) for f in flags] == (
        [(f"former.{code}", printed)] if code else []
    )
