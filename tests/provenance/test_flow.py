"""Columns and ribbons of an article's versions; links were worked out by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.article import ArticlePair, Revision
from audit.provenance.flow import flow, joined
from audit.report import AuditReport, Bead, Passage, Step
from audit.sources.making import text_of_sentences

KO = text_of_sentences("ko", ["하나다.", "둘이다.", "셋이다."])
DRAFT = text_of_sentences("en", ["It is one.", "It is a two.", "It is three.", "Gone."])
FIRST = text_of_sentences("en", ["It is one and it is two.", "It is three."])
SECOND = text_of_sentences("en", ["It is one and it is two.", "New.", "It is three, they said."])
PRINT = text_of_sentences("en", ["New.", "It is one and it is two.", "It is three, they said."])

TO_FIRST = (
    Passage((0, 1), (0,), Step.MERGED, hter=0.5), Passage((2,), (1,), Step.KEPT, hter=0.0),
    Passage((3,), (), Step.DROPPED),
)  # fmt: skip
TO_SECOND = (
    Passage((0,), (0,), Step.KEPT, hter=0.0), Passage((), (1,), Step.ADDED),
    Passage((1,), (2,), Step.REWORDED, hter=0.4),
)  # fmt: skip
TO_PRINT = (
    Passage((1,), (0,), Step.KEPT, moved=True, hter=0.0),
    Passage((0,), (1,), Step.KEPT, hter=0.0), Passage((2,), (2,), Step.KEPT, hter=0.0),
)  # fmt: skip
FROM_DRAFT = (
    Passage((), (0,), Step.ADDED), Passage((0, 1), (1,), Step.MERGED, hter=0.5),
    Passage((2,), (2,), Step.REWORDED, hter=0.4), Passage((3,), (), Step.DROPPED),
)  # fmt: skip
BEADS = (
    Bead("b1", (), (0,), 0, 0), Bead("b2", (0, 1), (1,), 0.9, 1),
    Bead("b3", (2,), (2,), 0.9, 1, moved=True),
)  # fmt: skip


def report(*, draft=True, revisions=True, updates=True, lineage=True):
    """The article with what is asked for of a draft and two revisions."""
    told = (Revision("2025-08-22T10:11", FIRST), Revision("2025-08-22T14:03", SECOND))
    pair = ArticlePair(
        "a", KO, PRINT, DRAFT if draft else None, told if revisions else (), origin="a.en.txt"
    )
    steps = (*((TO_FIRST,) if draft else ()), TO_SECOND, TO_PRINT)
    return AuditReport(
        pair, BEADS, (), "embedded@0", "9.9",
        lineage=FROM_DRAFT if draft and lineage else (),
        updates=steps if revisions and updates else (),
    )  # fmt: skip


def names(found):
    return [column.name for column in found.columns]


def links(found, place):
    return [(r.earlier, r.later, r.step) for r in found.ribbons[place]]


def gaps(found):
    return [(gap.column, gap.sentence, gap.step) for gap in found.gaps]


def test_without_draft_and_revisions_the_korean_stands_beside_the_english():
    found = flow(report(draft=False, revisions=False))
    assert names(found) == ["korean", "print"]
    assert links(found, 0) == [((0, 1), (1,), None), ((2,), (2,), None)]
    assert [r.moved for r in found.ribbons[0]] == [False, True]
    assert found.gaps == ()


def test_a_draft_is_followed_into_print_and_back_to_the_korean():
    found = flow(report(revisions=False))
    assert names(found) == ["korean", "draft", "print"]
    # Through the print: 둘이다 and 하나다 are in the sentence that the draft's first two became.
    assert links(found, 0) == [((0, 1), (0, 1), None), ((2,), (2,), None)]
    assert links(found, 1) == [((0, 1), (1,), Step.MERGED), ((2,), (2,), Step.REWORDED)]
    assert gaps(found) == [(2, 0, Step.ADDED), (1, 3, Step.DROPPED)]


def test_all_of_them_with_the_draft_joined_to_a_version_two_steps_on():
    found = flow(report())
    assert names(found) == ["korean", "draft", "2025-08-22T14:03", "print"]
    assert links(found, 1) == [((0, 1), (0,), Step.MERGED), ((2,), (2,), Step.REWORDED)]
    # it is a two . -> and it is two: told anew from the wordings, so there is a rate.
    assert [r.hter for r in found.ribbons[1]] == [pytest.approx(3 / 7, abs=1e-4), 0.6]
    assert links(found, 2) == [
        ((1,), (0,), Step.KEPT), ((0,), (1,), Step.KEPT), ((2,), (2,), Step.KEPT),
    ]  # fmt: skip
    assert [r.moved for r in found.ribbons[2]] == [True, False, False]
    assert gaps(found) == [(1, 3, Step.DROPPED), (2, 1, Step.ADDED)]


@pytest.mark.parametrize(
    ("chosen", "columns"),
    [
        (0, ["korean", "draft"]),
        (1, ["korean", "draft", "2025-08-22T10:11"]),
        (2, ["korean", "draft", "2025-08-22T10:11", "2025-08-22T14:03"]),
        (3, ["korean", "draft", "2025-08-22T14:03", "print"]),
    ],
)
def test_the_last_column_is_the_chosen_version(chosen, columns):
    assert names(flow(report(), chosen)) == columns


def test_revisions_without_a_draft():
    found = flow(report(draft=False))
    assert names(found) == ["korean", "2025-08-22T14:03", "print"]
    assert links(found, 0) == [((0, 1), (0,), None), ((2,), (2,), None)]
    found = flow(report(draft=False), 0)
    assert names(found) == ["korean", "2025-08-22T10:11"]
    assert links(found, 0) == [((0, 1), (0,), None), ((2,), (1,), None)]


def test_what_belongs_to_another_article_has_no_ribbons():
    found = flow(report(updates=False))
    assert names(found) == ["korean", "draft", "2025-08-22T14:03", "print"]
    assert found.ribbons[1:] == ((), ())
    assert found.gaps == ()
    found = flow(report(lineage=False, revisions=False))
    assert found.ribbons == ((), ())


def test_links_over_a_shared_sentence_are_one():
    def sets(*pairs):
        return [(frozenset(a), frozenset(b)) for a, b in pairs]

    left = sets(({0}, {0, 1}), ({1}, {2}), ({2}, {3}))
    right = sets(({1, 2}, {5}), ({9}, {6}))
    assert joined(left, right) == sets(({0, 1}, {5}))
    assert joined([], right) == []


_SETS = st.frozensets(st.integers(0, 6), min_size=1, max_size=3)


@given(st.lists(st.tuples(_SETS, _SETS)), st.lists(st.tuples(_SETS, _SETS)))
def test_joined_links_share_nothing_and_know_only_what_they_were_given(left, right):
    found = joined(left, right)
    for (a, c), (b, d) in pairwise(found):
        assert min(c) < min(d)
        assert not a & b
        assert not c & d
    for a, c in found:
        assert all(any(i in x for x, _ in left) for i in a)
        assert all(any(i in y for _, y in right) for i in c)
    middles = {m for _, ms in left for m in ms} & {m for ms, _ in right for m in ms}
    assert bool(found) == bool(middles)
