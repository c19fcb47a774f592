"""Quotations in Korean and English: their spans, what they are, and who speaks.

Works on normalised text, where every double mark is ``"`` and every single one ``'``, so that an
opening mark is told from a closing one by what stands beside it. Apostrophes and inch marks are no
quotation marks. Offsets are into the sentence given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from audit.article import Lang
from audit.text.korean import morphemes

_BRACKETS = {"「": "」", "『": "』", "《": "》", "〈": "〉", "«": "»"}
_NO_APOSTROPHE_WORDS = re.compile(r"'(?:\d0s|em|til|tis|twas|cause|n)\b", re.IGNORECASE)
_CONTEXT = 160  # characters beside a quotation in which its verb of saying may stand
_REACH = 6  # sentences that one quotation may run over
_SAY = (
    r"(?:said|says|say|saying|adds?|added|adding|tells?|told|telling|asks?|asked|asking|writes?|wrote|"
    r"written|repl(?:y|ied|ies)|answer(?:s|ed)|stat(?:es?|ed|ing)|declar(?:es?|ed|ing)|"
    r"announc(?:es?|ed|ing)|explain(?:s|ed|ing)?|not(?:es?|ed|ing)|remark(?:s|ed|ing)?|"
    r"warn(?:s|ed|ing)?|insist(?:s|ed|ing)?|argu(?:es?|ed|ing)|stress(?:es|ed|ing)?|"
    r"emphasi[sz](?:es?|ed|ing)|claim(?:s|ed|ing)?|continu(?:es?|ed)|conclud(?:es?|ed)|"
    r"comment(?:s|ed|ing)?|recall(?:s|ed|ing)?|admit(?:s|ted)?|urg(?:es?|ed|ing)|"
    r"call(?:s|ed|ing)? (?:on|for)|quoted|tweet(?:s|ed)|post(?:s|ed)|reads?|shout(?:s|ed|ing)|"
    r"reveal(?:s|ed)|report(?:s|ed)|agree[sd]?|confirm(?:s|ed)|acknowledg(?:es?|ed)|"
    r"point(?:s|ed) out|vow(?:s|ed)|pledg(?:es?|ed)|accus(?:es?|ed)|criticiz(?:es?|ed)|"
    r"according to)"
)
_NAME = r"(?:(?:[A-Z][\w.'-]*|of|the|for|de|al|bin|van|von)\s+){0,6}[A-Z][\w'-]*"
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Ii]t)"
_SAID_AFTER = re.compile(
    rf"\W*(?:{_SAY}\b|(?:[\w.'-]+\s+){{1,8}}{_SAY}\b|(?:[^\"]{{1,90}}, ){_SAY}\b)"
)
_SAID_BEFORE = re.compile(rf"\b{_SAY}\b(?:[^\".;]{{0,60}})?[,:]?\s*(?:that\s*)?$|[:,]\s*$")
_TITLE_CUE = re.compile(
    r"\b(?:titled|entitled|called|named|dubbed|film|movie|novel|book|album|song|single|drama|series|"
    r"show|play|article|magazine|poem|opera|musical|painting|exhibition|program|programme|documentary)"
    r"[,:]?\s*(?:the\s*)?$"
)
_FINITE = re.compile(
    r"\b(?:I|we|you|he|she|they|it|is|are|was|were|will|would|can|could|must|should|has|have|had)\b"
    r"|'(?:s|m|re|ve|ll)\b"
)
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "to",
        "and",
        "for",
        "with",
        "at",
        "from",
        "by",
        "or",
        "but",
    ]
)
_KO_SAID = re.compile(
    r"(?:이?라|다|자|냐|느냐)?(?:고|며|면서)(?:도|는)?(?=[\s,.]|$|[가-힣])|(?:이?라)(?:고|며|면서)|하고\b|하며\b"
)
# What may follow a closing mark: said that, called, and plain particles.
_KO_CITED = re.compile(_KO_SAID.pattern + r"|이?라(?:는|던|고|며)|는 |란 |[을를은는이가의에]")
_KO_INDIRECT = re.compile(
    r"(?:다|라|자|냐|려|까)(?:고|며|면서)(?:도|는)?\s*(?:\S+\s+){0,3}?"
    r"(?:말|밝혔|밝혀|밝히|전했|전하|강조|주장|설명|덧붙|지적|언급|비판|답|경고|촉구|당부|호소|평가|보도|"
    r"발표|했다|하였다|반박|약속|단언|토로|털어놨|요청|제안|분석|내다봤|회고|인정|비난)"
)


class QuoteKind(StrEnum):
    """What stands between quotation marks.

    ``SPEECH`` is a quotation of at least a clause; ``FRAGMENT`` a few quoted words inside the
    writer's own sentence; ``EMPHASIS`` one to three words set off (scare quotes, terms);
    ``TITLE`` the name of a work.
    """

    SPEECH = "speech"
    FRAGMENT = "fragment"
    EMPHASIS = "emphasis"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, or the part of one that lies in this sentence.

    ``start`` and ``end`` include the marks, ``text`` does not. ``mark`` is the opening mark.
    ``opened`` and ``closed`` say whether its marks are in this sentence. ``depth`` is 0, or how
    many quotations it lies in.
    """

    start: int
    end: int
    text: str
    mark: str
    kind: QuoteKind
    depth: int
    opened: bool = True
    closed: bool = True

    @property
    def words(self) -> int:
        """Number of words between the marks."""
        return len(self.text.split())


class _Span(NamedTuple):
    start: int
    end: int
    mark: str
    depth: int
    opened: bool
    closed: bool


def _is_apostrophe(text: str, at: int, lang: Lang) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if lang == "ko":
        return bool(re.fullmatch(r"[A-Za-z0-9]'[A-Za-z0-9]", before + "'" + after))
    return (before.isalnum() and after.isalnum()) or bool(
        _NO_APOSTROPHE_WORDS.match(text, at) and not before.isalnum()
    )


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after.strip()) and (not before.strip() or before in "([{<-–—/\"'·…")


def _closes_single(text: str, at: int) -> bool:
    """Whether a single mark after an opening one ends it, or is a plural's possessive."""
    after = text[at + 1 : at + 2]
    if not text[at - 1 : at].strip() or after.isalnum():
        return False
    possessive = text[at - 1] == "s" and re.match(r" [a-z]", text[at + 1 :])
    later = re.search(r"\S'(?!\w)", text[at + 1 :])
    return not (possessive and later and " '" not in text[at + 1 : at + 1 + later.start()])


def _is_stray(text: str, at: int) -> bool:
    """A mark that opens nothing: a mistyped apostrophe (coup d"état), or a space follows."""
    between = re.fullmatch(r'[A-Za-zÀ-ɏ]"[A-Za-zÀ-ɏ]', text[max(0, at - 1) : at + 2])
    return bool(between) or not text[at + 1 : at + 2].strip()


def _is_inch(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and not text[at + 1 : at + 2].isalnum()


def _spans(text: str, lang: Lang) -> Iterator[_Span]:
    """The spans between marks; an opening mark without a closing one runs to the end."""
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in _BRACKETS:
            stack.append((char, at))
        elif stack and _BRACKETS.get(stack[-1][0]) == char:
            mark, start = stack.pop()
            yield _Span(start, at + 1, mark, len(stack), True, True)
        elif char == '"':
            yield from _double(text, at, stack)
        elif char == "'" and not _is_apostrophe(text, at, lang):
            yield from _single(text, at, stack, lang)
    for depth, (mark, start) in enumerate(stack):
        if mark == '"':
            yield _Span(start, len(text), mark, depth, True, False)


def _closes_earlier(text: str, at: int) -> bool:
    """Whether a double mark with none open ends a quotation begun in an earlier sentence."""
    if not text[at - 1 : at].strip() or at == 0 or text.count('"', at) % 2 == 0:
        return False
    after = text[at + 1 :]
    return (text[at - 1] in ".,!?…-)" and not after[:1].isalnum()) or bool(
        re.match(r"$|[.,)]|" + _KO_CITED.pattern, after)
    )


def _double(text: str, at: int, stack: list[tuple[str, int]]) -> Iterator[_Span]:
    marks = [mark for mark, _ in stack]
    if '"' in marks and not (_opens(text, at) and text[at - 1 : at] != '"'):
        while stack[-1][0] != '"':  # an apostrophe that looked like an opening mark
            stack.pop()
        _, start = stack.pop()
        yield _Span(start, at + 1, '"', len(stack), True, True)
    elif '"' not in marks and _closes_earlier(text, at):
        yield _Span(0, at + 1, '"', 0, False, True)
    elif '"' not in marks and (_is_inch(text, at) or _is_stray(text, at)):
        return
    else:
        stack.append(('"', at))


def _single(text: str, at: int, stack: list[tuple[str, int]], lang: Lang) -> Iterator[_Span]:
    is_open = any(mark == "'" for mark, _ in stack)
    if is_open and (lang == "ko" or _closes_single(text, at)):
        while stack[-1][0] != "'":
            stack.pop()
        _, start = stack.pop()
        yield _Span(start, at + 1, "'", len(stack), True, True)
    elif not is_open and (_opens(text, at) or (lang == "ko" and text[at + 1 : at + 2].strip())):
        stack.append(("'", at))


def _kind_english(text: str, span: _Span, inner: str) -> QuoteKind:
    count = len(inner.split())
    before = text[max(0, span.start - _CONTEXT) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    said = bool(_SAID_AFTER.match(after)) and inner.rstrip()[-1:] in {",", ".", "!", "?", "-", "…"}
    said = said or bool(_SAID_BEFORE.search(before))
    tokens = [token for token in re.findall(r"[\w'’-]+", inner) if token not in _SMALL_WORDS]
    capitals = bool(tokens) and all(token[0].isupper() or token[0].isdigit() for token in tokens)
    if capitals and count <= 8 and _TITLE_CUE.search(before):
        return QuoteKind.TITLE
    if capitals and 2 <= count <= 8 and not said:
        return QuoteKind.TITLE
    ends = inner.rstrip()[-1:] in {",", ".", "!", "?"}
    if said and ((ends and inner[:1].isupper()) or count >= 6 or _FINITE.search(inner)):
        return QuoteKind.SPEECH
    whole = not text[: span.start].strip(" ('") and ends and count >= 2
    if whole or re.search(r"[.!?] +[A-Z]", inner) or not (span.opened and span.closed):
        return QuoteKind.SPEECH
    return _by_length(count)


def _by_length(count: int) -> QuoteKind:
    return QuoteKind.EMPHASIS if count <= 3 else QuoteKind.FRAGMENT


def _kind_korean(text: str, span: _Span, inner: str) -> QuoteKind:
    count = len(inner.split())
    if span.mark in _BRACKETS:
        return QuoteKind.TITLE
    said = bool(_KO_SAID.match(text[span.end :].lstrip(",")))
    clause = bool(re.search(r"(?:다|요|까|죠|자|라|오|네|지|냐|니|걸|데|군|세|마)[.!?~…]*$", inner))
    if span.mark == "'":
        if said and clause and count >= 3 and span.depth == 0:
            return QuoteKind.SPEECH
        return _by_length(count)
    if not (span.opened and span.closed):
        return QuoteKind.SPEECH
    if clause and (said or count >= 4 or inner.rstrip()[-1:] in ".!?"):
        return QuoteKind.SPEECH
    return QuoteKind.SPEECH if said and count >= 6 else _by_length(count)


@lru_cache(maxsize=65536)
def quotations(sentence: str, lang: Lang) -> tuple[Quotation, ...]:
    """The quotations of one sentence (normalised), in text order, outer before inner."""
    found = []
    for span in _spans(sentence, lang):
        start = span.start + (1 if span.opened else 0)
        inner = sentence[start : span.end - (1 if span.closed else 0)]
        if not inner.strip():
            continue
        kind = (_kind_english if lang == "en" else _kind_korean)(sentence, span, inner)
        found.append(
            Quotation(
                span.start, span.end, inner, span.mark, kind, span.depth, span.opened, span.closed
            )
        )
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


@lru_cache(maxsize=64)
def quotations_across(sentences: tuple[str, ...], lang: Lang) -> tuple[tuple[Quotation, ...], ...]:
    """The quotations of consecutive sentences, those that run over several included.

    A quotation opened in one sentence and closed at most six sentences later gives one part in
    each; a sentence wholly inside it is one part with neither mark.
    """
    found = [list(quotations(sentence, lang)) for sentence in sentences]
    for last, parts in enumerate(found):
        if not any(not part.opened for part in parts):
            continue
        first = next(
            (
                i
                for i in range(last - 1, max(-1, last - _REACH - 1), -1)
                if any(not part.closed for part in found[i])
            ),
            last,
        )
        for i in range(first + 1, last):
            text = sentences[i]
            found[i] = [
                Quotation(0, len(text), text, '"', QuoteKind.SPEECH, 0, False, False),
                *(replace(part, depth=part.depth + 1) for part in found[i]),
            ]
    return tuple(tuple(parts) for parts in found)


def outside(sentence: str, quotes: Sequence[Quotation]) -> str:
    """The sentence with everything between (and including) the marks blanked out; same length."""
    out = list(sentence)
    for quote in quotes:
        out[quote.start : quote.end] = " " * (quote.end - quote.start)
    return "".join(out)


def has_indirect_speech(korean: str) -> bool:
    """Whether a Korean sentence (normalised) reports speech without quoting it (-다고 말했다)."""
    return bool(_KO_INDIRECT.search(outside(korean, quotations(korean, "ko"))))


class Speaker(NamedTuple):
    """Who is said to speak: the words as they stand, and their span in the sentence."""

    text: str
    start: int
    end: int


_EN_SPEAKER = (
    re.compile(
        rf"\b(?P<who>{_NAME}|{_PRONOUN})(?:,[^,\"]{{1,80}},)?\s+(?:(?:has|have|had|also|then|later)\s+)*{_SAY}\b"
    ),
    re.compile(rf"\b{_SAY}\s+(?P<who>(?:[a-z-]+\s+){{0,3}}{_NAME})"),
    re.compile(rf"\b(?P<who>(?:the|his|her|their|an?) (?:[a-z'-]+ ){{0,3}}[a-z'-]+)\s+{_SAY}\b"),
)
# What ends a subject that is an office, a body or a relation, and nobody's name.
_KO_ROLE = re.compile(
    "(?:부|청|처|원|측|당국|검찰|경찰|법원|정부|관계자|대변인|위원장|장관|차관|총리|대통령|대표|의원|교수|위원|"
    "감독|선수|회장|사장|변호인|변호사|판사|검사|주민|유족|어머니|아버지|아내|남편|아들|딸|배우|가수|작가)$"
)
# A title alone stands for somebody named before: 의원은, 씨는 after an age in brackets.
_BARE = frozenset(
    "씨 의원 교수 대표 위원 감독 회장 사장 선수 장관 차관 총리 대통령 위원장 대변인 관계자".split()
)


def english_speaker(sentence: str) -> Speaker | None:
    """The subject of the verb of saying outside the quotation marks, pronouns included."""
    rest = outside(sentence, quotations(sentence, "en"))
    for pattern in _EN_SPEAKER:
        match = pattern.search(rest)
        if match is not None:
            return Speaker(match["who"], *match.span("who"))
    return None


def korean_speaker(sentence: str) -> Speaker | None:
    """The topic or subject (은/는/이/가) outside the quotation marks, if it names somebody or a role."""
    quotes = [q for q in quotations(sentence, "ko") if q.kind is QuoteKind.SPEECH]
    if not quotes:
        return None
    ms = [m for m in morphemes(sentence) if not any(q.start <= m.start < q.end for q in quotes)]
    for i, m in enumerate(ms):
        if (m.form, m.tag) not in {("은", "JX"), ("는", "JX"), ("이", "JKS"), ("가", "JKS")}:
            continue
        j = i
        while j and (
            ms[j - 1].tag in {"NNP", "NNG", "XSN", "SL", "XPN", "XR"} or ms[j - 1].form == "씨"
        ):
            j -= 1
        if j == i:
            continue
        phrase = sentence[ms[j].start : ms[i - 1].end]
        if phrase in _BARE:
            return None
        named = any(part.tag == "NNP" or part.form == "씨" for part in ms[j:i])
        if named or _KO_ROLE.search(phrase):
            start, end = ms[j].start, ms[i - 1].end
            return Speaker(sentence[start:end], start, end)
    return None
