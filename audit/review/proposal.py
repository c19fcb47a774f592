"""The English that an editing field opens with: the sentences as they are, a flag's suggestion filled in."""

from __future__ import annotations

from audit.records.flag import STRIKE, Flag
from audit.records.result import ArticleResult
from audit.review.corrected import Correction, Passage, passage_of


def proposed(result: ArticleResult, flag: Flag, correction: Correction | None = None) -> str:
    """The English of a flag's bead for an editor to go on from.

    Where the English is missing, it is what the flag suggests, else empty; so it is for a flag on the
    article as a whole, which has no sentences.

    Args:
        result: of the audit that found the flag.
        flag: its suggestion is filled in where it says without doubt what it replaces.
        correction: of the flag's bead, where somebody gave one before; its words are gone on from.
    """
    bead = next((bead for bead in result.beads if bead.id == flag.bead_id), None)
    if bead is None:
        return ""
    passage = passage_of(result, bead)
    if correction is not None:
        place = _only_place(correction.after, flag)
        return _with(correction.after, place, flag.suggestion)
    if not passage.text:
        return "" if flag.suggestion == STRIKE else flag.suggestion
    return _with(passage.text, _place(passage, flag), flag.suggestion)


def printed(text: str, start: int, end: int, suggestion: str) -> str:
    """A text with a suggestion in place of ``text[start:end]``; no comma or space is left of struck words."""
    before, after = text[:start], text[end:]
    if suggestion != STRIKE:
        return before + suggestion + after
    ends = after.startswith((",", "."))
    kept, rest = before.rstrip(" ,") if ends else before.rstrip(" "), after.lstrip(" ")
    if not kept:
        rest = rest.lstrip(" ,")
        return rest[:1].upper() + rest[1:]
    apart = rest and not ends and (before.endswith(" ") or after.startswith(" "))
    return f"{kept} {rest}" if apart else kept + rest


def _with(text: str, place: tuple[int, int] | None, suggestion: str) -> str:
    return printed(text, *place, suggestion) if suggestion and place else text


def _place(passage: Passage, flag: Flag) -> tuple[int, int] | None:
    """Where in a passage the words stand that the suggestion replaces; None where they stand outside."""
    span = next((span for span in flag.spans if span.side == "target"), None)
    if span is None or not passage.start <= span.start < span.end <= passage.end:
        return None
    return span.start - passage.start, span.end - passage.start


def _only_place(text: str, flag: Flag) -> tuple[int, int] | None:
    """Where the words stand in a text that was changed since; None where that is not one place."""
    words = next((span.text for span in flag.spans if span.side == "target"), "")
    if not words or text.count(words) != 1:
        return None
    start = text.index(words)
    # A suggestion that holds the words themselves would be put in a second time.
    if words in flag.suggestion and flag.suggestion in text:
        return None
    return start, start + len(words)
