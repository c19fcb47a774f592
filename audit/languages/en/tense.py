"""When an English sentence says that something happens: past, present and future, and whether it asks.

English says the past with a verb form that is often a participle too, so only those count that stand
where a finite verb stands. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit.languages.en.parse import Parse, parsed
from audit.languages.en.quotations import english_quotations
from audit.languages.en.words import any_of
from audit.languages.kept import remembered
from audit.languages.quotations import outside
from audit.languages.spans import Found

_REPORTING = frozenset(
    "said told announced added stated spoke testified thought assured informed noted explained reported"
    " wrote declared stressed claimed argued"
    " insisted emphasized emphasised revealed confirmed according warned asked vowed pledged promised"
    " predicted forecast projected expected".split()
)
_IRREGULAR = frozenset(
    "became began broke brought built bought came caught chose drew drove fell felt fought flew forgot"
    " gave got grew held kept knew led left lost made met paid ran rose sang sank sat saw sold sent shook"
    " shot spoke spent stood stole struck swam taught thought threw told took understood went won wore"
    " wrote said found".split()
)
_AUX_PAST = frozenset("was were had did wasn't weren't hadn't didn't".split())
_PERFECT = frozenset("has have hasn't haven't".split())
_BE = frozenset("is are am be been being isn't aren't get gets getting 's 're".split())
# Before an -ed form these make it an adjective or a participle: the planned talks, made of cut stone.
_NO_SUBJECT = frozenset(
    "a an the this that these those its his her their our my your no some any all each every more most"
    " less of in on at by for with from to into as very newly recently highly so well than or not also"
    " if when once while unless where much being having".split()
)
_NO_PAST_ED = frozenset(
    "need needed indeed speed feed breed seed exceed proceed succeed hundred sacred naked wicked red bed"
    " shed embed united limited advanced bleed greed weed reed creed deed heed agreed unprecedented"
    " armed unmanned based".split()
)
_TOKEN = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*|'(?:s|re|ll|ve|d)\b|[^\sA-Za-z]")
_WILL = re.compile(
    r"(?<!\b[Hh]is )(?<!\b[Hh]er )(?<!\b[Ff]ree )(?<!\b[Tt]he )(?<!\b[Gg]ood )(?<!\b[Tt]heir )"
    r"\bwill(?: not| also| soon| then| be| have)?(?= [a-z])|(?<=\w)'ll\b|\bwon't\b"
    r"|\b(?:is|are|am|'re|'s) (?:going to|set to|planning to|due to (?=be|[a-z]+ (?:in|on|next)))"
    r"|\bplans? to\b|\b(?:is|are) to (?=be )"
)
_CONTINUOUS = re.compile(
    r"\b(?:is|are|am|he's|she's|it's|they're|we're|I'm)(?: \w+ly| still| now| also| not)?"
    r" (?!being|going)[a-z]+ing\b"
)
_HABIT = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t)(?: \w+ly| often| always| never| still)?"
    r" (?!is\b|has\b|was\b|as\b|does\b|this\b)[a-z]{2,}s\b"
    r"|\b(?:usually|often|every (?:day|week|month|year))\b"
)


class English(NamedTuple):
    """The finite verbs of an English sentence by time; ``past`` leaves out the verbs of saying."""

    past: tuple[Found, ...]
    present: tuple[Found, ...]
    future: tuple[Found, ...]
    any_past: bool


@remembered(65536)
def english_times(sentence: str) -> English:
    """The finite verbs of an English sentence that the patterns tell.

    ``any_past`` says whether a word stands there that could be a past tense or a participle, a verb of
    saying left out.
    """
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    past = tuple(
        Found(sentence[start:end], start, end)
        for i, (_, start, end) in enumerate(tokens)
        if _is_past(tokens, i)
    )
    return English(
        past,
        tuple(_signs(sentence, _CONTINUOUS, _HABIT)),
        tuple(_signs(sentence, _WILL)),
        bool(past) or any(_could_be_past(text.lower()) for text, _, _ in tokens),
    )


def _signs(sentence: str, *patterns: re.Pattern[str]) -> Iterator[Found]:
    for pattern in patterns:
        for match in pattern.finditer(sentence):
            yield Found(match[0], *match.span())


def _could_be_past(word: str) -> bool:
    if word in _REPORTING or word in _NO_PAST_ED:
        return False
    return word in _IRREGULAR | _AUX_PAST | _PERFECT or (len(word) > 3 and word.endswith("ed"))


def _is_past(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Whether a token is a past tense or a perfect, by the words beside it."""
    word = tokens[at][0].lower()
    before = [token[0].lower() for token in tokens[max(0, at - 3) : at]]
    after = tokens[at + 1][0].lower() if at + 1 < len(tokens) else ""
    if word in _AUX_PAST:
        return after not in {"to", "scheduled", "expected", "due", "set", "planned", "going"}
    if not _could_be_past(word) or word in _PERFECT:
        return False
    if any(b in _PERFECT or b == "'ve" for b in before):
        return "been" not in before and "to" not in before
    if not before or before[-1] in _NO_SUBJECT or any(b in _BE for b in before):
        return False
    return before[-1] not in {",", "(", "-"} and after not in {"by", "to"}


FUTURE_WORDS = any_of(
    "will won't shall would going_to gonna plan plans planned planning expect* to_be due schedul* set_to"
    " slat* inten* aim* seek* push* propos* forecast* predict* project* likely soon upcoming"
    " forthcoming about_to on_track poised prepar* hop* pledg* vow* promis* decid* decision want* mull*"
    " consider* eye* is_to are_to was_to were_to ready target* ambition* bid next tomorrow"
    " anticipat* outlook prospect* estimat* could may might can cannot should must tentativ*"
    " announc* initiative* goal* designed wait* await*"
    " if agenda bound consist* agree* opt opts opted chose chosen choose resolv* commit*"
    " determin* elect* settl* approv* finali* invit* agreement let's let_us"
    " until by_the_end ahead underway under_way in_the_works postpon* delay* suspend* cancel* need*"
    " have_to has_to had_to refus* offer* was_supposed were_supposed would-be"
    " supposed threaten* guarante* willing ensure* 'd 'll was_also_to were_also_to probably must've"
)
"""Words that can carry a Korean plan; one of them and the plan is not told as done."""
ASKING = any_of(
    "whether wonder* question* asks asked who what when where why how which if doubt* unclear"
    " remains_to_be_seen unsure uncertain curious puzzl* perhaps maybe inquir* possib* may might could"
    " not_known unknown mystery guess whose"
)
"""Words with which an English statement can carry a Korean question."""


# At the end, before another sentence, or before a remark in brackets; a mark between words is a slip.
_ASKS = re.compile(r"\?[\s\"'”’)\]!?]*(?:$|[\s\"“(–—-]+[A-Z\"“(])")


def english_asks(sentence: str) -> bool:
    """Whether an English sentence (normalised) asks a question outside its quotation marks."""
    return bool(_ASKS.search(outside(sentence, english_quotations(sentence))))


_FUTURE = frozenset(("will", "'ll", "wo", "shall"))
_MODALS = frozenset("would could may might can must should ca".split())


class Predicate(NamedTuple):
    """A main verb with its auxiliaries as it stands, and its time: past, present, future, or a modal's."""

    text: str
    start: int
    end: int
    time: str


@remembered(16384)
def main_predicates(sentence: str) -> tuple[Predicate, ...]:
    """The predicates that an English sentence asserts: its main verbs, those of what is said for "said"."""
    parse = parsed(sentence)
    found = []
    for at in _asserted(parse):
        time = _time(parse, at)
        if time:
            own = [*parse.children(at, "aux", "auxpass"), at]
            start, end = parse.tokens[min(own)].start, parse.tokens[max(own)].end
            found.append(Predicate(sentence[start:end], start, end, time))
    return tuple(found)


def _asserted(parse: Parse) -> Iterator[int]:
    """The root and the verbs beside it; what is said stands for a verb of saying."""
    waiting = [i for i, token in enumerate(parse.tokens) if token.dep == "ROOT"]
    for at in waiting:
        token = parse.tokens[at]
        waiting += [
            i for i in parse.children(at, "conj") if parse.tokens[i].tag[:2] in ("VB", "MD")
        ]
        said = list(parse.children(at, "ccomp"))
        if said and token.text.lower() in _REPORTING | {"says", "say", "tells"}:
            waiting += said
        elif token.tag[:2] in ("VB", "MD"):
            yield at


def _time(parse: Parse, at: int) -> str:
    aux = [parse.tokens[i] for i in parse.children(at, "aux", "auxpass")]
    words = {token.text.lower() for token in aux}
    if words & _FUTURE:
        return "future"
    if words & _MODALS or "to" in words:
        return "modal"
    if {token.tag for token in aux} & {"VBD"} or words & {"has", "have", "'ve"}:
        return "past"
    tag = parse.tokens[at].tag
    return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(tag, "present" if aux else "")


NEGATED = re.compile(r"n't\b|\b(?:not|no|never|nobody|nothing)\b", re.IGNORECASE)
"""Negation: what will not be held was cancelled."""
_ENDED = re.compile(r"\bused to (?!\w+ing\b)[a-z]+\b|\bno longer\b|n't [^.]{0,40}?\bany ?more\b")
_BEING = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|get|gets|got|getting|become|became)|'s|'re)(?: \w+){0,2} $"
)
STILL = re.compile(r"\bstill\b(?! (?:not|no|yet|un))", re.IGNORECASE)
"""The English word for what goes on."""
OVER = any_of(
    "no_longer any_more anymore any_longer not n't never stop* cease* halt* end ended quit without few no"
)
"""English words with which a thing can be said to be over."""
VERGE = any_of(
    "about_to verge brink cusp edge eve point threshold nearly almost before just close near* imminent* soon"
    " threaten* ready poised will would going_to moments minutes short prior until yet to_be risk* set_to"
)
"""English words for what is about to happen."""
PERFECT = re.compile(
    r"\b(?:has|have|had|'ve)(?: \w+ly| already| also| now)? (?!to\b|been to\b)[a-z]+(?:ed|en|n|t|d|ne|wn)\b"
)
"""An English perfect: it is done."""
YET_TO = re.compile(
    r"\b(?:has|have|had|is|are) yet to\b|\bnot yet\b|n't [^.,;]{1,40}? yet\b|\bnot [^.,;]{1,40}? yet\b"
)
"""What has not happened, in English."""
_DONE = re.compile(r"\balready\b", re.IGNORECASE)
_UNDONE = any_of(
    "yet still not n't never no nor cannot without un* before neither nothing nobody fail* lack*"
)


def already(english: str) -> Found | None:
    """The "already" of an English sentence in which nothing is undone."""
    match = _DONE.search(english)
    return Found(match[0], *match.span()) if match and not _UNDONE.search(english) else None


def ended(english: str) -> Found | None:
    """The words with which an English sentence says that something is over: "used to", no tool or habit."""
    for match in _ENDED.finditer(english):
        if not (match[0].startswith("used") and _BEING.search(english[: match.start()])):
            return Found(match[0], *match.span())
    return None
