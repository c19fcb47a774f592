"""Which way a currency goes: a rate that rises is a won that falls.

The rate, 원·달러 환율, is what a dollar costs in won: 환율이 올랐다 is "the won fell", "the dollar rose" or
"the exchange rate rose". Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.languages.en.parse import Parse, parsed
from audit.languages.pair.opposites import Pole, antonyms

DIRECTIONS = frozenset(
    ("increase/decrease", "go up", "strong/weak currency", "strong/weak", "high/low")
)
"""The pairs of opposites that say which way a currency goes, by name."""
_OWN = r"원화|엔화|위안화|유로화|파운드화|원화값|원홧값|엔|원(?=[이은] |화)"
_SUBJECT = re.compile(
    rf"(?P<rate>환율|달러화?(?: ?(?:가치|값|인덱스|지수))?(?=[가는이은도]|의? ?(?:강세|약세))|강달러)"
    rf"|(?P<own>(?:{_OWN})(?:의? ?(?:가치|값))?)(?=[가는이은도] ?|의? ?(?:강세|약세|상승|하락))"
)
# Another subject, or another clause.
_ELSEWHERE = re.compile(r"[,…]|[며고] |[가-힣][이가은는] ")
_NAMED_BEFORE = re.compile(
    r"(?<!\d )\b(?:won|yen|yuan|euro|currency)\b(?:(?!\brate|dollar)[^,.]){0,25}$"
)
_NICKNAMES = {"엔저": 1, "엔고": 0, "원고": 0, "원저": 1}
_OWN_WORDS = frozenset("won yen yuan euro pound currency ruble rupee".split())
_RATE_WORDS = frozenset("dollar greenback rate".split())


class Way(NamedTuple):
    """A word for which way the home currency goes, up (0) or down (1)."""

    value: int
    start: int
    end: int
    text: str


def korean_ways(sentence: str, poles: Sequence[Pole]) -> Iterator[Way]:
    """Which way the home currency goes, by each word of direction that speaks of it or of the rate."""
    for name, value in _NICKNAMES.items():
        for match in re.finditer(name, sentence):
            yield Way(value, *match.span(), match[0])
    subjects = [*_SUBJECT.finditer(sentence)]
    for pole in _directions(poles):
        before = bisect_right(subjects, pole.start, key=re.Match.end)
        subject = subjects[before - 1] if before else None
        if subject and not _ELSEWHERE.search(sentence, subject.end() + 1, pole.start):
            turned = pole.pole if subject["own"] else 1 - pole.pole
            yield Way(turned, pole.start, pole.end, pole.text)


def english_ways(sentence: str, poles: Sequence[Pole]) -> Iterator[Way]:
    """The same in an English sentence."""
    for pole in _directions(poles):
        side = _side(parsed(sentence), pole.start, pole.end)
        if side is None and _NAMED_BEFORE.search(sentence[: pole.start].lower()):
            side = 0
        if side is not None:
            yield Way(pole.pole ^ side, pole.start, pole.end, pole.text)


def _directions(poles: Sequence[Pole]) -> Iterator[Pole]:
    for pole in poles:
        if antonyms()[pole.pair].name in DIRECTIONS:
            yield pole


def _side(parse: Parse, start: int, end: int) -> int | None:
    """0 if a word is said of the home currency, 1 if of the rate or the dollar, None if of neither."""
    covered, seen = parse.at(start, end), set()
    at = covered[0] if covered else None
    while at is not None and at not in seen:
        seen.add(at)
        subjects = [at] if parse.tokens[at].tag.startswith("NN") else []
        subjects += parse.children(at, "nsubj", "nsubjpass", "poss", "compound")
        for subject in subjects:
            side = _currency(parse, subject)
            if side is not None:
                return side
            if parse.tokens[subject].dep.startswith("nsubj"):
                return None
        at = parse.tokens[at].head
    return None


def _currency(parse: Parse, at: int) -> int | None:
    # "The won-dollar exchange rate" is a rate, "the value of the won" is the won's.
    if parse.tokens[at].lemma.lower() in _RATE_WORDS:
        return 1
    named = {parse.tokens[i].lemma.lower() for i in parse.subtree(at)}
    if named & _OWN_WORDS:
        return 1 if named & {"rate"} else 0
    return 1 if named & _RATE_WORDS else None
