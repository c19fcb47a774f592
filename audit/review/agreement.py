"""How far reviewers agree on what is an error.

Krippendorff's alpha for nominal data (Krippendorff, Content Analysis, 4th ed. 2019, ch. 12): it takes any
number of reviewers, each of whom saw some of the flags.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import krippendorff
import numpy as np

from audit.records.decision import Entry, Status
from audit.review.standing import Verdict, replay

_ERROR = {Status.ACCEPTED: 1, Status.FIXED: 1, Status.DISMISSED: 0}
Key = tuple[str, str]
"""Article and flag id."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many flags two or more reviewers judged, the share with one verdict, and alpha.

    ``alpha`` is 1 for full agreement and 0 for chance; None where everybody gave one and the same
    verdict throughout, or fewer than two flags were judged twice.
    """

    judged: int
    same: float
    alpha: float | None


def of(
    entries: Iterable[Entry], checks: Mapping[Key, str]
) -> tuple[Agreement, dict[str, Agreement]]:
    """Agreement over all flags, and by check.

    Args:
        entries: the log, in order; what was taken back does not count, nor who is unsure.
        checks: the check that raised each flag.
    """
    verdicts = _verdicts(entries)
    by_check: dict[str, list[Mapping[str, int]]] = defaultdict(list)
    for key, given in verdicts.items():
        by_check[checks.get(key, "")].append(given)
    found = {name: _agreement(units) for name, units in by_check.items()}
    return _agreement(list(verdicts.values())), found


def _verdicts(entries: Iterable[Entry]) -> dict[Key, Mapping[str, int]]:
    """Who called a flag an error (1) or not (0), for flags that two or more judged."""
    by_article: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_article[entry.decision.article_id].append(entry)
    found: dict[Key, Mapping[str, int]] = {}
    for article_id, log in by_article.items():
        counted: set[int] = set()
        for flag_id, sure in sorted(_sure(log).items(), key=_latest, reverse=True):
            # A flag that was carried over has its verdicts under both ids: they count once.
            if len(sure) > 1 and counted.isdisjoint(verdict.seq for verdict in sure):
                counted.update(verdict.seq for verdict in sure)
                found[(article_id, flag_id)] = {v.reviewer: _ERROR[v.status] for v in sure}
    return found


def _sure(log: Sequence[Entry]) -> dict[str, list[Verdict]]:
    """The verdicts on each flag of an article but those of who is unsure."""
    return {
        flag_id: [verdict for verdict in standing.verdicts.values() if verdict.status in _ERROR]
        for flag_id, standing in replay(log).items()
    }


def _latest(flag: tuple[str, list[Verdict]]) -> int:
    return max((verdict.seq for verdict in flag[1]), default=0)


def _agreement(units: Sequence[Mapping[str, int]]) -> Agreement:
    if not units:
        return Agreement(0, 0.0, None)
    same = sum(len(set(given.values())) == 1 for given in units) / len(units)
    # Where only one value occurs, the library divides by zero.
    values = {verdict for given in units for verdict in given.values()}
    if len(units) < 2 or len(values) < 2:
        return Agreement(len(units), same, None)
    people = sorted({name for given in units for name in given})
    table = np.array([[given.get(name, np.nan) for given in units] for name in people])
    alpha = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    return Agreement(len(units), same, float(alpha))
