"""How far a foreign name in Latin letters is from its Hangul: Harper from 하퍼, and Hooper.

The letters are laid beside each other at the least cost. A group of Latin letters that becomes the Hangul by
``foreign_spelling.toml`` costs nothing; letters that it cannot become cost up to 1 each, two vowels less the
nearer they are. A spelling that papers use costs little, another name a consonant or a vowel at least.
"""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from audit.languages.kept import remembered
from audit.languages.ko.hangul import HANGUL_WORD, PARTICLES_AT_END, syllable

OTHER = 1.0
"""The distance from which a word in Latin letters is another name's."""
_FILE = Path(__file__).with_name("foreign_spelling.toml")
_ONSETS = "K K N T T R M P P S S . C C C K T P H".split()
_MEDIALS = "a e Ya Ye v e Yv Ye o Wa We x Yo u Wv We Wi Yu . i i".split()
_CODAS = ". K K KS N N N T R RK RM RP RS RT RP R M P P S S O C C K T P .".split()
_VOWELS, _GLIDES = frozenset("aeiouvx"), frozenset("YW")
_LATIN_VOWELS = frozenset("aeiouyéíöüøå")
_NEAR = frozenset(map(frozenset, ("av", "ae", "ei", "ou", "ov", "ev", "uv")))
_OFTEN_SILENT = _LATIN_VOWELS | {"r", "h"}
_SILENT = 0.4
_CLOSE, _LOST_VOWEL, _LOST_GLIDE, _LOST_CONSONANT = 0.4, 0.6, 0.15, 0.8
_NEVER_SILENT = frozenset("lmnw")
_LONGEST = 4
_SPELLED, _LONGEST_NAME, _SHORTEST_NAME = 0.2, 8, 4
_SHORT_NAME = 2
"""Syllables with which many a word that is no name begins."""


@remembered(65536)
def _hangul_letters(hangul: str) -> str:
    out = []
    for character in hangul:
        if parts := syllable(character):
            out += [_ONSETS[parts.onset], _MEDIALS[parts.vowel], _CODAS[parts.coda]]
    return "".join(out).replace(".", "")


@remembered(65536)
def _latin_letters(latin: str) -> str:
    found = []
    for letter in unicodedata.normalize("NFC", latin.lower()):
        base = letter if letter in _LATIN_VOWELS else unicodedata.normalize("NFD", letter)[0]
        if base.isalpha():
            found.append(base)
    return "".join(found)


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The Hangul letters of each group of Latin letters, and the groups that are read whole."""
    read = tomllib.loads(_FILE.read_text("utf-8"))
    forms: dict[str, tuple[str, ...]] = {}
    for part in ("consonants", "vowels"):
        for latin, listed in read[part].items():
            split = tuple(form.replace("-", "") for form in listed.split())
            forms[latin] = (*forms.get(latin, ()), *split)
    return forms, tuple(read["whole"])


@remembered(65536)
def distance(hangul: str, latin: str, most: float = OTHER) -> float:
    """How many letters of the Hangul are not those of the name, 0 for one of its usual spellings.

    Inf where they are more than ``most``, which takes far less time than to count them.
    """
    return _costs(_hangul_letters(hangul), _latin_letters(latin), most)[-1]


def _costs(korean: str, letters: str, most: float) -> list[float]:
    """What all Latin letters cost beside the first 0, 1, … Hangul letters; inf where above ``most``."""
    costs = [[math.inf] * (len(korean) + 1) for _ in range(len(letters) + 1)]
    costs[0][0] = 0.0
    for i, row in enumerate(costs):
        if min(row) == math.inf:
            continue
        steps = _readings(letters, i)
        group = letters[i : i + _whole(letters, i)]
        for j, cost in enumerate(row):
            if cost == math.inf:
                continue
            for size, form, price in (*steps, *_slips(group, korean, j, most)):
                total = cost + price
                if total <= most and korean.startswith(form, j):
                    at = j + len(form)
                    costs[i + size][at] = min(costs[i + size][at], total)
    return costs[-1]


def is_spelled_in(latin: str, korean: str) -> bool:
    """Whether a word of Korean text begins with a usual spelling of a foreign name in Latin letters.

    Two syllables are a name only by themselves or before a particle: 마쳐야 is no Morsi, 캐나다 no China.
    """
    return len(latin) >= _SHORTEST_NAME and any(
        _begins_with(word[:_LONGEST_NAME], latin) for word in HANGUL_WORD.findall(korean)
    )


@remembered(65536)
def _begins_with(word: str, latin: str) -> bool:
    costs = _costs(_hangul_letters(word), _latin_letters(latin), _SPELLED)
    return any(
        costs[len(_hangul_letters(word[:end]))] <= _SPELLED
        for end in range(2, len(word) + 1)
        if end > _SHORT_NAME or end == len(word) or PARTICLES_AT_END.fullmatch(word[end:])
    )


Step = tuple[int, str, float]
"""Latin letters that are read, the Hangul letters they become, and what that costs."""


@remembered(65536)
def _readings(letters: str, at: int) -> tuple[Step, ...]:
    forms, _ = _table()
    found: list[Step] = []
    for size in range(_whole(letters, at), min(_LONGEST, len(letters) - at) + 1):
        group = letters[at : at + size]
        keys = [group] if at or f"^{group}" not in forms else [f"^{group}"]
        if size == 2 and group[0] == group[1] and group[0] not in _LATIN_VOWELS:
            keys.append(group[0])
        found += [
            (size, form, 0.0 if form else _silent(letters, at, size))
            for key in keys
            for form in forms.get(key, ())
        ]
    return tuple(found)


def _silent(letters: str, at: int, size: int) -> float:
    """What silent letters cost: nothing at a name's end, where French and others have them."""
    last = not _LATIN_VOWELS.intersection(letters[at + size :])
    return 0.0 if last or letters[at] in _OFTEN_SILENT else _SILENT


@remembered(65536)
def _whole(letters: str, at: int) -> int:
    """How many letters are read together here at least."""
    return max((len(w) for w in _table()[1] if letters.startswith(w, at)), default=1)


def _slips(group: str, korean: str, j: int, most: float) -> Iterator[Step]:
    """Letters that one side has and the other has not, and letters in another's place.

    ``group`` is what is read together of the Latin letters, empty at their end; what costs more than ``most``
    may be left out.
    """
    if j < len(korean):
        doubled = korean[j] == "R" and j > 0 and korean[j - 1] == "R"  # 글로브 for 그로브
        price = _CLOSE if doubled else _price(korean[j], korean[j] in _VOWELS)
        yield 0, korean[j], price
    if group and most >= _CLOSE:  # letters of the Latin cost no less
        size = len(group)
        vowel = group[0] in _LATIN_VOWELS
        yield size, "", _price(group, vowel) if size == 1 else OTHER
        if j < len(korean) and vowel == (korean[j] in _VOWELS) and korean[j] not in _GLIDES:
            yield size, korean[j], _swapped(group, korean[j])


def _price(letter: str, vowel: bool) -> float:
    """What a letter costs that has no counterpart."""
    if letter in _GLIDES:
        return _LOST_GLIDE
    if letter.isupper() or letter in _NEVER_SILENT:
        return OTHER
    return _LOST_VOWEL if vowel else _LOST_CONSONANT


@remembered(4096)
def _swapped(latin: str, letter: str) -> float:
    forms = _table()[0].get(latin, ())
    near = any(frozenset((form, letter)) in _NEAR for form in forms)
    return _CLOSE if near and letter in _VOWELS else OTHER
