"""What has happened is still to come, or the other way round; what is planned is done."""

from __future__ import annotations

import random

from audit.languages.ko.morphemes import kiwi
from audit.training.contextual.changes import Change, Edit
from audit.training.contextual.tools import Look, Tools, shuffled

WEIGHT = 1.2
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def draw(look: Look, tools: Tools, random: random.Random) -> Change | None:
    """Put a verb without helpers in another tense; or in Korean exchange 었 and 겠."""
    if random.random() < 0.35:
        return _in_korean(look, random)
    tokens = look.pair.tokens
    for i in shuffled((i for i in look.word_of if tokens[i].tag in {*_FINITE, "VB"}), random):
        token = tokens[i]
        lemma = token.lemma.lower()
        helpers = [c for c in look.parse.below[i] if tokens[c].dep in {"aux", "auxpass"} and c < i]
        past = tools.as_tag(lemma, "VBD")
        words = look.ko_extents([look.word_of[i]])
        here = ((token.start, token.end),)
        if token.tag in _FINITE and not helpers and lemma != "be":
            new = random.choice(["will ", "is set to ", "plans to ", "may "]) + lemma
            if token.tag != "VBD" and past and random.random() < 0.3:
                new = past
            return Change("tense", (Edit(token.start, token.end, new),), (), here, words)
        if len(helpers) == 1 and tokens[helpers[0]].text.lower() in {"will", "would"} and past:
            start = tokens[helpers[0]].start
            return Change("tense", (Edit(start, token.end, past),), (), here, words)
    return None


def _in_korean(look: Look, random: random.Random) -> Change | None:
    for word in shuffled(range(len(look.pair.words)), random):
        found = look.morphemes_of[word]
        at = next(
            (k for k, m in enumerate(found) if m.tag == "EP" and m.form in {"었", "았", "겠"}), None
        )
        if not at or word not in look.tokens_of:
            continue
        marks = [m for m in found if m.tag.startswith("S")]
        start = look.pair.words[word][0]
        end = marks[0].start if marks else look.pair.words[word][1]
        if found[0].start != start or end <= found[at].start:
            continue
        body = [(m.form, m.tag) for m in found if m.start < end]
        body[at] = ("겠" if body[at][0] != "겠" else "었", "EP")
        try:
            new = kiwi().join(body)
        except (KeyError, ValueError):
            continue
        return Change(
            "tense", (), (Edit(start, end, new),), look.en_extents(look.tokens_of[word]), ()
        )
    return None
