"""An article's versions beside its Korean, and which sentences of each became which of the next.

Columns that no alignment joins directly are joined through the versions between: sentences belong together
where a chain of passages leads from one to the other, and what then became of them is told anew from their
wordings, though not whether they moved. The Korean is aligned with the text in print only; to an earlier
version it is followed through that. What no chain reaches has no ribbon.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from audit.lineage.passages import passages
from audit.records.article import Text
from audit.records.bead import Bead
from audit.records.passage import Passage, Step
from audit.records.result import ArticleResult

KOREAN = "korean"
Link = tuple[frozenset[int], frozenset[int]]
"""Sentences of a column and those of the next one that they belong to, as indices."""


@dataclass(frozen=True, slots=True)
class Column:
    """A text; ``name`` is ``korean``, ``draft``, the time of a revision, or ``print``."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Sentences of one column and what they became in the next: indices into each text's sentences.

    ``step`` is None from the Korean, where they were translated; ``hter`` and ``moved`` as in
    :class:`audit.records.passage.Passage`.
    """

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    step: Step | None
    moved: bool = False
    hter: float | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What has no ribbon: ``added`` and ``dropped`` are sentences by step, of a column by its place."""

    column: int
    sentence: int
    step: Step


@dataclass(frozen=True, slots=True)
class Flow:
    """Columns from left to right; ``ribbons[i]`` lie between columns ``i`` and ``i + 1``."""

    columns: tuple[Column, ...]
    ribbons: tuple[tuple[Ribbon, ...], ...]
    gaps: tuple[Gap, ...]


# A page is drawn anew at every click, and a long article takes seconds to be told from its wordings.
@lru_cache(maxsize=32)
def flow(report: ArticleResult, chosen: int = -1) -> Flow:
    """At most four columns: the Korean, the AI draft, the version before the chosen one, the chosen one.

    Args:
        report: of the audit.
        chosen: place of the last column in ``report.article.versions``; the text in print if left out.
    """
    versions = report.article.versions
    last = chosen % len(versions)
    first = {0} if report.article.draft else set()
    # Revisions that are not of this article are followed nowhere, so none comes between.
    before = {max(0, last - 1)} if report.updates or not report.article.revisions else set()
    places = sorted(first | before | {last})
    columns = [
        Column(KOREAN, report.article.source),
        *(Column(*versions[place]) for place in places),
    ]
    ribbons = [_translated(report, places[0])]
    gaps: list[Gap] = []
    for number, (one, other) in enumerate(pairwise(places), 1):
        found = _between(report, one, other)
        ribbons.append(
            tuple(
                Ribbon(p.earlier, p.later, p.step, p.moved, p.hter)
                for p in found
                if p.earlier and p.later
            )
        )
        gaps += _gaps(found, number)
    return Flow(tuple(columns), tuple(ribbons), tuple(gaps))


def _gaps(found: Iterable[Passage], column: int) -> list[Gap]:
    gaps = []
    for passage in found:
        if not passage.later:
            gaps += [Gap(column, i, passage.step) for i in passage.earlier]
        if not passage.earlier:
            gaps += [Gap(column + 1, j, passage.step) for j in passage.later]
    return gaps


def _translated(report: ArticleResult, place: int) -> tuple[Ribbon, ...]:
    """Ribbons from the Korean to a version."""
    last = len(report.article.versions) - 1
    if place == last:
        return tuple(
            Ribbon(bead.source, bead.target, None, bead.moved)
            for bead in report.beads
            if bead.source and bead.target
        )
    links = [(frozenset(bead.source), frozenset(bead.target)) for bead in report.beads]
    back = [(later, earlier) for earlier, later in _links(_between(report, place, last))]
    return tuple(Ribbon(*_ordered(link), None) for link in joined(links, back))


def _between(report: ArticleResult, one: int, other: int) -> tuple[Passage, ...]:
    """What became of a version in a later one, empty where it cannot be told."""
    if one == 0 and report.article.draft and other == len(report.article.versions) - 1:
        return report.lineage
    steps = report.updates[one:other]
    return steps[0] if len(steps) == 1 else _through(report, one, other, steps)


def _through(
    report: ArticleResult, one: int, other: int, steps: Sequence[Sequence[Passage]]
) -> tuple[Passage, ...]:
    """What became of a version over several steps, told from the wordings at both ends."""
    if not steps or not all(steps):
        return ()
    links = _links(steps[0])
    for step in steps[1:]:
        links = joined(links, _links(step))
    earlier, later = (report.article.versions[place][1] for place in (one, other))
    beads = [Bead("", *_ordered(link), 0.0, 0.0) for link in links]
    beads += [
        Bead("", (i,), (), 0.0, 0.0) for i in _missing(earlier, [bead.source for bead in beads])
    ]
    beads += [
        Bead("", (), (j,), 0.0, 0.0) for j in _missing(later, [bead.target for bead in beads])
    ]
    return passages(earlier, later, beads)


def _missing(text: Text, there: Iterable[Sequence[int]]) -> list[int]:
    known = {number for numbers in there for number in numbers}
    return [number for number in range(len(text.sentences)) if number not in known]


def _links(found: Iterable[Passage]) -> list[Link]:
    return [(frozenset(p.earlier), frozenset(p.later)) for p in found if p.earlier and p.later]


def _ordered(link: Link) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(sorted(link[0])), tuple(sorted(link[1]))


def joined(left: Iterable[Link], right: Iterable[Link]) -> list[Link]:
    """Links over a text in the middle: what shares a sentence there belongs together, and all that it shares.

    Args:
        left: from the first text to the one in the middle.
        right: from the one in the middle to the last.

    Returns:
        Links from the first text to the last, in order of the last; nobody is in two of them.
    """
    links = [((0, a), (1, b)) for a, b in left] + [((1, b), (2, c)) for b, c in right]
    nodes: dict[tuple[int, int], int] = {}
    edges: list[tuple[int, int]] = []
    for (near, ones), (far, others) in links:
        kin = [(near, i) for i in ones] + [(far, j) for j in others]
        places = [nodes.setdefault(node, len(nodes)) for node in kin]
        edges += [(places[0], place) for place in places]
    if not edges:
        return []
    rows, columns = zip(*edges, strict=True)
    graph = coo_array(([1] * len(edges), (rows, columns)), shape=(len(nodes), len(nodes)))
    _, groups = connected_components(graph, directed=False)
    sides: dict[int, tuple[set[int], set[int], set[int]]] = {}
    for (text, sentence), place in nodes.items():
        sides.setdefault(int(groups[place]), (set(), set(), set()))[text].add(sentence)
    found = [(frozenset(a), frozenset(c)) for a, _, c in sides.values() if a and c]
    return sorted(found, key=lambda link: min(link[1]))
