"""Who speaks in an English sentence, quoted or reported: police said, according to the office.

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

from typing import NamedTuple

from audit.languages.en.parse import Parse, parsed
from audit.languages.en.quotations import english_quotations
from audit.languages.en.roles import english_actions, phrase, rules
from audit.languages.kept import remembered
from audit.languages.quotations import QuoteKind
from audit.languages.spans import Found


class Speaker(NamedTuple):
    """Who speaks: the phrase, the noun that it is about, and whether that is a pronoun or a name.

    ``whole`` is the phrase with whose it is: Japan's Foreign Ministry.
    """

    phrase: Found
    head: Found
    whole: str
    pronoun: bool
    named: bool


@remembered(16384)
def english_speakers(sentence: str) -> tuple[Speaker, ...]:
    """The subjects of verbs of saying outside the quotation marks, and whom it is according to."""
    parse = parsed(sentence)
    heads = {
        agent
        for action in english_actions(sentence)
        if parse.tokens[action.word].lemma in rules("saying", "verbs")
        for agent in action.agents
    }
    for at, token in enumerate(parse.tokens):
        if token.text.lower() == "according":
            for to in parse.children(at, "prep"):
                heads.update(parse.children(to, "pobj"))
    quotes = [q for q in english_quotations(sentence) if q.kind is QuoteKind.SPEECH]
    found = [_speaker(sentence, parse, head) for head in sorted(heads)]
    return tuple(s for s in found if not any(q.start <= s.head.start < q.end for q in quotes))


def _speaker(sentence: str, parse: Parse, head: int) -> Speaker:
    words = phrase(parse, head)
    start, end = parse.tokens[words[0]].start, parse.tokens[words[-1]].end
    token = parse.tokens[head]
    owners = [parse.tokens[i].start for i in parse.children(head, "poss")]
    return Speaker(
        Found(sentence[start:end], start, end),
        Found(token.text, token.start, token.end),
        sentence[min([start, *owners]) : end],
        token.tag in {"PRP", "PRP$", "WP", "DT", "WDT", "EX", "CD"},
        any(parse.tokens[i].tag.startswith("NNP") for i in words),
    )
