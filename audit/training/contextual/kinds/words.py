"""A word with another sense: confused, opposite, or the Korean word's translation in another use."""

from __future__ import annotations

import random

from audit.languages.en.parse import Token
from audit.training.contextual.changes import Change, Edit
from audit.training.contextual.tools import Look, Tools, shuffled

WEIGHT = 3.5
_TAGS = ("NN", "VB", "JJ", "RB")


def draw(look: Look, tools: Tools, random: random.Random) -> Change | None:
    """Replace a linked word that is no name; nouns in Korean too."""
    tokens = look.pair.tokens
    for i in shuffled(look.word_of, random):
        token = tokens[i]
        if (
            not token.tag.startswith(_TAGS)
            or token.tag.startswith("NNP")
            or not token.text.isalpha()
        ):
            continue
        word = look.word_of[i]
        both = tools.nouns.get(token.tag)
        if both and random.random() < 0.4:
            en, ko = random.choice(both)
            edit = look.renamed(word, ko) if len(look.tokens_of[word]) == 1 else None
            if edit and not tools.alike(en, token.text):
                return _change("noun", token, en, look, word, edit)
            continue
        kind, new = _other(look, tools, i, random)
        if new and not tools.alike(new, token.text):
            return _change(kind, token, new, look, word, None)
    return None


def _other(look: Look, tools: Tools, i: int, random: random.Random) -> tuple[str, str | None]:
    token = look.pair.tokens[i]
    lemma = token.lemma.lower()
    choice = random.random()
    opposite = tools.opposite.get(lemma) or tools.opposite.get(token.text.lower())
    if opposite and choice < 0.5:
        return "opposite", _formed(tools, random.choice(opposite), token)
    if choice < 0.65:
        senses = _senses(look, tools, i)
        if senses:
            return "sense", _formed(tools, random.choice(senses), token)
    near = tools.near(token.text) if random.random() < 0.5 else tools.near(lemma)
    if near and choice < 0.85:
        return "confused", _formed(tools, random.choice(near[:40]), token)
    pool = tools.by_tag.get(token.tag)
    return "word", random.choice(pool) if pool else None


def _senses(look: Look, tools: Tools, i: int) -> list[str]:
    """English words for the linked Korean word that do not mean what stands there."""
    found: list[str] = []
    word = look.word_of[i]
    part = look.noun_part(word)
    forms = [look.pair.ko[part.start : part.end]] if part else []
    forms += [m.form + "다" for m in look.morphemes_of[word] if m.tag in {"VV", "VA"}]
    for form in forms:
        found += tools.senses.get(form, [])
    return found


def _formed(tools: Tools, word: str, token: Token) -> str | None:
    base, _, rest = word.partition(" ")
    made = tools.as_tag(base, token.tag)
    return f"{made} {rest}".strip() if made else None


def _change(kind: str, token: Token, new: str, look: Look, word: int, edit: Edit | None) -> Change:
    if token.text[0].isupper():
        new = new[0].upper() + new[1:]
    return Change(
        f"replaced_{kind}",
        (Edit(token.start, token.end, new),),
        (edit,) if edit else (),
        ((token.start, token.end),),
        look.ko_extents([word]),
    )
