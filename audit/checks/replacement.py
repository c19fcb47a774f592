"""Words in the English that stand where the Korean says something else.

Words on both sides that the other does not have. Or a sentence that reads, all in all, unlike a
translation of its Korean; then it says so without pointing at single words.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.coverage import whole
from audit.checks.doubted import LEAST, doubt, overall
from audit.report import AlignedArticle, Bead, Category, Flag, Severity

CATEGORY = Category.MEANING
SEVERITY = Severity.MAJOR
_WHOLE = 0.6
"""What a doubt that points at no words counts, against one that does."""


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag words that seem to replace others, or a bead that is doubted as a whole."""
    added, lost = doubt(article, bead, "en"), doubt(article, bead, "ko")
    if added is None or lost is None:
        return
    replaced = (added.chance * lost.chance) ** 0.5
    all_of_it = _WHOLE * overall(article.judged(bead))
    if max(replaced, all_of_it) < LEAST:
        return
    if replaced >= all_of_it:
        message = f"“{added.evidence.text}” where the Korean has “{lost.evidence.text}”"
        evidence = [lost.evidence, added.evidence]
    else:
        message = "This sentence may not say what the Korean says"
        evidence = [whole("ko", s) for s in article.sentences(bead, "ko")]
        evidence += [whole("en", s) for s in article.sentences(bead, "en")]
    yield article.flag(
        bead, check="replacement", category=CATEGORY, severity=SEVERITY,
        confidence=max(replaced, all_of_it), message=message, evidence=evidence,
    )  # fmt: skip
