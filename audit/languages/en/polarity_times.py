"""What an English sentence puts before and after: "before the election", "after outrunning several"."""

from __future__ import annotations

from collections.abc import Iterator

from audit.languages.en.parse import Parse, parsed
from audit.languages.polarity import Timed

_WORDS = {"before": 0, "until": 0, "till": 0, "prior": 0, "ahead": 0}
_WORDS |= {"after": 1, "following": 1, "since": 1}


def english_times(sentence: str) -> Iterator[Timed]:
    """Each "before" and "after" of a (normalised) sentence with what it is said of."""
    parse = parsed(sentence)
    for i, token in enumerate(parse.tokens):
        value = _WORDS.get(token.text.lower())
        if value is None:
            continue
        of = _said_of(parse, i)
        if of is not None:
            yield Timed(value, token.start, token.end, token.text, _extent(parse, of))


def _said_of(parse: Parse, at: int) -> int | None:
    if parse.tokens[at].dep == "mark":
        return parse.tokens[at].head
    for i in parse.children(at, "pobj", "pcomp"):
        return i
    # "Ahead of", "prior to".
    return next(
        (j for i in parse.children(at, "prep") for j in parse.children(i, "pobj", "pcomp")), None
    )


def _extent(parse: Parse, at: int) -> tuple[int, int]:
    """The word with the compound words before it: the runoff election."""
    words = [at, *parse.children(at, "compound")]
    return min(parse.tokens[i].start for i in words), parse.tokens[at].end
