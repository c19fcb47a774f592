"""Agreement of reviewers, beside alphas worked out by hand."""

from __future__ import annotations

import pytest

from audit.records.decision import Action, Decision, Entry
from audit.review import agreement


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


def test_alpha_of_three_reviewers_who_saw_different_flags():
    # w yes-yes-no, x no-no, y yes-yes, z by one alone (left out). A pair of verdicts on a flag of m
    # weighs 1/(m-1): w gives 1-1 1, mixed 2; x 0-0 2; y 1-1 2. n = 7, four ones, three zeros.
    # Alpha = 1 - (n - 1) * 2 / (2 * 4 * 3) = 1/2.
    given = [("A", "w", YES), ("B", "w", YES), ("C", "w", NO), ("A", "x", NO), ("C", "x", NO)]
    given += [("B", "y", YES), ("C", "y", FIXED), ("A", "z", NO)]
    overall, _ = agreement.of(log(*given), {})
    assert overall.alpha == pytest.approx(0.5)
    assert overall.judged == 3
    assert overall.same == pytest.approx(2 / 3)


def test_one_flag_alone_has_no_alpha():
    overall, _ = agreement.of(log(("A", "x", YES), ("B", "x", NO)), {})
    assert overall == agreement.Agreement(1, 0.0, None)


def carried(seq, source, target):
    decision = Decision(Action.CARRY, "a", target, source=source)
    return Entry(seq, "2026-01-01T00:00:00+00:00", "audit", "lead", str(seq), decision, "")


def test_verdicts_that_were_carried_over_count_once():
    entries = [*log(("A", "x", YES), ("B", "x", NO)), carried(3, "x", "y")]
    assert agreement.of(entries, {})[0].judged == 1


def test_of_a_carried_flag_the_newer_verdicts_count():
    again = Decision(NO, "a", "y")
    entries = [
        *log(("A", "x", YES), ("B", "x", NO)),
        carried(3, "x", "y"),
        Entry(4, "2026-01-01T00:00:00+00:00", "A", "lead", "4", again, ""),
    ]
    assert agreement.of(entries, {})[0] == agreement.Agreement(1, 1.0, None)


def test_what_was_taken_back_does_not_count():
    undo = Decision(Action.UNDO, "a", undoes=(2,))
    entries = [
        *log(("A", "x", YES), ("B", "x", NO)),
        Entry(3, "2026-01-01T00:00:00+00:00", "B", "lead", "3", undo, ""),
    ]
    assert agreement.of(entries, {})[0].judged == 0
