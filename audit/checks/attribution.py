"""A verb of saying turned into another, a statement that lost its source, or a doubt the Korean has not.

부인했다 as "admitted", 비판했다 as "praised" or 추정했다 as "confirmed" turn what somebody said round. A
statement that the Korean gives to somebody (-다고 말했다) and the English prints as fact, with no "said" or
"according to" there, makes the paper say it; where a neighbouring sentence names the source, editors do so
freely, and the flag is weak. "Reportedly" or "may" on what the Korean states as fact is the opposite error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from audit.article import Sentence
from audit.report import AlignedArticle, Bead, Category, Evidence, Flag, Severity, Side
from audit.text import attribution
from audit.text.attribution import Stance
from audit.text.modality import DOUBTS, PERHAPS, is_plain
from audit.text.normalise import normalise
from audit.text.tense import korean_past

CATEGORY = Category.MODALITY
SEVERITY = Severity.MAJOR

SOURCE_LOST = 0.6
SOURCE_LOST_OWN = 0.3  # the speaker's own deed or plan: 삼성전자는 …했다고 밝혔다
SOURCE_NEARBY = 0.2
DOUBT_ADDED = 0.6
DOUBT_NEARBY = 0.35  # the Korean says in a neighbouring sentence that this is an allegation
PERHAPS_ADDED = 0.55
PERHAPS_ADDED_TO_PRESENT = 0.3  # of what is so in general, English says "may" freely
DISTANCE = 0.2  # "claimed" where the Korean only says
_QUOTED = re.compile(r"[\":]")


class _Line(NamedTuple):
    sentence: Sentence
    text: str


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flags for attribution changed in ``bead``; none for null beads."""
    if not bead.ko or not bead.en:
        return
    korean, english = _lines(bead, article, "ko"), _lines(bead, article, "en")
    turned = list(_turned(bead, article, korean, english))
    yield from turned
    if not turned:
        yield from _source_lost(bead, article, korean, english)
        yield from _distance(bead, article, korean, english)
        yield from _doubt_added(bead, article, korean, english)


def _lines(bead: Bead, article: AlignedArticle, side: Side) -> list[_Line]:
    return [_Line(s, normalise(s.text).text) for s in article.sentences(bead, side)]


def _turned(
    bead: Bead, article: AlignedArticle, korean: list[_Line], english: list[_Line]
) -> Iterator[Flag]:
    """부인했다 as "admitted", 칭찬했다 as "criticized", 추정했다 as "confirmed": one a stance."""
    whole = " ".join(k.text for k in korean)
    seen: set[Stance] = set()
    for k in korean:
        for verb in attribution.told(k.text):
            if verb.stance in seen or any(
                attribution.renders(verb.stance, e.text) for e in english
            ):
                continue
            seen.add(verb.stance)
            for e in english:
                match = attribution.turned(verb.stance, e.text, whole)
                if match is None:
                    continue
                yield _flag(
                    bead, article,
                    f"“{verb.text}” is {verb.stance.value}; the English says “{match[0]}”",
                    [
                        article.evidence("ko", k.sentence, verb.start, verb.end),
                        article.evidence("en", e.sentence, *match.span()),
                    ],
                    attribution.oddity(verb.stance),
                )  # fmt: skip
                break


def _source_lost(
    bead: Bead, article: AlignedArticle, korean: list[_Line], english: list[_Line]
) -> Iterator[Flag]:
    """-다고 말했다 with no verb or noun of saying in the English."""
    if any(attribution.VOICES.search(e.text) or _QUOTED.search(e.text) for e in english):
        return
    for k in korean:
        found = attribution.reported(k.text)
        if found is None:
            continue
        near = [normalise(s.text).text for s in article.neighbours(bead, "en")]
        if any(attribution.VOICES.search(text) for text in near):
            confidence = SOURCE_NEARBY
        else:
            confidence = SOURCE_LOST_OWN if found.own else SOURCE_LOST
        yield _flag(
            bead, article,
            f"“{found.text}” gives this to somebody; the English states it as the paper's own",
            [article.evidence("ko", k.sentence, found.start, found.end), *_wholes(article, "en", english)],
            confidence,
        )  # fmt: skip
        return


def _distance(
    bead: Bead, article: AlignedArticle, korean: list[_Line], english: list[_Line]
) -> Iterator[Flag]:
    """말했다 as "claimed"."""
    neutral = [(k, match) for k in korean if (match := attribution.NEUTRAL.search(k.text))]
    if not neutral or any(attribution.DOUBTFUL_KO.search(k.text) for k in korean):
        return
    for e in english:
        match = attribution.DISTANCED.search(e.text)
        if match is None:
            continue
        k, said = neutral[0]
        yield _flag(
            bead, article,
            f"“{said[0]}” only says; the English stands apart from it with “{match[0]}”",
            [
                article.evidence("ko", k.sentence, *said.span()),
                article.evidence("en", e.sentence, *match.span()),
            ],
            DISTANCE,
            Severity.MINOR,
        )  # fmt: skip
        return


def _doubt_added(
    bead: Bead, article: AlignedArticle, korean: list[_Line], english: list[_Line]
) -> Iterator[Flag]:
    """A "reportedly", "probably" or "may" on what the Korean states."""
    if not all(is_plain(k.text) for k in korean):
        return
    perhaps = PERHAPS_ADDED if korean_past(korean[-1].text) else PERHAPS_ADDED_TO_PRESENT
    near = [normalise(s.text).text for s in article.neighbours(bead, "ko", 2)]
    alleged = any(attribution.DOUBTFUL_KO.search(text) for text in near)
    signs = ((DOUBTS, DOUBT_NEARBY if alleged else DOUBT_ADDED), (PERHAPS, perhaps))
    for sign, confidence in signs:
        for e in english:
            match = sign.search(e.text)
            if match is None:
                continue
            yield _flag(
                bead, article,
                f"The English says “{match[0]}”; the Korean states it as fact",
                [article.evidence("en", e.sentence, *match.span()), *_wholes(article, "ko", korean)],
                confidence,
            )  # fmt: skip
            return


def _wholes(article: AlignedArticle, side: Side, lines: Sequence[_Line]) -> list[Evidence]:
    return [article.evidence(side, line.sentence, 0, len(line.text)) for line in lines]


def _flag(
    bead: Bead,
    article: AlignedArticle,
    message: str,
    evidence: Sequence[Evidence],
    confidence: float,
    severity: Severity = SEVERITY,
) -> Flag:
    return article.flag(
        bead, check="attribution", category=CATEGORY, severity=severity,
        message=message, evidence=evidence, confidence=confidence,
    )  # fmt: skip
