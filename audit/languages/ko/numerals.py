"""Quantities in Korean text, read by value: 3만2000명, 1조2000억원, 수십 명, 서른다섯 살, 2분의 1.

Numerals in digits are read from the letters; numerals in words only where the analyser (Kiwi)
takes them for numerals, so that 이 사람, 오만한, 조만간 are none. The words are in
``numerals_ko.toml``. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from audit.languages.kept import remembered
from audit.languages.ko.digits import scan_digits
from audit.languages.ko.morphemes import Morpheme, morphemes
from audit.languages.ko.number_words import Numeral, numerals_in_words, tables
from audit.languages.ko.special_numerals import SPECIAL, special_quantities
from audit.languages.quantity import Bound, Form, Quantity, korean_units, readable
from audit.languages.spans import Extent, Taken

_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_SPORTS_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=(?:4|8|16|32)강)")  # 유로 20088강
_SKIPPED = re.compile(
    r"(?:https?://|www\.)\S+|\S{1,64}@\S+"
    r"|(?<![0-9])0[0-9]{1,2}[-)][0-9]{3,4}-[0-9]{4}(?![0-9])"  # telephone
    r"|(?<![0-9])1[0-9]{3}-[0-9]{4}(?![0-9])"
    r"|(?<![0-9])[0-9]{1,2}·[0-9]{1,2}(?:·[0-9]+)?(?![%조억만천백십0-9명개배일월])"  # 3·1 운동, 6·25
    r"|코로나 ?19(?![0-9])"
    r"|(?<![0-9])(?:[2-7]0){2,3}(?= ?세대)"  # 2030세대: people in their 20s and 30s
)
_JOINS = r" ?(?P<sign>~|-|∼|에서|부터|내지|또는|:|대|분의) ?"
_FRACTION = re.compile(r" ?분의 ?")
_CODE_BEFORE = re.compile(r"(?:[A-Za-z]|[가-힣A-Za-z]-|코로나|[A-Za-z][-.])$")
_LETTERS = re.compile(r"[A-Za-z%]+")
_PER_SECOND = re.compile(r"초속 ?(?:약 |최대 |최고 )?$")
_BEFORE = 20
"""Characters before a figure that hold what may tell that it is a name's, or a speed."""
_CODE_AFTER = re.compile(r"(?:[A-Za-z]|형\b)")


@remembered(65536)
def korean_quantities(sentence: str) -> tuple[Quantity, ...]:
    """The quantities of a Korean sentence (normalised), in order; dates are read as plain numbers."""
    ms = morphemes(sentence)
    sentence = readable(sentence)
    at = {m.start: i for i, m in enumerate(ms)}
    skipped = Taken(
        m.span() for pattern in (_SKIPPED, *SPECIAL) for m in pattern.finditer(sentence)
    )
    numerals = [
        n
        for n in sorted(_all_numerals(sentence, ms), key=lambda n: n.start)
        if skipped.leaves_free(n.start, n.end)
    ]
    found = list(_joined(sentence, numerals, ms, at))
    found += special_quantities(sentence)
    covered = Taken((q.start, q.end) for q in found)
    found += [q for q in _nouns(sentence, ms) if covered.leaves_free(q.start, q.end)]
    return tuple(sorted((_signed(sentence, q) for q in found), key=lambda q: q.start))


# A dash before a figure is a sign where nothing is listed: before a measure that can fall below zero.
_BELOW_ZERO = re.compile(r"(?:영하|마이너스)(?:권인)? ?(?:약 |최저 )?$")
_DASHED = re.compile(r"(?:^|[ (\[\"'])-$")
_MAY_FALL = ("percent", "point", "temperature")


def _signed(text: str, q: Quantity) -> Quantity:
    """With the sign that stands before it: 영하 12도, 마이너스 0.2%, -0.2%."""
    before = text[max(0, q.start - 10) : q.start]
    sign = _BELOW_ZERO.search(before)
    if not sign and (q.dimension in _MAY_FALL or q.low.denominator > 1):
        sign = _DASHED.search(before)
    if not sign or q.form is Form.SCORE:
        return q
    return replace(q, minus=True, start=q.start - len(sign[0].lstrip(" ([\"'")))


def parse_digits(numeral: str) -> Fraction | None:
    """The value of a numeral that starts with digits (``1조2000억``, ``3만 2천``); None if none."""
    scanned = scan_digits(numeral, 0)
    return scanned[0] if scanned and scanned[1] == len(numeral) else None


def _all_numerals(text: str, ms: tuple[Morpheme, ...]) -> Iterator[Numeral]:
    taken: list[Extent] = []
    pos = 0
    while match := _NUMBER.search(text, pos):
        start, pos = match.start(), match.end()
        if start and text[start - 1] in ".," and _digit(text, start - 2):
            continue
        year = _SPORTS_YEAR.match(text, start)
        read = (
            (Fraction(year[0]), year.end())
            if year
            else _written_apart(text, start) or scan_digits(text, start)
        )
        if not read:
            continue
        value, end = read
        if text[end - 1] == "조" and _is_article(text, start, end):
            value, end = value / 10**12, end - 1
        pos = end
        taken.append((start, end))
        yield Numeral(value, value, start, end)
    digits = Taken(taken)
    for numeral in numerals_in_words(text, ms):
        if digits.leaves_free(numeral.start, numeral.end):
            yield numeral


_SLASHED = re.compile(r"(?:(?P<whole>[0-9]{1,9}) )?(?P<above>[1-9])/(?P<below>[2-9])(?![0-9/])")
_TIMED = re.compile(r"(?P<whole>[0-9]{1,2})초(?P<part>[0-9]{2})(?![0-9])")


def _written_apart(text: str, start: int) -> tuple[Fraction, int] | None:
    """220 2/3 and 1/3, but 9/11 is a date; and 38초49, 38.49 seconds."""
    timed = _TIMED.match(text, start)
    if timed:
        return Fraction(f"{timed['whole']}.{timed['part']}"), timed.end()
    match = _SLASHED.match(text, start)
    if not match or match["above"] >= match["below"]:
        return None
    part = Fraction(int(match["above"]), int(match["below"]))
    return Fraction(match["whole"] or 0) + part, match.end()


def _digit(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at] in "0123456789"


def _is_article(text: str, start: int, end: int) -> bool:
    """Whether 5조 is an article of a law: 제5조, 헌법 3조, 3조 1항."""
    if text[max(0, start - 1) : start] == "제" or re.match(
        r" ?(?:[0-9]{1,3}항|제[0-9]|[1-9]위)", text[end:]
    ):
        return True
    return re.search(r"(?:헌법|법|조약|협약|조례|규정|헌장) ?$", text[:start]) is not None


_MIXED = re.compile(r"(?:과|와) ?")


def _fraction_follows(text: str, numerals: list[Numeral], i: int) -> bool:
    """Whether numeral ``i`` is the whole part of 6과 3분의 1."""
    if i + 2 >= len(numerals) or not numerals[i + 1].low:
        return False
    return _FRACTION.fullmatch(text[numerals[i + 1].end : numerals[i + 2].start]) is not None


def _fraction(below: Numeral, above: Numeral) -> Numeral:
    """3분의 2: the denominator comes first."""
    value = above.low / below.low
    return replace(above, low=value, high=value, start=below.start)


def _joined(
    text: str, numerals: list[Numeral], ms: tuple[Morpheme, ...], at: dict[int, int]
) -> Iterator[Quantity]:
    """Quantities of the numerals, those on both sides of 분의, ~ and 대 taken together."""
    i = 0
    while i < len(numerals):
        first = numerals[i]
        second = numerals[i + 1] if i + 1 < len(numerals) else None
        if second is None:
            yield _quantity(text, first, ms, at)
            break
        between = text[first.end : second.start]
        if _MIXED.fullmatch(between) and _fraction_follows(text, numerals, i):
            whole, numerals[i + 1 : i + 3] = first, [_fraction(numerals[i + 1], numerals[i + 2])]
            second = numerals[i + 1]
            numerals[i + 1] = replace(
                second, low=whole.low + second.low, high=whole.low + second.low, start=whole.start
            )
            i += 1
            continue
        if _FRACTION.fullmatch(between) and first.low:
            value = _fraction(first, second)
            end = _quantity(text, value, ms, at)
            yield replace(end, end=max(value.end, end.end), optional=False)
            i += 2
            continue
        pair = _pair(text, first, second, between, ms, at)
        if pair:
            yield from pair
            i += 2
            continue
        yield _quantity(text, first, ms, at)
        i += 1


_RANGE_SIGN = re.compile(r"(?P<unit>\S{0,4}?) ?(?:~|-|내지|또는) ?")
_SCORE_SIGN = re.compile(r" ?(?::|대) ?")


def _pair(
    text: str,
    first: Numeral,
    second: Numeral,
    between: str,
    ms: tuple[Morpheme, ...],
    at: dict[int, int],
) -> tuple[Quantity, ...]:
    """A range or a score; empty where the two numerals do not belong together."""
    if first.vague or second.vague or _coded(text, first):
        return ()
    q = replace(_quantity(text, second, ms, at), optional=False)
    if _SCORE_SIGN.fullmatch(between) and not second.words:
        if ":" not in between and re.match(r" ?(?:여|차|기|호|세|년|개)", text[second.end :]):
            return ()
        return (replace(q, low=first.low, high=second.low, start=first.start, form=Form.SCORE),)
    match = _RANGE_SIGN.fullmatch(between)
    if not match:
        return ()
    unit = korean_units().get(match["unit"], "")
    if match["unit"] and not unit and not re.fullmatch("[가-힣]{1,2}", match["unit"]):
        return ()
    if match["unit"] and unit != q.unit:
        return ()
    low, high = first.low, second.low
    # 3~5만 is 30,000 to 50,000; 1~2조원 is trillions on both ends.
    scale = text[second.end - 1]
    power = tables()["large"].get(scale) or tables()["small"].get(scale)
    if power and low * power < high and not match["unit"] and text[first.end - 1].isdigit():
        low *= power
    score = low > high or ("-" in between and q.unit == "" and not _counted(text, second))
    form = Form.SCORE if score else Form.RANGE
    return (replace(q, low=low, high=high, start=first.start, form=form),)


def _counted(text: str, numeral: Numeral) -> bool:
    """Whether a counter follows: 3-5명 is a range, 3-5 로 졌다 a score."""
    return (
        re.match(r"(?:[만천백억조여]| ?[명개건곳대년월일세살번회차배원])", text[numeral.end :])
        is not None
    )


def _coded(text: str, n: Numeral) -> bool:
    """Whether the digits are part of a name: G20, A4, 5G, 화성-17형, 코로나19."""
    if n.words:
        return False
    if _CODE_BEFORE.search(text, max(0, n.start - _BEFORE), n.start):
        return True
    match = _LETTERS.match(text, n.end)
    return bool(match) and match[0] not in korean_units()  # type: ignore[index]


def _quantity(text: str, n: Numeral, ms: tuple[Morpheme, ...], at: dict[int, int]) -> Quantity:
    q = Quantity(n.low, n.high, n.start, n.end, form=Form.VAGUE if n.vague else Form.EXACT)
    if _coded(text, n):
        return replace(q, optional=True)
    rest = n.end
    over = re.match(r" ?여(?=[ 가-힣%])", text[rest:])
    tight = over and (at.get(rest + len(over[0]) - 1) is not None)
    if over and tight:
        q = replace(q, bound=Bound.ODD)
        rest += len(over[0])
    unit, end = _unit(text, rest, n, ms, at)
    if n.start and text[n.start - 1] == "제" and unit in ("", "ordinal"):
        unit = "ordinal"
    if unit in _A_SECOND and _PER_SECOND.search(text[max(0, n.start - _BEFORE) : n.start]):
        unit = _A_SECOND[unit]
    if not unit:
        unit, end = _degrees(text, n, ms, at) or (unit, end)
    half = re.match(r" ?반(?=[ 만이을의,.]|$)", text[end:]) if unit else None
    if half and unit != "percent":
        q = replace(q, low=q.low + Fraction(1, 2), high=q.high + Fraction(1, 2))
        end += len(half[0])
    if q.bound is Bound.NONE:
        q = replace(q, bound=_bound(text, n.start, end))
    one = q.low == q.high == 1 and (n.words or not unit or unit in _TIME_UNITS)
    second = n.words and n.low == 2 and (unit == "ordinal" or text[n.start] == "둘")
    return replace(q, unit=unit, end=end, optional=one or second)


_A_SECOND = {"m": "m/s", "km": "km/s"}
_WARMTH = re.compile(
    r"기온|온도|체온|수온|체감|수은주|섭씨|영하|영상|폭염|한파|더위|추위|날씨|기후|온난화"
)
_ANGLE = re.compile(r"기울|각도|북위|남위|동경|서경|위도|경도|도수|소주|알코올|회전")


def _degrees(
    text: str, n: Numeral, ms: tuple[Morpheme, ...], at: dict[int, int]
) -> tuple[str, int] | None:
    """The scale of 섭씨 35도, 화씨 95도, or of 35도 in a sentence about the weather."""
    token = ms[at[n.end]] if n.end in at else None
    if token is None or token.form != "도" or token.tag != "NNB":
        return None
    if re.search(r"화씨 ?(?:약 )?$", text[: n.start]):
        return "fahrenheit", token.end
    if _WARMTH.search(text) and not _ANGLE.search(text):
        return "celsius", token.end
    return None


_TIME_UNITS = {"year", "month", "day", "hour", "week", "minute", "second"}


def _unit(
    text: str, pos: int, n: Numeral, ms: tuple[Morpheme, ...], at: dict[int, int]
) -> tuple[str, int]:
    """The unit after a numeral and where it ends; directly after digits any unit word will do."""
    known = korean_units()
    gap = 1 if text.startswith(" ", pos) else 0
    here = pos + gap
    for size in range(min(8, len(text) - here), 0, -1):
        word = text[here : here + size]
        if word not in known:
            continue
        token = ms[at[here]] if here in at else None
        whole = token is not None and token.form == word
        ends = here + size in at or not text[here + size : here + size + 1].isalnum()
        if whole or (not gap and not n.words and (ends or not word[0].isalpha())):
            return known[word], here + size
        if ends and token is not None and token.tag in ("NNB", "SW", "NR", "SL"):
            return known[word], here + size
    # A counter belongs to the words pointed at: 3만2000명.
    counter = ms[at[here]] if here in at else None
    if counter is not None and counter.tag == "NNB":
        return "", counter.end
    return "", pos


@lru_cache(maxsize=1)
def _bound_patterns() -> tuple[tuple[Bound, re.Pattern[str], re.Pattern[str]], ...]:
    rows: dict[str, dict[str, str]] = tables()["bounds"]
    return tuple(
        (
            Bound(name),
            re.compile(rf"(?:^|[ \"'(])(?:{row['before'].replace(' ', '|') or '(?!)'}) ?$"),
            re.compile(
                rf"[가-힣]{{0,3}}?(?:[을를이가도의에은는])? ?(?:{row['after'].replace(' ', '|')})"
                r"(?=[ 은는이가을를에로으의도인만,.)\"']|$)"
            ),
        )
        for name, row in rows.items()
    )


def _bound(text: str, start: int, end: int) -> Bound:
    for bound, before, after in _bound_patterns():
        if before.search(text[max(0, start - 8) : start]) or after.match(text[end : end + 14]):
            return bound
    return Bound.NONE


def _nouns(text: str, ms: tuple[Morpheme, ...]) -> Iterator[Quantity]:
    """Words that hold a number themselves: 사흘, 절반, 첫, 몇, 양국."""
    nouns, vague = tables()["nouns"], tables()["vague"]
    for m in ms:
        if m.tag not in ("NNG", "NNP", "NNB", "NR", "MM", "MAG"):
            continue
        if m.form in vague:
            low, high = map(Fraction, vague[m.form])
            yield Quantity(low, high, m.start, m.end, form=Form.VAGUE, optional=True)
        if m.form == "반" and text.startswith("토막", m.end):
            yield Quantity(Fraction(1, 2), Fraction(1, 2), m.start, m.end + 2)
            continue
        row = nouns.get(m.form)
        if row:
            value = Fraction(str(row["value"]))
            optional = bool(row.get("optional", False))
            unit = str(row.get("unit", ""))
            bound = Bound.ABOUT if row.get("about") else _bound(text, m.start, m.end)
            yield Quantity(value, value, m.start, m.end, unit=unit, bound=bound, optional=optional)


@lru_cache(maxsize=1)
def _below_zero() -> tuple[re.Pattern[str], re.Pattern[str]]:
    signs: dict[str, str] = tables()["signs"]
    below = signs["below_zero"]
    return re.compile(below), re.compile(f"{below}|{signs['shrinking']}")


def korean_below_zero(text: str, *, shrinking: bool) -> bool:
    """Whether a sentence puts anything below zero, or with ``shrinking`` says that anything gets less."""
    return _below_zero()[shrinking].search(text) is not None
