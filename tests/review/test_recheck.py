"""A correction checked at once: what it mends, what it leaves, what it breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.records.article import Article, Metadata, Text
from audit.records.decision import Action, Decision, Entry
from audit.records.flag import STRIKE
from audit.review.corrected import Correction, passage_of
from audit.review.recheck import recheck
from audit.sources.building import linked_texts
from tests.conftest import EN as PAGE
from tests.conftest import KO as ORIGINAL

KO = "김민수 의원은 21일 예산 1조2000억원을 제안했다. 야당은 반대했다. 김민수 의원은 설득하겠다고 말했다."
EN = (
    "Rep. Kim Min-su proposed a budget of 1.2 billion won on Aug. 12. The opposition objected. "
    "Rep. Kim Min-su said he would persuade them."
)
RIGHT = "Rep. Kim Min-su proposed a budget of 1.2 trillion won on Aug. 21."


@pytest.fixture(scope="module")
def result(auditor):
    meta = Metadata(published="2025-08-25")
    return auditor.audit(Article("a", Text("ko", KO), Text("en", EN), metadata=meta))


@pytest.fixture
def what(auditor, result):
    """Codes of what is gone, stands and is new where the English of a bead reads otherwise."""

    def check(corrected, bead=0, others=()):
        found = recheck(auditor, result, result.beads[bead], corrected, others)
        return tuple({f.code for f in flags} for flags in (found.gone, found.standing, found.new))

    return check


def test_the_flags_are_those_of_the_run(auditor, result):
    found = recheck(auditor, result, result.beads[0], RIGHT)
    assert {f.flag_id for f in found.gone} == {f.flag_id for f in result.flags}
    assert {f.code for f in found.gone} == {"number.value", "date.part"}
    assert (found.standing, found.new) == ((), ())


def test_half_a_correction_leaves_the_other_half_standing(what):
    half = RIGHT.replace("21", "12")
    assert what(half) == ({"number.value"}, {"date.part"}, set())
    assert what(EN[: EN.index(" The opp")]) == (set(), {"number.value", "date.part"}, set())


def test_a_new_error_is_told_though_the_old_one_is_gone(what):
    gone, standing, new = what(RIGHT.replace("proposed", "did not propose"))
    assert (gone, standing) == ({"number.value", "date.part"}, set())
    assert new == {"negation.added"}


def test_another_wrong_figure_is_another_flag(what):
    assert what(RIGHT.replace("1.2 trillion", "12 trillion")) == (
        {"number.value", "date.part"}, set(), {"number.value"},
    )  # fmt: skip


def test_a_name_is_checked_against_the_rest_of_the_article(what):
    gone, _, new = what(RIGHT.replace("Min-su", "Min-soo"))
    assert "number.value" in gone
    assert {code.partition(".")[0] for code in new} <= {"consistency", "name"} and new


def test_english_that_was_missing_and_english_that_goes(auditor):
    korean = "정부는 예산안을 발표했다. 야당은 반대했다. 회의는 서울에서 열렸다."
    english = "The government announced its budget. The meeting was held in Seoul."
    lost = auditor.audit(Article("a", Text("ko", korean), Text("en", english)))
    (bead,) = [bead for bead in lost.beads if bead.kind == "omission"]
    found = recheck(auditor, lost, bead, "The opposition was against it.")
    assert [f.code for f in found.gone] == ["omission.sentence"]
    assert (found.standing, found.new) == ((), ())
    assert [f.code for f in recheck(auditor, lost, bead, "It has 7 seats.").new]
    for nothing in ("", STRIKE):
        gone = recheck(auditor, lost, lost.beads[-1], nothing)
        assert [f.code for f in gone.new] == ["omission.sentence"]


def test_corrections_of_other_sentences_hold_meanwhile(auditor, result, what):
    first, last = result.beads[0], result.beads[-1]
    entry = Entry(1, "", "kim", "", "g", Decision(Action.FIXED, "a"), "")
    spelt = passage_of(result, last).text.replace("Min-su", "Min-soo")
    other = Correction(last.id, "f", passage_of(result, last), spelt, entry)
    alike = recheck(auditor, result, first, RIGHT.replace("Min-su", "Min-soo"), [other])
    assert not [f for f in alike.new if f.code.startswith("consistency")]
    # One on the sentence itself does not: it is what is about to be replaced.
    own = replace(other, bead_id=first.id, passage=passage_of(result, first))
    assert what(RIGHT, others=[own]) == ({"number.value", "date.part"}, set(), set())


def test_nothing_changes_where_nothing_is_changed(auditor):
    """Every bead of a page and of a file with sentences of its own, put in again as it was."""
    page = Article("page", Text("ko", ORIGINAL), Text("en", PAGE))
    source, target, links = linked_texts(
        [("그는 왔다. 비가 왔다.", "He came. It rained."), ("끝.", "The end.")]
    )
    for article in (page, Article("tmx", source, target, given=links)):
        audited = auditor.audit(article)
        for bead in audited.beads:
            again = recheck(auditor, audited, bead, passage_of(audited, bead).text + " ")
            assert (again.gone, again.new) == ((), ())


def test_an_article_may_lose_all_its_english(auditor):
    pair = Article("a", Text("ko", "비가 왔다."), Text("en", "It rained."))
    audited = auditor.audit(pair)
    assert recheck(auditor, audited, audited.beads[0], "").new == ()
