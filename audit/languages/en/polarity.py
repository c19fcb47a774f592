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

from audit.languages.en.words import stem, words
from audit.languages.polarity import Cue, CueKind, kinds
from audit.languages.spans import Extent, is_free


@dataclass(frozen=True, slots=True)
class _Facts:
    idioms: re.Pattern[str]
    clause: frozenset[str]
    phrases: re.Pattern[str]
    words: dict[str, CueKind]
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
        clause=frozenset(en["clause"].split()),
        phrases=re.compile("|".join(rf"\b(?:{p})\b" for p in en["phrases"])),
        words={stem(word): kind for word, kind in kinds(en)},
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


def _kind(word: str, facts: _Facts, seen: set[str]) -> CueKind | None:
    if word in facts.clause or word.endswith("n't"):
        # "neither A nor B" is one negation.
        return None if word == "nor" and "neither" in seen else CueKind.CLAUSE
    kind = facts.words.get(stem(word))
    if kind is not CueKind.LEXICAL and _affixed(word, facts):
        return CueKind.PREFIX
    return kind


@lru_cache(maxsize=65536)
def english_cues(sentence: str) -> tuple[Cue, ...]:
    """The negation cues of an English sentence (normalised), in text order."""
    facts = _facts()
    lowered = sentence.lower() if len(sentence.lower()) == len(sentence) else sentence
    found: list[Cue] = []
    taken: list[Extent] = []
    for kind, pattern in ((CueKind.IDIOM, facts.idioms), (CueKind.LEXICAL, facts.phrases)):
        for match in pattern.finditer(lowered):
            if match[0] and is_free(*match.span(), taken):
                taken.append(match.span())
                found.append(Cue(kind, *match.span(), sentence[match.start() : match.end()]))
    seen: set[str] = set()
    for word in words(sentence):
        lower = word.text.lower()
        word_kind = _kind(lower, facts, seen)
        seen.add(lower)
        if word_kind is not None and is_free(word.start, word.end, taken):
            found.append(Cue(word_kind, word.start, word.end, word.text))
    return tuple(sorted(found, key=lambda cue: (cue.start, cue.end)))
