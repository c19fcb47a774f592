"""Bodies and roles that speak in the news, and what the English calls them: 재판부, the court."""

from __future__ import annotations

import re

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
