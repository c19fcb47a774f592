"""Lower-case words that are no English words: left in another language, or misspelled.

A word is English when the spelling dictionary has it (pyspellchecker's, of American English), in its
American spelling if British, without a prefix, or as a compound of two words; or when the encoder's
vocabulary of English stems has it, or the newer words in ``spelling.toml``. Capitalised words are left alone:
most are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from spellchecker import SpellChecker

from audit.languages.en.words import stem
from audit.languages.kept import remembered
from audit.languages.word_lists import word_lists

_VOCABULARY = Path(__file__).parents[2] / "encoders" / "embedded" / "vocabulary.txt"
_LETTER = "A-Za-zÀ-ɏ"
_WORD = re.compile(rf"(?<![\w'’@#./-])[a-zà-ɏ][{_LETTER}]+(?![\w'’@/-]|\.\w)")
_MIXED_CASE = re.compile("[a-z][A-Z]")
_AMERICAN = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"is(?=e|ed|es|er|ers|ing|ation|ations|able$)", "iz"),
        (r"ys(?=e|ed|es|ing$)", "yz"),
        (r"our(?=$|s$|ed$|ing$|able$|ite|less|ful|er|ers$)", "or"),
        (r"aem", "em"),
        (r"ae", "e"),
        (r"oe", "e"),
        (r"tre(?=s?$)", "ter"),
        (r"ence(?=s?$)", "ense"),
        (r"ogue(?=s?$)", "og"),
        (r"mme(?=s?$)", "m"),
        (r"ll(?=ed$|ing$|er$|ers$|ery$)", "l"),
        (r"lery$", "lry"),
    )
)
_DOUBLED_L = re.compile("ll(?:ed|ing|er|ers|ery)$")
_PREFIXES = re.compile(
    "^(?:re|un|non|over|under|mis|pre|anti|neuro|intra|inter|eco|micro|multi|sub|super|semi|bio|geo|"
    "hyper|ultra|cyber|tele|photo|electro|psycho|cardio|agro|techno|de|dis|out|up|counter|co|mid)"
)
# denuclearization: made of a word the dictionary has.
_VERB_OF = re.compile("i[sz](?:e|es|ed|ing|ation|ations)$")
# Learned words that no dictionary lists in full: pulmonology, colectomy.
_LEARNED = re.compile(
    "(?:ology|ologists?|ological|ectomy|ectomies|oscopy|otomy|ography|opathy|otherapy|onomy|ometry|"
    "itis|[ae]emia|phobia|philia|philic|phobic|rectal|vascular|intestinal|carcinoma|genic|toxin|virus)$"
)
# Words that a full stop cuts short.
_SHORTENED = frozenset(
    "approx est govt dept incl excl fig dir avg temp tel ext misc asst assoc univ intl natl max min"
    " vol resp rev sq cu ed eds trans".split()
)
_SHORTEST = 3
_COMMON = 1e-6


class Strange(NamedTuple):
    """A word that is not English, and its span."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _dictionary() -> SpellChecker:
    return SpellChecker(language="en")


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    """English stems of the encoder's vocabulary and of the newer words."""
    keys = _VOCABULARY.read_text(encoding="utf-8").split("\n")
    newer = word_lists(Path(__file__).with_suffix(".toml"))["words"]["newer"]
    return frozenset(key[2:] for key in keys if key.startswith("e:")) | set(map(stem, newer))


def is_listed(word: str) -> bool:
    """Whether the spelling dictionary itself has a lower-case word."""
    return float(_dictionary().word_usage_frequency(word)) > 0


@remembered(65536)
def is_english(word: str) -> bool:
    """Whether a lower-case word is English, in any of its spellings."""
    if is_listed(word) or stem(word) in _stems() or _LEARNED.search(word):
        return True
    bare = _PREFIXES.sub("", word)
    if bare != word and len(bare) > _SHORTEST and (is_listed(bare) or stem(bare) in _stems()):
        return True
    candidates = (word, bare) if len(bare) > _SHORTEST else (word,)
    if any(is_listed(american) for form in candidates for american in _americanised(form)):
        return True
    splits = ((word[:at], word[at:]) for at in range(_SHORTEST, len(word) - _SHORTEST + 1))
    return any(is_common(left) and is_common(right) for left, right in splits)


def _americanised(word: str) -> Iterator[str]:
    every = word
    doubled = _DOUBLED_L.sub("l", word)
    for pattern, to in _AMERICAN:
        if to == "l" and not is_listed(doubled):  # travelling from travel, but no rulling
            continue
        yield pattern.sub(to, word)
        every = pattern.sub(to, every)
    yield every
    yield _VERB_OF.sub("", word)


def is_common(word: str) -> bool:
    """Whether a word, in lower case, is among the usual ones of English."""
    return float(_dictionary().word_usage_frequency(word)) > _COMMON


def strange_words(sentence: str) -> list[Strange]:
    """The words of an English sentence (normalised) that are not English, in order."""
    return [
        Strange(match[0], match.start(), match.end())
        for match in _WORD.finditer(sentence)
        if (len(match[0]) >= _SHORTEST or not match[0].isascii())
        and not _MIXED_CASE.search(match[0])
        and not (match[0] in _SHORTENED and sentence[match.end() : match.end() + 1] == ".")
        and not is_english(match[0].lower())
    ]
