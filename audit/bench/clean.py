"""The false-alarm budget on clean text of several kinds: of 100 sentences, how many have a flag.

News as documents; news that is freely adapted, where the English tells less and otherwise; an encyclopaedia;
news and encyclopaedia of a treebank; and press releases, the sample corpus without the sentences in which an
error was planted. An editor who looks at a sentence in vain was alarmed once, however many flags it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.bench import DEVELOPMENT, Figure, Settings, articles, bootstrap, held_out, present, rows
from audit.bench.bootstrap import share
from audit.bench.gold import GoldError, read
from audit.checks.context import Context
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.records.bead import Bead
from audit.records.digest import sha256_of_text
from audit.records.result import sentences_of
from audit.records.settings import DEFAULT_BUDGET
from audit.risk.budget import SLACK, threshold
from audit.sources.building import linked_texts

METHOD = f"{bootstrap.METHOD} A document is drawn as a whole."
_BUDGETS = (2.0, DEFAULT_BUDGET)
_GOLD = "news_gold_dev.jsonl.xz"
Risks = list[NDArray[np.float64]]
"""The highest risk of a flag on each sentence pair, 0 where there is none, by article."""


def documents(path: Path) -> Iterator[Article]:
    """Documents of sentence pairs from ``document<TAB>ko<TAB>en``."""
    for name, group in groupby(rows(present(path)), lambda cells: cells[0]):
        source, target, links = linked_texts([(ko, en) for _, ko, en in group])
        yield Article(name, source, target, given=links)


DIVERGING = Path(__file__).with_name("diverging.txt")
"""Digests of pairs that a reader, shown what was flagged, found to diverge so: they are no clean text."""


def digest(korean: str, english: str) -> str:
    """What a pair is called in ``DIVERGING``."""
    return sha256_of_text(f"{held_out.folded(korean)}\n{held_out.folded(english)}")[:16]


@cache
def _diverging() -> frozenset[str]:
    lines = DIVERGING.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _pairs(path: Path, left_out: Iterable[str] = ()) -> Iterator[Article]:
    """Each pair of ``ko<TAB>en`` as an article, but for those that diverge or of which a side is left out."""
    known = set(left_out)
    for number, cells in enumerate(rows(present(path)), 1):
        if known.isdisjoint(map(held_out.folded, cells[:2])) and (
            digest(cells[0], cells[1]) not in _diverging()
        ):
            source, target, links = linked_texts([(cells[0], cells[1])])
            yield Article(f"{path.name}-{number}", source, target, given=links)


def _adapted(data: Path) -> Iterator[Article]:
    gold = held_out.texts_of(present(data / "dev" / _GOLD))
    return _pairs(data / "train" / "park_news_dev.tsv.xz", gold)


KINDS: Mapping[str, tuple[str, Callable[[Path], Iterator[Article]]]] = {
    "news": ("news, documents", lambda data: documents(data / "dev" / "ntrex_docs_dev.tsv.xz")),
    "adapted": ("news, freely adapted", _adapted),
    "encyclopaedia": (
        "encyclopaedia", lambda data: _pairs(data / "dev" / "flores_dev.tsv.xz"),
    ),
    "treebank": (
        "news and encyclopaedia", lambda data: _pairs(data / "dev" / "pud_dev.tsv.xz"),
    ),
}  # fmt: skip
"""Kinds of sentence pairs that are aligned as given: what they are called, and where they come from."""
RELEASES, _CALLED = "releases", "press releases"


def riskiest(auditor: Auditor, context: Context) -> NDArray[np.float64]:
    """The highest risk of a flag on each bead of an aligned article, whatever the budget."""
    found = dict.fromkeys((bead.id for bead in context.beads), 0.0)
    for flag in auditor.flags(context):
        if flag.bead_id:  # the budget is one of sentences, not of pages
            found[flag.bead_id] = max(found[flag.bead_id], flag.risk)
    return np.array([*found.values()])


def _releases(auditor: Auditor, corpus: Path) -> Risks:
    """The sample corpus without the beads in which an error was planted."""
    found = []
    for article in articles(corpus):
        raw = {"ko": article.source.raw, "en": article.target.raw}
        if article.draft is not None:
            raw["draft"] = article.draft.raw
        errors = read(present(corpus / "gold" / f"{article.id}.json"), raw).errors
        result = auditor.audit(replace(article, draft=None, revisions=()))
        risks = riskiest(auditor, auditor.context(result.article, result.beads))
        clean = [not _is_planted(bead, result.article, errors) for bead in result.beads]
        found.append(risks[clean])
    return found


def _is_planted(bead: Bead, article: Article, errors: Sequence[GoldError]) -> bool:
    places = [error.sentences for error in errors if error.stage != "draft-fixed"]
    return any(
        sentence.start < end and start < sentence.end
        for side, name in (("source", "ko"), ("target", "en"))
        for sentence in sentences_of(article, bead, "source" if side == "source" else "target")
        for start, end in (place[name] for place in places if name in place)
    )


def measured(auditor: Auditor, data: Path, corpus: Path) -> dict[str, Risks]:
    """What every kind of clean text is flagged with.

    Args:
        auditor: audits it.
        data: the folder with ``dev`` and ``train``.
        corpus: the sample corpus, with its gold.

    Raises:
        InputError: a set is missing; nothing is measured in its place.
    """
    found = {
        name: [riskiest(auditor, auditor.aligned(article)) for article in of(data)]
        for name, (_, of) in KINDS.items()
    }
    return found | {RELEASES: _releases(auditor, corpus)}


def rates(found: Mapping[str, Risks], risk: float) -> dict[str, float]:
    """Of 100 sentences of each kind, how many have a flag of at least a risk."""
    return {
        name: 100 * float((np.concatenate(risks) >= risk).mean()) for name, risks in found.items()
    }


def run(settings: Settings) -> list[Figure]:
    """The share of clean sentences flagged at each budget, by kind.

    Raises:
        InputError: a set is missing.
    """
    found = measured(settings.auditor(), DEVELOPMENT.parent, settings.corpus)
    return [*figures(found, settings.quality)]


def figures(found: Mapping[str, Risks], quality: str) -> Iterator[Figure]:
    """The share of each kind that is flagged at each budget."""
    called = {name: label for name, (label, _) in KINDS.items()} | {RELEASES: _CALLED}
    for budget in _BUDGETS:
        at, most = threshold(budget, quality), SLACK * budget / 100
        for name, risks in found.items():
            yield share((float((one >= at).sum()), len(one)) for one in risks).figure(
                f"flagged at a budget of {budget:g}: {called[name]}",
                f"clean.budget_{budget:g}.{name}", most, "", at_most=True,
            )  # fmt: skip
        mean = float(np.mean([*rates(found, at).values()])) / 100
        yield Figure(
            f"flagged at a budget of {budget:g}: mean of the kinds", mean, budget / 100, "",
            f"clean.budget_{budget:g}.mean", at_most=True,
        )  # fmt: skip
