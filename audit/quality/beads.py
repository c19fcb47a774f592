"""The beads of an article, judged together when the first of them is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audit.article import ArticlePair, Sentence
from audit.quality.judge import Judge, Judged
from audit.report import Bead, TokenVectors

JudgeBead = Callable[[Bead], Judged | None]


def judged(
    judge: Judge,
    pair: ArticlePair,
    beads: Sequence[Bead],
    tokens: Callable[[Sentence], TokenVectors],
) -> JudgeBead:
    """What the model says of each bead of an article.

    Args:
        judge: the model.
        pair: the segmented pair.
        beads: its beads.
        tokens: token vectors of a sentence, by the embedded encoder.

    Returns:
        A function of a bead; None for a null bead and for one without words on a side.
    """
    found: dict[str, Judged] = {}
    done = False

    def all_of_them() -> None:
        ids, pairs = [], []
        for bead in beads:
            if not bead.ko or not bead.en:
                continue
            ko = [(s.text, tokens(s)) for s in (pair.ko.sentences[i] for i in bead.ko)]
            en = [(s.text, tokens(s)) for s in (pair.en.sentences[i] for i in bead.en)]
            sides = judge.tokens("ko", ko), judge.tokens("en", en)
            if sides[0].texts and sides[1].texts:
                ids.append(bead.id)
                pairs.append(sides)
        found.update(zip(ids, judge.judge(pairs), strict=True))

    def of(bead: Bead) -> Judged | None:
        nonlocal done
        if not done:
            all_of_them()
            done = True
        return found.get(bead.id)

    return of
