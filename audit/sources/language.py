"""Which of the two languages a text is in, told by its letters."""

from __future__ import annotations

import re

from audit.records.article import Lang

_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97c가-힣\ud7b0-\ud7fb]")
_LATIN = re.compile("[A-Za-zÀ-ɏＡ-Ｚａ-ｚ]")
_LETTER = re.compile(r"[^\W\d_]")
_ENOUGH = 30
_SAMPLE = 100_000
"""How much of a text's beginning is counted, in characters."""

_KOREAN, _ENGLISH = 0.4, 0.1


def language_of(text: str) -> Lang | None:
    """``ko`` if four letters in ten or more are Hangul, ``en`` if nine in ten are Latin.

    ``None`` for a text of fewer than 30 letters, or of both languages, or of neither. Korean news
    quotes English and a half-edited translation keeps Korean, so the middle is left open.
    """
    text = text[:_SAMPLE]
    letters = len(_LETTER.findall(text))
    if letters < _ENOUGH:
        return None
    if len(_HANGUL.findall(text)) >= _KOREAN * letters:
        return "ko"
    if len(_LATIN.findall(text)) >= (1 - _ENGLISH) * letters:
        return "en"
    return None


def has_hardly_any(text: str, lang: Lang) -> bool:
    """Whether a text long enough to tell has under one letter in ten of a language's script."""
    text = text[:_SAMPLE]
    letters = len(_LETTER.findall(text))
    own = len((_HANGUL if lang == "ko" else _LATIN).findall(text))
    return letters >= _ENOUGH and own < _ENGLISH * letters
