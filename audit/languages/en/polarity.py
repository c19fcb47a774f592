"""Words and constructions that say "not" in English, with their spans.

The words are in ``polarity.toml``; this module finds them. Offsets are into the sentence given, which is
normalised text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from audit.languages.en.parse import parsed
from audit.languages.en.polarity_scope import is_said_again
from audit.languages.en.words import Word, stem, words
from audit.languages.kept import remembered
from audit.languages.polarity import Cue, CueKind, kinds
from audit.languages.spans import Extent, is_free

_GIVEN_NAME = re.compile(r" [A-Z][a-z]+-[A-Za-z][a-z]+")
_AGE = re.compile(r", \d\d,")
_FINITE = frozenset(("VBD", "VBZ", "MD"))
_ELLIPSIS = re.compile(r"[^\w']*$|[.,;!?…]")
"""What follows a "not" that stands for a sentence: "I still don't."."""
_LONG_WORD = 4
"""Letters from which a heading in title case has a capital."""


@dataclass(frozen=True, slots=True)
class _Facts:
    idioms: re.Pattern[str]
    again: re.Pattern[str]
    nor: re.Pattern[str]
    clause: frozenset[str]
    phrases: re.Pattern[str]
    words: dict[str, CueKind]
    plurals: frozenset[str]
    prefix: tuple[str, ...]
    not_prefix: tuple[str, ...]


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """``polarity.toml`` as it stands."""
    with (Path(__file__).parent / "polarity.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def _facts() -> _Facts:
    en = table()
    return _Facts(
        idioms=re.compile("|".join(rf"\b(?:{p})" for p in en["idioms"])),
        again=re.compile("|".join(en["again"])),
        nor=re.compile(en["nor"]),
        clause=frozenset(en["clause"].split()),
        phrases=re.compile("|".join(rf"\b(?:{p})\b" for p in en["phrases"])),
        words={stem(word): kind for word, kind in kinds(en)},
        plurals=frozenset(en["plurals"].split()),
        prefix=tuple(en["prefix"].split()),
        not_prefix=tuple(en["not_prefix"].split()),
    )


def _affixed(word: str, facts: _Facts) -> bool:
    if word in {"un", "non"}:  # un-detectable
        return True
    if word.startswith(facts.not_prefix):
        return False
    if word.startswith(facts.prefix):
        return True
    return (word.startswith(("un", "non")) and len(word) >= 6) or (
        word.endswith(("less", "lessly", "lessness")) and len(word) >= 7
    )


def _in_title_case(sentence: str) -> bool:
    long = [w.text for w in words(sentence) if len(w.text) >= _LONG_WORD and w.text[0].isalpha()]
    return sum(w[0].isupper() for w in long) * 3 > len(long) * 2


def is_surname(sentence: str, word: Word) -> bool:
    """Whether "No" is somebody's name: Candidate No, No Tae-hyun, "No said"."""
    if word.text != "No":
        return False
    if _GIVEN_NAME.match(sentence, word.end):
        return True
    before = sentence[: word.start].rstrip(" ")
    if before and (before[-1].isalpha() or before.endswith((" Rep.", " Mr.", " Ms.", " Dr."))):
        return not _in_title_case(sentence)
    if _AGE.match(sentence, word.end):
        return True
    tokens = parsed(sentence).tokens
    follows = next((t for t in tokens if t.start == word.end + 1), None)
    return follows is not None and follows.tag in _FINITE


def _is_noun(sentence: str, word: Word) -> bool:
    """Whether the parser takes it for a noun: the bars of a town."""
    parse = parsed(sentence)
    tokens = [parse.tokens[i] for i in parse.at(word.start, word.end)]
    return bool(tokens) and tokens[0].tag.startswith("NN")


def _kind(word: str, facts: _Facts) -> CueKind | None:
    if word in facts.clause or word.endswith("n't"):
        return CueKind.CLAUSE
    kind = facts.words.get(stem(word))
    if kind is not CueKind.LEXICAL and _affixed(word, facts):
        return CueKind.PREFIX
    return kind


@remembered(65536)
def english_cues(sentence: str) -> tuple[Cue, ...]:
    """The negation cues of an English sentence (normalised), in text order."""
    facts = _facts()
    lowered = sentence.lower() if len(sentence.lower()) == len(sentence) else sentence
    found: list[Cue] = []
    taken: list[Extent] = [match.span() for match in facts.again.finditer(lowered)]
    for kind, pattern in ((CueKind.IDIOM, facts.idioms), (CueKind.LEXICAL, facts.phrases)):
        for match in pattern.finditer(lowered):
            if match[0] and is_free(*match.span(), taken):
                taken.append(match.span())
                found.append(Cue(kind, *match.span(), sentence[match.start() : match.end()]))
    seen: set[str] = set()
    for word in words(sentence):
        lower = word.text.lower()
        word_kind = _kind(lower, facts)
        # "Neither A nor B" is one negation, and "not A nor B"; "nor did B" is another.
        if lower == "nor" and (
            "neither" in seen or ("not" in seen and not facts.nor.match(lowered, word.start))
        ):
            continue
        denied_before = "not" in seen
        seen.add("not" if lower.endswith("n't") else lower)
        if word_kind is CueKind.CLAUSE and (
            is_surname(sentence, word)
            or (denied_before and _ELLIPSIS.match(sentence, word.end))
            or (lower == "no" and is_said_again(sentence, word.start, word.end))
        ):
            continue
        if lower in facts.plurals and _is_noun(sentence, word):
            continue
        if word_kind is not None and is_free(word.start, word.end, taken):
            found.append(Cue(word_kind, word.start, word.end, word.text))
    return tuple(sorted(found, key=lambda cue: (cue.start, cue.end)))
