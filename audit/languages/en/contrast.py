"""What an English sentence denies: not X but Y, Y rather than X, it isn't X.

Words are numbered as in the parse.
"""

from __future__ import annotations

from audit.languages.en.parse import Parse, parsed
from audit.languages.kept import remembered

_NOT = frozenset({"not", "n't", "never"})
_STEAD = frozenset({"rather", "instead"})
_REACH = 7
_ENDS = frozenset({",", ";", ":", ".", "but", "-", "--", "–", "—"})


@remembered(16384)
def denied_words(sentence: str) -> frozenset[int]:
    """The words right after "not", "rather than", "instead of", up to a mark, a "but", or seven words on."""
    parse = parsed(sentence)
    found: set[int] = set()
    for at in range(len(parse.tokens)):
        first = _after_denial(parse, at)
        if first is None or parse.tokens[first : first + 1][0].text.lower() in {"only", "just"}:
            continue
        for i in range(first, min(first + _REACH, len(parse.tokens))):
            if parse.tokens[i].text.lower() in _ENDS or parse.tokens[i].tag in {"WDT", "WP"}:
                break
            found.add(i)
    return frozenset(found)


def _after_denial(parse: Parse, at: int) -> int | None:
    """The first word that is denied by the one at ``at``."""
    words = [token.text.lower() for token in parse.tokens[at : at + 3]]
    if len(words) < 2:
        return None
    if words[0] in _NOT:
        return at + 1
    if words[0] in _STEAD and words[1] in {"than", "of"} and len(words) > 2:
        return at + 2
    return None
