"""The beads of an article, judged together when the first of them is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audit.encoders.vectors import TokenVectors
from audit.quality.judge import Judge, Judged
from audit.records.article import Article, Sentence
from audit.records.bead import Bead

JudgeBead = Callable[[Bead], Judged | None]


def judged(
    judge: Judge,
    article: Article,
    beads: Sequence[Bead],
    tokens: Callable[[Sentence], TokenVectors],
) -> JudgeBead:
    """What the model says of each bead of an article.

    Args:
        judge: the model.
        article: the segmented article.
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
            if not bead.source or not bead.target:
                continue
            ko = [(s.text, tokens(s)) for s in (article.source.sentences[i] for i in bead.source)]
            en = [(s.text, tokens(s)) for s in (article.target.sentences[i] for i in bead.target)]
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
