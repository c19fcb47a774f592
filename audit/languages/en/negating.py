"""A "not" put into an English sentence, or taken out of it, where its verb phrase is simple.

Offsets are into the sentence given, which is normalised text. Everything that is not plain comes out empty: a
question, a contraction, a word such as "any" or "already" that goes with one of the two only.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from audit.languages.en.parse import Parse, Token, parsed
from audit.languages.en.polarity import english_cues
from audit.languages.en.spelling import is_listed
from audit.languages.polarity import CueKind
from audit.languages.spans import Extent

_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_DID = {"VBD": "did", "VBZ": "does", "VBP": "do"}
_HAVE_BE = frozenset(("be", "have", "do"))
_ONLY_POSITIVE = re.compile(
    r"\b(?:also|already|still|too|only|even|again|just|some\w*|always|never|both|soon|now)\b",
    re.IGNORECASE,
)
_QUANTIFIER = re.compile(
    r"all|every\w*|each|several|many|most|few|any\w*|half|more|almost|nearly|another", re.IGNORECASE
)
_OF_WILL = frozenset(
    "agree ask choose decide expect intend order plan pledge promise tell threaten urge vote vow want".split()
)
"""Verbs whose infinitive is negated by itself: decided not to go, but not "managed not to"."""
_ABOUT = ("nsubj", "nsubjpass", "csubj", "dobj", "attr")
_ONLY_NEGATIVE = re.compile(
    r"\b(?:any\w*|yet|either|neither|nor|ever|at all|much|until|unless|but|because|so|as|or|only|even|enough"
    r"|necessarily|without|no|longer)\b",
    re.IGNORECASE,
)
_CONTRACTED = {"can't": "can", "cannot": "can", "won't": "will"}
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


class Edit(NamedTuple):
    """What is printed in the place of ``sentence[start:end]``."""

    start: int
    end: int
    words: str


def negated(sentence: str, start: int, end: int) -> Edit | None:
    """What puts a "not" to the predicate that has the words ``sentence[start:end]``; None if unsure."""
    parse = parsed(sentence)
    at = _predicate(parse, start, end)
    edit = _negation(parse, at) if at is not None and not sentence.rstrip().endswith("?") else None
    if edit is None or _clauses(_edited(sentence, [edit])) != _clauses(sentence) + 1:
        return None
    return edit


def only_verb(sentence: str) -> Extent | None:
    """The verb of a sentence that has but one, and no quotation; None for any other."""
    tokens = parsed(sentence).tokens
    verbs = [t for t in tokens if t.tag.startswith("VB") and t.dep not in ("aux", "auxpass")]
    quoted = any(t.tag in ("``", "''") or t.text in '"“”' for t in tokens)
    return (verbs[0].start, verbs[0].end) if len(verbs) == 1 and not quoted else None


def affirmed(sentence: str, start: int, end: int, extent: tuple[int, int]) -> str:
    """The words ``sentence[extent]`` without the "not" at ``sentence[start:end]``; empty if unsure."""
    first, last = extent
    if _ONLY_NEGATIVE.search(sentence[end:]) or sentence.rstrip().endswith("?"):
        return ""
    edits = _affirmation(sentence, start, end)
    if not edits or any(a < first or b > last for a, b, _ in edits):
        return ""
    made = _edited(sentence, edits)
    if _clauses(made) != _clauses(sentence) - 1:
        return ""
    return made[first : last + len(made) - len(sentence)]


def _edited(sentence: str, edits: list[Edit]) -> str:
    for a, b, words in sorted(edits, reverse=True):
        sentence = sentence[:a] + words + sentence[b:]
    return sentence


def _clauses(sentence: str) -> int:
    return sum(cue.kind is CueKind.CLAUSE for cue in english_cues(sentence))


def _predicate(parse: Parse, start: int, end: int) -> int | None:
    """The verb that the words are, or that says something to be what they are."""
    covered = parse.at(start, end)
    at = next((i for i in covered if parse.tokens[i].head not in covered), None)
    if at is None:
        return covered[0] if covered and parse.tokens[covered[0]].tag.startswith("VB") else None
    token = parse.tokens[at]
    if token.dep in ("aux", "auxpass"):
        return token.head
    if token.dep in ("acomp", "attr") and parse.tokens[token.head].lemma == "be":
        return token.head
    return at if token.tag.startswith("VB") else None


def _negation(parse: Parse, at: int) -> Edit | None:
    verb, children = parse.tokens[at], [parse.tokens[i] for i in parse.children(at)]
    if any(t.dep in ("neg", "preconj") or _ONLY_POSITIVE.fullmatch(t.text) for t in children):
        return None
    about = [t for i in parse.children(at, *_ABOUT) for t in _below(parse, i)]
    if any(_ONLY_POSITIVE.fullmatch(t.text) or _QUANTIFIER.fullmatch(t.text) for t in about):
        return None
    helpers = [t for t in children if t.dep in ("aux", "auxpass") and t.start < verb.start]
    if any(t.dep == "advmod" and t.end < verb.start for t in children) and not helpers:
        return None
    first = helpers[0] if helpers else verb
    if "'" in first.text or "’" in first.text:
        return None
    if first.tag == "TO":
        will = parse.tokens[verb.head].lemma in _OF_WILL
        simple = will and verb.dep == "xcomp" and len(helpers) == 1
        return Edit(first.start, first.end, "not to") if simple else None
    if helpers:
        return _after_helper(first)
    if verb.tag not in _FINITE:
        return None
    if any(t.dep == "expl" for t in children):
        return _nothing_there(parse, at)
    if verb.lemma == "be":
        return Edit(verb.start, verb.end, f"{verb.text} not")
    return Edit(verb.start, verb.end, f"{_DID[verb.tag]} not {verb.lemma}")


def _nothing_there(parse: Parse, at: int) -> Edit | None:
    """There were no injuries; None where "the" or a figure stands before the noun."""
    verb = parse.tokens[at]
    there = next(parse.children(at, "attr"), None)
    if verb.lemma != "be" or there is None:
        return None
    first = parse.tokens[parse.subtree(there)[0]]
    if first.text in ("a", "an") and first.start == verb.end + 1:
        return Edit(verb.start, first.end, f"{verb.text} no")
    plain = first.start == verb.end + 1 and first.dep in ("attr", "amod", "compound")
    return Edit(verb.start, verb.end, f"{verb.text} no") if plain else None


def _after_helper(helper: Token) -> Edit | None:
    if helper.text.lower() == "can":
        return Edit(helper.start, helper.end, f"{helper.text}not")
    finite = helper.tag == "MD" or (helper.tag in _FINITE and helper.lemma in _HAVE_BE)
    return Edit(helper.start, helper.end, f"{helper.text} not") if finite else None


def _below(parse: Parse, at: int) -> list[Token]:
    return [parse.tokens[i] for i in parse.subtree(at)]


def _affirmation(sentence: str, start: int, end: int) -> list[Edit]:
    parse, said = parsed(sentence), sentence[start:end].lower().replace("’", "'")
    covered = parse.at(start, end)
    if not covered or (said not in ("not", "never", *_CONTRACTED) and not said.endswith("n't")):
        return []
    mark = parse.tokens[covered[-1]]
    if mark.dep != "neg" or not sentence.startswith(" ", end):
        return []
    verb = parse.tokens[mark.head]
    if said in _CONTRACTED:
        return [Edit(start, end, _CONTRACTED[said])]
    if said == "never":
        return [Edit(start, end + 1, "")] if verb.tag.startswith("VB") else []
    helper = parse.tokens[covered[-1] - 1] if covered[-1] else None
    if helper is None:
        return []
    if helper.lemma != "do" or helper.dep != "aux":
        cut = (helper.end, end) if said.endswith("n't") else (start, end + 1)
        return [Edit(*cut, "")]
    subject = any(
        parse.tokens[i].dep.startswith(("nsubj", "csubj")) for i in parse.children(mark.head)
    )
    form = _finite(verb.text.lower(), helper.text.lower()) if verb.tag == "VB" and subject else ""
    # "did not immediately respond": what stands between stays.
    return [Edit(helper.start, end + 1, ""), Edit(verb.start, verb.end, form)] if form else []


def _finite(verb: str, helper: str) -> str:
    if helper == "did":
        return past(verb)
    return third_person(verb) if helper == "does" else verb


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("verbs.toml").read_text("utf-8"))
    return {str(verb): str(form) for verb, form in table["past"].items()}


def past(verb: str) -> str:
    """The past form of a verb; empty where it has two, or it is not sure how it is spelled."""
    if verb in _irregular():
        return _irregular()[verb]
    if verb.endswith("e"):
        forms = [f"{verb}d"]
    elif _CONSONANT_Y.search(verb):
        forms = [f"{verb[:-1]}ied"]
    else:
        forms = [f"{verb}ed", f"{verb}{verb[-1]}ed"]
    known = [form for form in forms if is_listed(form)]
    return known[0] if len(known) == 1 else ""


def third_person(verb: str) -> str:
    """The form of the present with "he": says, goes, tries."""
    if verb == "have":
        return "has"
    if _CONSONANT_Y.search(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if _SIBILANT.search(verb) else f"{verb}s"
