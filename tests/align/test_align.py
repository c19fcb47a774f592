"""Alignment: laws that hold for any texts, and beads worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.align import align_sentences, side, support_of
from audit.align.calibration import Scale, calibration_pairs, measure
from audit.align.similarity import TextSide
from audit.align.whose_words import words_of
from audit.encoders import load

SCALE = Scale(0.0, 1.0)
PAIRS = calibration_pairs()


def random_side(seed: int, count: int, length: int = 60) -> TextSide:
    vectors = np.random.default_rng(seed).normal(size=(count, 64)).astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return TextSide(vectors, np.full(count, length, dtype=np.float32))


def links(beads):
    return {(bead.source, bead.target) for bead in beads}


@pytest.fixture(scope="module")
def encoder():
    return load()


@pytest.fixture(scope="module")
def scale(encoder):
    return measure(encoder)


def beads_of(ko, en, encoder, scale):
    return align_sentences(side(ko, encoder, scale, "ko"), side(en, encoder, scale, "en"), scale)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_every_sentence_is_in_exactly_one_bead(n, m, seed):
    beads = align_sentences(random_side(seed, n), random_side(seed + 1, m), SCALE)
    assert sorted(i for bead in beads for i in bead.source) == list(range(n))
    assert sorted(j for bead in beads for j in bead.target) == list(range(m))


@given(st.integers(1, 15), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_a_text_aligned_with_itself_is_the_identity(n, seed):
    text = random_side(seed, n)
    assert links(align_sentences(text, text, SCALE)) == {((i,), (i,)) for i in range(n)}


@given(st.permutations(range(8)), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_swapping_the_sides_mirrors_the_pairs(order, seed):
    ko = random_side(seed, 8)
    en = ko.at(list(order))
    forward = links(align_sentences(ko, en, SCALE))
    backward = links(align_sentences(en, ko, SCALE))
    assert {(en_ids, ko_ids) for ko_ids, en_ids in backward} == forward


@pytest.mark.slow
def test_translations_pair_up(encoder, scale):
    ko, en = zip(*PAIRS[:12], strict=True)
    beads = beads_of(ko, en, encoder, scale)
    assert links(beads) == {((i,), (i,)) for i in range(12)}
    assert not any(bead.moved for bead in beads)


@pytest.mark.slow
def test_a_dropped_and_an_invented_sentence_are_null_beads(encoder, scale):
    ko = [pair[0] for pair in PAIRS[:8]]
    en = [pair[1] for pair in PAIRS[:8]]
    del en[3]
    en.insert(5, "The zebra at the harbor was said to enjoy old jazz records.")
    beads = beads_of(ko, en, encoder, scale)
    assert ((3,), ()) in links(beads)
    assert ((), (5,)) in links(beads)
    assert [bead.kind for bead in beads].count("1-1") == 7


@pytest.mark.slow
def test_merged_and_split_sentences_share_a_bead(encoder, scale):
    ko = [PAIRS[0][0], f"{PAIRS[1][0]} {PAIRS[2][0]}", PAIRS[3][0], PAIRS[4][0], PAIRS[5][0]]
    en = [PAIRS[0][1], PAIRS[1][1], PAIRS[2][1], f"{PAIRS[3][1]} {PAIRS[4][1]}", PAIRS[5][1]]
    assert links(beads_of(ko, en, encoder, scale)) == {
        ((0,), (0,)), ((1,), (1, 2)), ((2, 3), (3,)), ((4,), (4,)),
    }  # fmt: skip


def test_a_moved_block_is_found_and_marked(encoder, scale):
    ko = [pair[0] for pair in PAIRS[:10]]
    order = [2, 3, 4, 5, 6, 7, 8, 0, 1, 9]
    beads = beads_of(ko, [PAIRS[i][1] for i in order], encoder, scale)
    assert links(beads) == {((i,), (order.index(i),)) for i in range(10)}
    assert {bead.source for bead in beads if bead.moved} == {(0,), (1,)}


@pytest.mark.slow
def test_beads_come_in_english_order_and_omissions_after_their_neighbour(encoder, scale):
    ko = [pair[0] for pair in PAIRS[:5]]
    en = [PAIRS[0][1], PAIRS[1][1], PAIRS[3][1], PAIRS[4][1]]
    beads = beads_of(ko, en, encoder, scale)
    assert [(bead.source, bead.target) for bead in beads] == [
        ((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,)), ((4,), (3,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("n", "m"), [(0, 5), (5, 0), (0, 0), (1, 300), (300, 1)], ids=lambda v: str(v)
)
def test_lopsided_texts_align_without_trouble(n, m):
    beads = align_sentences(random_side(1, n), random_side(2, m), SCALE)
    assert sum(len(bead.source) for bead in beads) == n
    assert sum(len(bead.target) for bead in beads) == m


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_vectors_that_say_nothing_give_beads_all_the_same(value):
    vectors = np.zeros((6, 8), dtype=np.float32)
    vectors[:, 0] = value
    flat = TextSide(vectors, np.full(6, 10, dtype=np.float32))
    beads = align_sentences(flat, flat, SCALE)
    assert sorted(i for bead in beads for i in bead.source) == list(range(6))


def test_long_texts_are_searched_in_a_band():
    ko = random_side(3, 1500)
    kept = [i for i in range(1500) if not 400 <= i < 480]
    beads = align_sentences(ko, ko.at(kept), SCALE)
    assert links(bead for bead in beads if bead.source and bead.target) == {
        ((i,), (j,)) for j, i in enumerate(kept)
    }


def test_two_sentences_that_changed_places_are_two_beads(encoder, scale):
    ko = [pair[0] for pair in PAIRS[:6]]
    en = [PAIRS[i][1] for i in (0, 1, 3, 2, 4, 5)]
    beads = beads_of(ko, en, encoder, scale)
    assert links(beads) >= {((2,), (3,)), ((3,), (2,))}
    assert sum(bead.moved for bead in beads) == 1


def test_a_free_translation_inside_a_moved_block_stays_in_its_place(encoder, scale):
    ko = [pair[0] for pair in PAIRS[:9]]
    en = [PAIRS[i][1] for i in (3, 4, 5, 6, 7, 8, 0, 1, 2)]
    ko[1], en[7] = "회의는 별 소득 없이 끝났다.", "The meeting went nowhere."
    beads = beads_of(ko, en, encoder, scale)
    assert links(beads) >= {((0,), (6,)), ((1,), (7,)), ((2,), (8,))}


MERGED = (
    [
        "정부는 4일 대책을 내놨다.",
        "시장의 반응은 차가웠다.",
        "주가는 이날 2.1% 떨어졌다.",
        "환율은 올랐다.",
    ],
    [
        "The government announced measures on Tuesday.",
        "Market reaction was cold, with stock prices falling 2.1 percent that day.",
        "The exchange rate rose.",
    ],
)


def test_words_tell_that_a_short_sentence_became_a_clause(encoder, scale):
    ko, en = MERGED
    beads = align_sentences(
        side(ko, encoder, scale, "ko"),
        side(en, encoder, scale, "en"),
        scale,
        support_of(ko, en, words_of(encoder)),
    )
    assert links(beads) == {((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))}


def test_words_tell_that_a_short_sentence_was_dropped(encoder, scale):
    ko, en = MERGED
    en = [en[0], "Stock prices fell 2.1 percent that day.", en[2]]
    beads = align_sentences(
        side(ko, encoder, scale, "ko"),
        side(en, encoder, scale, "en"),
        scale,
        support_of(ko, en, words_of(encoder)),
    )
    assert links(beads) == {((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,))}


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_only_beads_out_of_order_are_called_moved(n, m, seed):
    beads = align_sentences(random_side(seed, n), random_side(seed + 1, m), SCALE)
    kept = [bead for bead in beads if bead.source and bead.target and not bead.moved]
    assert [bead.source for bead in kept] == sorted(bead.source for bead in kept)
