"""Background that editors add for foreign readers: an apposition, a gloss, a sentence that explains a thing.

English only. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from audit.languages.kept import remembered
from audit.languages.spans import Extent

_EMPTY = frozenset(("a", "an", "the", "which", "who", "is", "are", "was", "were"))
_TOKEN = re.compile(r"\w+|[^\w\s]")
_OPENS = r"(?:the|an?|one of|known as|also known as|formerly|now|then|(?:which|who) (?:are|were|[a-z]+s))"
_ASIDE = re.compile(
    rf"(?:,|[-–—]) ?(?P<inside>{_OPENS}\b[^,.;:“”\"–—]{{2,90}}?)(?=,|\.(?:$|\s)|;| ?[-–—] |[”\"]|$)"
    r"|\((?P<bracket>[^()]{2,60})\)"
)
# The ruling Workers' Party, the opposition lawmaker.
_EPITHET = re.compile(
    r"\b(?:ruling|opposition|conservative|liberal|progressive|left-leaning|right-leaning|state-run|state-owned|"
    r"nuclear-armed|Seoul-based|Korea's|South Korea's|North Korea's|the country's|local|then-?|late|former|"
    r"main|presidential|administrative|communist|reclusive)\b"
)
_YEAR = re.compile(r"\b(?:in|since|of|until|from) (?:1[89]|20)\d\d\b")
_REPORTS = re.compile(
    r"\b(?:said|says|told|announced|added|according|reported|warned|yesterday|today|tomorrow|will|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|million|billion|trillion|percent)\b"
    r"|\d[\d,.]*\d|[“”\"]"
)
_DEFINES = re.compile(
    r"^(?:(?:The|An?) )?[A-Z][\w'’.-]*(?: [\w'’.&-]+){0,6}?(?: \([^()]+\))?(?:, [^,]{3,80},)? "
    r"(?:is|are|was|were|refers? to|stands? for|lies|includes?|consists? of) "
    r"(?:an?|the|one|among|known|considered|located|home|called|Korea's|South Korea's|North Korea's|in|on)\b"
)


def is_aside(english: str, start: int, end: int) -> bool:
    """Whether words of an English sentence are an apposition, an epithet or a year that explains."""
    words = english[start:end]
    if _EPITHET.fullmatch(words.strip()):
        return True
    return any(first <= start and end <= last for first, last in _asides(english))


@remembered(4096)
def _asides(english: str) -> tuple[Extent, ...]:
    spans = [
        m.span("inside") if m["inside"] else m.span("bracket") for m in _ASIDE.finditer(english)
    ]
    return (*spans, *(m.span() for m in _YEAR.finditer(english)))


def explains(english: str) -> bool:
    """Whether an English sentence says what a thing is and reports nothing: "Chungju is a city …"."""
    return bool(_DEFINES.match(english)) and not _REPORTS.search(english)


def only_background(before: str, after: str) -> bool:
    """Whether all that an English wording has beyond an earlier one is background: "the ruling party"."""
    then, now = (list(_TOKEN.finditer(text)) for text in (before, after))
    edits = SequenceMatcher(None, [m[0] for m in then], [m[0] for m in now], autojunk=False)
    added = []
    for kind, _, _, first, last in edits.get_opcodes():
        if kind not in ("equal", "insert"):
            return False
        if kind == "insert":
            words = [m for m in now[first:last] if m[0].isalnum()]
            if all(m[0].lower() in _EMPTY for m in words):
                continue
            added.append(is_aside(after, words[0].start(), words[-1].end()))
    return bool(added) and all(added)
