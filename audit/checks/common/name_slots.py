"""What place a name has in its sentence, in both languages: subject, object or part of a phrase.

Two names that differ stand for each other only where their places agree and nothing says that they are of
two kinds, a person and a town.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum

from audit.checks.common.name_support import UnsupportedName
from audit.languages.en.bodies import HEADS
from audit.languages.en.parse import Parse, parsed
from audit.languages.ko.morphemes import morphemes
from audit.languages.normalise import normalise
from audit.languages.pair.mentions import is_given
from audit.languages.pair.titled import english_titles, korean_titles


class Slot(Enum):
    """The place of a name in its sentence."""

    SUBJECT = "subject"
    OBJECT = "object"
    CIRCUMSTANCE = "circumstance"
    PHRASE = "phrase"
    OTHER = "other"


class Kind(Enum):
    """What is named, as far as words beside the name tell."""

    PERSON = "person"
    PLACE = "place"
    BODY = "body"
    UNKNOWN = "unknown"


_OF_GLOSSARY = {
    "country": Kind.PLACE, "place": Kind.PLACE, "organisation": Kind.BODY, "company": Kind.BODY,
    "media": Kind.BODY, "person": Kind.PERSON,
}  # fmt: skip
_KOREAN_SLOTS = {
    "JKS": Slot.SUBJECT, "JX": Slot.SUBJECT, "JKO": Slot.OBJECT, "JKG": Slot.PHRASE,
    "JKB": Slot.CIRCUMSTANCE, "JC": Slot.OTHER,
}  # fmt: skip
_ENGLISH_SLOTS = {
    "nsubj": Slot.SUBJECT, "nsubjpass": Slot.SUBJECT, "dobj": Slot.OBJECT, "obj": Slot.OBJECT,
    "poss": Slot.PHRASE, "compound": Slot.PHRASE, "amod": Slot.PHRASE, "nmod": Slot.PHRASE,
    "attr": Slot.OTHER, "dative": Slot.CIRCUMSTANCE,
}  # fmt: skip
_CROSSED = frozenset({Slot.OBJECT, Slot.CIRCUMSTANCE})
"""What one language makes an object is a circumstance in the other: 바스라에서, rocked Basra."""
_TITLED_BEFORE = re.compile(rf"(?:^|[^\w])(?:{english_titles()}) (?:[A-Z][\w.'-]* ){{0,2}}$")
_TITLED_AFTER = re.compile(
    r"^(?: [가-힣]{2,6})?(?:\([^()]*\))? ?(?:전 |현 )?(?:[가-힣]{2,6} )?"
    rf"(?:{korean_titles()})(?![가-힣]{{3}})"
)
_SAYS = re.compile(r"^(?: [A-Z][\w'-]*){0,2},? (?:said|says|told|added|wrote|tweeted|recalled)\b")
_PLACE_AFTER = re.compile("^(?:시|주|도|섬|강|산|군|구|현|성|항|공항|해협|지역|반도)(?![가-힣]{3})")
_PLACE_PARTICLE = re.compile("^(?:에서|에는|에선)(?![가-힣])")
_NEXT_WORD = re.compile(r"^(?: [A-Z][\w'-]*){0,3} (?P<word>[A-Z][\w-]*)")


def stand_for_each_other(korean: UnsupportedName, english: UnsupportedName) -> bool:
    """Whether two names that differ have one place in their sentences, and are not of two kinds."""
    kinds = korean_kind(korean), english_kind(english)
    known = Kind.UNKNOWN not in kinds
    if known and kinds[0] is not kinds[1]:
        return False
    places = korean_slot(korean), _english_slot(english)
    if places[0] is not places[1] and not _CROSSED.issuperset(places):
        return known and kinds[0] is Kind.PERSON and _both_titled(korean, english)
    # Much of what is part of a phrase is said by other words: the country of a government, its language.
    return known or places[0] not in (Slot.PHRASE, Slot.OTHER) or _follows_preposition(english)


def _follows_preposition(name: UnsupportedName) -> bool:
    """Whether a name stands by itself in its phrase: researchers at Heidelberg."""
    tree = parsed(normalise(name.sentence.text).text)
    at = tree.at(name.mention.start, name.mention.end)
    return bool(at) and tree.tokens[at[0]].dep == "pobj"


def korean_kind(name: UnsupportedName) -> Kind:
    """What a Korean name is of."""
    if name.mention.kind in _OF_GLOSSARY:
        return _OF_GLOSSARY[name.mention.kind]
    after = normalise(name.sentence.text).text[name.mention.end :]
    if _TITLED_AFTER.match(after):
        return Kind.PERSON
    if _PLACE_AFTER.match(after) or _PLACE_PARTICLE.match(after):
        return Kind.PLACE
    return Kind.UNKNOWN


def english_kind(name: UnsupportedName) -> Kind:
    """What an English name is of."""
    if name.mention.kind in _OF_GLOSSARY:
        return _OF_GLOSSARY[name.mention.kind]
    text = normalise(name.sentence.text).text
    before, after = text[: name.mention.start], text[name.mention.end :]
    following = _NEXT_WORD.match(after)
    if following and following["word"] in HEADS:
        return Kind.BODY
    if _TITLED_BEFORE.search(before[-60:]) or _SAYS.match(after):
        return Kind.PERSON
    last = before.rsplit(" ", 2)[-2:-1]
    if is_given(name.mention.text) or (last and is_given(last[0])):
        return Kind.PERSON
    return Kind.UNKNOWN


def _both_titled(korean: UnsupportedName, english: UnsupportedName) -> bool:
    after = normalise(korean.sentence.text).text[korean.mention.end :]
    before = normalise(english.sentence.text).text[: english.mention.start]
    return bool(_TITLED_AFTER.match(after) and _TITLED_BEFORE.search(before[-60:]))


def korean_slot(name: UnsupportedName) -> Slot:
    """The place that the particle after the name's phrase gives it."""
    text = normalise(name.sentence.text).text
    end = name.mention.end
    titled = _TITLED_AFTER.match(text[end:])
    if titled:
        end += titled.end()
    ms = morphemes(text)
    at = bisect_left(ms, end, key=lambda m: m.start)
    following = ms[at] if at < len(ms) else None
    if following is None or following.start > end:
        return Slot.PHRASE
    return _KOREAN_SLOTS.get(following.tag, Slot.OTHER)


def _english_slot(name: UnsupportedName) -> Slot:
    """The place of the phrase whose last word the name is; a word before another noun is part of it."""
    tree = parsed(normalise(name.sentence.text).text)
    at = next(iter(tree.at(name.mention.start, name.mention.end)), None)
    if at is None:
        return Slot.OTHER
    at = _head_of_name(tree, at)
    token = tree.tokens[at]
    if token.dep == "pobj":
        preposition = tree.tokens[token.head]
        if preposition.dep == "agent":
            return Slot.SUBJECT
        of_noun = tree.tokens[preposition.head].tag.startswith("NN")
        return Slot.PHRASE if of_noun else Slot.CIRCUMSTANCE
    return _ENGLISH_SLOTS.get(token.dep, Slot.OTHER)


def _head_of_name(tree: Parse, at: int) -> int:
    """The last word of a name in several: Wade of Will Wade."""
    token = tree.tokens[at]
    head = tree.tokens[token.head]
    if token.dep == "compound" and head.tag == "NNP" and token.head > at:
        return token.head
    return at
