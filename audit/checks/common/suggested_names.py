"""The English name to print for another, where the house, the glossary or the article itself has it.

A romanisation that nobody is known to use is never suggested.
"""

from __future__ import annotations

import re

from audit.checks.common.people_named import koreans_named, people_printed
from audit.checks.context import Context
from audit.languages.en.articles import keeps_article
from audit.languages.pair.glossary import Term, term_of
from audit.languages.pair.romanisation import is_person, is_surname_of
from audit.languages.spans import Found
from audit.records.settings import ROMANISE

_COUNTRIES = ("country", "place")
_WITH_THE = re.compile(
    r"(?:United|Netherlands|Philippines|Maldives)\b|.*\b(?:Republic|Union|Koreas)\b"
)


def suggested_term(
    context: Context, term: Term, found: Found, things: frozenset[str], english: str
) -> str:
    """What to print for an English name of something else than a Korean term of the glossary.

    Args:
        context: the article.
        term: the Korean term.
        found: the English name.
        things: what it names, as the glossary has it.
        english: the text in which it stands.

    Returns:
        Empty where the other name has another form: an adjective, initials, a name with "the".
    """
    printed = _of_house(context, term.ko) or _worded_alike(term, found.text, things)
    if not printed or found.text.isupper() != printed.isupper():
        return ""
    return in_place(english, found.start, found.text, printed)


def _worded_alike(term: Term, found: str, things: frozenset[str]) -> str:
    """The wording of a term that has the form of an English name of something else."""
    if term.kind == "person":
        # Pompeo for Bolton, Mike Pompeo for John Bolton.
        size = len(found.split())
        return next((w for w in term.wordings if len(w.split()) == size), "")
    if term.kind in _COUNTRIES:
        both = bool(_WITH_THE.match(found)) == bool(_WITH_THE.match(term.en))
        return term.en if both and found in things else ""
    # Defense Ministry for Foreign Ministry, rather than Ministry of National Defense.
    alike = (w for w in term.wordings if w.split()[-1] == found.split()[-1])
    return next(alike, term.en)


def suggested_person(context: Context, korean: str, found: str) -> str:
    """How the house, the glossary or the rest of the article spells a Korean, for another name in full."""
    if len(found.split()) == 1:
        return ""
    term = term_of(korean)
    known = term.en if term and term.kind == "person" else ""
    spelled = _of_house(context, korean) or known or _elsewhere(context, korean)
    return spelled if len(spelled.split()) > 1 and spelled != found else ""


def _of_house(context: Context, korean: str) -> str:
    names = [rule.use for rule in context.style.of(ROMANISE) if korean in rule.terms]
    return next(
        iter([*names, *(entry.en for entry in context.style.entries if entry.ko == korean)]), ""
    )


def _elsewhere(context: Context, korean: str) -> str:
    """The one spelling of a Korean's full name in the article, if it is nobody else's there."""
    spelled = [name for name in people_printed(context) if is_person(korean, name)]
    if len(spelled) != 1:
        return ""
    (name,) = spelled
    others = koreans_named(context) - {korean}
    return "" if any(is_person(other, name) for other in others) else name


def surname_in(name: str, korean: str) -> str:
    """The part of a full English name that is the Korean's surname; empty where none is, or both are."""
    parts = [part for part in name.split() if is_surname_of(korean, part)]
    return parts[0] if len(parts) == 1 else ""


def in_place(text: str, start: int, found: str, printed: str) -> str:
    """What the house prints, as it reads at ``text[start:]``: a capital where the sentence begins.

    Empty where "a" would have to be "an" before it, or the other way round.
    """
    if not keeps_article(text, start, found, printed):
        return ""
    begins = not re.search(r"\w", text[:start])
    return printed[:1].upper() + printed[1:] if begins and found[:1].isupper() else printed
