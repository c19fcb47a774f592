"""Risk: evidence of a bead weighed together, and shared out among its flags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.bench.divergence import single
from audit.checks import Doubt, all_checks
from audit.records.flag import Category, Finding, Relation, Severity
from audit.risk.budget import threshold
from audit.risk.combine import bead_risk, model_evidence, risks

KO = "경찰은 서울에서 부산으로 달아난 용의자를 체포했다."
EN = "Police arrested a suspect who had fled from to Busan."
WORD_LEVEL = ("addition", "omission", "replacement")


def finding(category, confidence, check="number"):
    return Finding(
        f"{check}.text", category, Severity.MAJOR, Relation.DISTORTED, "b1", confidence=confidence
    )


def judged_of(context):
    return context.judged(context.beads[0])


@given(st.sampled_from(list(Category)), st.floats(0.05, 0.9), st.floats(0.01, 0.09))
def test_a_surer_flag_has_the_higher_risk(category, low, more):
    (one,), (other,) = (
        risks([finding(category, low)], None),
        risks([finding(category, low + more)], None),
    )
    assert 0 <= one < other <= 1


@given(st.lists(st.floats(0.06, 0.95), min_size=1, max_size=3))
def test_word_level_flags_together_have_what_the_model_says(auditor, confidences):
    judged = judged_of(auditor.aligned(single(KO, EN)))
    found = [finding(Category.MEANING, c, WORD_LEVEL[i]) for i, c in enumerate(confidences)]
    clean = 1.0
    for risk in risks(found, judged):
        clean *= 1 - risk
    assert clean == pytest.approx(2.718281828459045 ** -model_evidence(judged), rel=1e-3)


def test_the_word_level_checks_are_those_that_say_so():
    by_model = [check.id for check in all_checks() if check.doubt is Doubt.MODEL]
    assert by_model == list(WORD_LEVEL)


def test_a_sentence_with_a_hole_is_riskier_than_the_whole_one(auditor):
    whole = EN.replace("from to", "from Seoul to")
    found = []
    for english in (whole, EN):
        context = auditor.aligned(single(KO, english))
        found.append(bead_risk(auditor.flags(context), context.beads[0].margin, judged_of(context)))
    assert found[1] > found[0]


def test_a_sure_wrong_number_is_shown_at_the_strictest_usual_budget():
    (risk,) = risks([finding(Category.NUMBER, 0.95)], None)
    assert risk >= threshold(2, "fast")


def test_a_larger_budget_never_shows_less():
    limits = [threshold(budget, "fast") for budget in (0, 0.5, 1, 2, 5, 10, 20)]
    assert limits == sorted(limits, reverse=True)
    assert limits[0] > limits[-1]


def test_of_two_beads_without_flags_the_more_doubtful_is_the_riskier(auditor):
    longer = f"{EN} The mayor of the city sang an old song about a bear."
    found = [
        bead_risk([], 0.3, judged_of(auditor.aligned(single(KO, english))))
        for english in ("It rained.", EN, longer)
    ]
    assert found[1] < found[2]
    assert all(0 <= risk <= 1 for risk in found)


def test_no_flags_no_risks():
    assert risks([], None) == []
