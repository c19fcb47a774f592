"""A man made a woman in the English, or a woman a man.

Korean seldom says whether somebody is a man or a woman; where it does (그녀, 아내, 소년), and the English
speaks of the other gender only, a pronoun is most likely wrong. Names are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.report import AlignedArticle, Bead, Category, Flag, Severity
from audit.text.gender import gendered
from audit.text.normalise import normalise

CATEGORY = Category.MEANING
SEVERITY = Severity.MAJOR
CONFIDENCE = 0.85  # 4 of 68,000 human translations of the training pairs are flagged


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag a bead whose two sides speak of one gender each, and not of the same."""
    if not bead.ko or not bead.en:
        return
    korean, english = (
        [
            (sentence, word)
            for sentence in article.sentences(bead, side)
            for word in gendered(normalise(sentence.text).text, side)
        ]
        for side in ("ko", "en")
    )
    told = {word.gender for _, word in korean}
    if len(told) != 1 or {word.gender for _, word in english} != {"man", "woman"} - told:
        return
    (source, ours), (target, theirs) = korean[0], english[0]
    said = normalise(source.text).text[ours.start : ours.end]
    printed = normalise(target.text).text[theirs.start : theirs.end]
    yield article.flag(
        bead, check="gender", category=CATEGORY, severity=SEVERITY, confidence=CONFIDENCE,
        message=f"“{said}” is a {ours.gender}; the English says “{printed}”",
        evidence=[
            article.evidence("ko", source, ours.start, ours.end),
            article.evidence("en", target, theirs.start, theirs.end),
        ],
    )  # fmt: skip
