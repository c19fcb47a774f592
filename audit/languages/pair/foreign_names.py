"""Foreign names by sound: the Hangul of 시진핑 and the letters of Xi Jinping in one rough code.

The code follows the Korean orthography for foreign words (국립국어원 외래어 표기법): consonants that it
writes alike are one, each written twice so that they weigh more than vowels, and ㅡ, which only fills, is
left out. A word in Latin letters has a code for each way of reading it: as English, as the continental
languages, and as Chinese (Hanyu Pinyin) or Japanese (Hepburn) where it can be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from audit.languages.kept import remembered
from audit.languages.ko.hangul import Syllable, syllable

_INITIALS = "K,K,N,T,T,R,M,P,P,S,S,,C,C,C,K,T,P,h".split(",")
_MEDIALS = "a,e,ia,ie,o,e,io,ie,o,ua,ue,ue,io,u,uo,ue,ui,iu,,i,i".split(",")
_FINALS = ",K,K,KS,N,N,N,T,R,RK,RM,RP,RS,RT,RP,R,M,P,PS,T,T,N,T,T,K,T,P,".split(",")
_DOUBLED = re.compile(r"(.)\1+")
Rules = tuple[tuple[re.Pattern[str], str, str], ...]
_AROUND = re.compile(r"\(\?<?[=!][^()]*\)")


def _rules(*pairs: tuple[str, str]) -> Rules:
    """Patterns, what to put in their place, and a letter that each needs, where one can be told."""
    found = []
    for pattern, to in pairs:
        plain = _AROUND.sub("", pattern)
        needed = "" if "|" in plain or "[" in plain else plain.strip("^$")[:1]
        found.append((re.compile(pattern), to, needed))
    return tuple(found)


# What all readings end with: letters to the code's classes, and consonants to two of each.
_CLASSES = str.maketrans(
    dict(zip("kgqtdpbfvlrmnszjyw", "KKKTTPPPPRRMNSCCiu", strict=True)) | {"c": "", "x": ""}
)
_TWICE = str.maketrans({letter: letter * 2 for letter in "KTPRMNSC"})
_ENGLISH = _rules(
    ("^kn", "n"), ("^wr", "r"), ("^x", "z"), ("^mc", "mak"), ("mb$", "m"), ("igh", "ai"), ("gh(?=t|$)", ""),
    ("tion|cian|sian|ssian", "syon"), ("tch|ch", "j"), ("sch", "sk"), ("sh", "sy"), ("th", "s"),
    ("dg(?=[eiy])|g(?=e|i|y)", "j"), ("c(?=[eiy])", "s"), ("c", "k"), ("x", "ks"), ("ph", "f"),
    ("(?<=[^aeiou])le$", "el"), ("(?<=[a-z][^aeiou])e(?=s?$)", ""), ("ea|ee|ie(?!n)", "i"),
    ("oo|ou", "u"), ("au|aw", "o"), ("ow", "ou"), ("(?<=[a-z])y$", "i"),
)  # fmt: skip
_SILENT_R = _rules(("(?<=[aeiouy])r+(?![aeiouyr])", ""), ("e[rR]$", "o"))
_CONTINENTAL = _rules(
    ("eaux?$|eau|aux$", "o"), ("(?<=[aeiou])(?:[tdsxz]|ts|ds)$", ""), ("tsch|tch|tsch", "z"),
    ("sch|sh|sz", "sy"), ("ch(?=[aeiou])", "sy"), ("ch$|kh|ch", "h"), ("c(?=[eiy])", "z"), ("c", "k"),
    ("gn|ñ", "ny"), ("gli", "li"), ("gu(?=[ei])", "g"), ("qu", "k"), ("g(?=[ei])", "j"), ("x", "ks"),
    ("ll", "y"), ("th", "t"), ("ou", "u"), ("oi", "ua"), ("ei", "ai"), ("eu|äu", "oi"), ("ie", "i"),
    ("(?<=[a-z])e$", "e"),
)  # fmt: skip
_SPANISH = _rules(
    ("ch", "z"), ("j|x", "h"), ("g(?=[ei])", "h"), ("c(?=[ei])|z", "s"), ("c", "k"), ("qu", "k"),
    ("ñ", "ny"), ("ll", "y"), ("^h", ""),
)  # fmt: skip
_GERMAN = _rules(
    ("tsch", "z"), ("sch", "sy"), ("^s(?=[tp])", "sy"), ("^s(?=[aeiou])|(?<=[aeiou])s(?=[aeiou])", "z"),
    ("ch", "h"), ("(?<=[a-z])er$", "o"), ("j", "y"), ("w", "b"), ("v", "p"), ("ei", "ai"), ("ie", "i"),
    ("eu", "oi"), ("c", "k"), ("x", "ks"), ("th", "t"), ("g$", "k"),
)  # fmt: skip
_PINYIN = _rules(
    ("zh|[zcqj]h?", "z"), ("x|sh", "s"), ("iong", "iung"), ("ong", "ung"), ("ian", "ien"),
    ("(?<=[jqxyz])uan", "uen"), ("yan", "ien"), ("iu", "iu"), ("ui", "uei"), ("uo", "uo"),
    ("(?<=[bpmf])o", "uo"), ("(?<![iuy])e(?!i)", "o"), ("(?<=s|z)hi|(?<=s|z)i(?![aeou])", "i"), ("yi", "i"),
    ("wu", "u"),
)  # fmt: skip
_JAPANESE = _rules(("tsu", "su"), ("ch|ts", "z"), ("sh", "sy"), ("ou|oo", "o"), ("uu", "u"))
_KOREAN = _rules(
    ("yeo", "io"), ("weo|wo", "uo"), ("eo", "o"), ("eui|ui", "i"), ("eu", ""), ("oo|woo|wu", "u"),
    ("ae", "e"), ("oe", "ue"), ("ee", "i"), ("ch", "j"), ("sh", "s"), ("(?<=[aeiou])h(?![aeiou])", ""),
    ("(?<=[jshrngbdkt])u(?=n)", "o"),
)  # fmt: skip
_LETTERS = dict(zip(
    "abcdefghijklmnopqrstuvwxyz",
    "에이 비 시 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 "
    "피 큐 아르 에스 티 유 브이 더블유 엑스 와이 제트".split(),
    strict=True,
))  # fmt: skip
_LONGEST_ACRONYM = 5
_EUROPEAN_AND_KOREAN = (_CONTINENTAL, _SPANISH, _GERMAN, _KOREAN)
_IS_PINYIN = re.compile(
    "(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|uan|iao|uai|"
    "ai|ei|ui|ao|ou|iu|ie|ue|an|en|in|un|ia|ua|uo|er|[aeiou])){1,4}"
)
_IS_JAPANESE = re.compile(
    "(?:(?:[kgszjtdnhfbpmyrw]|sh|ch|ts|ky|ry|ny|gy|hy|my)?[aiueo]|n(?![aiueo])|[kpst](?=[kpst]))+"
)


@remembered(16384)
def _syllable(character: str) -> str:
    letters = syllable(character)
    if letters is None:
        return ""
    return _INITIALS[letters.onset] + _MEDIALS[letters.vowel] + _FINALS[letters.coda]


@remembered(65536)
def hangul_code(hangul: str) -> str:
    """The code of a word in Hangul; other characters count for nothing."""
    return _weighed("".join(map(_syllable, hangul)))


def stretch_codes(hangul: str, start: int, shortest: int, longest: int) -> Iterator[str]:
    """The codes of ``hangul[start:end]`` for each end from ``start + shortest`` on, shortest first."""
    code = ""
    for end in range(start, min(len(hangul), start + longest)):
        for letter in _syllable(hangul[end]):
            if code[-1:] != letter:
                code += letter
        if end + 1 - start >= shortest:
            yield code.translate(_TWICE)


def _weighed(code: str) -> str:
    if _DOUBLED.search(code):
        code = _DOUBLED.sub(r"\1", code)
    return code.translate(_TWICE)


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", word.lower()))
    return "".join(c for c in plain if "a" <= c <= "z")


@remembered(65536)
def english_code(word: str) -> str:
    """The code of a word in Latin letters read as English, which most names are."""
    return _coded(_read(_letters(word), _ENGLISH))


@remembered(65536)
def latin_codes(word: str) -> tuple[str, ...]:
    """The codes of a word in Latin letters, one for each way of reading it, without repeats."""
    plain = _letters(word)
    readings = [english_code(word), _coded(_read(_read(plain, _ENGLISH), _SILENT_R))]
    readings += [_coded(_read(plain, rules)) for rules in _EUROPEAN_AND_KOREAN]
    if _IS_PINYIN.fullmatch(plain):
        readings.append(_coded(_read(plain, _PINYIN)))
    if _IS_JAPANESE.fullmatch(plain):
        readings.append(_coded(_read(plain, _JAPANESE)))
    if word.isupper() and len(plain) <= _LONGEST_ACRONYM:
        readings.append(hangul_code("".join(_LETTERS[letter] for letter in plain)))
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def _read(plain: str, rules: Rules) -> str:
    for pattern, to, needed in rules:
        # Most rules are about letters that a word does not have, and a search costs more than this.
        if needed in plain:
            plain = pattern.sub(to, plain)
    return plain


def _coded(letters: str) -> str:
    folded = letters.replace("ng", "n").replace("ck", "k").replace("ph", "p")
    return _weighed(folded.translate(_CLASSES))


@remembered(16384)
def is_foreign(hangul: str) -> bool:
    """Whether Hangul has a syllable that foreign names have and Korean ones hardly ever: 크, 데, 윌."""
    return any(_is_foreign(letters) for c in hangul if (letters := syllable(c)))


def _is_foreign(letters: Syllable) -> bool:
    onset, vowel, coda = letters
    return (
        onset in _FOREIGN_ONSETS
        or (vowel == _EU and not coda)
        or coda == _FINAL_S
        or (vowel == _E and onset not in _SINO_E)
        or (vowel == _I and onset in _T_SOUNDS)
    )


# ㄲ ㄸ ㅃ ㅋ; ㅡ ㅔ ㅣ; the final ㅅ; onsets of Sino-Korean 게 세 제 체 에; ㄷ ㅌ, never before ㅣ.
_FOREIGN_ONSETS = frozenset({1, 4, 8, 15})
_EU, _E, _I, _FINAL_S = 18, 5, 20, 19
_SINO_E, _T_SOUNDS = frozenset({0, 9, 12, 14}), frozenset({3, 16})
