"""How often checks are right, on both databases; expectations by hand."""

from __future__ import annotations

import pytest

from audit.records.decision import Action
from audit.review import flag_query, loading, precision
from audit.review.effective_flags import ADDED
from audit.review.flag_query import FlagFilter
from audit.review.precision import Judged

ALL = FlagFilter()


@pytest.mark.unit
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # 1 of 4 and 0 of 10 as R's prop.test(correct = FALSE) gives them; 81 of 263 is Newcombe's (1998).
    [(1, 4, 0.0456, 0.6994), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(part, whole, low, high):
    assert precision.interval(part, whole) == pytest.approx((low, high), abs=5e-5)


@pytest.fixture
def decided(store, results, kim, lee, on, sql, new_flag):
    """Of the check ``number`` one is right and one is not, of ``name`` two are not; one is disputed."""
    flags = [("a1", "number"), ("a2", "number"), ("a3", "name"), ("a4", "name"), ("a5", "name")]
    loading.load(store, results({"a": [{"flag_id": f, "check": check} for f, check in flags]}))
    verdicts = {"a1": Action.FIXED} | dict.fromkeys(("a2", "a3", "a4", "a5"), Action.DISMISS)
    store.append(kim, [on(flag, action) for flag, action in verdicts.items()])
    store.append(lee, [on("a5", Action.ACCEPT)])
    store.append(lee, [on("a9", Action.ADD), on("a9", Action.ACCEPT)], {"a9": new_flag("a", "a9")})
    days = {"a1": "2026-06-30", "a2": "2026-07-05", "a3": "2026-07-06", "a4": "2026-07-12"}
    for flag, day in days.items():
        sql(store, f"UPDATE flag SET reviewed_at = '{day}T23:00:00+00:00' WHERE flag_id = '{flag}'")
    return store


def test_shares_by_check_and_by_when_it_was_decided(decided):
    # What is surely dismissed often stands first; what is disputed counts nowhere.
    assert precision.by_check(decided, ALL) == [("name", Judged(0, 2)), ("number", Judged(1, 1))]
    assert precision.over_time(decided, ALL, "month", "UTC") == [
        ("2026-06", Judged(1, 0)),
        ("2026-07", Judged(0, 3)),
    ]
    # The last of June 2026 is a Tuesday, the 6th of July a Monday.
    assert precision.over_time(decided, ALL, "week", "UTC") == [
        ("2026-06-29", Judged(1, 1)),
        ("2026-07-06", Judged(0, 2)),
    ]
    # At eleven in the evening the next day has begun in Seoul: Sundays are Mondays there.
    assert precision.over_time(decided, ALL, "month", "Asia/Seoul") == [("2026-07", Judged(1, 3))]
    assert precision.over_time(decided, ALL, "week", "Asia/Seoul") == [
        ("2026-06-29", Judged(1, 0)),
        ("2026-07-06", Judged(0, 2)),
        ("2026-07-13", Judged(0, 1)),
    ]
    assert precision.by_check(decided, FlagFilter(desks=("none",))) == []


def test_what_reviewers_added_is_no_checks(decided):
    added = FlagFilter(checks=(ADDED,))
    assert [row["flag_id"] for row in flag_query.rows(decided, added)] == ["a9"]
    assert flag_query.count(decided, added) == (1, 1)
    assert precision.by_check(decided, added) == []
