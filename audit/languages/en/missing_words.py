"""Places where English stops making sense because a word has gone: "a tour of and Canada".

Words that hardly ever stand side by side are a sure sign; weaker ones are left to a check that also
misses something.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from audit.languages.kept import remembered

_ARTICLE = "[Tt]he|an?|its|their|our|your|my"
_AUXILIARY = "is|was|are|were|has|had|will|would|can|could|should|does|did|said|says|told"
_PREPOSITION = "of|from|between|against|among|into|at|with|than|during|despite|via|toward|towards"
_LOOSE = "in|on|for|by|about|as|near|under|over|to"
_CLAUSE = "because|when|while|although|though|unless|until|if|whether|where"
_SURE = re.compile(
    # The and, a of, its is, the.
    rf"\b(?:{_ARTICLE}) (?:and|or|but|{_PREPOSITION}|{_AUXILIARY}|in|on|to|by|for|who|which|that)\b(?!-)"
    rf"|\b(?:[Tt]he|an?|its|their)\s*[.,;:!?)](?![\w.])"
    # Of and, from is, between of; of.
    rf"|\b(?:of|from|between|against|among|into|at|than) (?:and|or|but|{_AUXILIARY}|of)\b(?! (?:all|out))"
    r"|\bfrom to\b"
    r"|\b(?:of|between|among|into|against|during|despite)\s*[,;:](?!\.|\d)|\b(?:and|or)\s*[.;:?!](?!\.)"
    # Because was, when told.
    rf"|\b(?:because|while|although|though|whether) (?:{_AUXILIARY})\b(?! to)"
    r"|(?:^|[\s(])['’]s\b|,\s*,|\(\s*\)|\b(?:of|from|with|at|and|by) ['’]s\b"
)
_LIKELY = re.compile(
    rf"\b(?:{_PREPOSITION}|{_LOOSE}) (?:and|or|but|(?!have){_AUXILIARY})\b"
    rf"|\b(?:{_PREPOSITION}|{_LOOSE}) ?(?:[.,;:?!](?![\w.])| [-–—] |$)"
    rf"|\b(?:{_CLAUSE}|what|how) (?:{_AUXILIARY})\b"
    rf"|\b(?:in|at|from|with|by|for|of) (?:in|of|by|at|for|with)\b"
    r"|, (?:has|had|will|would|told)\b|\b[Tt]he [.,]|\b(?:of|from|between|with|at) (?:that)\b"
)
# A name gone from the beginning: "is struggling", 's lead.
_GAP = re.compile(
    r"(?<=[\w,]) {2,}(?=\w)|(?<=\w) [.,;!?](?=\s|$)|^\s*[,;]|^[\"“'‘]\s+(?=\w)"
    rf"|^[\"“'‘]?(?:{_AUXILIARY})\b(?=.*[a-z])|^[\"“'‘]?(?:and|of|who|whose)\b(?=.*[A-Z])"
)
# A text that sets off all its marks has no gap before them: "well , said Park 's aide ."
_TOKENISED = re.compile(r"\w [.!?][\"”'’ ]*$")
_SET_OFF = re.compile(r" ?[.,;!?]|[\s(]['’]s")
_SMALL = re.compile(r"[\"'“‘(\s]*[a-z]+ (?=.*[A-Z])")


class MissingWord(NamedTuple):
    """Where words are missing: the span of the words around, and whether they can mean nothing else."""

    start: int
    end: int
    sure: bool


@remembered(4096)
def missing_words(text: str) -> tuple[MissingWord, ...]:
    """The holes of an English sentence (normalised), sure ones first."""
    sure = [*_SURE.finditer(text), *_GAP.finditer(text)]
    if _TOKENISED.search(text):
        sure = [match for match in sure if not _SET_OFF.fullmatch(match[0])]
    likely = list(_LIKELY.finditer(text))
    small = _SMALL.match(text)
    if small:
        likely.append(small)
    return tuple(
        MissingWord(m.start(), m.end(), is_sure)
        for found, is_sure in ((sure, True), (likely, False))
        for m in found
    )
