"""An article under review: its flags in reading order, where each stands, and which comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Select, func, select

from audit.records.decision import Status, text_hash
from audit.records.flag import Category, Flag, Severity, Span
from audit.records.result import ArticleResult
from audit.review import schema
from audit.review.effective_flags import ADDED, added_flag, spans_of
from audit.review.loading import rows_of
from audit.review.standing import Standing
from audit.review.state import NEEDS_EYES
from audit.review.store import Store
from audit.risk.budget import threshold


@dataclass(frozen=True, slots=True)
class Item:
    """A flag under review; ``severity`` is the one that holds now, ``row`` the flag as it is stored."""

    flag: Flag
    standing: Standing
    row: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The flag's id."""
        return self.flag.flag_id

    @property
    def status(self) -> Status:
        """Where the flag stands."""
        return self.standing.status

    @property
    def severity(self) -> Severity:
        """As the check gave it, or as a reviewer changed it."""
        return self.standing.severity or self.flag.severity

    @property
    def reviewer(self) -> str:
        """Whose verdict counts, empty if nobody gave one."""
        return self.standing.last.reviewer if self.standing.last else ""

    @property
    def comment(self) -> str:
        """Every remark, a line each."""
        return "\n".join(entry.decision.comment for entry in self.standing.comments)

    @property
    def open(self) -> bool:
        """Whether somebody still has to look."""
        return self.status in NEEDS_EYES


STATES = ("open", "decided")
"""What the filter by state can ask for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which flags of an article are shown; an empty field asks for nothing."""

    severity: frozenset[str] = frozenset()
    category: frozenset[str] = frozenset()
    relation: frozenset[str] = frozenset()
    state: frozenset[str] = frozenset()

    def admits(self, item: Item) -> bool:
        """Whether a flag is shown."""
        told = {
            "severity": item.severity.value,
            "category": item.flag.category.value,
            "relation": item.flag.relation.value,
            "state": STATES[not item.open],
        }
        return all(value in (getattr(self, name) or (value,)) for name, value in told.items())


@dataclass(frozen=True)
class ArticleReview:
    """The items that are shown, in reading order."""

    report: ArticleResult
    items: tuple[Item, ...]

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items by flag id."""
        return {item.id: item for item in self.items}

    @property
    def decided(self) -> int:
        """How many items need no more eyes."""
        return sum(not item.open for item in self.items)

    def showing(self, shown: Shown, current: str = "") -> ArticleReview:
        """The same with the flags that a filter admits, and the current one."""
        items = tuple(i for i in self.items if shown.admits(i) or i.id == current)
        return replace(self, items=items)

    def first(self) -> str:
        """The flag to begin with: the first open one, else the first, empty where there is none."""
        return next((item.id for item in self.items if item.open), None) or (
            self.items[0].id if self.items else ""
        )

    def beside(self, flag_id: str, step: int) -> str:
        """The flag ``step`` places on, from the end round to the beginning."""
        ids = [item.id for item in self.items]
        if not ids:
            return ""
        if flag_id not in ids:
            return self.first()
        return ids[(ids.index(flag_id) + step) % len(ids)]

    def next_open(self, flag_id: str) -> str:
        """The next flag that needs eyes after one, round to the beginning; itself if none does."""
        ids = [item.id for item in self.items]
        if flag_id not in ids:
            return self.first()
        place = ids.index(flag_id)
        around = self.items[place + 1 :] + self.items[:place]
        return next((item.id for item in around if item.open), flag_id)


def review_of(store: Store, report: ArticleResult, budget: float | None = None) -> ArticleReview:
    """The review of a result's article.

    Args:
        store: holds what was decided and the flags that reviewers added.
        report: of the last run.
        budget: false alarms in 100 clean sentences, None for what the run was made with; what was
            decided on is shown at any.
    """
    standings = store.standings(report.article.id)
    rows = rows_of(report)
    asked = {flag.flag_id for flag in report.flags}
    if budget is not None:
        lowest = threshold(budget, report.quality)
        asked = {f.flag_id for f in (*report.flags, *report.held_back) if f.risk >= lowest}
    items = [
        Item(flag, standings.get(flag.flag_id, Standing()), rows[flag.flag_id])
        for flag in (*report.flags, *report.held_back)
        if flag.flag_id in asked or flag.flag_id in standings
    ]
    items += _added(store, report, standings)
    return ArticleReview(report, in_order(report, items))


def unreviewed(report: ArticleResult) -> ArticleReview:
    """The review of a result that no store knows."""
    rows = rows_of(report)
    items = [Item(flag, Standing(), rows[flag.flag_id]) for flag in report.flags]
    return ArticleReview(report, in_order(report, items))


def alike(store: Store, row: Mapping[str, Any]) -> list[dict[str, str]]:
    """Open flags of other articles on the same words by the same check, as their keys and text hash."""
    flags = schema.flag.c
    query = select(flags.article_id, flags.flag_id, flags.ko_text, flags.en_text)
    with store.listed() as connection:
        found = connection.execute(
            _alike(query, store, row).order_by(flags.article_id, flags.flag_id)
        )
        return [
            {"article_id": article_id, "flag_id": flag_id, "text_hash": text_hash(*texts)}
            for article_id, flag_id, *texts in found
        ]


def alike_shown(store: Store, row: Mapping[str, Any], most: int) -> list[tuple[str, str]]:
    """Title and words of the first flags that :func:`alike` finds: the English, else the Korean."""
    flags, articles = schema.flag.c, schema.article.c
    query = select(articles.title, articles.id, flags.en_text, flags.ko_text)
    with store.listed() as connection:
        found = connection.execute(
            _alike(query, store, row)
            .where(articles.id == flags.article_id)
            .order_by(flags.article_id, flags.flag_id)
            .limit(most)
        )
        return [(title or name, english or korean) for title, name, english, korean in found]


def count_alike(store: Store, row: Mapping[str, Any]) -> tuple[int, int]:
    """How many flags :func:`alike` finds, and in how many articles."""
    numbers = select(func.count(), func.count(schema.flag.c.article_id.distinct()))
    with store.listed() as connection:
        found = connection.execute(_alike(numbers, store, row)).one()
    return int(found[0]), int(found[1])


def _alike(
    query: Select[*tuple[Any, ...]], store: Store, row: Mapping[str, Any]
) -> Select[*tuple[Any, ...]]:
    flags = schema.flag.c
    return query.where(
        *store.like(row),
        flags.article_id != row["article_id"],
        flags.present,
        flags.status.in_([status.value for status in NEEDS_EYES]),
    )


def _added(
    store: Store, report: ArticleResult, standings: Mapping[str, Standing]
) -> Iterable[Item]:
    flags = schema.flag
    beads = {bead.id: bead for bead in report.beads}
    with store.reading() as connection:
        rows = connection.execute(
            select(flags).where(
                flags.c.article_id == report.article.id, flags.c.check == ADDED, flags.c.present
            )
        ).mappings()
        for row in rows:
            standing = standings.get(row["flag_id"])
            if standing is None or standing.added is None:
                continue
            bead = beads.get(row["bead_id"])
            spans: tuple[Span, ...] = ()
            if bead is not None:
                spans = spans_of(report, bead, "source", row["ko_evidence"])
                spans += spans_of(report, bead, "target", row["en_evidence"])
            flag = added_flag(
                report, bead, row["flag_id"], Category(row["category"]),
                Severity(row["severity"]), row["message"], spans,
            )  # fmt: skip
            yield Item(flag, standing, dict(row))


def _first_word(flag: Flag) -> int:
    return min((e.start for e in flag.spans if e.side == "target"), default=0)


def in_order(report: ArticleResult, items: Iterable[Item]) -> tuple[Item, ...]:
    """Items in the order in which their words are read."""
    places = {bead.id: place for place, bead in enumerate(report.beads)}
    return tuple(
        sorted(items, key=lambda i: (places.get(i.flag.bead_id, -1), _first_word(i.flag), i.id))
    )
