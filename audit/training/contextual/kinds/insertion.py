"""Something is said that the source does not say: a describing word, a phrase, a clause."""

from __future__ import annotations

import random

from audit.training.contextual.changes import Change, Edit
from audit.training.contextual.tools import Look, Modifier, Tools, shuffled

WEIGHT = 3.0
_BEFORE = {"amod": ("NN",), "advmod": ("VB", "JJ"), "compound": ("NN",), "nummod": ("NN",)}
_AFTER = {
    "prep": ("NN", "VB"), "relcl": ("NN",), "appos": ("NN",), "advmod": ("VB",), "advcl": ("VB",),
    "acl": ("NN",), "npadvmod": ("VB",),
}  # fmt: skip
_NOT_BEFORE = frozenset({"amod", "compound", "nummod"})


def draw(look: Look, tools: Tools, random: random.Random) -> Change | None:
    """Put a modifier beside a word, if possible one that stood beside that word elsewhere."""
    tokens = look.pair.tokens
    for i in shuffled(range(len(tokens)), random):
        dep, side = _wanted(tokens[i].tag, random)
        if not dep or (side == "before" and dep == "amod" and _crowded(look, i)):
            continue
        found = _modifier(tools, tokens[i].lemma.lower(), dep + side, random)
        if found is None or found.en.lower() in look.pair.en.lower():
            continue
        if side == "before":
            at = _before(look, i) if dep in _NOT_BEFORE else tokens[i].start
            edit = Edit(at, at, found.en + " ")
        else:
            end = tokens[i].end
            comma = dep in {"relcl", "appos", "advcl"} and random.random() < 0.5
            closing = "," if comma and look.pair.en[end : end + 1] == " " else ""
            edit = Edit(end, end, f"{',' if comma else ''} {found.en}{closing}")
        ko: tuple[Edit, ...] = ()
        word = look.word_of.get(i)
        if found.ko and word is not None:
            start = look.pair.words[word][0]
            ko = (Edit(start, start, found.ko + " "),)
        return Change(f"added_{dep}", (edit,), ko)
    return None


def _wanted(tag: str, random: random.Random) -> tuple[str, str]:
    options = [(dep, "before") for dep, tags in _BEFORE.items() if tag.startswith(tags)]
    options += [(dep, "after") for dep, tags in _AFTER.items() if tag.startswith(tags)]
    return random.choice(options) if options and tag != "NNP" else ("", "")


def _crowded(look: Look, at: int) -> bool:
    return any(look.pair.tokens[c].dep == "amod" for c in look.parse.below[at])


def _before(look: Look, at: int) -> int:
    """Before a noun and the nouns that are one with it."""
    tokens = look.pair.tokens
    while at and tokens[at - 1].dep in {"compound", "amod"} and tokens[at - 1].head >= at:
        at -= 1
    return tokens[at].start


def _modifier(tools: Tools, head: str, dep: str, random: random.Random) -> Modifier | None:
    pool = tools.modifiers.get((head, dep), [])
    if len(pool) < 3 or random.random() < 0.3:
        pool = tools.by_dep.get(dep, [])
    return random.choice(pool) if pool else None
