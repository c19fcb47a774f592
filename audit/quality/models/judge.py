"""A language model behind an OpenAI-compatible endpoint, beside the fast one: text leaves this machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from audit.errors import ConfigError
from audit.quality.endpoint.answers import Said
from audit.quality.endpoint.budget import cost_of
from audit.quality.endpoint.client import Endpoint
from audit.quality.endpoint.material import questions
from audit.quality.model import ArticleJudgement, Divergence, Judgement, Tokens
from audit.quality.models.fast import FastModel
from audit.quality.notes import DROPPED, FAILED
from audit.quality.plan import Plan
from audit.records.article import Article, Sentence
from audit.records.bead import Bead
from audit.records.flag import Note, Side, Span
from audit.records.settings import JudgeSettings, Settings


class JudgeModel:
    """The word scores of the fast model, and divergences that the endpoint says in words.

    Args:
        judge: where and how to ask.
        folder: where answers are kept between runs; None for nowhere.

    Raises:
        MissingExtra: the ``openai`` client is not installed.
        ConfigError: the variable that should hold the key is not set, or the cache cannot be used.
        EncoderError: the fast model's weights cannot be read.
    """

    def __init__(self, judge: JudgeSettings, folder: Path | None) -> None:
        self._judge = judge
        self._fast = FastModel()
        self._endpoint = Endpoint(judge, folder)
        self.weights_hash = self._fast.weights_hash
        self.name = f"judge {judge.model}@{judge.host}"
        self.recipient = judge.recipient

    def dry_run(self) -> Plan:
        """From now on nothing is sent; the plan counts what would be."""
        self._endpoint.plan = plan = Plan()
        return plan

    def cost(self, plan: Plan) -> float | None:
        """About what a plan costs; None where the settings give no prices."""
        if not self._judge.price_in and not self._judge.price_out:
            return None
        return cost_of(self._judge, plan.tokens_in, plan.tokens_out)

    def judge(self, article: Article, beads: Sequence[Bead], tokens: Tokens) -> ArticleJudgement:
        """Scores of the words of every bead, and what the endpoint says of those it answered for."""
        judged = self._fast.judge(article, beads, tokens)
        words = judged.beads
        asked = list(questions(article, beads, self._judge.prompt, self._judge.batch))
        answered, failed = self._endpoint.ask(asked)
        made, dropped = dict(words), 0
        for bead in beads:
            if bead.id in answered:
                found, lost = _divergences(article, bead, answered[bead.id])
                dropped += lost
                scores = words[bead.id].words if bead.id in words else None
                made[bead.id] = Judgement(scores, found)
        notes = [Note(DROPPED, {"count": str(dropped)})] if dropped else []
        if failed:
            parameters = {
                "pairs": str(sum(len(question.ids) for question, _ in failed)),
                "all": str(sum(len(question.ids) for question in asked)),
                "recipient": self.recipient,
                # Several requests may fail for several reasons; a reader is helped by each of them once.
                "why": ", ".join(sorted({why for _, why in failed})),
            }
            notes.insert(0, Note(FAILED, parameters))
        return ArticleJudgement(made, (*notes, *judged.notes))


def _divergences(
    article: Article, bead: Bead, errors: Sequence[Said]
) -> tuple[tuple[Divergence, ...], int]:
    """What is said of words that are there, and how many quotations are of words that are not."""
    found: list[Divergence] = []
    dropped = 0
    for error in errors:
        spans: list[Span] = []
        for side, words in (("source", error.source), ("target", error.target)):
            if not words.strip():
                continue
            span = _span(article, bead, cast(Side, side), words)
            if span is None:
                dropped += 1
            else:
                spans.append(span)
        if spans:
            found.append(
                Divergence(
                    error.category, error.relation, error.severity, tuple(spans),
                    " ".join(error.explanation.split()), " ".join(error.suggestion.split()),
                )
            )  # fmt: skip
    return tuple(found), dropped


def _span(article: Article, bead: Bead, side: Side, words: str) -> Span | None:
    """The first place of some words in the bead's sentences, white space aside; None if there is none."""
    text, ids = (article.source, bead.source) if side == "source" else (article.target, bead.target)
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    sentences: Sequence[Sentence] = [text.sentences[i] for i in ids]
    for sentence in sentences:
        if match := pattern.search(sentence.text):
            start = sentence.start + match.start()
            return Span(side, sentence.id, start, sentence.start + match.end(), match[0])
    return None


def load(settings: Settings, cache: Path | None) -> JudgeModel:
    """The judge that ``[judge]`` in the settings sets up.

    Raises:
        ConfigError: there is no such table.
    """
    if settings.judge is None:
        raise ConfigError(
            'quality = "judge" needs a table [judge] with url and model in audit.toml; see docs/judge.md.'
        )
    return JudgeModel(settings.judge, cache)
