"""Words that are each other's opposite (증가 and 감소, increase and decrease), with their spans.

The pairs are in ``opposites.toml``, with the Korean predicates whose negation English may say by an
opposite. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from audit.languages.en.parse import parsed
from audit.languages.en.words import stem, words
from audit.languages.kept import remembered
from audit.languages.ko.hangul import syllable
from audit.languages.ko.morphemes import Morpheme, lookup_form, morphemes
from audit.languages.polarity import Cue


@dataclass(frozen=True, slots=True)
class Antonym:
    """A pair of opposites; each field holds the first pole's words and then the second's.

    ``korean`` has dictionary forms, ``english`` and ``support`` stems or phrases; ``support`` words
    speak for a pole without being evidence against the other. ``strength`` (0 to 1) is how sure it
    is that one pole against the other is an error, ``concerns`` what it concerns: direction, verdict,
    opposite. ``patterns`` are regular expressions for further Korean wordings, an empty one for none.
    ``glosses`` are what the poles mean, in English.
    """

    name: str
    korean: tuple[frozenset[str], frozenset[str]]
    english: tuple[frozenset[str], frozenset[str]]
    support: tuple[frozenset[str], frozenset[str]]
    strength: float
    concerns: str
    patterns: tuple[str, str]
    glosses: tuple[str, str]


class Pole(NamedTuple):
    """A word that stands for one pole (0 or 1) of ``antonyms()[pair]``; certain or only support.

    ``whole`` says that a negation beside it is part of it: 사실이 아니다.
    """

    pair: int
    pole: int
    certain: bool
    start: int
    end: int
    text: str
    whole: bool = False


def _glosses(row: dict[str, Any]) -> tuple[str, str]:
    """What a row gives, else the halves of its name, the second's noun with both: raise/cut rates."""
    if given := row.get("glosses"):
        return given[0], given[1]
    first, second = row["name"].split("/")
    _, _, noun = second.partition(" ")
    return (f"{first} {noun}" if noun and " " not in first else first), second


def _stems(listed: str) -> frozenset[str]:
    return frozenset(" ".join(map(stem, word.split("_"))) for word in listed.split())


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    with (Path(__file__).parent / "opposites.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def antonyms() -> tuple[Antonym, ...]:
    """The pairs of opposites in ``opposites.toml``."""
    rows = _tables()["antonym"]
    return tuple(
        Antonym(
            row["name"],
            (frozenset(row["ko"][0].split()), frozenset(row["ko"][1].split())),
            (_stems(row["en"][0]), _stems(row["en"][1])),
            (_stems(row["also_en"][0]), _stems(row["also_en"][1])),
            row["strength"],
            row["concerns"],
            (patterns[0], patterns[1]),
            _glosses(row),
        )
        for row in rows
        for patterns in (row.get("ko_patterns", ["", ""]),)
    )


# "up 0.7 percentage point", "prices down for 19th week": before a figure or a time these words are verbs.
_BEFORE_FIGURES = {"up": "rose", "down": "fell"}
_FIGURE = re.compile(
    r" (?:(?:by|more than|less than|about|around|nearly|almost|some|over|roughly|an estimated) )?[$₩€£¥]?\d"
    r"|,? (?:for (?:an? |the )?(?:\w+ )?(?:straight |consecutive )?\w+ "
    r"(?:week|month|quarter|year|day|session)"
    r"|(?:sharply|slightly|steeply|modestly) |from (?:an? (?:year|month|week) |the previous |last ))"
)
_THAN_FIGURE = re.compile(r" than (?:\w+ )?[$₩€£¥]?\d")
# What compares a figure: 30명 이상, 절반 이상, 500m가 넘는다; not 더 이상, 산을 넘다.
_OF_FIGURES = frozenset("이상 이하 초과 미만 이내 넘다".split())
_COUNTED = re.compile(r"(?:\d|절반|과반|[두세네열]|[백천만억조]).{0,6}$")
_NO_MORE = re.compile(r"더 ?이상|더는")
# A rise that narrows, 상승 폭이 줄다, is no fall.
_MARGIN = re.compile(r"폭[이은을]?\s?(?:\S+\s)?$")

# 240km 떨어진 is that far away.
_DISTANCE = re.compile(
    r"(?:km|㎞|킬로미터|미터|마일|[0-9]m|[0-9]리)\s?(?:가량|정도|쯤|남짓|나|이상|여)?\s?$"
)

# 징역을 살다 is to serve a sentence.
_SENTENCE = re.compile(r"(?:징역|옥|형|실형)[을를]?\s?(?:\S{1,6}\s)?$")

# The vowels ㅏ, ㅑ, ㅗ of a Hangul syllable: 낮 takes 아.
_BRIGHT = (0, 2, 8)

_Index = dict[str, list[tuple[int, int, bool]]]


@lru_cache(maxsize=1)
def _korean_index() -> _Index:
    index: _Index = {}
    for pair, antonym in enumerate(antonyms()):
        for pole in (0, 1):
            for word in antonym.korean[pole]:
                index.setdefault(word, []).append((pair, pole, True))
    return index


@lru_cache(maxsize=1)
def _english_index() -> _Index:
    index: _Index = {}
    for pair, antonym in enumerate(antonyms()):
        for pole in (0, 1):
            for word in antonym.english[pole]:
                index.setdefault(word, []).append((pair, pole, True))
            for word in antonym.support[pole] - antonym.english[pole]:
                index.setdefault(word, []).append((pair, pole, False))
    return index


def _becoming(ms: Sequence[Morpheme], i: int) -> str:
    """낮아지다, of the adjective 낮다 with -아/어지다: to fall, not to be low; else an empty string."""
    stem_of, following = ms[i].form, ms[i + 1 : i + 3]
    if ms[i].tag != "VA" or [m.form for m in following[1:]] != ["지"]:
        return ""
    last = syllable(stem_of[-1])
    bright = last is not None and last.vowel in _BRIGHT
    return f"{stem_of}{'아' if bright else '어'}지다"


@remembered(65536)
def korean_poles(sentence: str) -> tuple[Pole, ...]:
    """The words of a Korean sentence (normalised) that stand for one of two opposites."""
    index = _korean_index()
    ms = morphemes(sentence)
    found = []
    for i, m in enumerate(ms):
        if m.tag == "VX":  # 줄어지다 is not 지다 "to lose"
            continue
        start, end, form = m.start, m.end, lookup_form(m)
        if becoming := _becoming(ms, i):
            end, form = ms[i + 2].end, becoming
        prefix = ms[i - 1] if i and ms[i - 1].tag == "XPN" else None
        whole = prefix.form + form if prefix else form  # 불 + 공정 is not 공정
        entries = list(index.get(whole, ()))
        if i + 1 < len(ms) and ms[i + 1].tag in {"XSV", "XSA"}:
            entries += index.get(whole + "하다", ())
        if not entries:
            continue
        if _MARGIN.search(sentence, 0, start) or _DISTANCE.search(sentence, 0, start):
            continue
        if form == "살다" and _SENTENCE.search(sentence, 0, start):
            continue
        if form in _OF_FIGURES and not _compares(sentence, start, end):
            continue
        start = prefix.start if prefix else start
        found += [Pole(*entry, start, end, sentence[start:end]) for entry in entries]
    return (*found, *_patterned(sentence))


def _compares(sentence: str, start: int, end: int) -> bool:
    return bool(
        _COUNTED.search(sentence, 0, start)
        and not _NO_MORE.search(sentence, max(0, start - 2), end)
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[int, int, re.Pattern[str]], ...]:
    return tuple(
        (pair, pole, re.compile(antonym.patterns[pole]))
        for pair, antonym in enumerate(antonyms())
        for pole in (0, 1)
        if antonym.patterns[pole]
    )


def _patterned(sentence: str) -> Iterator[Pole]:
    for pair, pole, pattern in _patterns():
        for match in pattern.finditer(sentence):
            yield Pole(pair, pole, True, *match.span(), match[0], whole=True)


# Words that are somebody's deed as verbs and something else besides: an audit closes, close to the end; a
# clash claims lives.
_VERBS = frozenset(("close", "open", "ralli", "live"))


def _more(sentence: str, start: int, end: int) -> str:
    """ "More jobs" says what a rise says; "more than 30 percent" says nothing of one."""
    if _THAN_FIGURE.match(sentence, end):
        return ""
    parse = parsed(sentence)
    of_things = (parse.tokens[parse.tokens[i].head].tag == "NNS" for i in parse.at(start, end))
    return "more of" if any(of_things) else "more"


def _is_verb(sentence: str, start: int, end: int) -> bool:
    parse = parsed(sentence)
    return any(parse.tokens[i].tag.startswith("VB") for i in parse.at(start, end))


@lru_cache(maxsize=1)
def _longest_phrases() -> dict[str, int]:
    """How many words the longest phrase has that begins with a stem."""
    found: dict[str, int] = {}
    for key in _english_index():
        first, *rest = key.split(" ")
        found[first] = max(found.get(first, 0), 1 + len(rest))
    return found


@remembered(65536)
def english_poles(sentence: str) -> tuple[Pole, ...]:
    """The words and phrases (up to four words) of an English sentence that stand for a pole."""
    index, longest_of = _english_index(), _longest_phrases()
    tokens = words(sentence)
    found = []
    for i in range(len(tokens)):
        longest = max(
            longest_of.get(tokens[i].stem, 0), 1 if tokens[i].stem in _BEFORE_FIGURES else 0
        )
        for size in range(1, min(longest, len(tokens) - i) + 1):
            key = " ".join(token.stem for token in tokens[i : i + size])
            start, end = tokens[i].start, tokens[i + size - 1].end
            if size == 1 and _FIGURE.match(sentence, end):
                key = _BEFORE_FIGURES.get(key, key)
            if key == "more":
                key = _more(sentence, start, end)
            if key in _VERBS and not _is_verb(sentence, start, end):
                continue
            found += [Pole(*e, start, end, sentence[start:end]) for e in index.get(key, ())]
    return tuple(found)


@lru_cache(maxsize=1)
def _reversed() -> dict[str, frozenset[str]]:
    return {
        korean: frozenset(map(stem, english.split()))
        for korean, english in _tables()["reversed"].items()
    }


def reversed_in(cue: Cue, english: str) -> bool:
    """Whether the English may say a negated Korean predicate positively (좋지 않다 as "poor")."""
    opposites = _reversed().get(cue.head, frozenset())
    return any(word.stem in opposites for word in words(english))
