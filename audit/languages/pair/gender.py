"""Words that say whether somebody is a man or a woman: a row for each gender, in both languages.

Sentences are normalised text.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from audit.records.article import Lang

Gender = Literal["woman", "man"]

_KO: dict[Gender, re.Pattern[str]] = {
    "woman": re.compile(
        r"그녀|(?<![가-힣])(?:여성|여자|여인|여배우|여가수|여학생|여직원|여왕|여사|소녀|아가씨|어머니|"
        r"엄마|할머니|아내|부인(?!하|했|할|한|된|되)|누나|언니|딸|며느리|이모|고모|수녀|왕비|"
        r"공주님?(?=[은는이가을를의와과,. ]))"
    ),
    "man": re.compile(
        r"(?<![가-힣])(?:남성|남자|남배우|남학생|남직원|소년|신사|아버지|아빠|할아버지|남편|"
        r"형(?=[은이을의과] )|오빠|아들|사위|삼촌|외삼촌|신부님|왕자|국왕)"
    ),
}
_EN: dict[Gender, re.Pattern[str]] = {
    "woman": re.compile(
        r"\b(?:she|her|hers|herself|wom[ae]n|girls?|ladies|lady|females?|mothers?|moms?|mums?|mommy|"
        r"grandm\w+|wi(?:fe|ves)|daughters?|sisters?|aunts?|nuns?|queens?|princess(?:es)?|actress(?:es)?|"
        r"girlfriends?|widows?|housewi(?:fe|ves)|brides?|Mrs|Ms|Miss|madam|maternal|feminine|feminist)\b",
        re.IGNORECASE,
    ),
    "man": re.compile(
        r"\b(?:he|him|his|himself|m[ae]n|boys?|gentlem[ae]n|males?|fathers?|dads?|daddy|grandfathers?|"
        r"grandpas?|husbands?|sons?|brothers?|uncles?|kings?|princes?|actors?|boyfriends?|widowers?|"
        r"grooms?|Mr|sir|paternal|masculine)\b",
        re.IGNORECASE,
    ),
}


class Gendered(NamedTuple):
    """A word that tells a gender, and its span."""

    gender: Gender
    start: int
    end: int


def gendered(sentence: str, lang: Lang) -> list[Gendered]:
    """The words of a sentence that tell a gender, in order."""
    patterns = _KO if lang == "ko" else _EN
    found = [
        Gendered(gender, *match.span())
        for gender, pattern in patterns.items()
        for match in pattern.finditer(sentence)
    ]
    return sorted(found, key=lambda word: word.start)
