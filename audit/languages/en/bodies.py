"""Names of bodies, laws and programmes in English text, and whether two of them are one name.

Such a name is a run of capitalised words with a noun such as Office or Act in it. Offsets are into the
sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from audit.languages.en.words import words
from audit.languages.kept import remembered
from audit.languages.spans import Found

HEADS = (
    "Office Council Board Agency Ministry Committee Commission Corporation Corp Authority Service "
    "Administration Institute Institution Center Centre Bureau Department Association Federation "
    "Foundation Fund Bank Party Command Headquarters Court Tribunal Organization Organisation "
    "League Academy Society Alliance Museum Library Exchange Act Law Treaty Agreement Accord Pact "
    "Declaration Account Program Programme Project Initiative Scheme Plan Exercise Exercises Drill "
    "Drills Order Medal Prize Award Festival Forum Summit Expo Division Unit Union Secretariat Task"
).split()
"""The nouns of such names."""
_NAME_WORDS = re.compile(
    r"[A-Z][\w-]*(?: (?:(?:of|for|on|and|the) ){0,2}[A-Z][\w-]*)*"
    r"(?:(?:, [A-Z][\w-]*){1,3},? and [A-Z][\w-]*(?: [A-Z][\w-]*)*)?"
)
# A law is often left without capitals: the special act, the framework law.
_LAW = re.compile(r"\b(?:special|basic|framework|enforcement) (?:act|law)\b")
_LAWS = frozenset(("act", "law"))
_LONGEST = 120
"""Characters from which a run of capitalised words is a heading in capitals and no name."""
_OPENING = re.compile(r"(?:The|A|An|In|At|On|But|And|For|This|That) ")
_SMALL = frozenset("of the for and on in to a an at by".split())
_NEAR = 80
"""Similarity (0 to 100) from which two words are spellings of one: Defence and Defense."""
FOLDED = {"korean": "korea", "corp": "corpor", "programm": "program"}
"""Stems that stand for one word."""


def english_bodies(text: str) -> list[Found]:
    """Names of bodies, laws and programmes in English text, the title or person after one left out."""
    found = [Found(m[0], m.start(), m.end()) for m in _LAW.finditer(text)]
    for match in _NAME_WORDS.finditer(text):
        if len(match[0]) > _LONGEST:
            continue
        for part in _parts(Found(match[0], match.start(), match.end())):
            opening = _OPENING.match(part.text)
            start = part.start + (opening.end() if opening else 0)
            end = _last_head(text, start, part.end)
            if end and " " in text[start:end]:
                found.append(Found(text[start:end], start, end))
    return sorted(found, key=lambda f: f.start)


def _parts(run: Found) -> Iterator[Found]:
    """The names that "and" joins, where each has a noun of its own."""
    at = 0
    for joint in re.finditer(r" and (?:the )?", run.text):
        before, after = run.text[at : joint.start()], run.text[joint.end() :]
        if _has_head(before) and _has_head(after):
            yield Found(before, run.start + at, run.start + joint.start())
            at = joint.end()
    yield Found(run.text[at:], run.start + at, run.end)


def _has_head(text: str) -> bool:
    return any(word in HEADS for word in re.findall(r"\w+", text))


def _last_head(text: str, start: int, end: int) -> int:
    """Where a name ends: with its noun, or with what "of" adds to one; 0 if it has none."""
    heads = [m for m in re.finditer(r"\w+", text[start:end]) if m[0] in HEADS]
    if not heads:
        return 0
    after = start + heads[-1].end()
    return end if re.match(" (?:of|for|on) ", text[after:end]) else after


@remembered(16384)
def gist(name: str) -> frozenset[str]:
    """What an English name says: the stems of its words, small ones left out."""
    stems = (w.stem for w in words(name) if w.text.lower() not in _SMALL)
    return frozenset(FOLDED.get(s, s) for s in stems)


def same_name(a: str, b: str) -> bool:
    """Whether one is the other, in another order or spelling, shortened, or its initials.

    A department and a ministry are not told apart: one may be America's.
    """
    if _is_short(a, b) or _is_short(b, a):
        return True
    few, many = sorted((gist(a), gist(b)), key=len)
    # America's departments are ministries in Korean, and may well stand beside Korea's own.
    if ("depart" in few) != ("depart" in many):
        return True
    return all(any(_is_spelling(word, other) for other in many) for word in few)


def _is_short(initials: str, name: str) -> bool:
    letters = initials.replace(".", "")
    if not letters.isupper() or " " in letters:
        return False
    capitals = "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())
    return letters in capitals or capitals in letters


def _is_spelling(a: str, b: str) -> bool:
    return a == b or (a[0] == b[0] and min(len(a), len(b)) > 3 and fuzz.ratio(a, b) >= _NEAR)


def short_form(name: str, text: str) -> bool:
    """Whether a text calls a body by its noun alone: the commission, the board."""
    head = next((w for w in reversed(name.split()) if w in HEADS), "")
    return bool(head and re.search(rf"\b(?:[Tt]he|its|their) {head.lower()}\b", text))


def only_by_law(a: str, b: str) -> bool:
    """Whether two names differ in Act and Law alone, which English uses for one Korean word."""
    return bool(gist(a) ^ gist(b)) and (gist(a) ^ gist(b)) <= _LAWS
