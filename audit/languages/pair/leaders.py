"""Offices of those who lead, and how English says each: 총리, prime minister or premier."""

from __future__ import annotations

import re

from audit.languages.spans import Found

# Korean, its English wordings, and the English before a name, which makes it that bearer's.
_OFFICES = (
    (
        "대통령(?!실|궁|령|기|배|선거|제)",
        "presidents?|presidency|presidential|white house|administration",
        "(?<!Vice )(President)",
    ),
    (
        "총리",
        "prime ministers?|premiers?|premiership|chancellors?|pm",
        "(?<!Deputy )(Prime Minister|Premier|Chancellor)",
    ),
    ("교황(?!청)", "popes?|pontiffs?|papal|francis|leo", "(Pope)"),
    ("국왕", "kings?|monarchs?|royal|queens?", "(King)"),
    ("주지사|도지사", "governors?|gov|gubernatorial", "(Governor|Gov\\.)"),
    ("(?<![가-힣])대사(?![가-힣]*(?:관|업|회|건|전))", "ambassadors?|envoys?", "(Ambassador)"),
)
_PATTERNS = tuple(
    (
        re.compile(f"(?:{ko})"),
        re.compile(rf"\b(?:{en})\b", re.IGNORECASE),
        re.compile(rf"\b{borne} (?=[A-Z])"),
    )
    for ko, en, borne in _OFFICES
)


def other_office(korean: str, english: str, around: str = "") -> tuple[Found, Found] | None:
    """An office of the Korean that the English lacks, and the one that it gives somebody instead.

    ``around`` is Korean text nearby, whose offices the English may give too. None where they agree.
    """
    held = [
        match for ko, en, _ in _PATTERNS if (match := ko.search(korean)) and not en.search(english)
    ]
    if not held:
        return None
    for ko, _, borne in _PATTERNS:
        given = borne.search(english)
        if given and not ko.search(korean) and not ko.search(around):
            return (
                Found(held[0][0], held[0].start(), held[0].end()),
                Found(given[1], given.start(1), given.end(1)),
            )
    return None
