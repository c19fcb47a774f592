"""The result of one article's audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.records.article import Article, Sentence
from audit.records.bead import Bead
from audit.records.flag import Flag, Note, Side, Stage
from audit.records.passage import Passage


def sentences_of(article: Article, bead: Bead, side: Side) -> tuple[Sentence, ...]:
    """A bead's sentences on one side of a segmented article, in text order."""
    text, ids = (article.source, bead.source) if side == "source" else (article.target, bead.target)
    return tuple([text.sentences[i] for i in ids])


@dataclass(frozen=True)
class ArticleResult:
    """The audit of one article: its segmented texts, beads, and flags, riskiest first.

    ``held_back`` are the flags that the false-alarm budget holds back; a reviewer may ask for them.
    ``lineage`` says what became of the AI draft, empty where there is none. ``updates`` says the same from
    each version to the next (draft, revisions, text in print; see :attr:`Article.versions`), empty
    where there are no revisions. ``mended`` are flags on the draft that the text in print has no more;
    their target is the draft, whose sentences are called ``d1``, ``d2``, ….
    ``quality`` is the quality model's name, empty in results of versions that kept none. ``suppressed`` says
    which of ``held_back`` a standing rule holds back, whatever the budget: the rule's id by flag id.
    """

    article: Article
    beads: tuple[Bead, ...]
    flags: tuple[Flag, ...]
    encoder: str
    tool_version: str
    notes: tuple[Note, ...] = ()
    held_back: tuple[Flag, ...] = ()
    lineage: tuple[Passage, ...] = ()
    updates: tuple[tuple[Passage, ...], ...] = ()
    mended: tuple[Flag, ...] = ()
    quality: str = ""
    suppressed: Mapping[str, str] = field(default_factory=dict, hash=False)

    def sentences(self, bead: Bead, side: Side) -> tuple[Sentence, ...]:
        """The bead's sentences on one side, in text order."""
        return sentences_of(self.article, bead, side)

    @property
    def draft_errors(self) -> int:
        """How many flags the AI draft had: those still in print and those mended."""
        return sum(flag.stage is Stage.DRAFT for flag in self.flags) + len(self.mended)

    @property
    def catch_rate(self) -> float | None:
        """The share of the draft's flagged errors that editors mended; None where it has none."""
        return len(self.mended) / self.draft_errors if self.draft_errors else None
