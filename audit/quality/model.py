"""What a quality model is, and what it says of a bead: the seam between a model and the rest of the tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from audit.encoders.vectors import TokenVectors
from audit.quality.kinds import Kind
from audit.quality.plan import Plan
from audit.quality.words import WordScores
from audit.records.article import Article, Sentence
from audit.records.bead import Bead
from audit.records.flag import Note, Relation, Severity, Span

Tokens = Callable[[Sentence], TokenVectors]
"""Token vectors of a sentence, by the embedded encoder."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """A divergence that a model says in words.

    ``spans`` are the words on both sides, one side's only where the other has none. ``severity`` is the
    model's own. ``suggestion`` is the corrected English words, empty where it gives none.
    """

    kind: Kind
    relation: Relation
    severity: Severity
    spans: tuple[Span, ...]
    explanation: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a quality model says of a bead.

    ``words`` are the scores of its words, None where the model gives none. ``divergences`` are what it says
    in words, empty where it has read the bead and sees none; None where it has not read it.
    """

    words: WordScores | None = None
    divergences: tuple[Divergence, ...] | None = None


@dataclass(frozen=True, slots=True)
class ArticleJudgement:
    """What a quality model says of an article: of its beads by id, and of the article as a whole."""

    beads: Mapping[str, Judgement] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


class QualityModel(Protocol):
    """What the tool needs of a quality model.

    ``name`` goes into every output; it begins with what the settings call it. ``weights_hash`` (SHA-256,
    hexadecimal) is of the weights it reads; what else determines its judgements is in
    ``Settings.described``. ``recipient`` says who besides this machine gets to read the articles, empty for
    nobody.
    """

    name: str
    weights_hash: str
    recipient: str

    def judge(self, article: Article, beads: Sequence[Bead], tokens: Tokens) -> ArticleJudgement:
        """What it says of a segmented article; null beads and those without words may be left out."""
        ...


@runtime_checkable
class RemoteModel(QualityModel, Protocol):
    """A quality model that sends text away."""

    def dry_run(self) -> Plan:
        """From now on nothing is sent; the plan counts what would be."""
        ...

    def cost(self, plan: Plan) -> float | None:
        """About what a plan costs; None where there are no prices."""
        ...


class Judgements:
    """The judgements of an article's beads, made all together when the first of them is asked for."""

    def __init__(self, judge: Callable[[], ArticleJudgement] = ArticleJudgement) -> None:
        self._judge = judge
        self._made: ArticleJudgement | None = None

    def _all(self) -> ArticleJudgement:
        if self._made is None:
            self._made = self._judge()
        return self._made

    def __call__(self, bead: Bead) -> Judgement | None:
        """What the model says of a bead; None for a null bead and for one without words on a side."""
        return self._all().beads.get(bead.id)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the model says of the article as a whole."""
        return self._all().notes
