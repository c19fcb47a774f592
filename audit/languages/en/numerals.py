"""Quantities in English text, read by value: 32,000, $1.2B, thirty-two thousand, two-thirds, dozens.

The words are in ``numerals_en.toml``. Offsets are into the sentence given, which is normalised
text. "One" as a pronoun, "a", "first" and the like are optional readings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from audit.languages.en.number_words import (
    Read,
    Token,
    linked,
    read_cardinal,
    read_fraction,
    tables,
    tokens_of,
)
from audit.languages.kept import remembered
from audit.languages.quantity import Bound, Form, Quantity, english_units, readable
from audit.languages.spans import Taken

_SKIPPED = re.compile(
    r"&#[0-9]+;|(?:https?://|www\.)\S+|\S{1,64}@\S+|"
    r"\b0?[0-9]{2,4}-[0-9]{3,4}-[0-9]{4}\b|\b1[0-9]{3}-[0-9]{4}\b(?!-)"
)


@remembered(65536)
def english_quantities(sentence: str) -> tuple[Quantity, ...]:
    """The quantities of an English sentence (normalised), in order; dates as plain numbers."""
    sentence = readable(sentence)
    skipped = Taken(m.span() for m in _SKIPPED.finditer(sentence))
    tokens = [token for token in tokens_of(sentence) if skipped.leaves_free(token.start, token.end)]
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        if tokens[i].value is None and tokens[i].text not in _opening():
            i += 1
            continue
        step, quantity = _at(sentence, tokens, i)
        found += quantity
        i = max(step, i + 1)
    ends = {q.end for q in found}
    return tuple(_signed(sentence, q, ends) for q in _with_pairs(sentence, found))


_SIGN = re.compile(
    r"(?<!plus or )(?<!plus-or-)\b(?:minus|negative) (?:about |around )?$|(?:^|[ (\[\"'])-$",
    re.IGNORECASE,
)
_BELOW_ZERO = re.compile(
    r"(?: degrees?)?(?: celsius| c)?,? below (?:zero|freezing)\b", re.IGNORECASE
)


def _signed(text: str, q: Quantity, ends: Collection[int]) -> Quantity:
    """With the sign that stands beside it: minus 12 degrees, -0.2 percent, 12 below zero.

    Between two figures "minus" is what is done with them; ``ends`` are where figures end.
    """
    if q.form is Form.SCORE or q.unit == "ordinal":
        return q
    below = _BELOW_ZERO.match(text, q.end)
    if below:
        return replace(q, minus=True, end=below.end())
    sign = _SIGN.search(text[max(0, q.start - 24) : q.start])
    start = q.start - len(sign[0].lstrip(" ([\"'")) if sign else 0
    if not sign or start - 1 in ends:
        return q
    return replace(q, minus=True, start=start)


@lru_cache(maxsize=1)
def _opening() -> frozenset[str]:
    """Words with which a quantity may begin; most words are none of them."""
    t = tables()
    groups = ("units", "tens", "ordinals", "scales", "vague", "words")
    return frozenset({"a", "an", "half"}.union(*(t[group] for group in groups)))


# 6 2/3, 1/3: but 9/11 is a date
_MIXED = re.compile(r"(?:(?P<whole>[0-9]{1,9}) )?(?P<above>[1-9])/(?P<below>[2-9])(?![0-9/])")


def _at(text: str, tokens: list[Token], i: int) -> tuple[int, list[Quantity]]:
    """What is read at token ``i``: the index after it, and the quantity if there is one."""
    fraction = read_fraction(text, tokens, i)
    if fraction:
        return _share(text, tokens, i, fraction)
    mixed = _MIXED.match(text, tokens[i].start) if tokens[i].value is not None else None
    if mixed and int(mixed["above"]) < int(mixed["below"]):
        value = Fraction(mixed["whole"] or 0) + Fraction(int(mixed["above"]), int(mixed["below"]))
        after = next((n for n in range(i, len(tokens)) if tokens[n].start >= mixed.end()), None)
        unit, end = _unit(text, mixed.end())
        q = Quantity(value, value, mixed.start(), max(end, mixed.end()), unit=unit)
        return after or len(tokens), [q]
    read = read_cardinal(text, tokens, i)
    if read:
        return _quantity(text, tokens, i, read)
    return _word(text, tokens, i)


_OF_ONE = re.compile(r" of an? |-")


def _share(text: str, tokens: list[Token], i: int, fraction: Read) -> tuple[int, list[Quantity]]:
    """A fraction, of a measure too: two-thirds, a quarter of a century, three-quarters of a mile."""
    value, after, end = fraction.value, fraction.after, tokens[fraction.after - 1].end
    unit = ""
    of = _OF_ONE.match(text, end)
    if of:
        following = next(
            (n for n in range(after, len(tokens)) if tokens[n].start >= of.end()), None
        )
        scale = tables()["scales"].get(tokens[following].text) if following is not None else None
        if following is not None and scale:
            value, after, end = value * scale, following + 1, tokens[following].end
            unit, end = _unit(text, end)
        else:
            stated, stop = _unit(text, of.end() - 1)
            if stated in _HALVED:
                unit, end = stated, stop
                after = next(
                    (n for n in range(after, len(tokens)) if tokens[n].start >= end), len(tokens)
                )
    q = Quantity(value, value, tokens[i].start, end, unit=unit)
    return after, [replace(q, bound=_bound(text, q.start, q.end))]


# "won" after a small figure is the currency unless something was won: the 12 won a prize.
_WAS_WON = re.compile(r" (?:the|a|an|by|in [0-9]|gold|medals?|seats?)\b")


def _quantity(text: str, tokens: list[Token], i: int, read: Read) -> tuple[int, list[Quantity]]:
    first, last = tokens[i], tokens[read.after - 1]
    q = Quantity(read.value, read.value, first.start, last.end)
    if _coded(text, first):
        return read.after, [replace(q, optional=True)]
    if read.ordinal:
        optional = first.value is None and read.value <= 2
        return read.after, [replace(q, unit="ordinal", optional=optional)]
    after = read.after
    # "and a half", "1 1/2"
    tail = re.match(r" and a half\b|-and-a-half\b", text[last.end :])
    if tail:
        q = replace(q, low=q.low + Fraction(1, 2), high=q.high + Fraction(1, 2))
        q = replace(q, end=last.end + len(tail[0]))
        while after < len(tokens) and tokens[after].start < q.end:
            after += 1
    unit, end = _unit(text, q.end)
    if first.money:
        unit = english_units()["$" if first.money.endswith("$") else first.money]
    if not tail and unit and (late := _AND_A_HALF.match(text, end)):
        q, end = replace(q, low=q.low + Fraction(1, 2), high=q.high + Fraction(1, 2)), late.end()
    if unit == "won" and read.value < 1000 and _WAS_WON.match(text, end):
        unit, end = "", q.end
    if unit == "times" and read.value == 1:
        unit = ""
    q = replace(q, unit=unit, end=max(end, q.end))
    optional = first.text in ("one", "zero") and read.after == i + 1
    while after < len(tokens) and tokens[after].start < q.end:
        after += 1
    return after, [replace(q, bound=_bound(text, q.start, q.end), optional=optional)]


_LETTERS = re.compile("[A-Za-z]{1,40}")


def _before(text: str, start: int) -> str:
    """The word before a place, and more; a sentence is not copied for each of its figures."""
    return text[max(0, start - 16) : start]


def _coded(text: str, token: Token) -> bool:
    """Whether digits are part of a name: G20, F-35, COVID-19, 802.11n, 5G."""
    if token.value is None:
        return False
    before = _before(text, token.start)
    if re.search(r"[A-Za-z][-.]?$|[0-9][.:/]$", before) and not token.money:
        return not re.search(
            r"\b(?:mid|pre|post|under|over|age|late|early|a|top|U|US|about|near)-?$", before
        )
    match = _LETTERS.match(text, token.end)
    if match and len(match[0]) == 1 and match[0].isupper():
        return not token.money  # 5G, 3D, 10X
    return bool(match) and match[0].lower() not in english_units()  # type: ignore[index]


@lru_cache(maxsize=1)
def _unit_pattern() -> re.Pattern[str]:
    names = sorted(english_units(), key=len, reverse=True)
    return re.compile(
        rf"(?P<gap>[ -]?(?:(?:south korean|u\.s\.|us|american|chinese|japanese|korean|canadian|"
        rf"metric|consecutive|straight|full|whole|more|additional|long) )?)"
        rf"(?P<unit>{'|'.join(re.escape(name).replace(chr(92) + ' ', '[ -]') for name in names)})(?![a-z²])",
        re.IGNORECASE,
    )


def _unit(text: str, end: int) -> tuple[str, int]:
    """The unit after a numeral and where it ends; the numeral's end if there is none."""
    match = _unit_pattern().match(text, end)
    if not match:
        return "", end
    word = match["unit"]
    if len(word) == 1 and word.isalpha() and match["gap"] == "-":
        return "", end
    if word.lower() in (
        "in.",
        "c",
        "f",
        "points",
        "point",
        "min",
        "second",
        "foot",
    ) and not _sure_unit(text, match):
        return "", end
    unit = english_units()[_spaced(word)]
    a_second = _A_SECOND.match(text, match.end()) if unit in ("m", "km") else None
    return (f"{unit}/s" if a_second else unit), match.end()


_A_SECOND = re.compile(r" (?:per|an?|every|each) second\b")


def _spaced(word: str) -> str:
    """The unit as listed: 10,500-square-foot has its hyphens as spaces."""
    lowered = word.lower()
    return lowered if lowered in english_units() else lowered.replace("-", " ")


def _sure_unit(text: str, match: re.Match[str]) -> bool:
    word = match["unit"].lower()
    if word in ("c", "f"):
        return match["unit"].isupper() and text[match.end() : match.end() + 1] != "-"  # 40 F-35A
    if word in ("points", "point"):
        return False
    return word != "in."


def _word(text: str, tokens: list[Token], i: int) -> tuple[int, list[Quantity]]:
    """Words that hold a number: twice, dozens, hundreds of thousands, half, a dozen."""
    t = tables()
    token = tokens[i]
    q = Quantity(Fraction(1), Fraction(1), token.start, token.end)
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if token.text == "half":
        at = i + 2 if following in ("a", "an") else i + 1
        unit, end = (
            _unit(text, tokens[at - 1].end)
            if at > i + 1 or text[token.end :][:1] == "-"
            else ("", 0)
        )
        if unit in _HALVED:
            return at + 1, [replace(q, low=Fraction(1, 2), high=Fraction(1, 2), unit=unit, end=end)]
        if at < len(tokens) and tokens[at].text in t["scales"]:
            value = Fraction(t["scales"][tokens[at].text], 2)
            unit, end = _unit(text, tokens[at].end)
            return at + 1, [
                replace(q, low=value, high=value, unit=unit, end=end, bound=Bound.ABOUT)
            ]
    if token.text in ("hundred", "thousand", "million", "billion", "trillion", "dozen"):
        value = Fraction(t["scales"][token.text])
        after = i + 1
        if following in t["scales"] and linked(text, token, tokens[i + 1]):
            value *= t["scales"][following]
            after += 1
        q = replace(q, low=value, high=value, end=tokens[after - 1].end)
        unit, end = _unit(text, q.end)
        bound = _bound(text, q.start, q.end) or (
            Bound.ABOUT if token.text == "dozen" else Bound.NONE
        )
        return after, [replace(q, unit=unit, end=end, bound=bound)]
    if token.text in t["vague"]:
        return _vague(text, tokens, i)
    row = t["words"].get(token.text)
    if row:
        value = Fraction(str(row["value"]))
        unit = str(row.get("unit", ""))
        optional = bool(row.get("optional", False)) or (
            token.text == "half" and (following != "of" or _of_two(tokens, i))
        )
        end = token.end
        if token.text in ("a", "an") and following:
            stated, end = _unit(text, token.end)
            unit = stated or unit
            if stated and (tail := _AND_A_HALF.match(text, end)):
                value, end, optional = value + Fraction(1, 2), tail.end(), False
                i = (
                    next((n for n in range(i, len(tokens)) if tokens[n].start >= end), len(tokens))
                    - 1
                )
        return i + 1, [replace(q, low=value, high=value, unit=unit, end=end, optional=optional)]
    return i + 1, []


_AND_A_HALF = re.compile(r" and a half\b")
_HALVED = ("hour", "year", "month", "week", "century", "day", "decade", "mile", "percent", "point")


def _of_two(tokens: list[Token], i: int) -> bool:
    """Whether "half" is one of two parts of a year or a match: the first half of 2025."""
    return i > 0 and tokens[i - 1].text in ("first", "second", "latter", "other", "opening", "back")


def _vague(text: str, tokens: list[Token], i: int) -> tuple[int, list[Quantity]]:
    t = tables()
    row = t["vague"][tokens[i].text]
    if row.get("before") and not (i + 1 < len(tokens) and tokens[i + 1].text == row["before"]):
        return i + 1, []
    low, high = map(Fraction, row["range"])
    optional = bool(row.get("optional", False))
    after = i + 1
    # hundreds of thousands, several hundred, tens of millions
    scale = Fraction(1)
    at = after + 1 if after < len(tokens) and tokens[after].text == "of" else after
    while at < len(tokens):
        singular = tokens[at].text.removesuffix("s")
        if singular not in t["scales"] or singular == "score":
            break
        scale *= t["scales"][singular]
        at += 1
        after = at
    if scale > 1:
        optional = False
        low, high = low * scale, high * scale
        if tokens[i].text in ("hundreds", "tens", "dozens"):
            high = min(high, 10 ** (len(str(int(low))) - 1) * 10 * scale - 1)
    q = Quantity(
        low, high, tokens[i].start, tokens[after - 1].end, form=Form.VAGUE, optional=optional
    )
    unit, end = _unit(text, q.end)
    return after, [replace(q, unit=unit or str(row.get("unit", "")), end=end)]


@lru_cache(maxsize=1)
def _bound_patterns() -> tuple[tuple[Bound, re.Pattern[str], re.Pattern[str]], ...]:
    rows: dict[str, str] = tables()["bounds"]
    return tuple(
        (
            Bound(name),
            re.compile(rf"(?:^|[ \"'(])(?:{alternatives})(?: a| the| its| another)? ?-?$", re.I),
            re.compile(rf"[ -](?:[a-z]+ )?(?:{alternatives})\b|\+", re.I),
        )
        for name, words in rows.items()
        for alternatives in (
            "|".join(
                words.replace("_", " ").split(" ")
                and [re.escape(w.replace("_", " ")) for w in words.split()]
            ),
        )
    )


def _bound(text: str, start: int, end: int) -> Bound:
    for bound, before, _ in _bound_patterns():
        if before.search(text[max(0, start - 24) : start]):
            return bound
    if re.match(r"\+| ?-?plus\b| or more\b| and (?:over|older|above)\b", text[end:]):
        return Bound.OVER
    if re.match(r"(?: \w+)? or so\b|-odd\b|-ish\b|-some\b", text[end:]):
        return Bound.ABOUT
    if re.match(r"(?: \w+)? or (?:less|fewer|under|younger)\b", text[end:]):
        return Bound.UNDER
    return Bound.NONE


_RANGE = re.compile(r" ?(?:-|~| to | through | or ) ?")
_SCORE = re.compile(r"-|:|: | to ")


def _with_pairs(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Ranges (three to five, between 3 and 5) and scores (3-1) as one quantity each."""
    i = 0
    while i < len(found):
        pair = _pair(text, found[i], found[i + 1]) if i + 1 < len(found) else None
        if pair:
            yield pair
            i += 2
        else:
            yield found[i]
            i += 1


def _pair(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    between = text[a.end : b.start]
    if Form.VAGUE in (a.form, b.form) or "ordinal" in (a.unit, b.unit):
        return None
    if a.optional and text[a.start : a.end].lower() != "one":
        return None
    if b.optional and text[b.start : b.end].lower() != "one":
        return None
    if a.unit and a.unit != b.unit and text[a.start] not in "$€£¥₩":
        return None
    years = re.fullmatch(r"(?:1[0-9]|20)[0-9]{2}", text[a.start : a.end])
    if between == " to " and b.unit and not a.unit and (years or text[b.start] in "$€£¥₩"):
        return None
    whole = replace(b, low=a.low, high=b.low, start=a.start, bound=a.bound, optional=False)
    whole = replace(whole, unit=b.unit or a.unit)
    if between == " and " and re.search(r"\bbetween $", _before(text, a.start), re.I):
        return replace(whole, form=Form.RANGE, low=_scaled_up(a.low, b, text))
    if between == " or " and b.low == a.low + 1 and b.low <= 10:
        return replace(whole, form=Form.VAGUE)
    if _RANGE.fullmatch(between) and a.low < b.low and between != " or ":
        if between == " to " and re.search(r"\bfrom $", _before(text, a.start), re.I) and a.unit:
            return None
        return replace(whole, form=Form.RANGE, low=_scaled_up(a.low, b, text))
    if _SCORE.fullmatch(between) and not b.unit:
        return replace(whole, form=Form.SCORE)
    return None


def _scaled_up(low: Fraction, b: Quantity, text: str) -> Fraction:
    """3 to 5 million is 3,000,000 to 5,000,000."""
    match = re.search(
        r"[0-9][0-9.,]* ?-?(thousand|million|billion|trillion)", text[b.start : b.end], re.I
    )
    if match:
        scaled = low * int(tables()["scales"][match[1].lower()])
        if scaled < b.low:
            return scaled
    return low


@lru_cache(maxsize=1)
def _below_zero() -> tuple[re.Pattern[str], re.Pattern[str]]:
    signs: dict[str, str] = tables()["signs"]
    below = signs["below_zero"]
    return re.compile(below, re.IGNORECASE), re.compile(
        f"{below}|{signs['shrinking']}", re.IGNORECASE
    )


def english_below_zero(text: str, *, shrinking: bool) -> bool:
    """Whether a sentence puts anything below zero, or with ``shrinking`` says that anything gets less."""
    return _below_zero()[shrinking].search(text) is not None
