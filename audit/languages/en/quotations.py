"""Quotations in English: their spans, what they are, and who speaks.

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re

from audit.languages.kept import remembered
from audit.languages.quotations import (
    Between,
    Marks,
    Quotation,
    QuoteKind,
    by_length,
    opens,
    outside,
    quotations,
)
from audit.languages.spans import Found

_NO_APOSTROPHE_WORDS = re.compile(r"'(?:\d0s|em|til|tis|twas|cause|n)\b", re.IGNORECASE)
_CONTEXT = 160  # characters beside a quotation in which its verb of saying may stand
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
_SMALL_WORDS = frozenset("a an the of in on to and for with at from by or but".split())
_SPEAKER = (
    re.compile(
        rf"\b(?P<who>{_NAME}|{_PRONOUN})(?:,[^,\"]{{1,80}},)?\s+(?:(?:has|have|had|also|then|later)\s+)*{_SAY}\b"
    ),
    re.compile(rf"\b{_SAY}\s+(?P<who>(?:[a-z-]+\s+){{0,3}}{_NAME})"),
    re.compile(rf"\b(?P<who>(?:the|his|her|their|an?) (?:[a-z'-]+ ){{0,3}}[a-z'-]+)\s+{_SAY}\b"),
)


def _is_apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (before.isalnum() and after.isalnum()) or bool(
        _NO_APOSTROPHE_WORDS.match(text, at) and not before.isalnum()
    )


def _closes_single(text: str, at: int) -> bool:
    """Whether a single mark after an opening one ends it, or is a plural's possessive."""
    after = text[at + 1 : at + 2]
    if not text[at - 1 : at].strip() or after.isalnum():
        return False
    possessive = text[at - 1] == "s" and re.match(r" [a-z]", text[at + 1 :])
    later = re.search(r"\S'(?!\w)", text[at + 1 :])
    return not (possessive and later and " '" not in text[at + 1 : at + 1 + later.start()])


def _kind(text: str, span: Between, inner: str) -> QuoteKind:
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
    return by_length(count)


_MARKS = Marks(_is_apostrophe, opens, _closes_single, _kind)


@remembered(65536)
def english_quotations(sentence: str) -> tuple[Quotation, ...]:
    """The quotations of one English sentence (normalised), in text order, outer before inner."""
    return quotations(sentence, _MARKS)


def english_speaker(sentence: str) -> Found | None:
    """The subject of the verb of saying outside the quotation marks, pronouns included."""
    rest = outside(sentence, english_quotations(sentence))
    for pattern in _SPEAKER:
        match = pattern.search(rest)
        if match is not None:
            return Found(match["who"], *match.span("who"))
    return None
