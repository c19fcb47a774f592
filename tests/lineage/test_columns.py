"""Columns and ribbons of an article's versions; links were worked out by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.lineage.columns import flow, joined
from audit.records.article import Article, Revision
from audit.records.bead import Bead
from audit.records.passage import Passage, Step
from audit.records.result import ArticleResult
from audit.sources.building import text_of_sentences

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
    pair = Article(
        "a", KO, PRINT, DRAFT if draft else None, told if revisions else (), origin="a.en.txt"
    )
    steps = (*((TO_FIRST,) if draft else ()), TO_SECOND, TO_PRINT)
    return ArticleResult(
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
    # A revision of another one does not come between the draft and what became of it.
    found = flow(report(updates=False))
    assert names(found) == ["korean", "draft", "print"]
    assert links(found, 1) == [((0, 1), (1,), Step.MERGED), ((2,), (2,), Step.REWORDED)]
    found = flow(report(updates=False), 2)
    assert names(found) == ["korean", "draft", "2025-08-22T14:03"]
    assert found.ribbons[1:] == ((),)
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


_STEPS = st.lists(st.sampled_from(["1-1", "2-1", "1-2", "added", "dropped"]), max_size=5)


def _cut(steps, earlier, later):
    """Passages by these kinds as far as both texts reach; what is left over is dropped or added."""
    found, i, j = [], 0, 0
    shapes = {"1-1": (1, 1), "2-1": (2, 1), "1-2": (1, 2), "added": (0, 1), "dropped": (1, 0)}
    kinds = {"1-1": Step.REWORDED, "2-1": Step.MERGED, "1-2": Step.SPLIT, "added": Step.ADDED}
    for step in steps:
        a, b = shapes[step]
        if i + a <= earlier and j + b <= later:
            here = (tuple(range(i, i + a)), tuple(range(j, j + b)))
            found.append(
                Passage(*here, kinds.get(step, Step.DROPPED), hter=0.5 if a and b else None)
            )
            i, j = i + a, j + b
    found += [Passage((k,), (), Step.DROPPED) for k in range(i, earlier)]
    return (*found, *(Passage((), (k,), Step.ADDED) for k in range(j, later)))


def _lines(number, name):
    return text_of_sentences("en", [f"Sentence {name} {i} stands here." for i in range(number)])


@st.composite
def made(draw):
    """A report with a draft and up to three revisions, its passages and beads cut at random."""
    counts = draw(st.lists(st.integers(1, 4), min_size=2, max_size=5))
    texts = [_lines(number, name) for name, number in enumerate(counts)]
    updates = tuple(_cut(draw(_STEPS), a, b) for a, b in pairwise(counts))
    if draw(st.booleans()):
        updates = (*updates[:-1], ())
    whole = _cut(draw(_STEPS), counts[0], counts[-1])
    beads = tuple(
        Bead(f"b{n}", p.earlier, p.later, 0.9, 1)
        for n, p in enumerate(_cut(draw(_STEPS), 3, counts[-1]))
    )
    revisions = tuple(Revision(f"2025-08-22T1{n}:00", text) for n, text in enumerate(texts[1:-1]))
    pair = Article("a", KO, texts[-1], texts[0], revisions)
    found = ArticleResult(
        pair, beads, (), "none", "0", lineage=whole, updates=updates if revisions else ()
    )
    return found, draw(st.integers(0, len(counts) - 1))


@given(made())
def test_every_sentence_has_one_place_and_ribbons_know_only_sentences_that_exist(case):
    found = flow(*case)
    assert 2 <= len(found.columns) <= 4
    assert len(found.ribbons) == len(found.columns) - 1
    lone = {(gap.column, gap.sentence, gap.step is Step.DROPPED) for gap in found.gaps}
    assert len(lone) == len(found.gaps)
    for place, between in enumerate(found.ribbons):
        left, right = ([i for r in between for i in side(r)] for side in (_earlier, _later))
        assert len(left) == len(set(left))
        assert len(right) == len(set(right))
        gone = {i for column, i, dropped in lone if dropped and column == place}
        new = {j for column, j, dropped in lone if not dropped and column == place + 1}
        assert not gone & set(left)
        assert not new & set(right)
        ends = (found.columns[place].text.sentences, found.columns[place + 1].text.sentences)
        assert set(left) | gone <= set(range(len(ends[0])))
        assert set(right) | new <= set(range(len(ends[1])))
        # Between two versions that were followed nobody is forgotten.
        if place and (left or gone or new):
            assert set(left) | gone == set(range(len(ends[0])))
            assert set(right) | new == set(range(len(ends[1])))


def _earlier(ribbon):
    return ribbon.earlier


def _later(ribbon):
    return ribbon.later
