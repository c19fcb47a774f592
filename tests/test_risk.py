"""Risk: evidence of a bead weighed together, and shared out among its flags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.bench.divergence import single
from audit.report import Category, Flag, Severity
from audit.risk import WORD_LEVEL, bead_risk, doubted, shared, threshold

KO = "경찰은 서울에서 부산으로 달아난 용의자를 체포했다."
EN = "Police arrested a suspect who had fled from to Busan."


def flag(category, confidence, check="number"):
    return Flag(
        bead_id="b1",
        category=category,
        check=check,
        severity=Severity.MAJOR,
        message="",
        ko_sentence_ids=(),
        en_sentence_ids=(),
        confidence=confidence,
    )


def judged_of(article):
    return article.judged(article.beads[0])


@given(st.sampled_from(list(Category)), st.floats(0.05, 0.9), st.floats(0.01, 0.09))
def test_a_surer_flag_has_the_higher_risk(category, low, more):
    (one,), (other,) = (
        shared([flag(category, low)], None),
        shared([flag(category, low + more)], None),
    )
    assert 0 <= one < other <= 1


@given(st.lists(st.floats(0.06, 0.95), min_size=1, max_size=3))
def test_word_level_flags_together_have_what_the_model_says(auditor, confidences):
    article = auditor.aligned(single(KO, EN))
    judged = article.judged(article.beads[0])
    names = sorted(WORD_LEVEL)
    flags = [flag(Category.MEANING, c, names[i]) for i, c in enumerate(confidences)]
    clean = 1.0
    for risk in shared(flags, judged):
        clean *= 1 - risk
    assert clean == pytest.approx(2.718281828459045 ** -doubted(judged), rel=1e-3)


def test_a_sentence_with_a_hole_is_riskier_than_the_whole_one(auditor):
    whole = EN.replace("from to", "from Seoul to")
    risks = []
    for english in (whole, EN):
        article = auditor.aligned(single(KO, english))
        risks.append(bead_risk(auditor.flags(article), article.beads[0].margin, judged_of(article)))
    assert risks[1] > risks[0]


def test_a_sure_wrong_number_is_shown_at_the_strictest_usual_budget():
    (risk,) = shared([flag(Category.NUMBER, 0.95)], None)
    assert risk >= threshold(2)


def test_a_larger_budget_never_shows_less():
    limits = [threshold(budget) for budget in (0, 0.5, 1, 2, 5, 10, 20)]
    assert limits == sorted(limits, reverse=True)
    assert limits[0] > limits[-1]


def test_of_two_beads_without_flags_the_more_doubtful_is_the_riskier(auditor):
    risks = []
    for english in ("It rained.", EN, f"{EN} The mayor of the city sang an old song about a bear."):
        article = auditor.aligned(single(KO, english))
        risks.append(bead_risk([], 0.3, judged_of(article)))
    assert risks[1] < risks[2]
    assert all(0 <= risk <= 1 for risk in risks)


def test_no_flags_no_risks():
    assert shared([], None) == []
