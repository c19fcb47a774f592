"""Offices and ranks in both languages: who speaks in the news (재판부, the court), and titles with names.

The offices are a table of pairs. The ranks are a list for each language, which are compared by what one
person is called twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.languages.spans import Found

# What ends the Korean, and any of the English words.
_OFFICES = {
    "재판부 법원 대법원 헌재": "court judge judges justices tribunal bench",
    "검찰 특검 검찰청 수사팀": "prosecution prosecutors prosecutor counsel investigators",
    "경찰 경찰청": "police officers investigators",
    "유족 유가족 가족": "family families relatives bereaved",
    "청와대 대통령실": "presidential office blue house",
    "합참 군 국방부": "military joint chiefs jcs defense defence",
    "국정원": "intelligence spy agency nis",
    "정부 당국": "government authorities administration officials ministry",
    "회사 사측 측": "company management side firm",
    "노조": "union unions",
    "변호인 변호인단 변호사": "lawyer lawyers attorney attorneys counsel defense defence",
    "관계자 당국자 소식통": "official officials source sources insider representative",
    "대변인": "spokesperson spokesman spokeswoman office",
    "전문가": "expert experts analyst analysts",
    "주민": "resident residents villager villagers local locals",
}
_PAIRS = tuple(
    (re.compile(f"(?:{'|'.join(ko.split())})$"), frozenset(en.split()))
    for ko, en in _OFFICES.items()
)


def same_office(korean: str, english: str) -> bool:
    """Whether an English speaker may be called what ends the Korean one: 재판부 and "the court"."""
    words = set(re.findall(r"[a-z]+", english.lower()))
    return any(pattern.search(korean) and words & names for pattern, names in _PAIRS)


def is_office(korean: str) -> bool:
    """Whether a Korean speaker is one of the offices that the table has."""
    return any(pattern.search(korean) for pattern, _ in _PAIRS)


def is_english_office(english: str) -> bool:
    """Whether an English word is what one of them is called."""
    return any(english.lower() in names for _, names in _PAIRS)


_KOREAN_RANK = re.compile(
    "(?:부총리|총리|장관|차관보|차관|원수|대장|중장|소장|준장|대령|중령|소령|대위|중위|소위"
    "|부시장|시장|부지사|지사|부의장|의장|부총재|총재|부회장|회장|부사장|사장|부교수|교수)"
    r"(?=[은는이가을를의에도과와]|\s|[,.·(]|께서|으로|$)"
)
# The longest first: "Vice Minister" is no Minister.
_RANKS = {
    "deputy prime minister": r"(?:Deputy|Vice) (?:Prime Minister|Premier)",
    "prime minister": r"Prime Minister|Premier",
    "vice minister": r"(?:Vice|Deputy) (?:[A-Z][\w-]* ){0,3}Minister|Vice Minister",
    "minister": r"Minister",
    "lieutenant general": r"Lt\. Gen\.|Lieutenant General",
    "major general": r"Maj\. Gen\.|Major General",
    "brigadier general": r"Brig\. Gen\.|Brigadier General",
    "general": r"(?<!Attorney )(?<!Consul )(?<!Secretary )(?<!Director )(?:Gen\.|General)",
    "lieutenant colonel": r"Lt\. Col\.|Lieutenant Colonel",
    "colonel": r"Col\.|Colonel",
    "vice mayor": r"(?:Vice|Deputy) Mayor",
    "mayor": r"Mayor",
    "vice governor": r"(?:Vice|Deputy|Lt\.) (?:Governor|Gov\.)",
    "governor": r"Governor|Gov\.",
    "vice speaker": r"(?:Vice|Deputy) Speaker",
    "speaker": r"Speaker",
    "vice chairman": r"Vice (?:Chairman|Chair|Chairwoman)",
    "chairman": r"Chairman|Chair|Chairwoman",
    "vice president": r"(?:Executive |Senior )?Vice President",
    "president": r"President",
    "associate professor": r"(?:Associate|Assistant) Professor",
    "professor": r"Professor|Prof\.",
}
_ENGLISH_RANK = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<r{i}>{pattern})" for i, pattern in enumerate(_RANKS.values()))
    + r") (?P<name>[A-Z][a-z]+(?:-[a-z]+)?(?: [A-Z][\w-]+){0,2})"
)


def korean_ranks(text: str) -> Iterator[Found]:
    """The ranks that a Korean sentence has after names, those that stand for a whole word or end one."""
    for match in _KOREAN_RANK.finditer(text):
        yield Found(match[0], match.start(), match.end())


def english_ranks(text: str) -> Iterator[tuple[str, Found, str]]:
    """The ranks before names in an English sentence: which rank, where it stands, and whose it is."""
    for match in _ENGLISH_RANK.finditer(text):
        group = match.lastgroup
        index = next(i for i in range(len(_RANKS)) if match[f"r{i}"])
        title = match[f"r{index}"]
        found = Found(title, match.start(), match.start() + len(title))
        if group:
            yield list(_RANKS)[index], found, match["name"]
