"""Flags on news pairs that were read by hand: what was planted is found, what is clean is left alone.

A flag is about a divergence where its words on one side overlap the divergence's and are no more than a
phrase longer. Serious is major or critical. The pairs: ``news_gold_dev.jsonl``, natural ones with every
divergence, ones with one error planted, and faithful paraphrases.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.bench import Figure, Settings, bootstrap, development
from audit.bench.bootstrap import Share, share
from audit.bench.shown import Flags, Shown, pair, rows_of
from audit.languages.spans import Extent
from audit.records.flag import Flag, Severity, Side

METHOD = bootstrap.METHOD
_SERIOUS = ("major", "critical")
_GRADES = ("none", "minor", *_SERIOUS)
_SIDES: Mapping[Side, int] = {"source": 30, "target": 60}
"""How many characters a flag may mark on a side though the divergence is a word."""
_TIMES = 4
"""How many times as long as the divergence's words the flag's may be."""
_FIELDS = "id, kind, ko, en and divergences"


@dataclass(frozen=True, slots=True)
class Divergence:
    """A divergence that a reader found or that was planted, and its words by side."""

    category: str
    severity: str
    words: Mapping[Side, str]
    planted: bool


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A pair as read: ``kind`` is natural, planted or paraphrase."""

    id: str
    kind: str
    texts: Mapping[Side, str]
    divergences: tuple[Divergence, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing diverges that an editor would mend."""
        return not any(d.severity != "none" for d in self.divergences)

    @property
    def planted(self) -> Divergence:
        """The error that was planted."""
        return next(d for d in self.divergences if d.planted)

    @property
    def unrelated(self) -> bool:
        """Whether the two sides say different things altogether."""
        return any(d.category == "unrelated" for d in self.divergences)


def pair_of(row: Mapping[str, Any]) -> GoldPair:
    """A pair from its row."""
    divergences = tuple(
        Divergence(
            d["category"], d["severity"],
            {"source": d.get("ko", ""), "target": d.get("en", "")},
            row["kind"] == "planted" and d.get("planted", True),
        )
        for d in row["divergences"]
    )  # fmt: skip
    texts: dict[Side, str] = {"source": row["ko"].strip(), "target": row["en"].strip()}
    return GoldPair(row["id"], row["kind"], texts, divergences)


def places(text: str, words: str) -> Iterator[Extent]:
    """Every place of some words in a text; dots and bars stand for what is left out between them."""
    for part in re.split(r"[…|]", words):
        if piece := part.strip(' "“”'):
            yield from (m.span() for m in re.finditer(re.escape(piece), text))


def points_at(gold: GoldPair, flag: Flag, divergence: Divergence) -> bool:
    """Whether a flag is about a divergence."""
    for side, longest in _SIDES.items():
        found = [(span.start, span.end) for span in flag.spans if span.side == side]
        for start, end in places(gold.texts[side], divergence.words[side]):
            most = max(_TIMES * (end - start), longest)
            if any(x < end and start < y and y - x <= most for x, y in found):
                return True
    return False


def serious(flags: Iterable[Flag]) -> list[Flag]:
    """The flags that are major or critical."""
    return [flag for flag in flags if flag.severity.value in _SERIOUS]


def truth(gold: GoldPair, flag: Flag) -> str:
    """The severity of what a flag is about, ``nothing`` where no divergence is."""
    if gold.unrelated:
        return "critical"
    near = [d.severity for d in gold.divergences if points_at(gold, flag, d)]
    return max(near, key=_GRADES.index, default="nothing")


def run(settings: Settings) -> list[Figure]:
    """Every measure of the pairs, by category too, each with its interval.

    Raises:
        InputError: the pairs are not there or are none.
    """
    path = settings.news or development("news_gold_dev.jsonl.xz")
    rows = list(rows_of(path, pair_of, _FIELDS))
    shown = Shown(
        (pair(row.id, row.texts["source"], row.texts["target"]) for row in rows), settings.auditor()
    )
    return [*figures(rows, shown.flags), shown.figure("news.failed")]


def figures(rows: Sequence[GoldPair], flags: Flags) -> Iterator[Figure]:
    """The measures of some pairs and the flags shown on them."""
    yield from _planted([row for row in rows if row.kind == "planted"], flags)
    for kind, name in (("paraphrase", "paraphrases"), ("natural", "natural pairs")):
        clean = [row for row in rows if row.kind == kind and row.clean]
        target, was = (0.05, ".11") if kind == "paraphrase" else (None, ".06")
        yield share((bool(serious(flags[row.id])), 1) for row in clean).figure(
            f"clean {name} with a serious flag", f"news.clean_{kind}", target, was, at_most=True
        )
    yield from _natural([row for row in rows if row.kind == "natural"], flags)


def _planted(rows: Sequence[GoldPair], flags: Flags) -> Iterator[Figure]:
    right = [[f for f in flags[row.id] if points_at(row, f, row.planted)] for row in rows]
    found = [bool(about) for about in right]
    graded = [
        any(flag.severity.value == row.planted.severity for flag in about)
        for row, about in zip(rows, right, strict=True)
    ]
    yield share((one, 1) for one in found).figure(
        "planted errors found", "news.planted_found", 0.50, ".32"
    )
    yield share((bool(serious(about)), 1) for about in right).figure(
        "planted errors found with a serious flag", "news.planted_found_serious"
    )
    by = defaultdict(list)
    for row, one in zip(rows, found, strict=True):
        by[row.planted.category].append((one, 1))
    yield from _by(by, "news.planted_found_by")
    yield share(zip(graded, found, strict=True)).figure(
        "their severity right, of those found", "news.severity_right", 0.80, ".70"
    )


def _natural(rows: Sequence[GoldPair], flags: Flags) -> Iterator[Figure]:
    told = [[(flag, truth(row, flag)) for flag in serious(flags[row.id])] for row in rows]
    yield _right(told).figure(
        "serious flags on natural pairs that are serious", "news.natural_precision", 0.75, ".44"
    )
    for category in sorted({flag.category.value for one in told for flag, _ in one}):
        of = [[(f, what) for f, what in one if f.category.value == category] for one in told]
        yield _right(of).figure(f"  {category}", f"news.natural_precision_by.{category}")
    critical = [[(f, what) for f, what in one if f.severity is Severity.CRITICAL] for one in told]
    yield _right(critical).figure(
        "critical flags that are serious", "news.critical_precision", 0.90, ".48"
    )
    wanted = [[d for d in row.divergences if d.severity in _SERIOUS] for row in rows]
    yield share(
        (sum(_is_seen(row, flags[row.id], d) for d in want), len(want))
        for row, want in zip(rows, wanted, strict=True)
    ).figure("serious divergences of natural pairs found", "news.natural_recall", None, ".14")


def _is_seen(row: GoldPair, flags: Sequence[Flag], divergence: Divergence) -> bool:
    anything = divergence.category == "unrelated" and bool(flags)
    return anything or any(points_at(row, flag, divergence) for flag in flags)


def _right(told: Iterable[Sequence[tuple[Flag, str]]]) -> Share:
    return share((sum(what in _SERIOUS for _, what in one), len(one)) for one in told)


def _by(groups: Mapping[str, Sequence[tuple[bool, int]]], key: str) -> Iterator[Figure]:
    for name, counts in sorted(groups.items()):
        yield share(counts).figure(f"  {name}", f"{key}.{name}")
