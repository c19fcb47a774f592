"""A limiting word that is lost is shown; one that English says in another way is not."""

import pytest

from audit.languages.pair.qualifiers import carries, qualified
from audit.records.flag import Relation, Severity
from tests.checks.audited import shown

LOST = [
    (
        "선수는 부상에서 완전히 회복했다.",
        "The player recovered from the injury.",
        "완전히",
        Severity.MAJOR,
    ),
    (
        "정부는 협정을 일방적으로 파기했다.",
        "The government scrapped the accord.",
        "일방적으로",
        Severity.MAJOR,
    ),
    (
        "위원회는 안건을 만장일치로 통과시켰다.",
        "The committee passed the bill.",
        "만장일치로",
        Severity.MAJOR,
    ),
    ("수해 복구는 거의 끝났다.", "The flood recovery work is finished.", "거의", Severity.MINOR),
    ("회담은 비공개로 열렸다.", "The talks were held.", "비공개로", Severity.MAJOR),
]
KEPT = [
    ("선수는 부상에서 완전히 회복했다.", "The player made a full recovery from the injury."),
    ("정부는 협정을 일방적으로 파기했다.", "The government unilaterally scrapped the accord."),
    ("위원회는 안건을 만장일치로 통과시켰다.", "All members of the committee voted for the bill."),
    ("수해 복구는 거의 끝났다.", "The flood recovery work is all but finished."),
    ("회담은 비공개로 열렸다.", "The talks were held behind closed doors."),
    ("그는 처음으로 입을 열었다.", "It was the first time he had spoken."),
]


@pytest.mark.parametrize(("korean", "english", "words", "severity"), LOST)
def test_a_lost_qualifier_is_shown(korean, english, words, severity):
    flags = [flag for flag in shown(korean, english) if flag.check == "qualifier"]
    assert [(f.spans[0].text, f.relation, f.severity) for f in flags] == [
        (words, Relation.OMITTED, severity)
    ]


@pytest.mark.parametrize(("korean", "english"), KEPT)
def test_a_qualifier_said_in_another_way_is_kept(korean, english):
    assert [flag for flag in shown(korean, english) if flag.check == "qualifier"] == []


def test_words_that_only_begin_alike_are_no_qualifiers():
    assert list(qualified("그는 불완전하게 끝난 거의들판 일을 강제로")) != []
    assert [found.text for _, found in qualified("불완전하게 끝났다")] == []


def test_a_phrase_and_a_stem_carry_a_qualifier():
    (qualifier, _), *_ = qualified("작업은 거의 끝났다")
    assert carries("The work is all but over.", qualifier)
    assert carries("The work is nearly over.", qualifier)
    assert not carries("The work is over.", qualifier)
