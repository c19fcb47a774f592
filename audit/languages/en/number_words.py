"""English numerals: tokens, cardinals and ordinals in digits and words, fractions.

The words are in ``numerals.toml``.
"""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from audit.languages.quantity import readable


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """The tables in ``numerals.toml``."""
    with (Path(__file__).parent / "numerals.toml").open("rb") as file:
        return tomllib.load(file)


_TOKEN = re.compile(
    r"(?:(?P<money>US\$|A\$|C\$|HK\$|[$€£¥₩]) ?)?"
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|(?<![0-9.,-])[1-9][0-9]{0,2}(?: 000){1,6}(?! ?[0-9])"
    r"|(?<![0-9.,-])(?<![0-9] )[1-9][0-9]{0,2}(?: [0-9]{3}){2,6}(?! ?[0-9])|[0-9]+)(?:\.[0-9]+)?"
    r"|(?<![A-Za-z])\.[0-9]+)"
    r"(?P<suffix>(?:st|nd|rd|th|'?s|mln|bln|trn|mn|bn|tn|[kKmMbBTt])(?![A-Za-z²³0-9]))?"
    r"|(?P<word>[A-Za-zÀ-ɏ]+(?:'(?!s\b)[a-z]+)?)"
)
_FIGURE = re.compile(r"[0-9]")


class Token(NamedTuple):
    """A word (lower case) or figure; ``value`` is that of digits, a suffix such as bn applied."""

    text: str
    start: int
    end: int
    value: Fraction | None = None
    suffix: str = ""
    money: str = ""


class Read(NamedTuple):
    """A numeral: its value and the index of the token after it."""

    value: Fraction
    after: int
    ordinal: bool = False


def parse_words(text: str) -> Fraction | None:
    """The value of a spelled-out cardinal (``three hundred and twenty-five``); None if none."""
    tokens = tokens_of(text)
    read = read_cardinal(text, tokens, 0) if tokens else None
    return read.value if read and read.after == len(tokens) else None


def tokens_of(text: str) -> list[Token]:
    """The words and figures of a text, in order."""
    found = []
    suffixes = tables()["suffixes"]
    for m in _TOKEN.finditer(readable(text)):
        if m["word"]:
            found.append(Token(m["word"].lower(), m.start(), m.end()))
            continue
        value = Fraction(m["digits"].replace(",", "").replace(" ", ""))
        suffix = (m["suffix"] or "").lower()
        if suffix in suffixes:
            if suffix in ("m", "t", "k", "b") and not _scaled(text, m, suffix):
                suffix = ""
                found.append(Token(m["digits"], m.start(), m.end("digits"), value))
                found.append(Token(m["suffix"].lower(), m.start("suffix"), m.end()))
                continue
            value *= suffixes[suffix]
        found.append(Token(m[0], m.start(), m.end(), value, suffix, m["money"] or ""))
    return found


def _scaled(text: str, m: re.Match[str], suffix: str) -> bool:
    """Whether a lone letter is a scale and no unit: 32K, $3m, but 10 m and 10 t."""
    return bool(m["money"]) or (suffix in "kb") or (m["suffix"].isupper() and suffix != "t")


def scan_figures(text: str) -> list[tuple[Fraction, int, int]]:
    """Value and span of every numeral that begins with digits: 32,000, 1.2 trillion, 5bn."""
    if not _FIGURE.search(text):
        return []
    tokens = tokens_of(text)
    found = []
    i = 0
    while i < len(tokens):
        read = read_cardinal(text, tokens, i) if tokens[i].value is not None else None
        if read:
            end = tokens[read.after - 1].end
            found.append((read.value, tokens[i].start + _money(tokens[i]), end))
        i = read.after if read else i + 1
    return found


def _money(token: Token) -> int:
    """Length of a currency sign and the space after it."""
    return next(at for at, letter in enumerate(token.text) if letter in "0123456789.")


def linked(text: str, before: Token, after: Token) -> bool:
    """Whether nothing but a space or hyphen stands between two tokens."""
    return text[before.end : after.start] in (" ", "-", " - ", "")


def read_cardinal(text: str, tokens: list[Token], i: int) -> Read | None:
    """A number in digits, words or both (3.5 million) from token ``i``; an ordinal ends it."""
    numeral = _Numeral()
    pos = i
    while pos < len(tokens) and not numeral.ordinal:
        if pos > i and not linked(text, tokens[pos - 1], tokens[pos]):
            break
        following = [token.text for token in tokens[pos + 1 : pos + 3]]
        if not numeral.take(tokens[pos], following):
            break
        pos += 1
        if tokens[pos - 1].suffix in ("s", "'s"):
            break
    if not numeral.seen:
        return None
    return Read(numeral.total + numeral.part, pos, numeral.ordinal)


class _Numeral:
    """A numeral that grows token by token; ``part`` is what is below the last scale."""

    def __init__(self) -> None:
        self.total, self.part, self.limit = Fraction(0), Fraction(0), Fraction(10) ** 18
        self.seen = self.ordinal = self.digits = False

    def take(self, token: Token, following: list[str]) -> bool:
        """Add one token if the numeral goes on with it."""
        if token.value is not None:
            return self._take_digits(token)
        t = tables()
        if token.text in t["scales"]:
            return self.seen and self._take_scale(Fraction(t["scales"][token.text]))
        if self.digits:
            return False
        if token.text == "and":
            return self._goes_on(following)
        return self._take_word(token.text)

    def _take_digits(self, token: Token) -> bool:
        if self.seen or token.value is None:
            return False
        self.part, self.seen, self.digits = token.value, True, True
        self.ordinal = token.suffix in ("st", "nd", "rd", "th")
        return True

    def _take_scale(self, scale: Fraction) -> bool:
        if scale == 100 and self.part < 100:
            self.part *= 100
        elif scale < self.limit and self.part:
            self.total += self.part * scale
            self.part, self.limit = Fraction(0), scale
        else:
            return False
        return True

    def _take_word(self, word: str) -> bool:
        t = tables()
        if word in t["units"] or word in t["tens"]:
            value = int(t["units"].get(word, t["tens"].get(word, 0)))
            if self.seen and (value == 0 or not self._fits(value)):
                return False
        elif word in t["ordinals"]:
            value = int(t["ordinals"][word])
            # "two thirds" and "a hundred fifths" are fractions.
            if not self._fits(value) or (
                self.seen and self.part < 20 and word in t["denominators"]
            ):
                return False
            self.ordinal = True
        else:
            return False
        self.part += value
        self.seen = True
        return True

    def _fits(self, value: int) -> bool:
        """Whether a word of that size may follow: twenty-one, one hundred twelve."""
        rest = self.part % 100
        if rest == 0:
            return self.part >= 100 or not self.seen or (self.total > 0 and self.part == 0)
        return rest % 10 == 0 and rest >= 20 and value < 10

    def _goes_on(self, following: list[str]) -> bool:
        """Whether "and" belongs to the numeral: after a hundred or more, before less than 100."""
        t = tables()
        if not (self.part >= 100 or (self.total and not self.part)) or not following:
            return False
        if following[0] not in t["units"] and following[0] not in t["tens"]:
            return False
        scale: int = t["scales"].get(following[-1], 0)
        return scale != 100 and bool(scale < self.limit)


def _in_a_row(text: str, quarters: Token) -> bool:
    """Whether quarters are of years: three quarters in a row."""
    return re.match(r" (?:in a row|running|straight|ago|later)\b", text[quarters.end :]) is not None


_HEDGED = re.compile(r"\b(?:about|nearly|almost|than|over|around|roughly|some) $")
_CHANGED = re.compile(r"\b(?:by|to|from|just|only) $")
# Fell by a third from last year; but hit by an eighth day of strikes, and to a fifth term.
_NOUN = re.compile(
    r" (?!(?:of|from|in|to|compared|this|last|since|over|on|year|amid|after|as|and|but|by|during|than|when"
    r"|while|for|with|within|at|between|because|due|following)\b)[A-Za-z]|-"
)
_AFTER_FRACTION = frozenset("of is are was were have had".split())


def read_fraction(text: str, tokens: list[Token], i: int) -> Read | None:
    """Two-thirds, a third of, one-fifth, three quarters, half; None where there is none."""
    t = tables()
    numerator = {"a": 1, "an": 1, **t["units"]}.get(tokens[i].text)
    if numerator is None or i + 1 >= len(tokens):
        return None
    below = t["denominators"].get(tokens[i + 1].text)
    if below is None or not linked(text, tokens[i], tokens[i + 1]):
        return None
    word = tokens[i + 1].text
    if word == "quarters" and (numerator != 3 or _in_a_row(text, tokens[i + 1])):
        return None
    following = tokens[i + 2].text if i + 2 < len(tokens) else ""
    if below == 2 and tokens[i].text in ("a", "an"):
        return None
    if tokens[i].text in ("a", "an"):
        before = text[max(0, tokens[i].start - 16) : tokens[i].start]
        changed = _CHANGED.search(before) and not _NOUN.match(text, tokens[i + 1].end)
        if not changed and not _HEDGED.search(before) and following not in _AFTER_FRACTION:
            return None
    elif tokens[i].text == "one":
        if word.endswith("s"):
            return None
    elif not word.endswith("s"):
        return None
    return Read(Fraction(numerator, below), i + 2)
