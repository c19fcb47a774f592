"""Something in the English that the Korean does not say.

An English sentence without any Korean source (a null bead), or words in one that nothing in the
Korean supports. Editors add background for foreign readers: a sentence whose words the Korean has
elsewhere ranks low, and so do an apposition, a year, a sentence that says what a thing is, captions
and headlines.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.doubted import LEAST, doubt
from audit.checks.unsupported import Kind, unsupported
from audit.report import AlignedArticle, Bead, Category, Evidence, Flag, Severity
from audit.text.background import is_aside

CATEGORY = Category.ADDITION
SEVERITY = Severity.MAJOR
_KIND = Kind(
    name="addition",
    category=CATEGORY,
    severity=SEVERITY,
    side="en",
    sentence="This English sentence has no Korean source",
    block="This English {} has no Korean source of its own",
    elsewhere="This English sentence has no Korean source of its own; its words occur elsewhere in "
    "the Korean, so it may repeat or explain",
    background="This English sentence has no Korean source; it says what something is, so it may be "
    "background that an editor added",
)


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag an English sentence, or words of one, that the Korean does not have."""
    yield from unsupported(_KIND, bead, article)
    added, lost = doubt(article, bead, "en"), doubt(article, bead, "ko")
    if added is None or lost is None:
        return
    # Doubt on both sides is a replacement: the meaning check speaks of that.
    confidence = added.chance * (1 - lost.chance / 2)
    if confidence >= LEAST:
        message = f"Nothing in the Korean says “{added.evidence.text}”"
        aside = _is_aside(bead, article, added.evidence)
        if aside:
            message += "; it may be background that an editor added"
        yield article.flag(
            bead, check="addition", category=CATEGORY, confidence=confidence, message=message,
            severity=Severity.MINOR if aside else SEVERITY, evidence=[added.evidence],
        )  # fmt: skip


def _is_aside(bead: Bead, article: AlignedArticle, evidence: Evidence) -> bool:
    sentence = next(s for s in article.sentences(bead, "en") if s.id == evidence.sentence_id)
    start, end = evidence.start - sentence.start, evidence.end - sentence.start
    return is_aside(sentence.text, start, end)
