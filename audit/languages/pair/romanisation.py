"""How a Korean word may be spelled in Latin letters.

Each syllable is an alternation of the spellings in use: Revised Romanization (2000),
McCune-Reischauer without its marks, the North Korean system, and what families and papers use
(Lee, Park, Choi, Young, Hoon). A name in Latin letters either can be a reading of the Hangul or not.
"""

from __future__ import annotations

import re
from functools import lru_cache

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
_SURNAMES = {
    "김": "kim|gim", "이": "lee|yi|rhee|ri|i|yee|li|rhie", "리": "ri|lee|li|rhee", "박": "park|pak|bak",
    "최": "choi|choe|choy", "정": "jung|jeong|chung|cheong|jong|joung", "조": "cho|jo|joh",
    "강": "kang|gang", "윤": "yoon|yun|youn", "장": "jang|chang", "임": "lim|im|rim|yim",
    "림": "rim|lim", "한": "han|hahn", "오": "oh|o", "서": "seo|suh|so", "신": "shin|sin",
    "권": "kwon|gwon", "황": "hwang|whang", "안": "ahn|an", "송": "song", "류": "ryu|yoo|yu|lyu",
    "유": "yoo|yu|you|ryu", "전": "jeon|jun|chun|chon|jhun", "홍": "hong", "고": "ko|go|koh|goh",
    "문": "moon|mun", "양": "yang|ryang", "손": "son|sohn", "배": "bae|pae", "백": "baek|paik|paek|back",
    "허": "heo|hur|huh|her|ho", "남": "nam", "심": "shim|sim", "노": "noh|roh|no|ro", "로": "ro|roh",
    "하": "ha", "곽": "kwak|gwak", "성": "sung|seong|song", "차": "cha", "주": "joo|ju|chu|choo",
    "우": "woo|wu|u", "구": "koo|gu|ku|goo", "민": "min", "나": "na|ra", "라": "ra|na", "진": "jin|chin",
    "지": "ji|chi|jee", "엄": "eom|um|uhm", "채": "chae", "원": "won|weon", "천": "cheon|chun|chon",
    "방": "bang|pang", "공": "kong|gong", "현": "hyun|hyeon|hyon", "함": "ham|hahm", "변": "byun|byeon|pyon",
    "염": "yeom|yum|youm", "여": "yeo|yuh", "추": "choo|chu", "도": "do|doh", "소": "so|soh",
    "석": "seok|suk|sok", "선": "sun|seon|son", "설": "seol|sul|sol", "마": "ma", "길": "gil|kil",
    "연": "yeon|yun|yon", "위": "wi|wee", "표": "pyo", "명": "myung|myeong|myong", "기": "ki|gi|kee",
    "반": "ban|bahn|pan", "왕": "wang", "금": "geum|keum|kum", "옥": "ok", "육": "yook|yuk",
    "맹": "maeng", "제": "je", "모": "mo", "탁": "tak", "국": "kook|guk|kuk", "어": "eo|uh",
    "은": "eun", "편": "pyun|pyeon", "용": "yong", "예": "ye", "봉": "bong", "사공": "sakong|sagong",
    "남궁": "namkoong|namgung|namgoong", "황보": "hwangbo", "선우": "sunwoo|seonu", "독고": "dokgo|dokko",
}  # fmt: skip
_SYLLABLE = re.compile(
    "(?:[bdghjklmnprstwyz]|ch|sh|hy|ky|gy|by|my|ny|py|ry|kw|gw|hw)?"
    "(?:[aeiou]|ae|ai|eo|eu|oo|ee|ou|ui|oe|wi|ah|oh|eui)(?:ng|[bdgklmnprst])?"
)
_JOINTS = re.compile(r"[\s\-'.’]")


def surname_of(hangul: str) -> str:
    """The surname a full name begins with, empty if it begins with none."""
    for length in (2, 1):
        if len(hangul) > length and hangul[:length] in _SURNAMES:
            return hangul[:length]
    return ""


def _any(options: str) -> str:
    return f"(?:{options})" if "|" in options or "?" in options else options


@lru_cache(maxsize=16384)
def _syllable(character: str, after_vowel: bool) -> str:
    letters = syllable(character)
    if letters is None:
        return re.escape(character.lower())
    onset, vowel, coda = letters
    first = _ONSETS[onset]
    # 어 after a consonant's syllable may keep its coda's sound (연락 yeollak, 신라 Silla).
    if onset == 5 and not after_vowel:
        first = "r|l|n|ll"
    return f"{_any(first)}{_any(_VOWELS[vowel])}{_any(_CODAS[coda])}"


def _syllables(hangul: str) -> str:
    out = []
    open_before = True
    for character in hangul:
        out.append(_syllable(character, open_before))
        letters = syllable(character)
        open_before = letters is not None and not letters.coda
    return "".join(out)


@lru_cache(maxsize=16384)
def _word(hangul: str) -> re.Pattern[str]:
    return re.compile(_syllables(hangul))


@lru_cache(maxsize=16384)
def _person(hangul: str) -> re.Pattern[str] | None:
    surname = surname_of(hangul)
    if not surname:
        return None
    family, given = _any(_SURNAMES[surname]), _syllables(hangul[len(surname) :])
    return re.compile(f"{family}{given}|{given}{family}")


def _joined(latin: str) -> str:
    return _JOINTS.sub("", latin.lower())


def reads_as(hangul: str, latin: str) -> bool:
    """Whether ``latin`` is a romanisation of the whole word, hyphens and spaces aside."""
    return bool(_word(hangul).fullmatch(_joined(latin)))


def is_person(hangul: str, latin: str) -> bool:
    """Whether ``latin`` spells the Korean person's full name, family name first or last."""
    pattern = _person(hangul)
    return bool(pattern and pattern.fullmatch(_joined(latin)))


def is_surname_of(hangul: str, latin: str) -> bool:
    """Whether ``latin`` is a spelling of the family name that the full name begins with."""
    surname = surname_of(hangul) or (hangul if hangul in _SURNAMES else "")
    return bool(surname and re.fullmatch(_SURNAMES[surname], _joined(latin)))


def is_any_surname(latin: str) -> bool:
    """Whether a word in Latin letters is a spelling of some Korean family name."""
    return bool(_any_surname().fullmatch(_joined(latin)))


@lru_cache(maxsize=1)
def _any_surname() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_SURNAMES.values(), key=len, reverse=True)))


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
    family = _SURNAMES[surname].split("|")[0] if surname else ""
    return f"{family.capitalize()} {'-'.join(given).capitalize()}".strip()


_RR_ONSETS = "g kk n d tt r m b pp s ss . j jj ch k t p h".replace(".", "").split(" ")
_RR_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
_RR_CODAS = ". k k k n n n t l k m l l l p l m p p t t ng t t k t p .".replace(".", "").split(" ")
