"""Whether "a" or "an" before some words still fits when others take their place."""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"\ban? $", re.IGNORECASE)
# As letters and figures are read out: an 8, an 11, an 18th, an 80-year-old.
_VOWEL = re.compile(r"[aeiou]|8|1[18](?![0-9])", re.IGNORECASE)


def keeps_article(text: str, start: int, old: str, new: str) -> bool:
    """Whether ``new`` for ``old`` at ``text[start:]`` leaves the article before it right, if there is one."""
    if not _ARTICLE.search(text[:start]):
        return True
    return bool(_VOWEL.match(old)) == bool(_VOWEL.match(new))
