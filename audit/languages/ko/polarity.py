"""Words and constructions that say "not" in Korean, with their spans.

The words are in ``polarity.toml``; this module finds them. Offsets are into the sentence given, which is
normalised text.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from audit.languages.kept import remembered
from audit.languages.ko.hangul import L_FINAL
from audit.languages.ko.morphemes import STEM_TAGS, Morpheme, lookup_form, morphemes
from audit.languages.polarity import Cue, CueKind, kinds
from audit.languages.spans import Extent, is_free

_PREFIX_FORMS = frozenset("비불미무부몰반탈")
_LONGEST_WORD, _NEAR = 100, 10
"""Characters of the longest word, and negations before a word of which one may be over it."""
_EDGE = " \t\n\"'.,!?…()[]《》〈〉「」『』“”‘’"


@dataclass(frozen=True, slots=True)
class _Facts:
    idioms: re.Pattern[str]
    silent: re.Pattern[str]
    prefix: re.Pattern[str]
    words: dict[str, CueKind]


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """``polarity.toml`` as it stands."""
    with (Path(__file__).parent / "polarity.toml").open("rb") as file:
        return tomllib.load(file)


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns).replace("{ㄹ}", L_FINAL))


@lru_cache(maxsize=1)
def _facts() -> _Facts:
    ko = table()
    return _Facts(
        idioms=_either(ko["idioms"]),
        silent=_either(ko["silent"]),
        prefix=re.compile("|".join(sorted(set(ko["prefix"].split()), key=len, reverse=True))),
        words=dict(kinds(ko)),
    )


def _word_start(text: str, at: int) -> int:
    least = max(0, at - _LONGEST_WORD)
    while at > least and text[at - 1] not in _EDGE:
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    most = min(len(text), at + _LONGEST_WORD)
    while at < most and text[at] not in _EDGE:
        at += 1
    return at


def _negates(ms: tuple[Morpheme, ...], i: int) -> bool:
    """Whether morpheme ``i`` negates a clause."""
    form, tag = ms[i].form, ms[i].tag
    before = ms[i - 1] if i else None
    after_ji = before is not None and before.form in {"지", "질", "진", "지를", "치", "기"}
    if tag == "JX" and before is not None:
        after_ji = False
    if form in {"않", "아니하"} and tag in STEM_TAGS | {"XSA", "XSV"}:
        return True
    if form in {"못하", "말"} and tag in STEM_TAGS:
        # -고 말다 is "ended up doing"; 말 after 지, or after 지 and a particle (가지는 말라).
        return form == "못하" or after_ji or (i > 1 and ms[i - 2].form == "지")
    if form in {"안", "못"} and tag == "MAG":
        if before is not None and before.end == ms[i].start and before.tag[0] in "NX":
            return False  # the end of a name: 마리안
        if i + 1 == len(ms) or ms[i + 1].tag[0] not in "VXMN":
            return False
        # 못적인 is a slip for 목적인, 안전 a word.
        after = ms[i + 1].tag
        return after[0] in "VM" or after in {"XSV", "XSA"} or ms[i + 1].start > ms[i].end
    # 상관없다, 소용없다: one stem with the noun in front.
    return (form.endswith("없") and tag in STEM_TAGS) or (form, tag) in {
        ("아니", "VCN"), ("없이", "MAG"), ("모르", "VV"), ("아니", "IC"),
    }  # fmt: skip


def _predicate(ms: tuple[Morpheme, ...], j: int) -> tuple[int, str]:
    """The stem or noun that the endings up to morpheme ``j`` belong to."""
    while j > 0 and (ms[j].tag[0] in "EJX" or ms[j].tag == "VX"):
        j -= 1
    return ms[j].start, lookup_form(ms[j])


def _head(ms: tuple[Morpheme, ...], i: int) -> tuple[int, str]:
    """Where the predicate that morpheme ``i`` negates begins, and its dictionary form."""
    form, before = ms[i].form, ms[i - 1] if i else None
    if form in {"안", "못"} and (before is None or before.form not in {"지", "지를", "질"}):
        return ms[i].start, lookup_form(ms[i + 1])
    if before is None:
        return ms[i].start, ""
    if form in {"않", "못하", "말", "못", "아니하"}:
        return _predicate(ms, i - 1)
    j = i - 2 if before.tag[0] == "J" and i > 1 else i - 1
    if ms[j].tag == "NNB" and j and ms[j - 1].tag == "ETM":  # 확인할 수 없다
        return _predicate(ms, j - 1)
    if j < i - 1 and ms[j].tag[0] == "N":  # 증거가 없다, 사실이 아니다
        return ms[j].start, ""
    return ms[i].start, ""


def _korean_clauses(text: str, taken: list[Extent]) -> Iterator[Cue]:
    ms = morphemes(text)
    for i, m in enumerate(ms):
        if not _negates(ms, i) or not is_free(m.start, m.end, taken):
            continue
        begin, head = _head(ms, i)
        start = _word_start(text, begin)
        end = _word_end(text, ms[min(i + 1, len(ms) - 1)].end if m.tag == "MAG" else m.end)
        taken.append((m.start, end))
        # A denial denied (배제할 수 없다, 부인하지 않았다) is as well said without a negation.
        denied = _facts().words.get(head, _facts().words.get(head + "하다"))
        kind = CueKind.IDIOM if denied is CueKind.LEXICAL else CueKind.CLAUSE
        yield Cue(kind, start, end, text[start:end], head)


def _prefixed(text: str, ms: tuple[Morpheme, ...]) -> Iterator[Extent]:
    # Only from the start of a morpheme (not the 무한 of 근무한), and no part of a name (불가리아).
    begins = {m.start: m for m in ms}
    for match in _facts().prefix.finditer(text):
        first = begins.get(match.start())
        if first is not None and not (first.tag == "NNP" and first.end > match.end()):
            yield match.span()


def _korean_words(text: str, taken: list[Extent]) -> Iterator[Cue]:
    listed = _facts().words
    ms = morphemes(text)
    for start, end in _prefixed(text, ms):
        if is_free(start, end, taken):
            taken.append((start, end))
            yield Cue(CueKind.PREFIX, start, end, text[start:end])
    for i, m in enumerate(ms):
        form = lookup_form(m)
        kind = listed.get(form)
        if kind is None and i + 1 < len(ms) and ms[i + 1].tag == "XSV":
            kind = listed.get(form + "하다")
        if m.tag == "XPN" and m.form in _PREFIX_FORMS:
            kind = CueKind.PREFIX
        if kind is not None and m.end > m.start and is_free(m.start, m.end, taken):
            yield Cue(kind, m.start, m.end, text[m.start : m.end], form)


@remembered(65536)
def korean_cues(sentence: str) -> tuple[Cue, ...]:
    """The negation cues of a Korean sentence (normalised), in text order."""
    taken = [m.span() for m in _facts().silent.finditer(sentence)]
    found = [
        Cue(CueKind.IDIOM, *m.span(), m[0])
        for m in _facts().idioms.finditer(sentence)
        if is_free(*m.span(), taken)
    ]
    taken += [(cue.start, cue.end) for cue in found]
    found += _korean_clauses(sentence, taken)
    found += _korean_words(sentence, taken)
    return tuple(sorted(found, key=lambda cue: (cue.start, cue.end)))


_RELATIVE = re.compile(r"\S*[은는을던한될된할인일린운른난진]$")


@remembered(1024)
def _denials(sentence: str) -> tuple[Cue, ...]:
    """The cues that turn their predicate round, in order; -지 않을 수 없다 and its like do not."""
    return tuple(
        cue
        for cue in korean_cues(sentence)
        if cue.kind is CueKind.CLAUSE or (cue.kind is CueKind.IDIOM and cue.head)
    )


def _start(cue: Cue) -> int:
    return cue.start


def negations_of(sentence: str, start: int, end: int) -> int:
    """How many negations the predicate or noun ``sentence[start:end]`` is under.

    Twice is not at all: 옳지 않은 일이 아니다.
    """
    at, count = _word_end(sentence, end), 0
    cues = _denials(sentence)
    last = bisect_right(cues, start, key=_start)
    covering = next((cue for cue in cues[max(0, last - _NEAR) : last] if start < cue.end), None)
    while covering is not None:
        count += 1
        # What follows begins behind it, so that no cue is met twice.
        at = max(at, covering.end)
        following = bisect_left(cues, at + 1, key=_start)
        adjoins = following < len(cues) and cues[following].start == at + 1
        modifies = _RELATIVE.match(sentence[_word_start(sentence, at - 1) : at])
        covering = cues[following] if adjoins and modifies else None
    return count
