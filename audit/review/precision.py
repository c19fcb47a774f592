"""How often the checks are right, as far as reviewers have decided: shares with their intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from audit.records.decision import Status
from audit.review import flag_query
from audit.review.effective_flags import CONFIRMED
from audit.review.flag_query import FlagFilter
from audit.review.store import Store

LEVEL = 0.95
"""Of the intervals."""
Span = Literal["week", "month"]


@dataclass(frozen=True, slots=True)
class Judged:
    """How many flags reviewers called errors, and how many they dismissed; at least one in all."""

    confirmed: int
    dismissed: int

    @property
    def decided(self) -> int:
        """Both together."""
        return self.confirmed + self.dismissed

    @property
    def precision(self) -> float:
        """The share that was confirmed."""
        return self.confirmed / self.decided

    @property
    def dismissal(self) -> float:
        """The share that was dismissed."""
        return self.dismissed / self.decided

    def interval_of_precision(self) -> tuple[float, float]:
        """Where the share confirmed lies, as far as so many flags tell."""
        return interval(self.confirmed, self.decided)

    def interval_of_dismissal(self) -> tuple[float, float]:
        """Where the share dismissed lies, as far as so many flags tell."""
        return interval(self.dismissed, self.decided)


def interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's score interval of a share (Wilson 1927), which holds for few flags and at 0 and 1 too.

    Args:
        part: how many.
        whole: of how many, 1 or more.
    """
    # The library takes a second to load, which only who looks at shares should wait for.
    from scipy.stats import binomtest

    low, high = binomtest(part, whole).proportion_ci(LEVEL, method="wilson")
    return float(low), float(high)


def by_check(store: Store, wanted: FlagFilter) -> list[tuple[str, Judged]]:
    """What became of each check's flags, those first that are surely dismissed most often."""
    found = _judged(flag_query.verdicts_by_check(store, wanted))
    return sorted(found, key=lambda one: (-one[1].interval_of_dismissal()[0], one[0]))


def over_time(store: Store, wanted: FlagFilter, span: Span, zone: str) -> list[tuple[str, Judged]]:
    """What became of the flags that were decided in each week or month, in order.

    Args:
        store: of the reviews.
        wanted: which flags.
        span: a week is named by its Monday (2026-11-23), a month as 2026-11.
        zone: the time zone in which they begin, as in ``Asia/Seoul``.
    """
    here = ZoneInfo(zone)
    counted = flag_query.verdicts_by_minute(store, wanted)
    return sorted(_judged((_named(at, span, here), status, n) for at, status, n in counted if at))


def _named(at: str, span: Span, zone: ZoneInfo) -> str:
    day = datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(zone).date()
    if span == "month":
        return day.strftime("%Y-%m")
    return (day - timedelta(days=day.weekday())).isoformat()


def _judged(counted: Iterable[tuple[str, str, int]]) -> list[tuple[str, Judged]]:
    """The counts by name; what is open, disputed or unsure is in none."""
    found: dict[str, list[int]] = {}
    for name, status, number in counted:
        if Status(status).decided:
            both = found.setdefault(name, [0, 0])
            both[Status(status) not in CONFIRMED] += number
    return [(name, Judged(*both)) for name, both in found.items()]
