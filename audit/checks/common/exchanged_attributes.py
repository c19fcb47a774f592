"""What two people are, exchanged: victim and defendant, minister and vice minister, 29 and 19."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from audit.checks.common.phrase_pairs import OTHER, SAME, Pair, one_name
from audit.languages.en.named_groups import noun_groups
from audit.languages.ko.named_groups import named_groups
from audit.languages.pair.held_titles import is_title, titled_alike
from audit.languages.spans import Found

_AGE = 2
"""Digits of an age."""

_AGED = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}(?:, | \()\d{1,2}(?=[,).])")
"""A name and an age: Lee Jun-ho, 34."""


class Borne(NamedTuple):
    """A name and what its bearer is, in the Korean, with the English phrase that has the name."""

    name: Found
    attribute: Found
    printed: Found


def exchanged_attributes(pair: Pair) -> Iterator[tuple[Borne, Borne]]:
    """Two people whose titles, parts or ages stand with the other's name in the English."""
    groups = [group for group in named_groups(pair.korean) if any(map(_says_who, group))]
    if len(groups) < 2:
        return
    aged = [Found(m[0], *m.span()) for m in _AGED.finditer(pair.english)]
    theirs = aged if len(aged) > 1 else [pair.phrase(w) for w in noun_groups(pair.english)]
    borne = [list(_borne(pair, group, theirs)) for group in groups]
    for ours, others in combinations(borne, 2):
        for one, other in product(ours, others):
            apart = one.printed != other.printed
            if apart and _exchanged(pair, one, other) and _exchanged(pair, other, one):
                yield one, other
                return


def _says_who(word: Found) -> bool:
    """Whether a word is a title, a part that somebody plays, or a figure, as of an age."""
    return is_title(word.text) or (word.text.isdigit() and len(word.text) <= _AGE)


def _borne(pair: Pair, group: tuple[Found, ...], theirs: Sequence[Found]) -> Iterator[Borne]:
    """The names of a Korean phrase that one English phrase alone has, each with the phrase's other words."""
    attributes = [word for word in group if _says_who(word)]
    for name in group:
        if name in attributes:
            continue
        having = [one for one in theirs if _is_name_of(name, one)]
        if len(having) != 1:
            continue
        yield from (Borne(name, attribute, having[0]) for attribute in attributes)


def _is_name_of(name: Found, printed: Found) -> bool:
    capital = any(word[:1].isupper() for word in printed.text.split())
    return capital and bool(one_name(name.text, printed.text))


def _exchanged(pair: Pair, one: Borne, other: Borne) -> bool:
    """Whether what the first bears stands with the second's name, and not with its own."""
    if one.attribute.text.isdigit():
        away, own = (_has_figure(one.attribute, b.printed) for b in (other, one))
        return away and not own
    titled = titled_alike(one.attribute.text, other.printed.text)
    kept = titled_alike(one.attribute.text, one.printed.text)
    if titled is not None and kept is not None:
        return titled and not kept
    return (
        pair.words_alike(one.attribute, other.printed) >= SAME
        and pair.words_alike(one.attribute, one.printed) <= OTHER
    )


def _has_figure(figure: Found, printed: Found) -> bool:
    return figure.text in printed.text.replace("-", " ").split()
