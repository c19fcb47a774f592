"""A "not" that was lost or added, or a word turned into its opposite.

Counts what says "not" on both sides of a bead, less what the other side says in other words (빠졌다, was not
on the list). A Korean 않다, 못하다, 없다, 아니다 with nothing in the English that could carry it, or an
English "not" with nothing in the Korean that could have caused it, is flagged, the surer where the negated
word has a counterpart that is not negated; so is a word whose opposite stands in the English (증가 against
"fell"), and an idiom that was read by its letter (-지 않으면 안 된다, "must not"). Forms that look negative
and are not (뿐만 아니라, -지 않을 수 없다, "not only", "no doubt") do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from audit.checks.common import coverage
from audit.checks.common.counterparts import Counterpart
from audit.checks.common.negations import (
    Answer,
    Cued,
    Cues,
    answer,
    cues_of,
    said_share,
    unsettled,
    weak_beside,
)
from audit.checks.common.opposing import (
    Opposed,
    Poles,
    Text,
    english_placed,
    korean_placed,
    opposed_currency,
    opposed_idioms,
    opposed_poles,
    opposed_times,
    opposed_wordings,
    texts,
)
from audit.checks.common.suggested_names import in_place
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.negating import affirmed, negated, only_verb
from audit.languages.en.opposite_words import opposite_of
from audit.languages.en.polarity_scope import in_subordinate_clause
from audit.languages.en.words import words
from audit.languages.ko.morphemes import morphemes
from audit.languages.normalise import normalise
from audit.languages.pair import opposites
from audit.languages.pair.opposites_currency import DIRECTIONS
from audit.languages.polarity import Cue, CueKind
from audit.languages.spans import Extent, overlap
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Side, Span, Stage
from audit.records.measured import thresholds
from audit.records.message import Message

CATEGORY = Category.NEGATION
CONCERNS = Concern.POLARITY

CONFIDENCE = confidences(__name__)
MESSAGES = {
    "lost": Message(
        '"{source}" is negative; the English has no "not"',
        "“{source}” 부분은 부정인데 영어에는 부정하는 말이 없습니다",
    ),
    "fewer": Message(
        '"{source}" is negative; the English has fewer negations',
        "“{source}” 부분은 부정인데 영어에는 부정이 더 적습니다",
    ),
    "added": Message(
        'The English says "{target}"; the Korean has no negation',
        "영어는 “{target}”라고 부정하는데 한국어 원문에는 부정이 없습니다",
    ),
    "more": Message(
        'The English says "{target}"; the Korean has fewer negations',
        "영어는 “{target}”라고 부정하는데 한국어 원문에는 부정이 더 적습니다",
    ),
    "words": Message(
        'The English says "{target}"; nothing in the Korean says so',
        "영어의 “{target}”에 해당하는 말이 한국어 원문에 없습니다",
    ),
    "idiom": Message(
        '"{source}" ({pair}); the English says "{target}"',
        "한국어 원문은 “{source}”인데 영어는 그와 반대로 “{target}”입니다",
    ),
    "turned": Message(
        'The Korean says "{source}"; the English says the opposite, "{target}"',
        "한국어 원문은 “{source}”인데 영어는 그와 반대로 “{target}”입니다",
    ),
    # The pair of opposites glosses the Korean word; who reads Korean needs no gloss.
    "opposite": Message(
        '"{source}" ({pair}); the English says the opposite, "{target}"',
        "한국어 원문은 “{source}”인데 영어는 반대말 “{target}”입니다",
    ),
}
_DENIALS = ("부인", "반박", "일축", "부정")
T = thresholds(__name__)
_ENOUGH, _SOME, _ASIDE = T["enough"], T["some"], T["aside"]
"""Share of the words beside a Korean negation from which the English says the clause; share of a negated
English clause's words under which it is the English's own, and the same of an adverbial or relative one."""

_AUXILIARIES = re.compile(
    "is|are|was|were|be|been|am|do|does|did|has|have|had|"
    "will|would|can|could|shall|should|may|might|must"
)
_OPEN_WORDS = re.compile("be|been|being|have|yet|necessarily|a|an|the|to|any|so|even")


_BY_THE_WAY = re.compile(
    r"(?:더라도|지만|는데|[어아]도|아닌|아니고|아니며|없이 \S+|않게|못하게),?$"
)
"""How a Korean predicate ends that is said by the way, before the one that the sentence is about."""
_UNSURE_BY_THE_WAY = frozenset(("lost_unmatched", "lost_beside_weak"))
_SURE = frozenset(("lost", "lost_unmatched", "lost_beside_weak", "lost_beside_negative"))
"""Rows with which a lost "not" is said once, not as an opposite too."""


_PLAIN = ("added", "added_near_opposite", "added_one_of_several")
"""Where the Korean says, without a "not", what the English negates."""


_MORE_KO = re.compile(r"[가-힣]{3}|[가-힣] [가-힣]")


class _Case(NamedTuple):
    """A cue with nothing to match it, and the row of confidences that it falls under."""

    found: Cued
    shape: str
    word: Counterpart | None = None
    """The English word that stands for the negated one, where nothing else in the English negates."""


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Negations lost or added and opposites in ``bead``; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    korean = texts(context.sentences(bead, "source"))
    english = texts(context.sentences(bead, "target"))
    poles = korean_placed(korean), english_placed(english)
    all_source, all_target = cues_of(korean, korean=True), cues_of(english, korean=False)
    source, target = unsettled(context, all_source, all_target, korean, poles)
    turned = _turned(bead, context, korean, english)
    lost = _lost(context, source, target, english)
    added = None if lost or turned else _added(context, source, target, korean, poles)
    if lost and not any(_points_at(one, context, lost.found) for one in turned):
        yield _lost_finding(bead, context, lost)
    elif added:
        yield _added_finding(bead, context, added)
    yield from turned
    if not turned and not added and (lost is None or lost.shape not in _SURE):
        negated = bool(all_source.clauses or all_target.clauses)
        found = _all_opposed(context, korean, english)
        yield from _opposites(bead, context, found, negated=negated)


def _points_at(finding: Finding, context: Context, found: Cued) -> bool:
    """Whether a finding is about the words of a cue: an idiom turned round is no lost "not" besides."""
    own = context.span("source", found.sentence, found.cue.start, found.cue.end)
    return any(
        span.sentence_id == own.sentence_id and overlap(span, own)
        for span in finding.spans
        if span.side == own.side
    )


def _all_opposed(
    context: Context, korean: Sequence[Text], english: Sequence[Text]
) -> Iterator[Opposed]:
    currency = opposed_currency(korean, english)
    yield from currency or ()
    but = frozenset() if currency is None else DIRECTIONS
    yield from opposed_poles(korean_placed(korean), english_placed(english), but=but)
    yield from opposed_times(context, korean, english)


def _lost(context: Context, source: Cues, target: Cues, english: Sequence[Text]) -> _Case | None:
    """A Korean negation that has no counterpart in the English."""
    if not source.clauses:
        return None
    answers = [(found, answer(context, found, english, source, target)) for found in source.negated]
    bare = next(((f, a) for f, a in answers if a is not None and not a.negated), None)
    first = bare[0] if bare else source.negated[0]
    if target.clauses:
        several = source.clauses > target.clauses + target.others
        return _Case(first, "lost_one_of_several") if several else None
    if target.others:
        around = bare is not None or _said_elsewhere(context, first, english) >= _ENOUGH
        return _lost_beside_negative(source, target, bare, said=around)
    if target.count(CueKind.WEAK):
        plain = bare is not None and not weak_beside(*bare, source, target)
        return _Case(first, "lost_beside_weak" if plain else "lost_near_opposite")
    if bare:
        return _Case(first, "lost", bare[1].word)
    said = _said_elsewhere(context, first, english)
    by_the_way = first.cue.text.endswith("지 않게")
    return _Case(first, "lost_unmatched" if said >= _ENOUGH and not by_the_way else "lost_apart")


def _said_elsewhere(context: Context, found: Cued, english: Sequence[Text]) -> float:
    """How much of the Korean beside the negated predicate the English supports."""
    start, end = normalise(found.sentence.text).span(found.cue.start, found.cue.end)
    words = coverage.words(context, found.sentence, [s for s, _ in english])
    return coverage.share([word for word in words if word.end <= start or end <= word.start])


def _lost_beside_negative(
    source: Cues, target: Cues, bare: tuple[Cued, Answer] | None, *, said: bool
) -> _Case | None:
    # "opposed" stands for a Korean "not", unless it stands for the 반대 that the "not" is about.
    denied = source.denied and target.others <= source.others and not _denial(source)
    if denied and not target.count(CueKind.IDIOM):
        return _Case(source.negated[0], "lost_beside_negative" if said else "lost_beside_unmatched")
    return _Case(bare[0], "lost_beside_other") if bare else None


def _denial(source: Cues) -> bool:
    """사실이 아니라고 부인했다 is "denied it": the "not" belongs to what is denied."""
    return any(found.cue.text.startswith(_DENIALS) for found in source.cues)


def _added(
    context: Context, source: Cues, target: Cues, korean: Sequence[Text], poles: tuple[Poles, Poles]
) -> _Case | None:
    """An English negation that has no counterpart in the Korean."""
    if not target.clauses:
        return None
    found = target.negated[0]
    plain, share = said_share(context, found, korean, source)
    plain = plain or _denied_alike(*poles)
    if source.clauses or source.others:
        # Korean words such as 금지 excuse an English "not" only if no "ban" stands beside it.
        # "Without" says what a Korean clause says in many ways, once there are other negations.
        without = sum(f.cue.text.lower() == "without" for f in target.negated)
        surplus = target.clauses - without - source.clauses
        surplus -= max(0, source.others - target.others)
        shape = "added_one_of_several" if plain else "added_one_unmatched"
        return _Case(found, shape) if surplus > 0 else None
    aside = in_subordinate_clause(found.text, found.cue.start, found.cue.end)
    if not plain and share < (_ASIDE if aside else _SOME):
        return _Case(found, "added_words")
    return _Case(found, "added_near_opposite" if source.count(CueKind.WEAK) else "added")


def _denied_alike(korean: Poles, english: Poles) -> bool:
    """Whether the English negates a word of the same pole as a Korean one: never appeared, 출석했다."""
    return any(
        theirs.negations % 2 and not ours.negations and theirs.pole.pole == ours.pole.pole
        for pair, placed in english.items()
        for theirs in placed
        for ours in korean.get(pair, ())
    )


def _lost_finding(bead: Bead, context: Context, case: _Case) -> Finding:
    found, shape, _ = case
    cue = found.cue
    if shape in _UNSURE_BY_THE_WAY and _BY_THE_WAY.search(cue.text):
        # English says it in many ways: 복귀하지 못하더라도 is "sacrificing the start of the season".
        shape = "lost_by_the_way"
    english = context.sentences(bead, "target")
    several = shape == "lost_one_of_several"
    if any(opposites.reversed_in(cue, normalise(s.text).text) for s in english):
        shape = "lost_one_said_positively" if several else "lost_said_positively"
        several = False
    return context.finding(
        bead,
        "negation.fewer" if several else "negation.lost",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.CONTRADICTS,
        spans=(
            context.span("source", found.sentence, cue.start, cue.end),
            *(_whole(context, "target", sentence) for sentence in english),
        ),
        confidence=CONFIDENCE[shape],
        suggestion=_negated(case, english[0]) if len(english) == 1 else "",
        source=cue.text,
    )


def _negated(case: _Case, english: Sentence) -> str:
    """The whole English sentence with the predicate negated that the Korean negates; empty if unsure."""
    raw = english.text
    text = normalise(raw)
    word: Extent | None = None
    if case.shape == "lost" and case.word:
        word = case.word.start, case.word.end
    elif case.shape == "lost_unmatched" and _is_all_that_is_said(case.found):
        word = only_verb(text.text)
    edit = negated(text.text, *word) if word else None
    if edit is None:
        return ""
    first, last = text.span(edit.start, edit.end)
    start, end = text.span(0, len(text.text))
    return raw[start:first] + edit.words + raw[last:end]


def _is_all_that_is_said(found: Cued) -> bool:
    """Whether the Korean sentence ends with what it negates, and has no other clause: 치르고 받지 않는다."""
    joined = any(m.tag == "EC" and m.end <= found.cue.start for m in morphemes(found.text))
    return not joined and not _MORE_KO.search(found.text[found.cue.end :])


def _whole(context: Context, side: Side, sentence: Sentence) -> Span:
    return context.span(side, sentence, 0, len(normalise(sentence.text).text))


_ADDED = {
    "added_one_of_several": "more",
    "added_one_unmatched": "more",
    "added_words": "words",
}


def _added_finding(bead: Bead, context: Context, case: _Case) -> Finding:
    found, shape, _ = case
    start, end = _verb_phrase(found.text, found.cue)
    korean = context.sentences(bead, "source")
    return context.finding(
        bead,
        f"negation.{_ADDED.get(shape, 'added')}",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.ADDED if shape == "added_words" else Relation.CONTRADICTS,
        spans=(
            context.span("target", found.sentence, start, end),
            *(_whole(context, "source", sentence) for sentence in korean),
        ),
        confidence=CONFIDENCE[shape],
        suggestion=affirmed(found.text, found.cue.start, found.cue.end, (start, end))
        if shape in _PLAIN
        else "",
        target=found.text[start:end],
    )


def _verb_phrase(text: str, cue: Cue) -> tuple[int, int]:
    """The cue with its auxiliary and the word it negates: ``did not respond``."""
    tokens = words(text)
    at = next((i for i, token in enumerate(tokens) if token.end > cue.start), 0)
    first = at - 1 if at and _AUXILIARIES.fullmatch(tokens[at - 1].text.lower()) else at
    last = at
    while last + 1 < len(tokens) and last - at < 3:
        last += 1
        if not _OPEN_WORDS.fullmatch(tokens[last].text.lower()):
            break
    return tokens[first].start, max(cue.end, tokens[last].end)


def _turned(
    bead: Bead, context: Context, korean: Sequence[Text], english: Sequence[Text]
) -> list[Finding]:
    """At most one contradiction of an idiom or of a word that the table of wordings has."""
    for opposed in opposed_idioms(korean, english):
        return [_opposed(bead, context, opposed, "idiom", CONFIDENCE["idiom"])]
    for opposed in opposed_wordings(korean, english):
        return [_opposed(bead, context, opposed, "turned", CONFIDENCE["turned"])]
    return []


def _opposites(
    bead: Bead, context: Context, found: Iterable[Opposed], *, negated: bool
) -> Iterator[Finding]:
    """One finding for the surest pair: an English word can be the opposite in several (감소, 하락)."""
    factor = CONFIDENCE["opposite_beside_negation"] if negated else 1.0
    best = max(found, key=lambda opposed: opposed.strength, default=None)
    if best is not None:
        suggestion = "" if negated else _other_pole(best)
        yield _opposed(bead, context, best, "opposite", best.strength * factor, suggestion)


def _other_pole(opposed: Opposed) -> str:
    """The opposite of the English word, where it is plain and fits in the word's place."""
    sentence, said = opposed.target
    text = normalise(sentence.text).text
    return in_place(text, said.start, said.text, opposite_of(said.text))


def _opposed(
    bead: Bead,
    context: Context,
    opposed: Opposed,
    what: str,
    confidence: float,
    suggestion: str = "",
) -> Finding:
    (korean, ours), (english, theirs) = opposed.source, opposed.target
    said = {"source": ours.text, "target": theirs.text}
    if opposed.meaning:
        said["pair"] = opposed.meaning
    return context.finding(
        bead,
        f"negation.{what}",
        category=CATEGORY,
        concerns=Concern(opposed.concerns),
        relation=Relation.CONTRADICTS,
        spans=(
            context.span("source", korean, ours.start, ours.end),
            context.span("target", english, theirs.start, theirs.end),
        ),
        confidence=confidence,
        stage=Stage.UNKNOWN,
        suggestion=suggestion,
        **said,
    )
