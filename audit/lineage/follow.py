"""Versions of one text followed from each to the next, with the encoder that aligns the article too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from audit.align import align_sentences, side, support_of
from audit.align.calibration import Scale
from audit.align.whose_words import Words
from audit.encoders import Encoder
from audit.lineage.passages import passages
from audit.records.article import Article, Text
from audit.records.bead import Bead
from audit.records.flag import Note
from audit.records.measured import thresholds
from audit.records.message import Message
from audit.records.passage import Passage, Step

T = thresholds(__name__)
UNRELATED = T["unrelated"]
"""Mean similarity of a text's sentences to those behind them, on the encoder's scale and null beads as 0,
under which two texts are unrelated."""
JUDGED = int(T["judged"])
"""Sentences from which it can be told whether two texts belong together."""
NOTES = {
    "draft.other": Message(
        "The AI draft does not look like one of this article, so it is left out of account; "
        "check which file was given as the draft.",
        "AI 초안이 이 기사의 것으로 보이지 않아 고려하지 않았습니다. "
        "초안으로 어느 파일을 주었는지 확인하십시오.",
    ),
    "draft.unedited": Message(
        "The AI draft is the published text sentence for sentence: nothing was edited, "
        "or the published text was given as the draft.",
        "AI 초안이 게재된 글과 문장마다 같습니다. 편집되지 않았거나 게재된 글이 초안으로 주어졌습니다.",
    ),
    "revision.other": Message(
        "The revision of {at} does not look like one of this article, so revisions are left out of account; "
        "check which file was given as that revision.",
        "{at}의 수정본이 이 기사의 것으로 보이지 않아 수정본을 고려하지 않았습니다. "
        "어느 파일을 주었는지 확인하십시오.",
    ),
}
"""What is said of versions that are not what they are given as."""


def likeness(beads: Sequence[Bead], sentences: int, scale: Scale) -> float:
    """How alike two texts are: the mean over the later one's sentences, 1 for a translation, null beads 0."""
    scores = np.array(
        [bead.score for bead in beads if bead.source and bead.target], dtype=np.float32
    )
    lengths = np.array([len(bead.target) for bead in beads if bead.source and bead.target])
    return float((scale.relative(scores) * lengths).sum()) / max(1, sentences)


def followed(
    earlier: Text, later: Text, encoder: Encoder, scale: Scale, words: Words
) -> tuple[Passage, ...] | None:
    """What became of an earlier version's sentences; None where the two are not of one article."""
    before, after = ([s.text for s in text.sentences] for text in (earlier, later))
    if not before or not after:
        return None
    source, target = (side(texts, encoder, scale, later.lang) for texts in (before, after))
    beads = align_sentences(source, target, scale, support_of(before, after, words))
    if len(after) >= JUDGED and likeness(beads, len(after), scale) < UNRELATED:
        return None
    return passages(earlier, later, beads)


def of_draft(
    article: Article, encoder: Encoder, scale: Scale, words: Words
) -> tuple[tuple[Passage, ...], tuple[Note, ...]]:
    """What became of the AI draft, nothing where there is none of this article; and what to say of it."""
    if article.draft is None:
        return (), ()
    found = followed(article.draft, article.target, encoder, scale, words)
    if found is None:
        return (), (Note("draft.other"),)
    same = all(p.step is Step.KEPT and not p.moved for p in found)
    return found, (Note("draft.unedited"),) if same else ()


def of_versions(
    article: Article, encoder: Encoder, scale: Scale, words: Words
) -> tuple[tuple[tuple[Passage, ...], ...], tuple[Note, ...]]:
    """What became of each version in the next, nothing where there are no revisions; what to say of it."""
    if not article.revisions:
        return (), ()
    for revision in article.revisions:
        if followed(revision.text, article.target, encoder, scale, words) is None:
            return (), (Note("revision.other", {"at": revision.at}),)
    texts = [text for _, text in article.versions]
    # A draft of another article is said elsewhere; its first step then has no passages.
    return tuple(
        followed(earlier, later, encoder, scale, words) or () for earlier, later in pairwise(texts)
    ), ()
