"""How sure a sentence is of what it says: hearsay, expectation, plan, possibility, obligation.

Korean says it at the end of the predicate, English with a verb, an auxiliary or an adverb anywhere in the
sentence. After the modality categories of Palmer (2001): epistemic, evidential, deontic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Modality(StrEnum):
    """What a predicate is marked for."""

    HEARSAY = "hearsay"
    EXPECTED = "expected"
    CONSIDERED = "considered"
    POSSIBLE = "possible"
    OBLIGED = "obliged"


class Marked(NamedTuple):
    """A marked predicate: the marking words as they stand, and their span."""

    modality: Modality
    text: str
    start: int
    end: int


_END = r"(?:다|습니다|음|고|며|면서|지만|는데|으나|어|으며|다고|다며|다면서|다는|라고|라며|라는)"
# What one can see, hear, know or use is there: no doubt is meant.
_ABLE = "".join(
    f"(?<!{verb} )"
    for verb in "볼 알 들 들을 찾을 얻을 받을 만날 즐길 느낄 이용할 관람할 확인할 구할 살펴볼".split()
)
_KOREAN = {
    Modality.HEARSAY: re.compile(
        r"(?:것으로|고|라고|이라고) ?(?:알려졌|전해졌|전해지고 있|알려지고 있|추정됐|추정된|추정되)\w*"
    ),
    Modality.EXPECTED: re.compile(
        r"(?<=[가-힣] )전망(?:이다|이라고|이며|이라며|됐다|된다|된다고|했다|하고 있다)"
        r"|것으로 (?:전망|예상|관측|기대|예측|보인|보고 있|내다봤|내다봐)\w*"
    ),
    Modality.CONSIDERED: re.compile(
        r"(?:검토|고려)(?:하고 있|할 계획|할 예정|하기로|할 방침| 중이|중이)\w*"
    ),
    Modality.POSSIBLE: re.compile(
        rf"{_ABLE}수(?:도)? 있(?:{_END}|을 것|을지|겠)\w*"
        r"|가능성[이도은을] ?(?:있|크|높|제기|거론|배제하지|열어)\w*"
        r"|지도? (?:모른|몰라)\w*"
    ),
    Modality.OBLIGED: re.compile(
        r"[가-힣]야(?:만)? (?:한다|할 것|했다|하며|하고|된다|합니다|됩니다|한다고|한다며|한다는)\w*"
    ),
}
# What English has for it; more is accepted than says the same, for what is looked for is its loss.
_ENGLISH = {
    Modality.HEARSAY: (
        r"report|said to|says?\b|believ|apparent|known|accord|thought|estimat|appear|seem|alleg|understood|"
        r"rumou?r|suspect|presum|likely|expected|sources?|told|assum|suppos|consider|claim|learn|might|may\b"
    ),
    Modality.EXPECTED: (
        r"expect|forecast|project|predict|likely|would|could|may\b|might|should|set to|outlook|anticipat|"
        r"seem|appear|estimat|believ|plan|poised|probabl|look|think|thought|see[ns]?\b|foresee|hope|"
        r"prospect|sure|promis|tipp?ed|due|view|bound|suggest|apparent|consider|assum|schedul|potential|"
        r"\bto be\b|on track|on course|pav|eye|possib"
    ),
    Modality.CONSIDERED: (
        r"consider|review|weigh|mull|stud(?:y|ie)|look|examin|explor|may\b|might|could|discuss|think|plan|"
        r"contemplat|evaluat|assess|option|possib|ponder|debat|thought|mind|would|intend|decid|toy"
    ),
    Modality.POSSIBLE: (
        r"may\b|maybe|might|can\b|can't|cannot|could|possib|potential|likel|perhaps|able\b|ability|chance|"
        r"risk|would|option|probab|conceiv|allow|enable|capab|feasib|\bif\b|unless|let\b|lets\b|should|"
        r"prospect|opportun|appear|seem|threat|fear|susceptib|vulnerab|afford|doubt|sure|suggest|get to|"
        r"in a position|who knows|expect|[a-z]{3,}ib(?:le|ly|ility)\b|[a-z]{3,}ab(?:le|ly|ility)\b|"
        r"offer|free to|available"
    ),
    Modality.OBLIGED: (
        r"must|should|have to|has to|had to|having to|need|requir|ought|call|urg|necess|essential|oblig|"
        r"demand|import|deserv|let's|let us|press|insist|mandat|suppos|shall|responsib|dut(?:y|ies)|"
        r"bound|crucial|vital|imperative|forc|want|had better|be to|are to|is to|recommend|advis|has got|"
        r"got to|gotta|only (?:if|when|after)|until|unless|can(?:'t|not)? only|do not|don't|make sure|"
        r"ensure|critical|key\b"
    ),
}
_ACCEPTED = {
    modality: re.compile(rf"\b(?:un)?(?:{pattern})", re.IGNORECASE)
    for modality, pattern in _ENGLISH.items()
}


def marked(korean: str) -> Iterator[Marked]:
    """The marked predicates of a Korean sentence (normalised), by kind."""
    for modality, pattern in _KOREAN.items():
        for match in pattern.finditer(korean):
            yield Marked(modality, match[0], *match.span())


def is_kept(modality: Modality, english: str) -> bool:
    """Whether English text (normalised) has any word for the modality."""
    return bool(_ACCEPTED[modality].search(english))
