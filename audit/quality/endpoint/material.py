"""What a judge is asked: pairs in batches with what stands around them, marked off as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead

OPENS, CLOSES = "<material>", "</material>"
_AROUND = 2
"""Sentences before and after a batch that the judge is shown."""


@dataclass(frozen=True, slots=True)
class Question:
    """A batch of pairs: the beads' ids, and the messages of the request."""

    ids: tuple[str, ...]
    messages: tuple[dict[str, str], ...]


def questions(
    article: Article, beads: Sequence[Bead], prompt: str, batch: int
) -> Iterator[Question]:
    """The requests for an article's beads that have sentences on both sides.

    Args:
        article: the segmented article.
        beads: its beads, in order.
        prompt: the system prompt.
        batch: the most pairs in a request.
    """
    whole = [bead for bead in beads if bead.source and bead.target]
    for first in range(0, len(whole), batch):
        part = whole[first : first + batch]
        yield Question(
            tuple(bead.id for bead in part),
            (
                {"role": "system", "content": prompt},
                {"role": "user", "content": marked_off(_material(article, part))},
            ),
        )


def marked_off(material: object) -> str:
    """Material as JSON between the marks; no text in it can close them, as it holds no angle bracket."""
    data = json.dumps(material, ensure_ascii=False)
    for bracket in "<>":
        data = data.replace(bracket, f"\\u{ord(bracket):04x}")
    return f"{OPENS}\n{data}\n{CLOSES}"


def _material(article: Article, part: Sequence[Bead]) -> dict[str, Any]:
    sides = (
        ("ko", article.source, sorted(i for bead in part for i in bead.source)),
        ("en", article.target, sorted(i for bead in part for i in bead.target)),
    )
    return {
        "headline": {name: _joined(_headline(text)) for name, text, _ in sides},
        "before": {name: _joined(_before(text, ids[0])) for name, text, ids in sides},
        "pairs": [
            {
                "id": bead.id,
                "ko": _joined([article.source.sentences[i] for i in bead.source]),
                "en": _joined([article.target.sentences[i] for i in bead.target]),
            }
            for bead in part
        ],
        "after": {name: _joined(_after(text, ids[-1])) for name, text, ids in sides},
    }


def _headline(text: Text) -> list[Sentence]:
    return [sentence for sentence in text.sentences if sentence.kind is BlockKind.HEADLINE]


def _before(text: Text, first: int) -> Sequence[Sentence]:
    return text.sentences[max(0, first - _AROUND) : first]


def _after(text: Text, last: int) -> Sequence[Sentence]:
    return text.sentences[last + 1 : last + 1 + _AROUND]


def _joined(sentences: Sequence[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)
