"""Certainty or duty that the English leaves out: a "may", a "reportedly", an "is expected to" or a "must".

Where the Korean reports hearsay (알려졌다), expects (전망이다), considers (검토하고 있다), allows for
(수 있다) or demands (해야 한다), and the English has no word for it, a reader takes as fact what was none.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.coverage import whole
from audit.report import AlignedArticle, Bead, Category, Flag, Severity
from audit.text.modality import Modality, is_kept, marked
from audit.text.normalise import normalise

CATEGORY = Category.MODALITY
SEVERITY = Severity.MAJOR
_CONFIDENCE = {
    Modality.HEARSAY: 0.8,
    Modality.EXPECTED: 0.75,
    Modality.CONSIDERED: 0.7,
    Modality.POSSIBLE: 0.65,
    Modality.OBLIGED: 0.35,
}
_MESSAGE = {
    Modality.HEARSAY: "“{}” is hearsay; the English states it as fact",
    Modality.EXPECTED: "“{}” is an expectation; the English states it as certain",
    Modality.CONSIDERED: "“{}” is only being considered; the English states it as settled",
    Modality.POSSIBLE: "“{}” is a possibility; the English states it as certain",
    Modality.OBLIGED: "“{}” is a demand; the English has no “must”",
}


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag the first lost marking of each kind; nothing for null beads."""
    if not bead.ko or not bead.en:
        return
    english = [normalise(sentence.text).text for sentence in article.sentences(bead, "en")]
    seen: set[Modality] = set()
    for sentence in article.sentences(bead, "ko"):
        for found in marked(normalise(sentence.text).text):
            if found.modality in seen or is_kept(found.modality, " ".join(english)):
                continue
            seen.add(found.modality)
            yield article.flag(
                bead, check="modality", category=CATEGORY, severity=SEVERITY,
                message=_MESSAGE[found.modality].format(found.text),
                evidence=[
                    article.evidence("ko", sentence, found.start, found.end),
                    *(whole("en", other) for other in article.sentences(bead, "en")),
                ],
                confidence=_CONFIDENCE[found.modality],
            )  # fmt: skip
