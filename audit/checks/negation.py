"""A "not" that was lost or added, or a word turned into its opposite.

Counts what says "not" on both sides of a bead. A Korean 않다, 못하다, 없다, 아니다 with nothing in
the English that could carry it, or an English "not" with nothing in the Korean that could have
caused it, is flagged; so is a word whose opposite stands in the English (증가 against "fell").
Forms that look negative and are not (뿐만 아니라, -지 않을 수 없다, "not only", "no doubt") do not
count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audit.article import Sentence
from audit.report import AlignedArticle, Bead, Category, Evidence, Flag, Severity
from audit.text import opposites, polarity
from audit.text.english import words
from audit.text.normalise import normalise
from audit.text.opposites import Pole
from audit.text.polarity import Cue, CueKind

CATEGORY = Category.NEGATION
SEVERITY = Severity.CRITICAL

# How often a difference of that shape was an error, as rough odds: translators often put a Korean
# negation positively ("식지 않았다" as "remained high"), and hardly ever the other way round.
LOST = 0.8
LOST_NEAR_OPPOSITE = 0.45
LOST_BESIDE_NEGATIVE = 0.6
LOST_ONE_OF_SEVERAL = 0.35
ADDED = 0.92
ADDED_NEAR_OPPOSITE = 0.85
ADDED_ONE_OF_SEVERAL = 0.65
_DENIALS = ("부인", "반박", "일축", "부정")
_BESIDE = 4  # characters
_NOT_REACH = 30  # characters
OPPOSITE_BESIDE_NEGATION = 0.6  # factor on a pair's strength

_AUXILIARIES = re.compile(
    "is|are|was|were|be|been|am|do|does|did|has|have|had|"
    "will|would|can|could|shall|should|may|might|must"
)
_OPEN_WORDS = re.compile("be|been|being|have|yet|necessarily|a|an|the|to|any|so|even")


class _Found(NamedTuple):
    sentence: Sentence
    text: str
    cue: Cue


class _Side(NamedTuple):
    cues: list[_Found]
    counts: Counter[CueKind]

    @property
    def clauses(self) -> int:
        return self.counts[CueKind.CLAUSE] + self._idioms

    @property
    def others(self) -> int:
        idioms = self.counts[CueKind.IDIOM] - self._idioms
        return self.counts[CueKind.LEXICAL] + self.counts[CueKind.PREFIX] + idioms

    @property
    def _idioms(self) -> int:
        return sum(found.cue.kind is CueKind.IDIOM for found in self.denied)

    @property
    def denied(self) -> list[_Found]:
        """A "not" on a negative word, 반대하지 않았다: taking the "not" away turns it round."""
        return [
            found
            for found in self.cues
            if found.cue.kind in {CueKind.IDIOM, CueKind.CLAUSE}
            and any(
                inner.cue.kind is CueKind.LEXICAL
                and inner.sentence is found.sentence
                and found.cue.start - _BESIDE <= inner.cue.start < found.cue.end
                for inner in self.cues
            )
        ]

    def first_clause(self) -> _Found:
        plain = [found for found in self.cues if found.cue.kind is CueKind.CLAUSE]
        return (plain or self.denied)[0]


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flags for negations lost or added and for opposites in ``bead``; none for null beads."""
    if not bead.ko or not bead.en:
        return
    ko, en = _side(bead, article, "ko"), _side(bead, article, "en")
    lost, added = _lost(ko, en), _added(ko, en)
    if lost:
        yield _lost_flag(bead, article, ko.first_clause(), lost)
    elif added:
        yield _added_flag(bead, article, en.first_clause(), added)
    yield from _opposites(bead, article, negated=bool(ko.clauses or en.clauses))


def _side(bead: Bead, article: AlignedArticle, side: str) -> _Side:
    find = polarity.korean_cues if side == "ko" else polarity.english_cues
    found = [
        _Found(sentence, text, cue)
        for sentence in article.sentences(bead, "ko" if side == "ko" else "en")
        for text in (normalise(sentence.text).text,)
        for cue in find(text)
    ]
    return _Side(found, Counter(item.cue.kind for item in found))


def _lost(ko: _Side, en: _Side) -> float:
    """The confidence that a Korean negation has no counterpart in the English; 0 if it has."""
    if not ko.clauses:
        return 0.0
    if en.clauses:
        return LOST_ONE_OF_SEVERAL if ko.clauses > en.clauses + en.others else 0.0
    if en.others:
        # "opposed" stands for a Korean "not", unless it stands for the 반대 that the "not" is about.
        beside = ko.denied and en.others <= ko.others and not _denial(ko)
        return LOST_BESIDE_NEGATIVE if beside else 0.0
    return LOST_NEAR_OPPOSITE if en.counts[CueKind.WEAK] else LOST


def _denial(ko: _Side) -> bool:
    """사실이 아니라고 부인했다 is "denied it": the "not" belongs to what is denied."""
    return any(found.cue.text.startswith(_DENIALS) for found in ko.cues)


def _added(ko: _Side, en: _Side) -> float:
    """The confidence that an English negation has no counterpart in the Korean; 0 if it has."""
    if not en.clauses:
        return 0.0
    if ko.clauses or ko.others:
        # Korean words such as 금지 excuse an English "not" only if no "ban" stands beside it.
        surplus = en.clauses - ko.clauses - max(0, ko.others - en.others)
        return ADDED_ONE_OF_SEVERAL if surplus > 0 else 0.0
    return ADDED_NEAR_OPPOSITE if ko.counts[CueKind.WEAK] else ADDED


def _lost_flag(bead: Bead, article: AlignedArticle, found: _Found, confidence: float) -> Flag:
    cue = found.cue
    english = article.sentences(bead, "en")
    if any(polarity.reversed_in(cue, normalise(s.text).text) for s in english):
        confidence = min(confidence, LOST_NEAR_OPPOSITE) / 2
    several = confidence == LOST_ONE_OF_SEVERAL
    says = "the English has fewer negations" if several else 'the English has no "not"'
    return article.flag(
        bead,
        check="negation",
        category=CATEGORY,
        severity=Severity.MAJOR if several else SEVERITY,
        message=f'"{cue.text}" is negative; {says}',
        evidence=(
            article.evidence("ko", found.sentence, cue.start, cue.end),
            *(_whole(article, sentence) for sentence in english),
        ),
        confidence=confidence,
    )


def _whole(article: AlignedArticle, sentence: Sentence) -> Evidence:
    return article.evidence("en", sentence, 0, len(normalise(sentence.text).text))


def _added_flag(bead: Bead, article: AlignedArticle, found: _Found, confidence: float) -> Flag:
    start, end = _verb_phrase(found.text, found.cue)
    several = confidence == ADDED_ONE_OF_SEVERAL
    says = "has fewer negations" if several else "has no negation"
    return article.flag(
        bead,
        check="negation",
        category=CATEGORY,
        severity=Severity.MAJOR if several else SEVERITY,
        message=f'The English says "{found.text[start:end]}"; the Korean {says}',
        evidence=(
            article.evidence("en", found.sentence, start, end),
            *(
                article.evidence("ko", sentence, 0, len(normalise(sentence.text).text))
                for sentence in article.sentences(bead, "ko")
            ),
        ),
        confidence=confidence,
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


class _Placed(NamedTuple):
    sentence: Sentence
    pole: Pole


def _poles(bead: Bead, article: AlignedArticle, side: str) -> dict[int, list[_Placed]]:
    find = opposites.korean_poles if side == "ko" else opposites.english_poles
    placed: dict[int, list[_Placed]] = {}
    for sentence in article.sentences(bead, "ko" if side == "ko" else "en"):
        for pole in find(normalise(sentence.text).text):
            placed.setdefault(pole.pair, []).append(_Placed(sentence, pole))
    return placed


def _opposites(bead: Bead, article: AlignedArticle, *, negated: bool) -> Iterator[Flag]:
    """Pairs of which the Korean has one pole only and the English the other only."""
    korean, english = _poles(bead, article, "ko"), _poles(bead, article, "en")
    best: Flag | None = None
    for pair, sources in korean.items():
        targets = english.get(pair, [])
        sure = next(
            (
                t
                for t in targets
                if t.pole.certain and not _follows_not(t) and not _explained(t, korean, english)
            ),
            None,
        )
        source = sources[0]
        poles = {t.pole.pole for t in targets}
        if sure is None or {s.pole.pole for s in sources} | poles != {0, 1} or len(poles) > 1:
            continue
        if sure.pole.pole in {s.pole.pole for s in sources} or _is_negated(source):
            continue
        antonym = opposites.antonyms()[pair]
        flag = article.flag(
            bead,
            check="negation",
            category=CATEGORY,
            severity=Severity.MAJOR,
            message=(
                f'"{source.pole.text}" ({antonym.name}); '
                f'the English says the opposite, "{sure.pole.text}"'
            ),
            evidence=(
                article.evidence("ko", source.sentence, source.pole.start, source.pole.end),
                article.evidence("en", sure.sentence, sure.pole.start, sure.pole.end),
            ),
            confidence=antonym.strength * (OPPOSITE_BESIDE_NEGATION if negated else 1.0),
        )
        # One English word can be the opposite in several pairs (rise: 감소, 하락): one flag.
        if best is None or flag.confidence > best.confidence:
            best = flag
    if best is not None:
        yield best


def _explained(
    target: _Placed, korean: dict[int, list[_Placed]], english: dict[int, list[_Placed]]
) -> bool:
    """Whether the English word, in another of its pairs, is what a Korean word says: 올랐지만, rose."""
    return any(
        other.pole.pole == source.pole.pole
        for pair, others in english.items()
        for other in others
        if other.sentence is target.sentence and other.pole.start == target.pole.start
        for source in korean.get(pair, ())
    )


def _follows_not(target: _Placed) -> bool:
    """Whether an English negation stands shortly before the word (``did not allow``)."""
    return any(
        cue.kind is not CueKind.WEAK and cue.start < target.pole.start <= cue.end + _NOT_REACH
        for cue in polarity.english_cues(normalise(target.sentence.text).text)
    )


def _is_negated(source: _Placed) -> bool:
    cues = polarity.korean_cues(normalise(source.sentence.text).text)
    return any(
        cue.kind in {CueKind.CLAUSE, CueKind.IDIOM}
        and cue.start <= source.pole.end + 1
        and source.pole.start < cue.end
        for cue in cues
    )
