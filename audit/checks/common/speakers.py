"""Speakers of a bead's two sides, quoted or reported, and the one of either side that the other has not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audit.checks.common.phrase_pairs import OTHER, SAME, Pair, one_name
from audit.languages.en.speakers import Speaker, english_speakers
from audit.languages.ko.morphemes import morphemes
from audit.languages.ko.roles import is_pronoun
from audit.languages.ko.speakers import korean_speakers
from audit.languages.pair.countries import countries_of_english, countries_of_korean
from audit.languages.pair.held_titles import is_english_title, is_title
from audit.languages.pair.mentions import likeness
from audit.languages.pair.offices import is_english_office, is_office, same_office
from audit.languages.pair.speakers import (
    Kind,
    english_kind,
    korean_kind,
)
from audit.languages.spans import Found
from audit.records.measured import thresholds

_HARDLY = thresholds(__name__)["hardly"]
"""Likeness in sound, of 100, under which a name is no other's misspelling."""


class Ours(NamedTuple):
    """A Korean speaker, with the sentence beside each English one."""

    pairs: tuple[Pair, ...]
    who: Found


class Theirs(NamedTuple):
    """An English speaker, with the sentence beside each Korean one."""

    pairs: tuple[Pair, ...]
    who: Speaker


def replaced_speaker(pairs: Sequence[Pair]) -> tuple[Ours, Theirs] | None:
    """The one speaker of the Korean that the English has not, and the one that it has instead."""
    ours = [
        Ours(beside, who)
        for beside in _beside(pairs, "source")
        for who in korean_speakers(beside[0].korean)
    ]
    theirs = [
        Theirs(beside, who)
        for beside in _beside(pairs, "target")
        for who in english_speakers(beside[0].english)
    ]
    left = [k for k in ours if not any(_same(k, e) for e in theirs)]
    instead = [e for e in theirs if not e.who.pronoun and not any(_same(k, e) for k in ours)]
    if any(e.who.pronoun for e in theirs):
        left = [k for k in left if not _is_person(k.who)]
    if len(left) != 1 or len(instead) != 1 or not _unlike(left[0], instead[0]):
        return None
    return left[0], instead[0]


def _beside(pairs: Sequence[Pair], side: str) -> list[tuple[Pair, ...]]:
    """The pairs of each sentence of a side."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(getattr(pair, side).id, []).append(pair)
    return [tuple(some) for some in found.values()]


def _same(ours: Ours, theirs: Theirs) -> bool:
    """Whether two speakers may be one: by name, country, office, or any of their words."""
    k, e = ours.who, theirs.who
    lands = countries_of_korean(k.text)
    if lands and countries_of_english(e.whole):
        return bool(lands & countries_of_english(e.whole))
    if e.pronoun:
        return is_pronoun(k.text)
    pair = next(p for p in ours.pairs if p.target.id == theirs.pairs[0].target.id)
    return same_office(k.text, e.phrase.text) or pair.alike(k, e.phrase) >= SAME


def _is_person(korean: Found) -> bool:
    """Whether a pronoun may stand for a Korean speaker: a name or a title, no office."""
    return not same_office(
        korean.text, "police prosecutors court government company family military"
    )


def _is_named(korean: Found) -> bool:
    return any(m.tag in {"NNP", "SL", "SH"} for m in morphemes(korean.text))


def _unlike(ours: Ours, theirs: Theirs) -> bool:
    """Whether two speakers are surely two: like is held against like, and neither is on the other side."""
    k, e = ours.who, theirs.who
    kinds = korean_kind(k.text), english_kind(e.head.text)
    if Kind.ANYBODY in kinds or is_pronoun(k.text):
        return False
    lands = countries_of_korean(k.text), countries_of_english(e.whole)
    if any(lands):
        return all(lands) and _are_elsewhere(ours, theirs)
    if _is_named(k) != e.named:
        return False
    known = _is_role(k) and (is_english_title(e.head.text) or is_english_office(e.head.text))
    if not e.named and not (known and kinds[1] is not Kind.STANDS_FOR):
        return False
    return _is_absent(ours, theirs)


def _are_elsewhere(ours: Ours, theirs: Theirs) -> bool:
    """Whether neither country is one that the other side speaks of."""
    own, other = countries_of_korean(ours.who.text), countries_of_english(theirs.who.whole)
    printed = {land for p in ours.pairs for land in countries_of_english(p.english)}
    said = {land for p in theirs.pairs for land in countries_of_korean(p.korean)}
    return not own & printed and not other & said


def _is_role(korean: Found) -> bool:
    return is_title(korean.text.split()[-1]) or is_office(korean.text)


def _is_absent(ours: Ours, theirs: Theirs) -> bool:
    """Whether no word of the English stands for the Korean speaker, and none of the Korean for the other."""
    k, e = ours.who, theirs.who
    head = Found(k.text.split()[-1], k.end - len(k.text.split()[-1]), k.end)
    if one_name(k.text, e.phrase.text) is False:
        return not any(one_name(k.text, p.english) for p in ours.pairs) and not any(
            one_name(p.korean, e.phrase.text) for p in theirs.pairs
        )
    for pair in ours.pairs:
        if one_name(k.text, pair.english) or pair.most_alike_english(head) >= SAME:
            return False
    for pair in theirs.pairs:
        if (
            one_name(pair.korean, e.phrase.text)
            or pair.most_alike_korean(e.head, claimed=True) > OTHER
        ):
            return False
    return not e.named or likeness(e.head.text, k.text) < _HARDLY
