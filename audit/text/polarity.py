"""Words and constructions that say "not", in Korean and in English, with their spans.

The words are in ``polarity.toml``; this module finds them. Offsets are into the sentence given,
which is normalised text (see ``audit.text.normalise``). The cue classes follow the usual split of
negation cues into syntactic, lexical and affixal ones (Morante & Blanco 2012, *SEM shared task),
with one more for forms that carry a negation and mean none (``뿐만 아니라``, ``not only``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from audit.text.english import stem, words
from audit.text.korean import Morpheme, morphemes

_STEM_TAGS = frozenset({"VV", "VA", "VX", "VCN", "VCP"})
_WORD_TAGS = frozenset({"NNG", "NNP", "NNB", "XR", "MAG", "MM", "JX", "NP"})
_PREFIX_FORMS = frozenset("비불미무부몰반탈")
# Every syllable that ends in ㄹ; the eighth of the 28 finals of the Unicode Hangul block.
_L_FINAL = "[" + "".join(chr(c) for c in range(0xAC00 + 8, 0xD7A4, 28)) + "]"
_EDGE = " \t\n\"'.,!?…()[]《》〈〉「」『』“”‘’"


class CueKind(StrEnum):
    """How a cue negates.

    ``CLAUSE`` negates a clause (않다, 없다, not, never); ``LEXICAL`` is a word that denies by
    itself (거부하다, fail); ``PREFIX`` a negating prefix or suffix (비공개, unable); ``IDIOM`` has
    the form of a negation but not its meaning, or only optionally (뿐만 아니라, not only);
    ``WEAK`` is a word that translators often exchange with a negation (나쁘다, hard).
    """

    CLAUSE = "clause"
    LEXICAL = "lexical"
    PREFIX = "prefix"
    IDIOM = "idiom"
    WEAK = "weak"


class Cue(NamedTuple):
    """One negation cue; ``text`` is ``sentence[start:end]``.

    For a Korean clause cue the span is the whole predicate (확인하지 않았다), and ``head`` is
    what is negated, in dictionary form (``확인``, ``좋다``) where it can be told, else empty.
    """

    kind: CueKind
    start: int
    end: int
    text: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class _Korean:
    idioms: re.Pattern[str]
    silent: re.Pattern[str]
    prefix: re.Pattern[str]
    words: dict[str, CueKind]
    reversed: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _English:
    idioms: re.Pattern[str]
    clause: frozenset[str]
    phrases: re.Pattern[str]
    words: dict[str, CueKind]
    prefix: tuple[str, ...]
    not_prefix: tuple[str, ...]


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """``polarity.toml`` as it stands."""
    with (Path(__file__).parent / "polarity.toml").open("rb") as file:
        return tomllib.load(file)


def _kinds(tables: dict[str, Any]) -> Iterator[tuple[str, CueKind]]:
    # The stronger class is written last so that it wins over the weaker.
    for name in (CueKind.WEAK, CueKind.LEXICAL):
        for word in tables[name.value].split():
            yield word, name


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns).replace("{ㄹ}", _L_FINAL))


@lru_cache(maxsize=1)
def _korean() -> _Korean:
    ko = table()["korean"]
    return _Korean(
        idioms=_either(ko["idioms"]),
        silent=_either(ko["silent"]),
        prefix=re.compile("|".join(sorted(set(ko["prefix"].split()), key=len, reverse=True))),
        words=dict(_kinds(ko)),
        reversed={k: frozenset(map(stem, v.split())) for k, v in ko["reversed"].items()},
    )


@lru_cache(maxsize=1)
def _english() -> _English:
    en = table()["english"]
    return _English(
        idioms=re.compile("|".join(rf"\b(?:{p})" for p in en["idioms"])),
        clause=frozenset(en["clause"].split()),
        phrases=re.compile("|".join(rf"\b(?:{p})\b" for p in en["phrases"])),
        words={stem(word): kind for word, kind in _kinds(en)},
        prefix=tuple(en["prefix"].split()),
        not_prefix=tuple(en["not_prefix"].split()),
    )


def _free(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return all(end <= a or start >= b for a, b in taken)


def lookup_form(morpheme: Morpheme) -> str:
    """The form under which tables list a morpheme, or an empty string for endings and marks."""
    if morpheme.tag in _STEM_TAGS:
        return morpheme.form + "다"
    return morpheme.form if morpheme.tag in _WORD_TAGS else ""


def _word_start(text: str, at: int) -> int:
    while at > 0 and text[at - 1] not in _EDGE:
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at] not in _EDGE:
        at += 1
    return at


def _negates(ms: tuple[Morpheme, ...], i: int) -> bool:
    """Whether morpheme ``i`` negates a clause."""
    form, tag = ms[i].form, ms[i].tag
    before = ms[i - 1] if i else None
    after_ji = before is not None and before.form in {"지", "질", "진", "지를", "치", "기"}
    if tag == "JX" and before is not None:
        after_ji = False
    if form in {"않", "아니하"} and tag in _STEM_TAGS | {"XSA", "XSV"}:
        return True
    if form in {"못하", "말"} and tag in _STEM_TAGS:
        # -고 말다 is "ended up doing"; 말 after 지, or after 지 and a particle (가지는 말라).
        return form == "못하" or after_ji or (i > 1 and ms[i - 2].form == "지")
    if form in {"안", "못"} and tag == "MAG":
        return i + 1 < len(ms) and ms[i + 1].tag[0] in "VXMN"
    return (form == "없" and tag in _STEM_TAGS) or (form, tag) in {
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


def _korean_clauses(text: str, taken: list[tuple[int, int]]) -> Iterator[Cue]:
    ms = morphemes(text)
    for i, m in enumerate(ms):
        if not _negates(ms, i) or not _free(m.start, m.end, taken):
            continue
        begin, head = _head(ms, i)
        start = _word_start(text, begin)
        end = _word_end(text, ms[min(i + 1, len(ms) - 1)].end if m.tag == "MAG" else m.end)
        taken.append((m.start, end))
        # A denial denied (배제할 수 없다, 부인하지 않았다) is as well said without a negation.
        denied = _korean().words.get(head, _korean().words.get(head + "하다"))
        kind = CueKind.IDIOM if denied is CueKind.LEXICAL else CueKind.CLAUSE
        yield Cue(kind, start, end, text[start:end], head)


def _prefixed(text: str, ms: tuple[Morpheme, ...]) -> Iterator[tuple[int, int]]:
    # Only from the start of a morpheme (not the 무한 of 근무한), and no part of a name (불가리아).
    begins = {m.start: m for m in ms}
    for match in _korean().prefix.finditer(text):
        first = begins.get(match.start())
        if first is not None and not (first.tag == "NNP" and first.end > match.end()):
            yield match.span()


def _korean_words(text: str, taken: list[tuple[int, int]]) -> Iterator[Cue]:
    listed = _korean().words
    ms = morphemes(text)
    for start, end in _prefixed(text, ms):
        if _free(start, end, taken):
            taken.append((start, end))
            yield Cue(CueKind.PREFIX, start, end, text[start:end])
    for i, m in enumerate(ms):
        form = lookup_form(m)
        kind = listed.get(form)
        if kind is None and i + 1 < len(ms) and ms[i + 1].tag == "XSV":
            kind = listed.get(form + "하다")
        if m.tag == "XPN" and m.form in _PREFIX_FORMS:
            kind = CueKind.PREFIX
        if kind is not None and m.end > m.start and _free(m.start, m.end, taken):
            yield Cue(kind, m.start, m.end, text[m.start : m.end], form)


@lru_cache(maxsize=65536)
def korean_cues(sentence: str) -> tuple[Cue, ...]:
    """The negation cues of a Korean sentence (normalised), in text order."""
    taken = [m.span() for m in _korean().silent.finditer(sentence)]
    found = [
        Cue(CueKind.IDIOM, *m.span(), m[0])
        for m in _korean().idioms.finditer(sentence)
        if _free(*m.span(), taken)
    ]
    taken += [(cue.start, cue.end) for cue in found]
    found += _korean_clauses(sentence, taken)
    found += _korean_words(sentence, taken)
    return tuple(sorted(found, key=lambda cue: (cue.start, cue.end)))


def _affixed(word: str, facts: _English) -> bool:
    if word in {"un", "non"}:  # un-detectable
        return True
    if word.startswith(facts.not_prefix):
        return False
    if word.startswith(facts.prefix):
        return True
    return (word.startswith(("un", "non")) and len(word) >= 6) or (
        word.endswith(("less", "lessly", "lessness")) and len(word) >= 7
    )


def _english_kind(word: str, facts: _English, seen: set[str]) -> CueKind | None:
    if word in facts.clause or word.endswith("n't"):
        # "neither A nor B" is one negation.
        return None if word == "nor" and "neither" in seen else CueKind.CLAUSE
    kind = facts.words.get(stem(word))
    if kind is not CueKind.LEXICAL and _affixed(word, facts):
        return CueKind.PREFIX
    return kind


@lru_cache(maxsize=65536)
def english_cues(sentence: str) -> tuple[Cue, ...]:
    """The negation cues of an English sentence (normalised), in text order."""
    facts = _english()
    lowered = sentence.lower() if len(sentence.lower()) == len(sentence) else sentence
    found: list[Cue] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in ((CueKind.IDIOM, facts.idioms), (CueKind.LEXICAL, facts.phrases)):
        for match in pattern.finditer(lowered):
            if match[0] and _free(*match.span(), taken):
                taken.append(match.span())
                found.append(Cue(kind, *match.span(), sentence[match.start() : match.end()]))
    seen: set[str] = set()
    for word in words(sentence):
        lower = word.text.lower()
        word_kind = _english_kind(lower, facts, seen)
        seen.add(lower)
        if word_kind is not None and _free(word.start, word.end, taken):
            found.append(Cue(word_kind, word.start, word.end, word.text))
    return tuple(sorted(found, key=lambda cue: (cue.start, cue.end)))


def reversed_in(cue: Cue, english: str) -> bool:
    """Whether the English may say a negated Korean predicate positively (좋지 않다 as "poor")."""
    opposites = _korean().reversed.get(cue.head, frozenset())
    return any(word.stem in opposites for word in words(english))
