"""Quotations in Korean: their spans, what they are, and who speaks, said without marks too (-다고 말했다).

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re

from audit.languages.kept import remembered
from audit.languages.ko.morphemes import morphemes
from audit.languages.quotations import (
    BRACKETS,
    KOREAN_SAID,
    Between,
    Marks,
    Quotation,
    QuoteKind,
    by_length,
    outside,
    quotations,
)
from audit.languages.spans import Found

_INDIRECT = re.compile(
    r"(?:다|라|자|냐|려|까)(?:고|며|면서)(?:도|는)?\s*(?:\S+\s+){0,3}?"
    r"(?:말|밝혔|밝혀|밝히|전했|전하|강조|주장|설명|덧붙|지적|언급|비판|답|경고|촉구|당부|호소|평가|보도|"
    r"발표|했다|하였다|반박|약속|단언|토로|털어놨|요청|제안|분석|내다봤|회고|인정|비난)"
)
# What ends a subject that is an office, a body or a relation, and nobody's name.
_ROLE = re.compile(
    "(?:부|청|처|원|측|당국|검찰|경찰|법원|정부|관계자|대변인|위원장|장관|차관|총리|대통령|대표|의원|교수|위원|"
    "감독|선수|회장|사장|변호인|변호사|판사|검사|주민|유족|어머니|아버지|아내|남편|아들|딸|배우|가수|작가)$"
)
# A title alone stands for somebody named before: 의원은, 씨는 after an age in brackets.
_BARE = frozenset(
    "씨 의원 교수 대표 위원 감독 회장 사장 선수 장관 차관 총리 대통령 위원장 대변인 관계자".split()
)


def _is_apostrophe(text: str, at: int) -> bool:
    return bool(
        re.fullmatch(r"[A-Za-z0-9]'[A-Za-z0-9]", text[at - 1 : at] + "'" + text[at + 1 : at + 2])
    )


def _opens_single(text: str, at: int) -> bool:
    return bool(text[at + 1 : at + 2].strip())


def _closes_single(_text: str, _at: int) -> bool:
    return True


def _kind(text: str, span: Between, inner: str) -> QuoteKind:
    count = len(inner.split())
    if span.mark in BRACKETS:
        return QuoteKind.TITLE
    said = bool(KOREAN_SAID.match(text[span.end :].lstrip(",")))
    clause = bool(re.search(r"(?:다|요|까|죠|자|라|오|네|지|냐|니|걸|데|군|세|마)[.!?~…]*$", inner))
    if span.mark == "'":
        if said and clause and count >= 3 and span.depth == 0:
            return QuoteKind.SPEECH
        return by_length(count)
    if not (span.opened and span.closed):
        return QuoteKind.SPEECH
    if clause and (said or count >= 4 or inner.rstrip()[-1:] in ".!?"):
        return QuoteKind.SPEECH
    return QuoteKind.SPEECH if said and count >= 6 else by_length(count)


_MARKS = Marks(_is_apostrophe, _opens_single, _closes_single, _kind)


@remembered(65536)
def korean_quotations(sentence: str) -> tuple[Quotation, ...]:
    """The quotations of one Korean sentence (normalised), in text order, outer before inner."""
    return quotations(sentence, _MARKS)


def has_indirect_speech(korean: str) -> bool:
    """Whether a Korean sentence (normalised) reports speech without quoting it (-다고 말했다)."""
    return bool(_INDIRECT.search(outside(korean, korean_quotations(korean))))


def korean_speaker(sentence: str) -> Found | None:
    """The topic or subject (은/는/이/가) outside the quotation marks, if it names somebody or a role."""
    quotes = [q for q in korean_quotations(sentence) if q.kind is QuoteKind.SPEECH]
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
        if named or _ROLE.search(phrase):
            start, end = ms[j].start, ms[i - 1].end
            return Found(sentence[start:end], start, end)
    return None
