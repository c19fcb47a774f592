"""Word by word, by the static vectors of the embedded encoder: a few milliseconds a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audit.quality.model import ArticleJudgement, Judgement, Tokens
from audit.quality.notes import long_pairs
from audit.quality.words import MOST_TOKENS, WordModel
from audit.records.article import Article
from audit.records.bead import Bead
from audit.records.settings import Settings


class FastModel:
    """The model trained by ``audit.training.quality``; nothing leaves the machine.

    Raises:
        EncoderError: its weights are missing or damaged.
    """

    recipient = ""

    def __init__(self) -> None:
        self._model = WordModel()
        self.weights_hash = self._model.weights_hash
        self.name = f"fast@{self.weights_hash[:12]}"

    def judge(self, article: Article, beads: Sequence[Bead], tokens: Tokens) -> ArticleJudgement:
        """Scores of the words of every bead that has some on both sides."""
        ids, pairs, long = [], [], []
        for bead in beads:
            if not bead.source or not bead.target:
                continue
            ko = [(s.text, tokens(s)) for s in (article.source.sentences[i] for i in bead.source)]
            en = [(s.text, tokens(s)) for s in (article.target.sentences[i] for i in bead.target)]
            sides = self._model.tokens("ko", ko), self._model.tokens("en", en)
            if sides[0].texts and sides[1].texts:
                ids.append(bead.id)
                pairs.append(sides)
            if any(len(side.texts) > MOST_TOKENS for side in sides):
                long.append(en[0][0])
        scores = map(Judgement, self._model.judge(pairs))
        return ArticleJudgement(dict(zip(ids, scores, strict=True)), long_pairs(long))


def load(settings: Settings, cache: Path | None) -> FastModel:
    """The model; it has no settings and keeps nothing."""
    return FastModel()
