"""A name in the English that is not the one in the Korean.

A Korean person whose name is spelled as another's, an institution, country or place that the Korean does
not name while the one it names is missing. Romanisations in use, the North Korean ones too, and usual
wordings such as Washington for 미국 are accepted, and so is a pronoun or a title in a name's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from audit.article import ArticlePair
from audit.checks.coverage import SUPPORTED
from audit.checks.coverage import words as coverage_words
from audit.report import AlignedArticle, Bead, Category, Evidence, Flag, Severity, Side
from audit.text.english import words as english_words
from audit.text.names import (
    Found,
    Term,
    english_people,
    english_terms,
    foreign_names,
    is_heard,
    is_worded,
    korean_people,
    korean_spelling,
    korean_terms,
    proper_nouns,
    sounds_alike,
)
from audit.text.normalise import normalise
from audit.text.romanise import is_person, is_surname_of, person_reading
from audit.text.sound import CLOSE, closeness
from audit.text.spelling import is_english

CATEGORY = Category.NAME
SEVERITY = Severity.CRITICAL
OTHER_PERSON = 0.92
PERSON_OF_ANOTHER_SENTENCE = 0.7
PERSON_FROM_NOWHERE = 0.45
OTHER_TERM = 0.8
OTHER_FOREIGN = 0.88
FOREIGN_FROM_NOWHERE = 0.65
DROPPED = 0.5
COMMON_WORD = 0.5
"""What counts as support of a capitalised word that is an English word too: a title, part of a name."""
# Someone or something that may stand for a name: he, the company, the spokesperson.
_STAND_IN = re.compile(
    r"\b(?:he|she|they|it|his|her|hers|him|their|them|its|who|whose|we|our|i|my|you|your"
    r"|(?:the|this|that|former|a) (?:[a-z-]+ )?(?:[a-z]+(?:or|er|ist|ent|ian|ant|man|woman|person)|"
    r"company|country|nation|city|club|group|agency|party|region|area|official|chief|head|king|"
    r"queen|team|pair|couple|duo|star|ship|province|island|church|school|museum|hospital))\b",
    re.IGNORECASE,
)


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag people and glossary terms that differ in the same bead; nothing for null beads."""
    if bead.ko and bead.en:
        yield from _people(bead, article)
        yield from _terms(bead, article)
        yield from _foreign(bead, article)


def _texts(bead: Bead, article: AlignedArticle) -> tuple[str, str]:
    ko, en = (
        " ".join(normalise(s.text).text for s in article.sentences(bead, side))
        for side in ("ko", "en")
    )
    return ko, en


def _evidence(bead: Bead, article: AlignedArticle, side: str, text: str) -> Iterable[Evidence]:
    """The first place in the bead's sentences where a name stands."""
    for sentence in article.sentences(bead, "ko" if side == "ko" else "en"):
        at = normalise(sentence.text).text.find(text)
        if at >= 0:
            yield article.evidence("ko" if side == "ko" else "en", sentence, at, at + len(text))
            return


def _flag(
    bead: Bead, article: AlignedArticle, ko: str, en: str, message: str, confidence: float
) -> Flag:
    evidence = [*_evidence(bead, article, "ko", ko), *_evidence(bead, article, "en", en)]
    return article.flag(
        bead, check="name", category=CATEGORY, severity=SEVERITY, message=message,
        evidence=evidence, confidence=confidence,
    )  # fmt: skip


def _people(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    ko, en = _texts(bead, article)
    printed = english_people(en)
    # Someone named only by surname in the English is there all the same.
    unmatched = [
        person
        for person in korean_people(ko)
        if not any(is_person(person.text, e.text) for e in printed)
    ]
    for name in printed:
        if korean_spelling(name.text, ko):
            continue
        elsewhere = article.once(
            f"Korean spelling of {name.text}", partial(_spelled_in_article, name.text)
        )
        candidates = _candidates(unmatched, name, printed)
        if candidates:
            person = candidates[0]
            yield _flag(
                bead, article, person.text, name.text,
                f"{person.text} reads {person_reading(person.text)}; the English has {name.text}",
                PERSON_OF_ANOTHER_SENTENCE if elsewhere else OTHER_PERSON,
            )  # fmt: skip
        elif not elsewhere:
            yield _flag(
                bead, article, "", name.text,
                f"The Korean names nobody who could be {name.text}", PERSON_FROM_NOWHERE,
            )  # fmt: skip


def _candidates(unmatched: list[Found], name: Found, printed: list[Found]) -> list[Found]:
    """Korean people that the name may have been meant for: same surname first."""
    if len(unmatched) > len(printed):
        # More people in the Korean than in the English: only a shared surname tells whom.
        unmatched = [p for p in unmatched if _shares_surname(p, name)]
    return sorted(unmatched, key=lambda p: not _shares_surname(p, name))


def _shares_surname(person: Found, name: Found) -> bool:
    parts = name.text.split()
    return any(is_surname_of(person.text, part) for part in (parts[0], parts[-1]))


def _spelled_in_article(latin: str, pair: ArticlePair) -> bool:
    return any(korean_spelling(latin, normalise(s.text).text) for s in pair.ko.sentences)


def _terms(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    ko, en = _texts(bead, article)
    named = list(korean_terms(ko))
    missing = [(term, found) for term, found in named if not is_worded(term, en)]
    if not missing:
        return
    near = " ".join(normalise(s.text).text for s in article.neighbours(bead, "ko", 2))
    known = {term.en for term, _ in (*named, *korean_terms(near))}
    spoken: set[str] = set()
    for things, found in english_terms(en):
        if things & known or found.text in spoken:
            continue
        spoken.add(found.text)
        kinds = {kind for kind, ens in _kinds().items() if ens & things}
        other = next((pair for pair in missing if pair[0].kind in kinds), None)
        if other:
            term: Term = other[0]
            yield _flag(
                bead, article, other[1].text, found.text,
                f"{other[1].text} is {term.en}; the English has {found.text}", OTHER_TERM,
            )  # fmt: skip


def _foreign(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """A name on either side that nothing on the other sounds like, stands for or supports."""
    ko, en = _texts(bead, article)
    people = english_people(en)
    koreans = article.once("Korean people", _people_of_article)
    strange = [
        (found, support)
        for found in foreign_names(en)
        if not any(person.start <= found.start < person.end for person in people)
        and not any(is_surname_of(person, found.text) for person in koreans)
        and not is_heard(found.text, ko)
        and (support := _support(bead, article, "en", found.text)) < SUPPORTED
    ]
    unheard = [f for f in proper_nouns(ko) if f.text not in koreans and not _heard(f.text, en)]
    terms = [found for term, found in korean_terms(ko) if not is_worded(term, en)]
    missing = [
        (found, support)
        for found in (*terms, *unheard)
        if (support := _support(bead, article, "ko", found.text)) < SUPPORTED
    ]
    # An institution is often named by a word of its own; only a name that nothing stands for is lost.
    dropped = [pair for pair in missing if pair[0] in unheard]
    if strange:
        yield from _strange(bead, article, strange, missing)
    elif dropped and not _STAND_IN.search(en):
        found, support = min(dropped, key=lambda pair: pair[1])
        yield _flag(
            bead, article, found.text, "",
            f"The English has nothing for {found.text}", _graded(DROPPED, support),
        )  # fmt: skip


def _people_of_article(pair: ArticlePair) -> frozenset[str]:
    return frozenset(
        found.text for s in pair.ko.sentences for found in korean_people(normalise(s.text).text)
    )


def _strange(
    bead: Bead,
    article: AlignedArticle,
    strange: list[tuple[Found, float]],
    missing: list[tuple[Found, float]],
) -> Iterable[Flag]:
    def weight(pair: tuple[Found, float]) -> float:
        return pair[1] + (COMMON_WORD if is_english(pair[0].text.lower()) else 0.0)

    found, support = min(strange, key=weight)
    if missing:
        other, support_ko = min(missing, key=lambda pair: pair[1])
        yield _flag(
            bead, article, other.text, found.text,
            f"The Korean has {other.text} and nothing like {found.text}",
            _graded(OTHER_FOREIGN, max(weight((found, support)), support_ko)),
        )  # fmt: skip
    elif not _in_article(article, found.text):
        yield _flag(
            bead, article, "", found.text,
            f"The Korean has nothing like {found.text}",
            _graded(FOREIGN_FROM_NOWHERE, weight((found, support))),
        )  # fmt: skip


def _graded(most: float, support: float) -> float:
    """The confidence of a name without support, less as it has some."""
    return most * max(0.2, min(1.0, 1.0 - support / (2 * SUPPORTED)))


def _in_article(article: AlignedArticle, latin: str) -> bool:
    """Whether any Korean sentence has a word that sounds like the name."""
    return article.once(
        f"heard {latin}",
        lambda pair: any(is_heard(latin, normalise(s.text).text) for s in pair.ko.sentences),
    )


def _heard(hangul: str, english: str) -> bool:
    return any(
        sounds_alike(hangul, word.text) or closeness(word.text, hangul) >= CLOSE
        for word in english_words(english)
    )


def _support(bead: Bead, article: AlignedArticle, side: Side, name: str) -> float:
    """The best support that the encoder finds for the name's words on the other side."""
    other: Side = "en" if side == "ko" else "ko"
    near = (*article.sentences(bead, other), *article.neighbours(bead, other))
    return max(
        (
            word.support
            for sentence in article.sentences(bead, side)
            for word in coverage_words(article, sentence, near)
            if word.text in name or name in word.text
        ),
        default=0.0,
    )


def _kinds() -> dict[str, frozenset[str]]:
    from audit.text.names import glossary

    kinds: dict[str, set[str]] = {}
    for term in glossary():
        kinds.setdefault(term.kind, set()).add(term.en)
    return {kind: frozenset(ens) for kind, ens in kinds.items()}
