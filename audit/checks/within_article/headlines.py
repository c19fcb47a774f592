"""Headlines, sub-headlines and captions that the body of the English article contradicts.

A figure, a person or a statement is found only where the Korean bears out the body and not the headline.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from audit.checks.common.figures import Placed
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.checks.within_article.figures import Figures, digits, same_count, spot_of
from audit.checks.within_article.places import (
    HEADLINES,
    Contradiction,
    Spot,
    confidence,
    place_of,
    text_of,
    two_ways,
)
from audit.languages.counts import slip, swapped
from audit.languages.en.polarity import english_cues
from audit.languages.en.words import words
from audit.languages.kept import remembered
from audit.languages.ko.polarity import korean_cues
from audit.languages.pair.names import english_people
from audit.languages.pair.opposites import Pole, antonyms, english_poles, korean_poles
from audit.languages.pair.quantity_agreement import Agreement, agreement, power_of_ten
from audit.languages.polarity import Cue, CueKind
from audit.languages.quantity import Quantity
from audit.records.article import BlockKind, Sentence
from audit.records.bead import Bead
from audit.records.flag import Relation
from audit.records.measured import thresholds

T = thresholds(__name__)
_USUAL_STRENGTH = T["usual_strength"]
"""The strength of a pair of opposites for which the confidence of a headline stands as it is."""
_TOLD = T["told"]
"""Content words that two sentences must share to be about one thing."""
_LEFT_OUT = frozenset(
    ("said", "say", "will", "have", "that", "this", "with", "from", "after", "over")
)


def against_body(context: Context, beads: list[Figures]) -> Iterator[Contradiction]:
    """Every figure and statement of a headline that the body contradicts."""
    yield from _figures(beads)
    yield from _statements(context)


def _figures(beads: list[Figures]) -> Iterator[Contradiction]:
    """A headline has a figure that nothing bears out, and the body one much like it."""
    korean = [k for b in beads for k in b.source]
    body = [(b, e) for b in beads for e in b.target if e.sentence.kind is BlockKind.BODY]
    for here in beads:
        for e in here.target:
            if e.sentence.kind not in HEADLINES or e.moment or e.quantity.optional:
                continue
            if any(agreement(k.quantity, e.quantity) for k in korean) or any(
                agreement(e2.quantity, e.quantity) for _, e2 in body
            ):
                continue
            if _is_sum(e.quantity, [x.quantity for _, x in body]):
                continue
            for there, e2 in body:
                if _meant(e, e2, here, there) and any(
                    agreement(k.quantity, e2.quantity) >= Agreement.ROUNDED for k in there.source
                ):
                    yield Contradiction(
                        here.bead, "consistency.headline_figure",
                        two_ways(e.words, e2.words, e2.sentence),
                        Concern.FIGURE, Relation.CONTRADICTS, confidence("headline_figure"),
                        (spot_of("target", e), spot_of("target", e2)),
                    )  # fmt: skip
                    break


def _is_sum(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether a headline's figure is two of the body's together."""
    same = {q.low for q in parts if q.unit == whole.unit}
    return any(whole.low - low in same for low in same)


def _meant(e: Placed, e2: Placed, here: Figures, there: Figures) -> bool:
    """Whether a figure of a headline is likely to be meant for one of the body."""
    a, b = e.quantity, e2.quantity
    if a.unit != b.unit or e2.moment or b.optional:
        return False
    counts = here.count_at(e), there.count_at(e2)
    if counts[0] and counts[0].fate and same_count(*counts):
        return True
    alike = slip(a.low, b.low) or swapped(a.low, b.low) or bool(power_of_ten(a.low, b.low))
    return digits(a) > 1 and alike and len(_content(e.text) & _content(e2.text)) > 1


@remembered(4096)
def _content(text: str) -> frozenset[str]:
    stems = (w.stem for w in words(text) if len(w.text) > 3 and w.text[0].isalpha())
    return frozenset(stems) - _LEFT_OUT


def other_person(context: Context, spelled: set[str]) -> Iterator[Contradiction]:
    """A headline or caption names somebody whom the Korean does not, much like one of the body.

    Args:
        context: the article.
        spelled: the English names that spell somebody of the Korean.
    """
    body = {
        found.text: Spot("target", s, found.start, found.end)
        for s in context.article.target.sentences
        if s.kind is BlockKind.BODY
        for found in english_people(text_of(s))
    }
    for bead in context.beads:
        for sentence in context.sentences(bead, "target"):
            if sentence.kind not in HEADLINES:
                continue
            for found in english_people(text_of(sentence)):
                alike = [n for n in body if n in spelled and _alike(n, found.text)]
                if found.text not in spelled and found.text not in body and len(alike) == 1:
                    there = body[alike[0]]
                    yield Contradiction(
                        bead, "consistency.headline_person",
                        two_ways(
                            found.text, alike[0], there.sentence, headline=place_of(sentence)
                        ),
                        Concern.PERSON, Relation.CONTRADICTS, confidence("headline_person"),
                        (Spot("target", sentence, found.start, found.end), there),
                        suggestion=alike[0],
                    )  # fmt: skip


def _alike(a: str, b: str) -> bool:
    """Whether two names share the family name or the given one."""
    one, other = ({w.lower().replace("-", "") for w in name.split()} for name in (a, b))
    return bool(one & other)


class _Told(NamedTuple):
    """A sentence of the body with its bead's Korean."""

    sentence: Sentence
    korean: str


def _statements(context: Context) -> Iterator[Contradiction]:
    """A headline says the opposite of the sentence of the body that it was made from."""
    body = [
        _Told(s, " ".join(text_of(k) for k in context.sentences(bead, "source")))
        for bead in context.beads
        if bead.source
        for s in context.sentences(bead, "target")
        if s.kind is BlockKind.BODY
    ]
    headline = " ".join(text_of(s) for s in context.article.source.sentences if s.kind in HEADLINES)
    for bead in context.beads:
        own = headline + " ".join(text_of(s) for s in context.sentences(bead, "source"))
        for sentence in context.sentences(bead, "target"):
            if sentence.kind not in HEADLINES:
                continue
            source = _source(sentence, body)
            if source is not None:
                yield from _opposite(bead, sentence, source, own)
                yield from _denied(bead, sentence, source, own)


def _source(headline: Sentence, body: list[_Told]) -> _Told | None:
    """The one sentence of the body that shares most with a headline, if it shares enough."""
    said = _content(text_of(headline))
    ranked = sorted(body, key=lambda told: -len(said & _content(text_of(told.sentence))))
    shared = [len(said & _content(text_of(told.sentence))) for told in ranked[:2]]
    if not shared or shared[0] < _TOLD or (len(shared) > 1 and shared[1] == shared[0]):
        return None
    return ranked[0]


def _poles(found: tuple[Pole, ...]) -> dict[int, dict[int, Pole]]:
    """The poles of each pair of opposites in a sentence; what only supports one counts as well."""
    by_pair: dict[int, dict[int, Pole]] = {}
    for pole in found:
        by_pair.setdefault(pole.pair, {}).setdefault(pole.pole, pole)
    return by_pair


def _opposite(bead: Bead, headline: Sentence, source: _Told, own: str) -> Iterator[Contradiction]:
    here, there = (_poles(english_poles(text_of(s))) for s in (headline, source.sentence))
    korean, first = _poles(korean_poles(source.korean)), _poles(korean_poles(own))
    for pair in here.keys() & there.keys() & korean.keys():
        if any(len(found[pair]) > 1 for found in (here, there, korean)):
            continue
        (a, said), (b, told), (k, _) = (next(iter(f[pair].items())) for f in (here, there, korean))
        if a != b and b == k and said.certain and told.certain and a not in first.get(pair, {}):
            spots = (
                Spot("target", headline, said.start, said.end),
                Spot("target", source.sentence, told.start, told.end),
            )
            sure = confidence("headline_opposite") * antonyms()[pair].strength / _USUAL_STRENGTH
            sure = min(sure, confidence("headline_opposite_at_most"))
            yield _statement(bead, headline, source, spots, sure)
            return


def _statement(
    bead: Bead, headline: Sentence, source: _Told, spots: tuple[Spot, Spot], sure: float
) -> Contradiction:
    return Contradiction(
        bead, "consistency.headline_statement",
        two_ways(
            spots[0].words, spots[1].words, source.sentence, headline=place_of(headline)
        ),
        Concern.DIRECTION, Relation.CONTRADICTS, sure, spots,
    )  # fmt: skip


def _denials(cues: tuple[Cue, ...]) -> list[Cue]:
    return [cue for cue in cues if cue.kind is CueKind.CLAUSE]


def _negative(cues: tuple[Cue, ...]) -> bool:
    return any(cue.kind is not CueKind.WEAK for cue in cues)


def _denied(bead: Bead, headline: Sentence, source: _Told, own: str) -> Iterator[Contradiction]:
    """One says "not" of what the other says, in the same words, and the Korean does as the body."""
    texts = text_of(headline), text_of(source.sentence)
    here, there = (english_cues(text) for text in texts)
    korean = korean_cues(source.korean)
    if _denials(here) and not _negative(there) and not _negative(korean):
        if _negative(korean_cues(own)):
            return
        cue, verb = _negated(texts[0], _denials(here)[0])
        spot = next((w for w in words(texts[1]) if w.stem == verb), None)
        if spot:
            spots = (
                Spot("target", headline, cue.start, cue.end),
                Spot("target", source.sentence, spot.start, spot.end),
            )
            yield _statement(bead, headline, source, spots, confidence("headline_denied"))
    elif _denials(there) and not _negative(here) and _denials(korean):
        if own.strip() and not _denials(korean_cues(own)):
            return
        cue, verb = _negated(texts[1], _denials(there)[0])
        spot = next((w for w in words(texts[0]) if w.stem == verb), None)
        if spot:
            spots = (
                Spot("target", headline, spot.start, spot.end),
                Spot("target", source.sentence, cue.start, cue.end),
            )
            yield _statement(bead, headline, source, spots, confidence("headline_denied"))


_AUXILIARIES = frozenset("be been have has to any yet".split())


def _negated(text: str, cue: Cue) -> tuple[Cue, str]:
    """A denial with the stem of the verb after it: not expand."""
    after = [w for w in words(text) if w.start >= cue.end and w.text.lower() not in _AUXILIARIES]
    return cue, after[0].stem if after and len(after[0].text) > 3 else ""
