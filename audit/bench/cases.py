"""Single news sentences by kind of fault: the wrong English is flagged, the right one is not.

A wrong English counts as flagged where it has a flag that the right one has not: another check, or other
words. The sentences: ``news_cases_dev.jsonl``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.bench import Figure, Settings, bootstrap, development
from audit.bench.bootstrap import share
from audit.bench.shown import Flags, Shown, pair, rows_of
from audit.records.article import Article
from audit.records.flag import Flag
from audit.results.tables import words_of

METHOD = bootstrap.METHOD
_FIELDS = "id, kind, ko, en, en_wrong and published"
_WRONG = "-x"
"""What the wrong English's id ends in."""


@dataclass(frozen=True, slots=True)
class Case:
    """A Korean sentence with a right English and, mostly, a wrong one."""

    id: str
    kind: str
    ko: str
    right: str
    wrong: str | None
    published: str


def case_of(row: Mapping[str, Any]) -> Case:
    """A case from its row."""
    return Case(
        row["id"], row["kind"], row["ko"], row["en"], row["en_wrong"], row["published"] or ""
    )


def _articles(rows: Sequence[Case]) -> Iterator[Article]:
    for row in rows:
        yield pair(row.id, row.ko, row.right, row.published)
        if row.wrong is not None:
            yield pair(row.id + _WRONG, row.ko, row.wrong, row.published)


def run(settings: Settings) -> list[Figure]:
    """The shares of wrong and of right sentences flagged, by kind too, each with its interval.

    Raises:
        InputError: the cases are not there or are none.
    """
    path = settings.cases or development("news_cases_dev.jsonl.xz")
    rows = list(rows_of(path, case_of, _FIELDS))
    shown = Shown(_articles(rows), settings.auditor())
    return [*figures(rows, shown.flags), shown.figure("cases.failed")]


def figures(rows: Sequence[Case], flags: Flags) -> Iterator[Figure]:
    """The measures of some cases and the flags shown on them."""
    wrong, right = defaultdict(list), defaultdict(list)
    for row in rows:
        right[row.kind].append((bool(flags[row.id]), 1))
        if row.wrong is not None:
            new = _told(flags[row.id + _WRONG]) - _told(flags[row.id])
            wrong[row.kind].append((bool(new), 1))
    for groups, label, key, target, was, at_most in (
        (wrong, "wrong sentences flagged", "wrong_flagged", 0.85, ".43", False),
        (right, "right sentences flagged", "right_flagged", 0.02, ".09", True),
    ):
        every = [count for counts in groups.values() for count in counts]
        yield share(every).figure(label, f"cases.{key}", target, was, at_most=at_most)
        for kind, counts in sorted(groups.items()):
            yield share(counts).figure(f"  {kind}", f"cases.{key}_by.{kind}")


def _told(flags: Sequence[Flag]) -> set[tuple[str, str, str]]:
    return {(flag.check, words_of(flag, "source"), words_of(flag, "target")) for flag in flags}
