"""Words of a bead of which the English says the opposite: pairs of opposites, wordings and idioms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from audit.checks.common.counterparts import counterpart
from audit.checks.context import Context
from audit.languages.en.polarity import english_cues
from audit.languages.en.polarity_scope import is_predicate, negations_over
from audit.languages.en.polarity_times import english_times
from audit.languages.ko.polarity import korean_cues, negations_of
from audit.languages.ko.polarity_times import korean_times
from audit.languages.normalise import normalise
from audit.languages.pair import opposites
from audit.languages.pair.opposites import Pole
from audit.languages.pair.opposites_currency import english_ways, korean_ways
from audit.languages.pair.opposites_wordings import denials_in, idioms_in
from audit.languages.polarity import Cue, CueKind
from audit.languages.spans import Found, Taken, overlap
from audit.records.article import Sentence
from audit.records.measured import thresholds

T = thresholds(__name__)
_REACH = int(T["reach"])
"""Characters after a negation in which a word may belong to it, whatever the parse says."""
_NEGATIVE = frozenset((CueKind.CLAUSE, CueKind.LEXICAL, CueKind.PREFIX, CueKind.IDIOM))


class Text(NamedTuple):
    """A sentence and its normalised text."""

    sentence: Sentence
    text: str


class Opposed(NamedTuple):
    """Words of both sides that contradict each other; ``meaning`` is what the Korean means.

    ``strength`` is how sure the table is of it, ``concerns`` the name of what it concerns.
    """

    source: tuple[Sentence, Found]
    target: tuple[Sentence, Found]
    meaning: str
    concerns: str
    strength: float


class Placed(NamedTuple):
    """A pole with the sentence it stands in, what it comes to under negations, and how many they are.

    ``value`` is None where it cannot be told whether a negation belongs to it.
    """

    sentence: Sentence
    text: str
    pole: Pole
    value: int | None
    negations: int


Poles = dict[int, list[Placed]]
"""The poles of one side by pair."""


def texts(sentences: Sequence[Sentence]) -> list[Text]:
    """The sentences with their normalised texts."""
    return [Text(s, normalise(s.text).text) for s in sentences]


def korean_placed(korean: Sequence[Text]) -> Poles:
    """The poles of the Korean side by pair."""
    placed: Poles = {}
    for sentence, text in korean:
        idioms = [found for _, found in idioms_in(text)]
        for pole in opposites.korean_poles(text):
            if any(overlap(pole, found) for found in idioms):
                continue
            times = 0 if pole.whole else negations_of(text, pole.start, pole.end)
            value = pole.pole if times % 2 == 0 else 1 - pole.pole
            placed.setdefault(pole.pair, []).append(Placed(sentence, text, pole, value, times))
    return placed


def english_placed(english: Sequence[Text]) -> Poles:
    """The poles of the English side by pair."""
    placed: Poles = {}
    for sentence, text in english:
        negated = _beside_negations(text)
        for pole in opposites.english_poles(text):
            times = negations_over(text, pole.start, pole.end)
            value = pole.pole if times % 2 == 0 else 1 - pole.pole
            unsure = not times and not negated.leaves_free(pole.start, pole.start + 1)
            placed.setdefault(pole.pair, []).append(
                Placed(sentence, text, pole, None if unsure else value, times)
            )
    return placed


def _beside_negations(text: str) -> Taken:
    """Where a word begins that a negation stands so close before that it may belong to it."""
    return Taken(
        (cue.start + 1, cue.end + _REACH + 1)
        for cue in english_cues(text)
        if cue.kind in (CueKind.CLAUSE, CueKind.IDIOM, CueKind.LEXICAL)
    )


def opposed_poles(korean: Poles, english: Poles, *, but: frozenset[str]) -> Iterator[Opposed]:
    """Pairs of which the Korean has one pole only and the English the other only, but for those named."""
    for pair, sources in korean.items():
        if opposites.antonyms()[pair].name in but:
            continue
        said = {id(t) for t in english.get(pair, ()) if _explained(t, pair, korean, english)}
        # What only supports a pole says nothing here if it stands for another word: 해임 and "dismissal".
        targets = [t for t in english.get(pair, ()) if t.pole.certain or id(t) not in said]
        ours, theirs = {s.value for s in sources}, {t.value for t in targets}
        if len(ours) > 1 or len(theirs) > 1 or None in ours | theirs or ours == theirs:
            continue
        found = _contradiction(sources, [t for t in targets if id(t) not in said])
        if found is None:
            continue
        source, target = found
        antonym = opposites.antonyms()[pair]
        yield Opposed(
            (source.sentence, _found(source)),
            (target.sentence, _found(target)),
            # A word that is negated means its opposite: only the pair says what it is about.
            antonym.glosses[source.pole.pole] if source.value == source.pole.pole else antonym.name,
            antonym.concerns,
            antonym.strength,
        )


def opposed_currency(korean: Sequence[Text], english: Sequence[Text]) -> list[Opposed] | None:
    """A currency that goes the other way in the English; None where neither side speaks of one.

    환율이 올랐다 and "the won fell" are the same.
    """
    ours = [(s, w) for s, t in korean for w in korean_ways(t, opposites.korean_poles(t))]
    theirs = [(s, w) for s, t in english for w in english_ways(t, opposites.english_poles(t))]
    if not ours or not theirs:
        return None
    ways = {w.value for _, w in ours}, {w.value for _, w in theirs}
    if len(ways[0]) > 1 or len(ways[1]) > 1 or ways[0] == ways[1]:
        return []
    (source, a), (target, b) = ours[0], theirs[0]
    found = Found(a.text, a.start, a.end), Found(b.text, b.start, b.end)
    return [Opposed((source, found[0]), (target, found[1]), "currency", "direction", 0.8)]


def opposed_times(
    context: Context, korean: Sequence[Text], english: Sequence[Text]
) -> Iterator[Opposed]:
    """Before for after: only where both are said of words that stand for each other."""
    sentences = [s for s, _ in english]
    theirs = [(s, timed) for s, t in english for timed in english_times(t)]
    for sentence, text in korean:
        for ours in korean_times(text) if theirs else ():
            word = counterpart(context, sentence, *ours.of, sentences)
            same = [
                (s, t)
                for s, t in theirs
                if word and s is word.sentence and t.of[0] <= word.start < t.of[1]
            ]
            if same and all(t.value != ours.value for _, t in same):
                (target, their), own = same[0], Found(ours.text, ours.start, ours.end)
                found = Found(their.text, their.start, their.end)
                yield Opposed((sentence, own), (target, found), "before/after", "opposite", 0.75)


def _contradiction(
    sources: Sequence[Placed], targets: Sequence[Placed]
) -> tuple[Placed, Placed] | None:
    """Words of both sides that contradict each other."""
    for source in sources:
        for target in targets:
            if target.pole.certain and _contradict(source, target):
                return source, target
    return None


def _contradict(source: Placed, target: Placed) -> bool:
    """Whether two words of which one is under a negation contradict each other, or neither is.

    The negation of a degree is no opposite: what did not rise need not have fallen. And an object may be
    under the negation of its verb on one side only: 수입을 허용하지 않다, "not to allow imports".
    """
    if not source.negations % 2 and not target.negations % 2:
        return True
    if source.pole.pole != target.pole.pole:
        return False
    pole, clauses = (
        target.pole,
        (_clauses(source.text, korean_cues), _clauses(target.text, english_cues)),
    )
    if target.negations:
        return not clauses[0] and is_predicate(target.text, pole.start, pole.end)
    return not clauses[1] and any(cue.start == source.pole.start for cue in clauses[0])


def _clauses(text: str, find: Callable[[str], tuple[Cue, ...]]) -> list[Cue]:
    """The negated clauses of a text, those with a negative word too."""
    return [
        cue
        for cue in find(text)
        if cue.kind is CueKind.CLAUSE or (cue.kind is CueKind.IDIOM and cue.head)
    ]


def _found(placed: Placed) -> Found:
    return Found(placed.pole.text, placed.pole.start, placed.pole.end)


def _explained(target: Placed, pair: int, korean: Poles, english: Poles) -> bool:
    """Whether the English word, in another of its pairs, is what a Korean word says: 올랐지만, rose."""
    return any(
        other.value == source.value
        for another, others in english.items()
        if another != pair
        for other in others
        if other.sentence is target.sentence and other.pole.start == target.pole.start
        for source in korean.get(another, ())
    )


def opposed_wordings(korean: Sequence[Text], english: Sequence[Text]) -> Iterator[Opposed]:
    """What contradicts a Korean word without a "not", where nothing in the English is negative."""
    for sentence, text in korean:
        for row, found in denials_in(text):
            if row.opposed is None or negations_of(text, found.start, found.end):
                continue
            if row.unless and row.unless.search(text):
                continue
            if any(row.said.search(other.text.lower()) for other in english):
                continue
            for other in english:
                match = row.opposed.search(other.text.lower())
                if match and not _any_negation(other.text):
                    theirs = Found(other.text[slice(*match.span())], *match.span())
                    yield Opposed(
                        (sentence, found), (other.sentence, theirs), "", row.concerns, 1.0
                    )
                    break


def _any_negation(text: str) -> bool:
    return any(cue.kind in _NEGATIVE for cue in english_cues(text))


def opposed_idioms(korean: Sequence[Text], english: Sequence[Text]) -> Iterator[Opposed]:
    """What contradicts a Korean idiom with a negation in it, where the English has nothing right."""
    for sentence, text in korean:
        for row, found in idioms_in(text):
            if any(_affirms(row.right, other.text.lower()) for other in english):
                continue
            for other in english:
                wrong = _plain_negation(other.text)
                if row.wrong is not None:
                    match = row.wrong.search(other.text.lower())
                    wrong = Found(match[0], *match.span()) if match else None
                if wrong:
                    theirs = (other.sentence, wrong)
                    yield Opposed((sentence, found), theirs, row.means, "polarity", 1.0)
                    break


_NEGATED = re.compile(r"(?:\bnot|n't|\bnever)(?: \w+)? $")


def _affirms(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text has the pattern with no "not" before it: have to, but not "do not have to"."""
    return any(not _NEGATED.search(text, 0, m.start()) for m in pattern.finditer(text))


def _plain_negation(text: str) -> Found | None:
    cues = (cue for cue in english_cues(text) if cue.kind is CueKind.CLAUSE)
    return next((Found(cue.text, cue.start, cue.end) for cue in cues), None)
