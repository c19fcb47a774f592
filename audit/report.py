"""Records of what is found: beads, flags with their evidence, and the report of one article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from audit.article import ArticlePair, Sentence
from audit.house import House

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from audit.quality.judge import Judged

Side = Literal["ko", "en"]
T = TypeVar("T")


class Category(StrEnum):
    """What kind of divergence; ``mqm`` is the matching MQM error type (themqm.org, MQM-Full)."""

    OMISSION = "omission"
    ADDITION = "addition"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    QUOTATION = "quotation"
    MODALITY = "modality"
    MEANING = "meaning"
    CONSISTENCY = "consistency"
    UNTRANSLATED = "untranslated"
    DISCLOSURE = "disclosure"

    @property
    def mqm(self) -> str:
        """The MQM error type, as a path from the top-level dimension."""
        return _MQM[self]


_MQM = {
    Category.OMISSION: "Accuracy/Omission",
    Category.ADDITION: "Accuracy/Addition",
    Category.NUMBER: "Accuracy/Mistranslation/Number",
    Category.DATE: "Accuracy/Mistranslation/Date-time",
    Category.NAME: "Accuracy/Mistranslation/Entity",
    Category.NEGATION: "Accuracy/Mistranslation",
    Category.QUOTATION: "Accuracy/Mistranslation",
    Category.MODALITY: "Accuracy/Mistranslation",
    Category.MEANING: "Accuracy/Mistranslation",
    Category.CONSISTENCY: "Terminology/Inconsistent use of terminology",
    Category.UNTRANSLATED: "Accuracy/Untranslated",
    # MQM knows no such error; what an organisation adds of its own goes under Custom.
    Category.DISCLOSURE: "Custom/Disclosure",
}


class Severity(StrEnum):
    """MQM severity; ``weight`` is MQM's penalty (neutral 0, minor 1, major 5, critical 25)."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def weight(self) -> int:
        """The MQM penalty of one error of this severity."""
        return {"neutral": 0, "minor": 1, "major": 5, "critical": 25}[self.value]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a flag points at: offsets into that side's ``Text.raw``, and the text there."""

    side: Side
    sentence_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that belong together (a bead): indices into each side's sentences.

    ``score`` is the cosine of the two sides (0 for a null bead), ``margin`` that score set against
    the best rivals (Artetxe & Schwenk 2019). ``kind`` is ``1-1``, ``2-1``, …; ``omission`` is a
    null bead with only Korean, ``addition`` one with only English. ``moved`` marks a bead that is
    out of order.
    """

    id: str
    ko: tuple[int, ...]
    en: tuple[int, ...]
    score: float
    margin: float
    moved: bool = False

    @property
    def kind(self) -> str:
        """``omission``, ``addition``, or the two counts as in ``1-2``."""
        if not self.en:
            return "omission"
        if not self.ko:
            return "addition"
        return f"{len(self.ko)}-{len(self.en)}"


class Step(StrEnum):
    """What became of sentences from one version of a text to the next.

    ``background`` is a sentence that explains a thing, or one that was there and gained an explanation.
    """

    KEPT = "kept"
    REWORDED = "reworded"
    MERGED = "merged"
    SPLIT = "split"
    ADDED = "added"
    BACKGROUND = "background"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of an earlier version and what they became: indices into each version's sentences.

    ``hter`` is the share of words edited (0 for none; above 1 where more was edited than is left), None
    where one side is empty. ``moved`` marks a passage that is out of order.
    """

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    step: Step
    moved: bool = False
    hter: float | None = None


class Stage(StrEnum):
    """Where a flagged divergence came in; ``DRAFT_FIXED`` is in the draft and no more in print."""

    DRAFT = "draft"
    DRAFT_FIXED = "draft-fixed"
    EDITING = "editing"
    UPDATE = "update"
    SOURCE = "source"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Flag:
    """One divergence that an editor should look at.

    A flag on the article as a whole, such as a missing disclosure, has an empty ``bead_id``.

    A check fills everything down to ``confidence`` (its own, 0 to 1, that this is an error); the
    pipeline adds ``article_id``, ``flag_id`` (stable across runs of the same input), ``risk`` (0 to
    1) and ``stage``.
    """

    bead_id: str
    category: Category
    check: str
    severity: Severity
    message: str
    ko_sentence_ids: tuple[str, ...]
    en_sentence_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.5
    article_id: str = ""
    flag_id: str = ""
    risk: float = 0.0
    stage: Stage = Stage.UNKNOWN


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """A sentence's tokens: texts, character spans in the sentence as given, vectors and weights.

    ``vectors`` has shape (n, d), rows of length 1; ``weights`` has shape (n,), non-negative.
    """

    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]


def sentences_of(pair: ArticlePair, bead: Bead, side: Side) -> tuple[Sentence, ...]:
    """A bead's sentences on one side of a segmented pair, in text order."""
    text, ids = (pair.ko, bead.ko) if side == "ko" else (pair.en, bead.en)
    return tuple(text.sentences[i] for i in ids)


@dataclass(frozen=True)
class AlignedArticle:
    """A segmented pair with its beads: what a check looks at besides its own bead.

    ``tokens`` gives a sentence's token vectors; ``token_scale`` says how to read their cosines.
    ``house`` is what the newsroom prints. ``judged`` is what the word-level quality model says of a
    bead, None for a null bead.
    """

    pair: ArticlePair
    beads: tuple[Bead, ...]
    tokens: Callable[[Sentence], TokenVectors]
    token_scale: tuple[float, float] = (0.1, 0.5)
    house: House = field(default_factory=House)
    judged: Callable[[Bead], Judged | None] = field(default=lambda bead: None)
    _kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, compute: Callable[[ArticlePair], T]) -> T:
        """What ``compute`` says of the whole pair, worked out once an article."""
        if name not in self._kept:
            self._kept[name] = compute(self.pair)
        return cast(T, self._kept[name])

    def sentences(self, bead: Bead, side: Side) -> tuple[Sentence, ...]:
        """The bead's sentences on one side, in text order."""
        return sentences_of(self.pair, bead, side)

    def neighbours(self, bead: Bead, side: Side, reach: int = 1) -> tuple[Sentence, ...]:
        """Sentences within ``reach`` of the bead's own on one side, its own left out."""
        text, ids = (self.pair.ko, bead.ko) if side == "ko" else (self.pair.en, bead.en)
        near = {j for i in ids for j in range(i - reach, i + reach + 1)} - set(ids)
        return tuple(text.sentences[j] for j in sorted(near) if 0 <= j < len(text.sentences))

    def evidence(self, side: Side, sentence: Sentence, start: int, end: int) -> Evidence:
        """Evidence from a span of the *normalised* sentence (see ``audit.text.normalise``)."""
        from audit.text.normalise import normalise

        first, last = normalise(sentence.text).span(start, end)
        return Evidence(
            side,
            sentence.id,
            sentence.start + first,
            sentence.start + last,
            sentence.text[first:last],
        )

    def flag(
        self,
        bead: Bead,
        *,
        check: str,
        category: Category,
        severity: Severity,
        message: str,
        evidence: Sequence[Evidence] = (),
        confidence: float = 0.5,
        stage: Stage = Stage.UNKNOWN,
    ) -> Flag:
        """A flag on ``bead`` with the sentence ids filled in."""
        return Flag(
            bead_id=bead.id,
            category=category,
            check=check,
            severity=severity,
            message=message,
            ko_sentence_ids=tuple(s.id for s in self.sentences(bead, "ko")),
            en_sentence_ids=tuple(s.id for s in self.sentences(bead, "en")),
            evidence=tuple(evidence),
            confidence=confidence,
            stage=stage,
        )


@dataclass(frozen=True)
class AuditReport:
    """The audit of one article: the segmented pair, its beads and its flags, riskiest first.

    ``quiet`` are the flags that the false-alarm budget holds back; a reviewer may ask for them.
    ``lineage`` says what became of the AI draft, empty where there is none. ``updates`` says the same from
    each version to the next (draft, revisions, text in print; see :meth:`ArticlePair.versions`), empty
    where there are no revisions. ``fixed`` are flags on the draft that the text in print has no more;
    their English is the draft's, whose sentences are called ``d1``, ``d2``, ….
    """

    pair: ArticlePair
    beads: tuple[Bead, ...]
    flags: tuple[Flag, ...]
    encoder: str
    tool_version: str
    notes: tuple[str, ...] = field(default=())
    quiet: tuple[Flag, ...] = ()
    lineage: tuple[Passage, ...] = ()
    updates: tuple[tuple[Passage, ...], ...] = ()
    fixed: tuple[Flag, ...] = ()

    def sentences(self, bead: Bead, side: Side) -> tuple[Sentence, ...]:
        """The bead's sentences on one side, in text order."""
        return sentences_of(self.pair, bead, side)

    @property
    def catch_rate(self) -> float | None:
        """The share of the draft's flagged errors that editors mended; None where it has none."""
        left = sum(flag.stage is Stage.DRAFT for flag in self.flags)
        found = left + len(self.fixed)
        return len(self.fixed) / found if found else None

    def to_frame(self) -> pd.DataFrame:
        """The flags as a frame, one row each, columns as in the CSV of flags."""
        from audit.exports.table import flags_frame

        return flags_frame([self])

    def beads_frame(self) -> pd.DataFrame:
        """The beads as a frame, one row each, with both sides' text."""
        from audit.exports.table import beads_frame

        return beads_frame([self])
