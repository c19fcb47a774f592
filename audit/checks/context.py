"""All that a check may ask besides its own bead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from audit.checks.severity import Concern, severity_of
from audit.encoders.vectors import TokenVectors
from audit.languages.normalise import normalise
from audit.quality.model import Judgements
from audit.records.article import Article, Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Side, Span, Stage
from audit.records.passage import Passage
from audit.records.result import sentences_of
from audit.records.settings import DisclosurePolicy, HouseStyle

T = TypeVar("T")


def joined(sentences: Iterable[Sentence]) -> str:
    """The normalised texts of sentences as one."""
    return " ".join(normalise(sentence.text).text for sentence in sentences)


@dataclass(frozen=True)
class Context:
    """A segmented article with its beads, and what is known of both.

    ``tokens`` gives a sentence's token vectors; ``token_scale`` says how to read their cosines.
    ``style`` is what the newsroom prints, ``policy`` what it asks of a disclosure. ``judged`` is what the
    quality model says of a bead, None for a null bead. ``likeness`` is how close the English sentences are
    to their best Korean ones, 1 for a translation; None where too few sentences could tell.
    ``lineage`` is what became of the AI draft.
    """

    article: Article
    beads: tuple[Bead, ...]
    tokens: Callable[[Sentence], TokenVectors]
    token_scale: tuple[float, float] = (0.1, 0.5)
    style: HouseStyle = field(default_factory=HouseStyle)
    policy: DisclosurePolicy = field(default_factory=DisclosurePolicy)
    judged: Judgements = field(default_factory=Judgements)
    likeness: float | None = None
    lineage: tuple[Passage, ...] = ()
    _kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, compute: Callable[[Article], T]) -> T:
        """What ``compute`` says of the whole article, worked out once."""
        if name not in self._kept:
            self._kept[name] = compute(self.article)
        return cast(T, self._kept[name])

    def sentences(self, bead: Bead, side: Side) -> tuple[Sentence, ...]:
        """The bead's sentences on one side, in text order."""
        return sentences_of(self.article, bead, side)

    def neighbours(self, bead: Bead, side: Side, reach: int = 1) -> tuple[Sentence, ...]:
        """Sentences within ``reach`` of the bead's own on one side, its own left out."""
        article = self.article
        text, ids = (
            (article.source, bead.source) if side == "source" else (article.target, bead.target)
        )
        near = {j for i in ids for j in range(i - reach, i + reach + 1)} - set(ids)
        return tuple(text.sentences[j] for j in sorted(near) if 0 <= j < len(text.sentences))

    def span(self, side: Side, sentence: Sentence, start: int, end: int) -> Span:
        """A span of the *normalised* sentence (see ``audit.languages.normalise``) as words of the text."""
        first, last = normalise(sentence.text).span(start, end)
        return Span(
            side,
            sentence.id,
            sentence.start + first,
            sentence.start + last,
            sentence.text[first:last],
        )

    def finding(
        self,
        bead: Bead,
        code: str,
        *,
        category: Category,
        concerns: Concern,
        relation: Relation,
        spans: Sequence[Span] = (),
        confidence: float = 0.5,
        stage: Stage = Stage.UNKNOWN,
        suggestion: str = "",
        **parameters: str,
    ) -> Finding:
        """A finding on ``bead`` with its severity and sentence ids; ``parameters`` fill its message."""
        return Finding(
            code=code,
            category=category,
            severity=severity_of(concerns, relation),
            relation=relation,
            bead_id=bead.id,
            source_sentence_ids=tuple(s.id for s in self.sentences(bead, "source")),
            target_sentence_ids=tuple(s.id for s in self.sentences(bead, "target")),
            spans=tuple(spans),
            parameters=parameters,
            confidence=confidence,
            stage=stage,
            suggestion=suggestion,
        )
