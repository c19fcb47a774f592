"""Sentence by sentence, by a transformer that reads both sides, beside the fast model: seconds an article."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from audit.quality.contextual import CONTEXTUAL
from audit.quality.contextual.merged import merged
from audit.quality.contextual.reader import Reader
from audit.quality.contextual.support import Place, Words
from audit.quality.model import ArticleJudgement, Judgement
from audit.quality.model import Tokens as TokensOf
from audit.quality.models.fast import FastModel
from audit.quality.notes import long_pairs
from audit.quality.tokens import Tokens
from audit.records.article import Article
from audit.records.bead import Bead
from audit.records.digest import sha256_of_text
from audit.records.settings import Settings


class ContextualModel:
    """The model trained by ``audit.training.contextual``; nothing leaves the machine.

    Args:
        called: what the settings call it.
        least: the log-odds by the fast model that something is wrong in a bead, from which this one reads it.

    Raises:
        EncoderError: its weights, or the fast model's, are missing or damaged.
    """

    recipient = ""

    def __init__(self, called: str = CONTEXTUAL, least: float = -math.inf) -> None:
        self._fast, self._reader = FastModel(), Reader()
        self._least = least
        self.weights_hash = sha256_of_text(self._fast.weights_hash + self._reader.weights_hash)
        self.name = f"{called}@{self.weights_hash[:12]}"

    def judge(self, article: Article, beads: Sequence[Bead], tokens: TokensOf) -> ArticleJudgement:
        """Scores of the words of every bead that has some on both sides."""
        made: dict[str, Judgement] = {}
        long: list[str] = []
        judged = self._fast.judge(article, beads, tokens)
        fast = judged.beads
        for bead in beads:
            judgement = fast.get(bead.id)
            if judgement is None or judgement.words is None:
                continue
            made[bead.id] = judgement
            if judgement.words.pair < self._least:
                continue
            ko = self._reader.read([article.source.sentences[i].text for i in bead.source])
            en = self._reader.read([article.target.sentences[i].text for i in bead.target])
            if ko.cut or en.cut:
                long.append(article.target.sentences[bead.target[0]].text)
            if ko.places and en.places:
                words = judgement.words
                found = self._reader.compare(ko, en, _words(words.ko), _words(words.en))
                made[bead.id] = Judgement(merged(words, ko, en, found))
        return ArticleJudgement(made, long_pairs(long) or judged.notes)


def _words(tokens: Tokens) -> Words:
    places = [Place(of, *span) for of, span in zip(tokens.sentence, tokens.spans, strict=False)]
    return Words(places, tokens.vectors, tokens.lengths)


def load(settings: Settings, cache: Path | None) -> ContextualModel:
    """The model; it has no settings and keeps nothing."""
    return ContextualModel()
