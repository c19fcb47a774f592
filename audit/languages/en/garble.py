"""What a translation machine leaves behind in an English sentence, with spans.

Hangul, remarks of the machine about its own work, alternatives in brackets, placeholders, mark-up, doubled
words, sentences that break off or lack a word. Works on normalised text; offsets are into the sentence given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from audit.languages.spans import Extent, is_free

# Hangul, and every other script that an English newspaper does not print (Greek it may).
_LETTER = "가-힣ㄱ-ㆎ\u0400-\u04ff\u0530-\u10ff\u3040-\u30ff\u3400-\u9fff"
_FOREIGN = re.compile(f"[{_LETTER}]+(?:[ ·,]+[{_LETTER}]+)*")
_GLOSS = re.compile(
    r"[(\[]\s*[\"']?(?:Korean(?: name)?:?\s*)?([가-힣](?:[가-힣\s·,]{0,28}[가-힣])?)[\"']?"
    r"(?:\s*[,;/:]?\s*[\u3400-\u9fff]+)?\s*[)\]]"
)
_MACHINE = re.compile(
    r"\bas an? (?:AI|artificial intelligence|(?:large )?language model)(?: language)?"
    r"(?: model| assistant)?\b"
    r"|\b(?:here is|here's|below is|the following is) (?:the|a|an|your|my) "
    r"(?:[a-z]+ ){0,2}(?:translation|translated|English version)\b"
    r"|\b(?:I (?:cannot|can't|am unable to|'m unable to|will|have) "
    r"(?:translate|translated|provide a translation)|I hope this (?:helps|translation))\b"
    r"|^\s*(?:Sure|Certainly|Of course)[,!.] (?:here(?:'s| is)|below is)\b"
    r"|^\s*(?:\(|\[)?(?:translator'?s? )?note\s*:"
    r"|^\s*(?:English )?translation\s*:|^\s*(?:Korean|English|Source|Target|Output|Option \d)\s*:"
    r"|\blet me know if you(?:'d| would)? (?:like|need|want)\b"
    r"|\b(?:translation|original) (?:continues|truncated|omitted)\b",
    re.IGNORECASE,
)
_OPTIONS = re.compile(
    r"\[[^\[\]/]{1,40}\s?/\s?[^\[\]]{1,60}\]|\[(?:insert|name|date|number|placeholder|unclear|sic\?|"
    r"TBD|TK|translation|option)[^\[\]]{0,30}\]|\{\{[^{}]*\}\}|<(?:unk|s|/s|pad|eos|bos)>|\b[A-Z]+_PLACEHOLDER\b",
    re.IGNORECASE,
)
# What a program should have filled in: ${amount}, {0}, %s; 100%s and a set {a, b} are none.
_PLACEHOLDER = re.compile(
    r"\$\{[^{}]{1,40}\}|(?<![{\w])\{(?:\d{1,2}|[A-Za-z_][\w.]{0,30})\}(?!\})|(?<![\w%])%(?:\d\$)?[sd](?![\w%])"
)
_MARKUP = re.compile(
    r"\*\*[^*\n]+\*\*|^\s*#{1,6}(?=\s+\S)|\*{2,}|^\s*```|__[^_\n]+__|\[[^\]\n]+\]\(https?://[^)\s]+\)"
    r"|&(?:amp|quot|nbsp|lt|gt|#\d{2,5});|</?(?:p|br|b|i|em|strong|span|div)\b[^>]*>"
)
_DOUBLED = re.compile(r"\b([A-Za-z][\w'-]*)([ ]+)(\1)\b(?!['-]\w)", re.IGNORECASE)
# Words that English doubles (had had, that that, so so) and names made of a doubled word.
_MAY_DOUBLE = frozenset(
    ["had", "that", "is", "do", "her", "very", "no", "so", "really", "many", "much", "never", "far",
     "ha", "bye", "blah", "long", "now", "there", "yes", "hear", "knock", "tut", "more", "again",
     "on", "in", "new", "big", "old", "you", "it", "way", "who", "what", "aye", "win", "plus",
     "bora", "pago", "duran", "sing", "walla", "baden", "wagga", "sirhan", "zsa", "humbert",
     "boutros", "moi", "cha", "gaga", "yo"]
)  # fmt: skip
# An article with nothing to belong to: The has, in the. (but the have-nots); of was.
# "None of the of the frigates"; a refrain such as "step by step by step" is none.
_DOUBLED_PHRASE = re.compile(
    r"\b((?:of|in|to|for|with|from|by|at|on|and) (?:the|a|an|its|his|her|their)) \1\b"
)
_GAP = re.compile(
    r"\b[Tt]he (?:has|have|had|is|was|were|are|did|does|and|or|but|in|at|to|by|for|with|from|that|"
    r"which|who|of)(?![\w'-])|\bthe ?[,.;:!?](?!\w|\.)|\bof (?:has|had|was|were|is|are)(?![\w'-])"
)
_ENDS = re.compile(r"[.!?…:;][\"')\]]*\s*$|[\"')\]]\s*$")
_OPEN_END = re.compile(
    r"(?:\b(?:the|a|an|of|to|and|or|but|with|for|from|by|in|at|on|that|which|who|is|are|was|were|has|"
    r"have|had|will|would|could|its|his|their|our|than|as|because|into|between|about|this|these)|[,(–-])\s*$"
)


class GarbleKind(StrEnum):
    """What kind of remnant; ``HANGUL`` stands for any script that is not Latin, ``GAP`` for a lost word."""

    HANGUL = "hangul"
    GLOSS = "gloss"
    MACHINE = "machine"
    OPTIONS = "options"
    PLACEHOLDER = "placeholder"
    MARKUP = "markup"
    DOUBLED = "doubled"
    TRUNCATED = "truncated"
    GAP = "gap"


class Garble(NamedTuple):
    """One remnant; ``text`` is ``sentence[start:end]``."""

    kind: GarbleKind
    start: int
    end: int
    text: str


def garbles(sentence: str, *, headline: bool = False) -> tuple[Garble, ...]:
    """The remnants in one English sentence (normalised), in text order.

    A headline may end without a full stop and on any word; so may a caption.
    """
    found = [*_hangul(sentence), *_patterns(sentence), *_doubled(sentence)]
    doubled = [(garble.start, garble.end) for garble in found if garble.kind is GarbleKind.DOUBLED]
    found += [
        Garble(GarbleKind.GAP, *match.span(), match[0])
        for match in _GAP.finditer(sentence)
        if is_free(*match.span(), doubled)
    ]
    if not headline:
        found += _truncated(sentence)
    return tuple(sorted(found, key=lambda garble: (garble.start, garble.end)))


def _hangul(sentence: str) -> Iterator[Garble]:
    glosses = [match.span() for match in _GLOSS.finditer(sentence)]
    for start, end in glosses:
        yield Garble(GarbleKind.GLOSS, start, end, sentence[start:end])
    for match in _FOREIGN.finditer(sentence):
        if not any(start <= match.start() < end for start, end in glosses):
            yield Garble(GarbleKind.HANGUL, *match.span(), match[0])


def _patterns(sentence: str) -> Iterator[Garble]:
    taken: list[Extent] = []
    for kind, pattern in (
        (GarbleKind.MACHINE, _MACHINE),
        (GarbleKind.OPTIONS, _OPTIONS),
        (GarbleKind.PLACEHOLDER, _PLACEHOLDER),
        (GarbleKind.MARKUP, _MARKUP),
    ):
        for match in pattern.finditer(sentence):
            if is_free(*match.span(), taken):
                taken.append(match.span())
                yield Garble(kind, *match.span(), match[0])


def _doubled(sentence: str) -> Iterator[Garble]:
    for match in _DOUBLED.finditer(sentence):
        word, again = match[1], match[3]
        if word.lower() in _MAY_DOUBLE or (word != again and word[0].islower()):
            continue
        yield Garble(GarbleKind.DOUBLED, *match.span(), match[0])
    for match in _DOUBLED_PHRASE.finditer(sentence):
        yield Garble(GarbleKind.DOUBLED, *match.span(), match[0])


def _truncated(sentence: str) -> Iterator[Garble]:
    text = sentence.rstrip()
    if len(text.split()) < 5 or _ENDS.search(text):
        return
    match = _OPEN_END.search(text)
    if match is not None:
        yield Garble(GarbleKind.TRUNCATED, match.start(), len(text), text[match.start() :])


_LAST_WORD = re.compile(r"(?<![\w'’@.&/-])[a-z]+$")


def lacks_its_end(sentence: str) -> Garble | None:
    """The last word of an English sentence (normalised) that has no stop; cut off if it is no word."""
    text = sentence.rstrip()
    match = _LAST_WORD.search(text)
    if match is None or len(text.split()) < 3:
        return None
    return Garble(GarbleKind.TRUNCATED, *match.span(), match[0])


def has_its_end(sentence: str) -> bool:
    """Whether an English sentence (normalised) ends in a stop or a closing mark."""
    return bool(_ENDS.search(sentence))
