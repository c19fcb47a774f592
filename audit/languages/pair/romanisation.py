"""How a Korean word may be spelled in Latin letters.

Each syllable is an alternation of the spellings in use: Revised Romanization (2000),
McCune-Reischauer without its marks, the North Korean system, and what families and papers use
(Lee, Park, Choi, Young, Hoon). A name in Latin letters either can be a reading of the Hangul or not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from audit.languages.kept import remembered
from audit.languages.ko.hangul import syllable

_ONSETS = (
    "g|k", "kk|gg|k", "n", "d|t", "tt|t", "r|l|n", "m", "b|p", "bb|pp|p", "s|sh", "ss|s", "",
    "j|ch|z", "jj|j", "ch|c", "k", "t", "p", "h",
)  # fmt: skip
_VOWELS = (
    "ah?", "ae|ai|ay|e", "ya", "yae", "eo|u|o|ou", "eh?|ae", "yeo|you|yu|yo|ye|ou", "ye|yae|ae", "oh?",
    "wa|oa", "wae", "oe|oi|we|hoe|ue", "yo", "oo|u|woo|wu|ou", "wo|weo|ueo", "we", "wi|ui|wee",
    "yu|yoo|you", "eu|u", "ui|ee|eui|i|eui", "i|ee|y|yi",
)  # fmt: skip
_CODAS = (
    "", "k|g|ck", "k|kk", "k|ks", "n", "n", "n", "t|d", "l|r|ll", "lk|k|l", "lm|m", "lp|l", "l|ls",
    "l|lt", "lp|p", "l", "m", "p|b", "p|ps", "t|s|d", "t|s", "ng", "t|j|d", "t", "k", "t", "p", "",
)  # fmt: skip
_EOK = 4, 1
"""The vowel and the final of 억."""
_FILE = Path(__file__).with_name("surnames.csv")
_SYLLABLE = re.compile(
    "(?:[bdghjklmnprstwyz]|ch|sh|hy|ky|gy|by|my|ny|py|ry|kw|gw|hw)?"
    "(?:[aeiou]|ae|ai|eo|eu|oo|ee|ou|ui|oe|wi|ah|oh|eui)(?:ng|[bdgklmnprst])?"
)
_GIVEN = re.compile(f"(?:{_SYLLABLE.pattern}){{1,2}}")
_JOINTS = re.compile(r"[\s\-'.’]")


@lru_cache(maxsize=1)
def _surnames() -> dict[str, str]:
    """Every surname with its spellings."""
    return {row["hangul"]: row["spellings"] for row in _rows()}


@lru_cache(maxsize=1)
def _common_surnames() -> frozenset[str]:
    """Surnames without those that begin other words far oftener than names: 인, 상, 태."""
    return frozenset(row["hangul"] for row in _rows() if not row["rare"])


def _rows() -> Iterator[dict[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def surname_of(hangul: str) -> str:
    """The surname a full name begins with, the longest there is; empty if it begins with none."""
    for length in (2, 1):
        if len(hangul) > length and hangul[:length] in _common_surnames():
            return hangul[:length]
    return ""


def is_surname(hangul: str) -> bool:
    """Whether a word is a family name, the rare ones too."""
    return hangul in _surnames()


def _any(options: str) -> str:
    return f"(?:{options})" if "|" in options or "?" in options else options


@remembered(16384)
def _syllable(character: str, after_vowel: bool) -> str:
    letters = syllable(character)
    if letters is None:
        return re.escape(character.lower())
    onset, vowel, coda = letters
    first = _ONSETS[onset]
    # 어 after a consonant's syllable may keep its coda's sound (연락 yeollak, 신라 Silla).
    if onset == 5 and not after_vowel:
        first = "r|l|n|ll"
    # 석 is also printed as "seug".
    second = _VOWELS[vowel] + ("|eu" if (vowel, coda) == _EOK else "")
    return f"{_any(first)}{_any(second)}{_any(_CODAS[coda])}"


def _syllables(hangul: str) -> str:
    out = []
    open_before = True
    for character in hangul:
        out.append(_syllable(character, open_before))
        letters = syllable(character)
        open_before = letters is not None and not letters.coda
    return "".join(out)


@remembered(16384)
def _word(hangul: str) -> re.Pattern[str]:
    return re.compile(_syllables(hangul))


def surnames_in(hangul: str) -> list[str]:
    """The surnames that a full name may begin with: 선우진 may be 선우 진 or 선 우진."""
    return [hangul[:n] for n in (1, 2) if len(hangul) > n and hangul[:n] in _surnames()]


@remembered(16384)
def spelled_surnames(latin: str) -> tuple[str, ...]:
    """The surnames, in Hangul, of which a spelling begins or ends a name in Latin letters."""
    joined = _joined(latin)
    return tuple(name for name in _surnames() if _at_either_end(name).search(joined))


@remembered(16384)
def _person(hangul: str) -> re.Pattern[str] | None:
    readings = [
        (_any(_surnames()[surname]), _syllables(hangul[len(surname) :]))
        for surname in surnames_in(hangul)
    ]
    forms = [form for family, given in readings for form in (family + given, given + family)]
    return re.compile("|".join(forms)) if forms else None


@remembered(16384)
def _joined(latin: str) -> str:
    return _JOINTS.sub("", latin.lower())


def reads_as(hangul: str, latin: str) -> bool:
    """Whether ``latin`` is a romanisation of the whole word, hyphens and spaces aside."""
    return bool(_word(hangul).fullmatch(_joined(latin)))


def is_person(hangul: str, latin: str) -> bool:
    """Whether ``latin`` spells the Korean person's full name, family name first or last."""
    joined = _joined(latin)
    # Most begin or end with no spelling of the surname, and their patterns cost more than this.
    if not any(_at_either_end(surname).search(joined) for surname in surnames_in(hangul)):
        return False
    pattern = _person(hangul)
    return bool(pattern and pattern.fullmatch(joined))


@remembered(1024)
def _at_either_end(surname: str) -> re.Pattern[str]:
    family = _any(_surnames()[surname])
    return re.compile(f"^{family}|{family}$")


def is_surname_of(hangul: str, latin: str) -> bool:
    """Whether ``latin`` is a spelling of the family name that the full name begins with."""
    surname = surname_of(hangul) or (hangul if is_surname(hangul) else "")
    return bool(surname and _family(surname).fullmatch(_joined(latin)))


@remembered(1024)
def _family(surname: str) -> re.Pattern[str]:
    return re.compile(_surnames()[surname])


def is_any_surname(latin: str) -> bool:
    """Whether a word in Latin letters is a spelling of some Korean family name."""
    return bool(_any_surname().fullmatch(_joined(latin)))


@lru_cache(maxsize=1)
def _any_surname() -> re.Pattern[str]:
    common = (_surnames()[hangul] for hangul in sorted(_common_surnames()))
    return re.compile("|".join(sorted(common, key=len, reverse=True)))


def is_given_name(latin: str) -> bool:
    """Whether a word is made of one or two syllables as Korean given names are: Chang-ho, Jungwoo, Sol."""
    parts = latin.lower().split("-")
    return len(parts) <= 2 and bool(_GIVEN.fullmatch("".join(parts)))


def looks_korean(latin: str) -> bool:
    """Whether a name in Latin letters is written as a Korean person's is: Lee Chang-ho, Chang-ho Lee."""
    parts = latin.lower().split()
    if not 2 <= len(parts) <= 3:
        return False
    for surname, given in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
        syllables = [s for part in given for s in part.split("-")]
        if (
            len(syllables) == 2
            and _any_surname().fullmatch(surname)
            and all(map(_SYLLABLE.fullmatch, syllables))
        ):
            return True
    return False


def reading(hangul: str) -> str:
    """The Revised Romanization of a word, syllable by syllable, for messages."""
    out = []
    for character in hangul:
        letters = syllable(character)
        if letters is None:
            out.append(character)
            continue
        onset, vowel, coda = letters
        out.append(_RR_ONSETS[onset] + _RR_VOWELS[vowel] + _RR_CODAS[coda])
    return "".join(out)


def person_reading(hangul: str) -> str:
    """A full name as papers print it: family name, then the given name with a hyphen."""
    surname = surname_of(hangul)
    given = [reading(syllable) for syllable in hangul[len(surname) :]]
    family = _surnames()[surname].split("|")[0] if surname else ""
    return f"{family.capitalize()} {'-'.join(given).capitalize()}".strip()


_RR_ONSETS = "g kk n d tt r m b pp s ss . j jj ch k t p h".replace(".", "").split(" ")
_RR_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
_RR_CODAS = ". k k k n n n t l k m l l l p l m p p t t ng t t k t p .".replace(".", "").split(" ")
