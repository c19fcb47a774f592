"""What says "not" on both sides of a bead, less what the other side accounts for in other words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from audit.checks.common.counterparts import Counterpart, counterpart
from audit.checks.common.opposing import Placed, Poles, Text
from audit.checks.context import Context
from audit.languages.en.polarity import english_cues
from audit.languages.en.polarity_scope import (
    negated_predicate,
    negated_words,
    negations_over,
    says_something,
)
from audit.languages.ko.polarity import korean_cues, negations_of
from audit.languages.normalise import normalise
from audit.languages.pair.opposites import Pole
from audit.languages.pair.opposites_wordings import Denial, denials_in
from audit.languages.polarity import Cue, CueKind
from audit.languages.spans import Found, overlap
from audit.records.article import Sentence
from audit.records.measured import thresholds

T = thresholds(__name__)
_BESIDE = T["beside"]
"""How far before a negation another belongs to it; in characters."""
_WINDOW = int(T["window"])
"""How far after a "not" what it negates may stand; in characters."""
_NEAR = int(T["near"])
"""How far from a word another that qualifies it may stand; in characters."""
MOST_CUES = 100
"""Cues of a side that are looked at: what each stands for is looked up in both sentences, and no sentence
that anybody reads has as many."""
_SAYS_NOT = frozenset((CueKind.CLAUSE, CueKind.LEXICAL, CueKind.PREFIX, CueKind.IDIOM))
_NAMED_NO = re.compile(
    r"(?<![가-힣])노(?: ?(?:모|후보|의원|씨|감독|대표|장관|시장|교수|선수|회장|전 )"
    r"|[가-힣]{1,2}(?=[ ,(은는이가을를의]))"
)


class Cued(NamedTuple):
    """A cue with the sentence and the normalised text that it stands in."""

    sentence: Sentence
    text: str
    cue: Cue


@dataclass(frozen=True)
class Cues:
    """What says "not" on one side of a bead."""

    cues: list[Cued]

    def count(self, kind: CueKind) -> int:
        """How many cues of a kind there are."""
        return self._counts[kind]

    @cached_property
    def _counts(self) -> Counter[CueKind]:
        return Counter(found.cue.kind for found in self.cues)

    @property
    def clauses(self) -> int:
        """How many clauses are negated."""
        return self.count(CueKind.CLAUSE) + self._idioms

    @property
    def others(self) -> int:
        """How many words deny by themselves."""
        idioms = self.count(CueKind.IDIOM) - self._idioms
        return self.count(CueKind.LEXICAL) + self.count(CueKind.PREFIX) + idioms

    @cached_property
    def _idioms(self) -> int:
        return sum(found.cue.kind is CueKind.IDIOM for found in self.denied)

    @cached_property
    def denied(self) -> list[Cued]:
        """A "not" on a negative word, 반대하지 않았다: taking the "not" away turns it round."""
        words = sorted(
            (id(f.sentence), f.cue.start) for f in self.cues if f.cue.kind is CueKind.LEXICAL
        )

        def beside(found: Cued) -> bool:
            of, cue = id(found.sentence), found.cue
            at = bisect_left(words, (of, cue.start - _BESIDE))
            return at < len(words) and words[at] < (of, cue.end)

        negating = {CueKind.IDIOM, CueKind.CLAUSE}
        return [f for f in self.cues if f.cue.kind in negating and beside(f)]

    @property
    def negated(self) -> list[Cued]:
        """The cues that negate a clause, plain ones before those on a negative word."""
        plain = [found for found in self.cues if found.cue.kind is CueKind.CLAUSE]
        return plain or self.denied

    def without(self, settled: set[tuple[str, int]]) -> Cues:
        """The cues but for those at these places: a sentence's id and an offset."""
        return Cues([f for f in self.cues if (f.sentence.id, f.cue.start) not in settled])


def cues_of(sides: Iterable[Text], *, korean: bool) -> Cues:
    """The cues of one side of a bead."""
    find = korean_cues if korean else english_cues
    found = (Cued(s, text, cue) for s, text in sides for cue in find(text))
    return Cues(list(islice(found, MOST_CUES)))


class _Settled(NamedTuple):
    source: set[tuple[str, int]]
    target: set[tuple[str, int]]


class _Said(NamedTuple):
    """What the words of a bead stand for that an English "not" and a Korean word may account for."""

    context: Context
    korean: list[Sentence]
    english: list[Sentence]

    def elsewhere(
        self, cued: Cued, sentence: Sentence, found: Found | Pole, row: Denial | None = None
    ) -> bool:
        """Whether another Korean word than ``found`` stands for what is negated, or it for another.

        Where the predicate is none that ``row`` has negated, a word that says it without a "not" is another
        wherever it stands: 유일한 is "only" beside "had not been breached".
        """
        predicate = negated_predicate(cued.text, cued.cue.start, cued.cue.end)
        if predicate is not None:
            word = counterpart(self.context, cued.sentence, *predicate, self.korean)
            if word is not None and not (word.sentence is sentence and overlap(word, found)):
                return True
        own = counterpart(self.context, sentence, found.start, found.end, self.english)
        if own is None:
            return False
        text = normalise(own.sentence.text).text
        if row is not None and predicate is not None:
            said = row.said.match(text[own.start : own.end].lower())
            if said and not row.negated.match(cued.text[slice(*predicate)].lower()):
                return True
        if not says_something(text, own.start, own.end):
            return False
        return not (
            own.sentence is cued.sentence
            and own.start < cued.cue.end + _WINDOW
            and cued.cue.start < own.end
        )


def unsettled(
    context: Context,
    source: Cues,
    target: Cues,
    korean: Sequence[Text],
    poles: tuple[Poles, Poles],
) -> tuple[Cues, Cues]:
    """The cues of both sides that no wording of the other side accounts for.

    A Korean word accounts for an English "not" only where it, and no other, stands for what the "not"
    negates: 실패했다 for "did not win", but not for "did not announce" beside 발표했다.
    """
    settled = _Settled(set(), set())
    english = list(dict.fromkeys(f.sentence for f in target.cues))
    said = _Said(context, [sentence for sentence, _ in korean], english)
    _settle_names(korean, target, settled)
    target = _with_not_yet(korean, source, target.without(settled.target))
    source = _without_double(source, target)
    for sentence, text in korean:
        for row, found in denials_in(text):
            # What has a Korean "not" of its own needs no other wording.
            spare = target.clauses - len(settled.target) > source.clauses
            if spare and not negations_of(text, found.start, found.end):
                _settle_wording(row, found, sentence, source, target, settled, said)
    _settle_poles(source, target, poles, settled, said)
    return source.without(settled.source), target.without(settled.target)


_UNFINISHED = re.compile("아직|앞두|예정|전[에이까 ]|남[아았은]|미[정완]|중[이인]")


def _with_not_yet(korean: Sequence[Text], source: Cues, target: Cues) -> Cues:
    """A "not yet" of which the Korean knows nothing is a "not"."""
    if any(f.cue.kind is not CueKind.WEAK for f in source.cues):
        return target
    if any(_UNFINISHED.search(text) for _, text in korean):
        return target
    return Cues(
        [
            f._replace(cue=f.cue._replace(kind=CueKind.CLAUSE))
            if f.cue.text.lower().startswith("not yet")
            else f
            for f in target.cues
        ]
    )


def _without_double(source: Cues, target: Cues) -> Cues:
    """옳지 않은 일이 아니다 is as well said without any negation."""
    if target.clauses:
        return source
    twice = {
        (f.sentence.id, start)
        for f in source.cues
        if f.cue.kind is CueKind.CLAUSE and negations_of(f.text, f.cue.start, f.cue.start + 1) == 2
        for start in (f.cue.start, f.cue.end + 1)
    }
    return source.without(twice)


def _settle_names(korean: Sequence[Text], target: Cues, settled: _Settled) -> None:
    """노 후보 is "No" in some romanisations, 야당 the opposition."""
    if any("야당" in text or "야권" in text for _, text in korean):
        settled.target.update(
            (f.sentence.id, f.cue.start) for f in target.cues if f.cue.text.lower() == "opposition"
        )
    if any(_NAMED_NO.search(text) for _, text in korean):
        settled.target.update(
            (f.sentence.id, f.cue.start)
            for f in target.cues
            if f.cue.text == "No" and re.match(r" [A-Z]", f.text[f.cue.end :])
        )


def _settle_wording(
    row: Denial,
    found: Found,
    sentence: Sentence,
    source: Cues,
    target: Cues,
    settled: _Settled,
    said_plainly: _Said,
) -> None:
    """One English "not" is what a Korean word says without one."""
    for cued in target.cues:
        key = (cued.sentence.id, cued.cue.start)
        if cued.cue.kind is not CueKind.CLAUSE or key in settled.target:
            continue
        window = cued.text[cued.cue.end : cued.cue.end + _WINDOW].lower()
        # "Not hard" is no wording of 어렵다.
        turned = row.said.search(window[:_NEAR])
        anything = row.negated.pattern.endswith("(?:)")
        said = anything and row.said.search(cued.text.lower())
        if not row.negated.search(window) or turned or said:
            continue
        if not said_plainly.elsewhere(cued, sentence, found, row):
            settled.target.add(key)
            settled.source.update(
                (s.sentence.id, s.cue.start)
                for s in source.cues
                if s.sentence is sentence and overlap(s.cue, found)
            )
            return


def _settle_poles(
    source: Cues, target: Cues, poles: tuple[Poles, Poles], settled: _Settled, said: _Said
) -> None:
    """ "Not eligible" says 제외, "dissatisfied" says 만족하지 않다."""
    spare = target.clauses - len(settled.target) - source.clauses
    for pair, theirs in poles[1].items():
        plain = {english.pole.pole for english in theirs if _plainly(english)}
        for english in theirs:
            for korean in poles[0].get(pair, ()):
                if english.value != korean.value:
                    continue
                if spare > 0 and english.negations % 2 and not korean.negations:
                    # 잃다 beside "lost" is said by it, not by a "did not find" as well.
                    if not english.pole.certain and korean.pole.pole in plain:
                        continue
                    nearest = _nearest_before(target, english)
                    if nearest and not said.elsewhere(nearest, korean.sentence, korean.pole):
                        settled.target.add((nearest.sentence.id, nearest.cue.start))
                        settled.source.update(_covering(source, korean))
                elif spare < 0 and _plainly(english) and korean.negations % 2:
                    settled.source.update(_covering(source, korean))


def _plainly(english: Placed) -> bool:
    return english.pole.certain and not english.negations


def _nearest_before(target: Cues, english: Placed) -> Cued | None:
    before = (
        f
        for f in target.cues
        if f.sentence is english.sentence
        and f.cue.kind is CueKind.CLAUSE
        and f.cue.start < english.pole.start
    )
    return max(before, key=lambda f: f.cue.start, default=None)


def _covering(source: Cues, korean: Placed) -> Iterator[tuple[str, int]]:
    for f in source.cues:
        if f.sentence is korean.sentence and overlap(f.cue, korean.pole):
            yield f.sentence.id, f.cue.start


class Answer(NamedTuple):
    """The English word that stands for a negated Korean predicate, and whether it is negated too."""

    word: Counterpart
    text: str
    negated: bool


def answer(
    context: Context, found: Cued, english: Sequence[Text], source: Cues, target: Cues
) -> Answer | None:
    """What the English makes of a negated Korean predicate; None if no word stands for it."""
    cue = found.cue
    word = counterpart(context, found.sentence, cue.start, cue.end, [s for s, _ in english])
    if word is None:
        return None
    text = normalise(word.sentence.text).text
    times = negations_over(text, word.start, word.end)
    # 반대하지 않았다: "opposed" is the word itself, not its negation.
    denied = any(f.cue is cue for f in source.denied)
    beside = any(
        f.sentence is word.sentence
        and f.cue.kind in _SAYS_NOT
        and word.start - _NEAR <= f.cue.end
        and f.cue.start <= word.end + _NEAR
        and not (denied and overlap(f.cue, word))
        for f in target.cues
    )
    return Answer(word, text, bool(times) or beside)


def weak_beside(found: Cued, word: Answer, source: Cues, target: Cues) -> bool:
    """Whether a word that translators exchange with a negation qualifies the English word, or is it."""
    at = word.word
    # 늦지 않았다: "late" is the word itself.
    itself = any(f.cue.kind is CueKind.WEAK and f.cue.start == found.cue.start for f in source.cues)
    return any(
        f.sentence is at.sentence
        and f.cue.kind is CueKind.WEAK
        and f.cue.start < at.end + _NEAR
        and at.start - _NEAR < f.cue.end
        and not (itself and overlap(f.cue, at))
        for f in target.cues
    )


def said_share(
    context: Context, found: Cued, korean: Sequence[Text], source: Cues
) -> tuple[bool, float]:
    """Whether the Korean has the predicate that an English cue negates, plainly; and how much of the rest.

    The share is of the words in the negated clause that have a counterpart in the Korean.
    """
    negated = negated_words(found.text, found.cue.start, found.cue.end)
    sentences = [s for s, _ in korean]
    answers = [counterpart(context, found.sentence, *extent, sentences) for extent in negated]
    if not answers:
        return False, 0.0
    first = answers[0]
    plain = first is not None and not any(
        f.sentence is first.sentence and f.cue.start <= first.start < f.cue.end
        for f in source.cues
        if f.cue.kind in (CueKind.CLAUSE, CueKind.IDIOM)
    )
    return plain, sum(a is not None for a in answers) / len(answers)
