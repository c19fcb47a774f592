"""The word-level quality model: what it points at, and that how it is asked changes nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.bench.divergence import single
from audit.encoders.bag import BagEncoder
from audit.errors import EncoderError
from audit.quality.words import WordModel
from audit.records.flag import Relation

KO = "정부는 물가 안정을 위해 공공요금을 올리지 않기로 했다고 밝혔다."
EN = "The government said it had decided not to raise utility charges to keep prices stable."
ARREST = "경찰은 서울에서 부산으로 달아난 용의자를 체포했다."
WHOLE = "Police arrested a suspect who had fled from Seoul to Busan."
SENTENCES = [
    (KO, EN),
    (
        "경찰은 현장에서 달아난 용의자를 쫓고 있다.",
        "Police are chasing a suspect who fled the scene.",
    ),
    ("비가 왔다.", "It rained."),
    (
        "회사는 새 공장을 짓는다.",
        "The company is building a new plant, officials in the city said.",
    ),
]


@pytest.fixture(scope="module")
def judge():
    return WordModel()


@pytest.fixture(scope="module")
def encoder():
    return BagEncoder()


def sides(judge, encoder, ko, en):
    return (
        judge.tokens("ko", [(ko, encoder.tokens([ko])[0])]),
        judge.tokens("en", [(en, encoder.tokens([en])[0])]),
    )


def lost_words(auditor, ko, en):
    flags = auditor.flags(auditor.aligned(single(ko, en)))
    # A check that names what is gone says it better than the model, and stands in its place.
    return {e.text for f in flags if f.relation is Relation.OMITTED for e in f.spans}


@pytest.mark.parametrize(
    ("en", "words"),
    [
        ("Police arrested a suspect who had fled from to Busan.", "from to"),
        ("Police arrested a suspect who had fled from Seoul to.", "to."),
    ],
)
def test_a_hole_in_a_sentence_is_pointed_at(judge, encoder, en, words):
    found = judge.judge([sides(judge, encoder, ARREST, en)])[0]
    at = int(found.gaps.argmax())
    assert found.gaps[at] > 0
    first, last = found.en.spans[at - 1][0], found.en.spans[at][1]
    assert en[first:last] == words


def test_the_korean_that_was_lost_is_named(auditor):
    found = lost_words(auditor, ARREST, "Police arrested a suspect who had fled from to Busan.")
    assert "서울" in found


def test_a_clause_that_was_lost_is_named(auditor):
    found = lost_words(auditor, ARREST, "Police arrested a suspect.")
    assert any("서울" in text for text in found)


def test_a_faithful_translation_scores_below_its_corruptions(judge, encoder):
    corrupted = [
        "Police arrested a suspect who had fled from to Busan.",
        "Police arrested a suspect who had fled from Seoul to.",
        "Police arrested a suspect.",
        "Police arrested a suspect who had fled from Seoul to Busan and killed his mother.",
    ]
    scores = [
        j.pair for j in judge.judge([sides(judge, encoder, ARREST, e) for e in [WHOLE, *corrupted]])
    ]
    assert min(scores[1:]) > scores[0]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_a_pair_scores_the_same_alone_and_among_others(judge, encoder, chosen):
    pairs = [sides(judge, encoder, ko, en) for ko, en in chosen]
    together = judge.judge(pairs)
    for pair, found in zip(pairs, together, strict=True):
        alone = judge.judge([pair])[0]
        assert found.pair == pytest.approx(alone.pair, abs=1e-3)
        np.testing.assert_allclose(found.en_scores, alone.en_scores, atol=1e-3)
        np.testing.assert_allclose(found.gaps, alone.gaps, atol=1e-3)
        np.testing.assert_allclose(found.ko_scores, alone.ko_scores, atol=1e-3)


def test_a_bead_of_thousands_of_words_is_judged_by_its_beginning(judge, encoder):
    found = judge.judge([sides(judge, encoder, KO * 200, EN * 200)])[0]
    assert len(found.en.texts) == 400
    assert np.isfinite(found.pair)


def test_a_damaged_model_says_what_to_restore(tmp_path):
    with pytest.raises(EncoderError, match=r"restore the\s+folder"):
        WordModel(tmp_path)


@pytest.mark.parametrize(
    ("whole", "gone"),
    [
        ("They are planning a tour of Germany and Canada.", "Germany "),
        ("He was sent to the prison of Suwon for ten years.", "Suwon "),
        ("The army was sent into Aleppo before dawn.", "Aleppo "),
        ("She was born in the town of Gimpo, west of the capital.", "Gimpo"),
        ("The court found that the mayor had broken the law.", "mayor "),
    ],
)
def test_english_alone_shows_where_a_word_has_gone(judge, encoder, whole, gone):
    korean = sides(judge, encoder, KO, whole)[0]
    least, best = (
        judge.judge([(korean, sides(judge, encoder, KO, english)[1])])[0].absent
        for english in (whole, whole.replace(gone, "", 1))
    )
    before = len(sides(judge, encoder, KO, whole[: whole.index(gone)])[1].texts)
    assert best.max() > least.max() + 1
    assert abs(int(best.argmax()) - before) <= 1
