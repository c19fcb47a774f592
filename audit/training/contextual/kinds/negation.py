"""A "not" is lost or comes out of nowhere."""

from __future__ import annotations

import random

from audit.languages.en.parse import Token
from audit.languages.ko.morphemes import kiwi
from audit.training.contextual.changes import Change, Edit, Extent
from audit.training.contextual.tools import Look, Tools, shuffled

WEIGHT = 1.5
_DOES = {"VBD": "did not", "VBZ": "does not", "VBP": "do not"}
_NOT = frozenset({"not", "n't", "never"})
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall"}
_STEMS = frozenset({"VV", "VA", "XSV", "XSA"})


def draw(look: Look, _tools: Tools, random: random.Random) -> Change | None:
    """Take out a "not", or deny a verb; in Korean with 지 않다."""
    tokens = look.pair.tokens
    negated = [i for i, t in enumerate(tokens) if t.text.lower() in _NOT]
    if negated and random.random() < 0.8:
        return _affirmed(look, random.choice(negated))
    for i in shuffled((i for i, t in enumerate(tokens) if t.tag.startswith("VB")), random):
        edit = _denied(look, i)
        if edit is None:
            continue
        word = look.word_of.get(i)
        ko = _denied_in_korean(look, word) if word is not None else None
        place: tuple[Extent, ...] = ((tokens[i].start, tokens[i].end),)
        return Change(
            "negated", (edit,), (ko,) if ko else (), place,
            look.ko_extents([word]) if word is not None else (),
        )  # fmt: skip
    return None


def _affirmed(look: Look, at: int) -> Change:
    tokens = look.pair.tokens
    token, before = tokens[at], tokens[at - 1] if at else tokens[at]
    full = _CONTRACTED.get(before.text.lower())
    short = token.text.lower() == "n't"
    edit = Edit(before.start, token.end, full) if short and full else look.cut(at, at)
    verb = token.head
    words = [look.word_of[verb]] if verb in look.word_of else []
    words += [w + 1 for w in words if w + 1 < len(look.pair.words) and _denies(look, w + 1)]
    return Change("affirmed", (edit,), (), (), look.ko_extents(words))


def _denies(look: Look, word: int) -> bool:
    return any(m.form in {"않", "못하", "없", "아니"} for m in look.morphemes_of[word])


def _denied(look: Look, at: int) -> Edit | None:
    """The edit that puts a "not" where English puts it."""
    tokens = look.pair.tokens
    token = tokens[at]
    if any(tokens[c].dep == "neg" for c in look.parse.below[at]):
        return None
    helpers = [c for c in look.parse.below[at] if tokens[c].dep in {"aux", "auxpass"} and c < at]
    helpers = [c for c in helpers if tokens[c].text.lower() != "to"]
    if helpers:
        return Edit(tokens[helpers[0]].end, tokens[helpers[0]].end, " not")
    if token.lemma.lower() == "be" and token.tag in _DOES:
        return Edit(token.end, token.end, " not")
    if token.tag in _DOES and token.dep in {"ROOT", "ccomp", "relcl", "conj", "advcl"}:
        return Edit(token.start, token.end, f"{_DOES[token.tag]} {_base(token)}")
    if token.tag == "VBG":
        return Edit(token.start, token.start, "not ")
    return None


def _base(token: Token) -> str:
    return token.lemma.lower() if token.lemma else token.text


def _denied_in_korean(look: Look, word: int) -> Edit | None:
    found = look.morphemes_of[word]
    at = next((k for k, m in enumerate(found) if m.tag in _STEMS), None)
    if at is None or at + 1 >= len(found) or any(m.form in {"않", "못하"} for m in found):
        return None
    marks = [m for m in found[at + 1 :] if m.tag.startswith("S")]
    endings = [m for m in found[at + 1 :] if not marks or m.start < marks[0].start]
    if not endings or not all(m.tag.startswith("E") for m in endings):
        return None
    start = found[at].start
    end = marks[0].start if marks else look.pair.words[word][1]
    stem = look.pair.ko[start : found[at].end] if found[at].end > start else found[at].form
    try:
        denied = kiwi().join([("않", "VX"), *((m.form, m.tag) for m in endings)])
    except (KeyError, ValueError):
        return None
    base = found[at].form if found[at].form else stem
    return Edit(start, end, f"{base}지 {denied}")
