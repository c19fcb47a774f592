"""The countries that a phrase is or names, in both languages; a headline's 北 among them."""

from __future__ import annotations

from functools import cache

from audit.languages.kept import remembered
from audit.languages.pair.glossary import english_terms, glossary, korean_terms


@remembered(16384)
def countries_of_korean(phrase: str) -> frozenset[str]:
    """The English names of the countries that a Korean phrase is or names."""
    return frozenset(
        term.en
        for word in (phrase, *phrase.split())
        for term, _ in korean_terms(word)
        if term.kind == "country"
    )


@remembered(16384)
def countries_of_english(phrase: str) -> frozenset[str]:
    """The countries that an English phrase is or names."""
    found = (phrase, *phrase.replace("'s", "").split())
    named = {name for one in found for names, _ in english_terms(one) for name in names}
    return frozenset(named & _countries())


@cache
def _countries() -> frozenset[str]:
    return frozenset(term.en for term in glossary() if term.kind == "country")
