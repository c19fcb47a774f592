"""Agreement of reviewers, beside alphas worked out by hand."""

from __future__ import annotations

import pytest

from audit.review import agreement
from audit.review.decision import Action, Decision, Entry


def log(*verdicts):
    """Entries from (reviewer, flag, action)."""
    return [
        Entry(n, "2026-01-01T00:00:00+00:00", who, "lead", str(n), Decision(action, "a", flag), "")
        for n, (who, flag, action) in enumerate(verdicts, 1)
    ]


YES, FIXED, NO, UNSURE = Action.ACCEPT, Action.FIXED, Action.DISMISS, Action.UNSURE


def test_alpha_of_two_reviewers():
    # Four flags: yes-yes, no-no, yes-no, yes-yes. Coincidences: 1-1 4, 0-0 2, mixed 2 (n = 8, five
    # ones, three zeros). Alpha = 1 - (n - 1) * 2 / (2 * 5 * 3) = 1 - 14 / 30.
    given = [("A", f, v) for f, v in zip("wxyz", (YES, NO, YES, FIXED), strict=True)]
    given += [("B", f, v) for f, v in zip("wxyz", (FIXED, NO, NO, YES), strict=True)]
    overall, by_check = agreement.of(log(*given), {("a", f): "number" for f in "wxyz"})
    assert overall.alpha == pytest.approx(1 - 14 / 30)
    assert overall.judged == 4
    assert overall.same == 0.75
    assert by_check == {"number": overall}


def test_checks_are_told_apart():
    given = [("A", "x", YES), ("B", "x", YES), ("A", "y", NO), ("B", "y", YES)]
    _, by_check = agreement.of(log(*given), {("a", "x"): "number", ("a", "y"): "name"})
    assert by_check["number"].same == 1
    assert by_check["name"].same == 0


def test_one_reviewer_alone_agrees_with_nobody():
    overall, by_check = agreement.of(log(("A", "x", YES), ("A", "y", NO)), {})
    assert overall.judged == 0
    assert overall.alpha is None
    assert not by_check


def test_who_is_unsure_does_not_count():
    assert agreement.of(log(("A", "x", YES), ("B", "x", UNSURE)), {})[0].judged == 0


def test_one_verdict_throughout_has_no_alpha():
    overall, _ = agreement.of(log(("A", "x", YES), ("B", "x", FIXED)), {})
    assert overall.alpha is None
    assert overall.same == 1


def test_the_last_verdict_of_a_reviewer_counts():
    given = [("A", "x", YES), ("B", "x", NO), ("B", "x", YES)]
    assert agreement.of(log(*given), {})[0].same == 1
