"""Who did what to whom turned round: two names, nouns or phrases exchanged."""

from __future__ import annotations

import random
from collections.abc import Sequence

from audit.languages.en.parse import Token
from audit.training.contextual.changes import Change, Edit, Extent
from audit.training.contextual.tools import Look, Tools, shuffled

WEIGHT = 2.5
_SUBJECT, _OBJECT = frozenset({"nsubj", "nsubjpass"}), frozenset({"dobj", "pobj", "attr", "dative"})
_PRONOUNS = frozenset("i we you he she it they who which that this there what".split())


def draw(look: Look, _tools: Tools, random: random.Random) -> Change | None:
    """Exchange a subject with an object of its clause, or two words of one kind."""
    pair = _roles(look, random) if random.random() < 0.6 else _alike(look, random)
    if pair is None:
        return None
    kind, one, other = pair
    spans = [look.extent(*one), look.extent(*other)]
    text = look.pair.en
    texts = [text[a:b] for a, b in spans]
    if texts[0].lower() == texts[1].lower():
        return None
    en = tuple(
        Edit(*span, _cased(new, span[0] == 0))
        for span, new in zip(spans, reversed(texts), strict=True)
    )
    words = [look.words_for(range(a, b + 1)) for a, b in (one, other)]
    return Change(
        kind, en, _in_korean(look, (one, other)), tuple(spans), look.ko_extents(words[0] + words[1])
    )


def _cased(text: str, first: bool) -> str:
    if first:
        return text[0].upper() + text[1:]
    head = text.split(" ")[0]
    return text[0].lower() + text[1:] if head in {"The", "A", "An", "His", "Her", "Their"} else text


def _phrase(look: Look, at: int) -> tuple[int, int] | None:
    found = look.phrase(at)
    return (
        found
        if found and found[1] - found[0] < 7 and look.words_for(range(found[0], found[1] + 1))
        else None
    )


def _roles(look: Look, random: random.Random) -> tuple[str, Extent, Extent] | None:
    tokens = look.pair.tokens
    for i in shuffled((i for i, t in enumerate(tokens) if t.dep in _SUBJECT), random):
        if tokens[i].text.lower() in _PRONOUNS:
            continue
        below = look.parse.subtree(tokens[i].head)
        for k in shuffled((k for k in below if tokens[k].dep in _OBJECT and k > i), random):
            one, other = _phrase(look, i), _phrase(look, k)
            if one and other and one[1] < other[0] and tokens[k].text.lower() not in _PRONOUNS:
                return "roles", one, other
    return None


def _alike(look: Look, random: random.Random) -> tuple[str, Extent, Extent] | None:
    tokens = look.pair.tokens
    kinds = ("NNP",) if random.random() < 0.5 else ("CD", "NN", "JJ")
    linked = [i for i in look.word_of if tokens[i].tag.startswith(kinds)]
    random.shuffle(linked)
    for n, i in enumerate(linked):
        for k in linked[n + 1 :]:
            same = tokens[i].tag == tokens[k].tag and tokens[i].lemma != tokens[k].lemma
            listed = _listed_with(tokens, i) == _listed_with(tokens, k)
            if same and not listed and abs(i - k) > 1 and look.word_of[i] != look.word_of[k]:
                first, last = min(i, k), max(i, k)
                return "exchanged", (first, first), (last, last)
    return None


def _listed_with(tokens: Sequence[Token], at: int) -> int:
    """The first of the words that a word is listed with: their order says nothing."""
    while tokens[at].dep in {"conj", "appos"} and tokens[at].head < at:
        at = tokens[at].head
    return at


def _in_korean(look: Look, spans: Sequence[Extent]) -> tuple[Edit, ...]:
    """The nouns exchanged in Korean too, each with the particle that was there."""
    runs = [look.run_for(range(a, b + 1)) for a, b in spans]
    words = [run[0] for run in runs if run and run[0] == run[1]]
    if len(words) != 2:
        return ()
    one, other = map(look.noun_part, words)
    if one is None or other is None:
        return ()
    ko = look.pair.ko
    edits = (
        look.renamed(words[0], ko[other.start : other.end]),
        look.renamed(words[1], ko[one.start : one.end]),
    )
    return tuple(edit for edit in edits if edit) if all(edits) else ()
