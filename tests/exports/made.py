"""A small article audited by hand, and entries of a review log on it."""

from __future__ import annotations

from audit.records.article import Article, Metadata
from audit.records.bead import Bead
from audit.records.decision import Action, Decision, Entry
from audit.records.flag import Category, Flag, Relation, Severity, Span
from audit.records.result import ArticleResult
from audit.sources.building import text_of_sentences

KO = ("수출은 3억 달러다.", "그는 떠나지 않았다.", "날씨가 좋았다.")
EN = ("Exports were 3 billion dollars.", "He left.", "A crowd cheered.")
META = Metadata(
    title="Exports", source_title="수출", byline="Cha Eun-seo", translator="Do Ji-hwan",
    editor="Rachel Winter", publisher="The Hanbit Daily", published="2025-08-22",
    updated="2025-08-23", url="https://hanbit.example/exports",
)  # fmt: skip


def words(text, side, number, wanted):
    """Span: words in a sentence, counted from 1."""
    sentence = text.sentences[number - 1]
    start = sentence.start + sentence.text.index(wanted)
    return Span(side, sentence.id, start, start + len(wanted), wanted)


def report_of(ko=KO, en=EN, *, meta=META, held_back=()):
    """Four beads: a pair with two flags that overlap, a moved pair, one lost, one added sentence."""
    left, right = text_of_sentences("ko", ko), text_of_sentences("en", en)
    pair = Article("exports", left, right, metadata=meta)
    beads = (
        Bead("b1", (0,), (0,), 0.8, 1.2),
        Bead("b2", (1,), (1,), 0.5, 1.0, moved=True),
        Bead("b3", (2,), (), 0.0, 0.0),
        Bead("b4", (), (2,), 0.0, 0.0),
    )
    number = (words(left, "source", 1, "3억 달러"), words(right, "target", 1, "3 billion"))
    house = (words(right, "target", 1, "billion dollars"),)
    lost, added = words(left, "source", 3, ko[2]), words(right, "target", 3, en[2])
    flags = (
        flag("f1", "b1", Category.NUMBER, Severity.CRITICAL, 0.9, number),
        flag("f2", "b1", Category.CONSISTENCY, Severity.MINOR, 0.2, house, check="house"),
        flag("f3", "b2", Category.NEGATION, Severity.CRITICAL, 0.5),
        flag("f4", "b3", Category.OMISSION, Severity.MAJOR, 0.8, (lost,)),
        flag("f5", "b4", Category.ADDITION, Severity.MAJOR, 0.6, (added,)),
        flag("f6", "", Category.DISCLOSURE, Severity.MINOR, 0.9, check="disclosure"),
    )
    return ArticleResult(pair, beads, flags, "embedded@0", "9.9", held_back=tuple(held_back))


def flag(flag_id, bead, category, severity, risk, evidence=(), check=""):
    """A flag whose message names its category."""
    return Flag(
        f"{check or category.value}.text", category, severity, Relation.DISTORTED, bead,
        spans=tuple(evidence), parameters={"text": f"a {category.value} <that> differs"},
        confidence=risk, article_id="exports", flag_id=flag_id, risk=risk,
    )  # fmt: skip


def entries(*decisions):
    """The log of some decisions, each an action, a flag's id and what else it says."""
    made = []
    for seq, (action, flag_id, more) in enumerate(decisions, 1):
        decision = Decision(action, "exports", flag_id, **more)
        made.append(Entry(seq, f"2025-08-23T01:0{seq}:00+00:00", "kim", "lead", "g", decision, ""))
    return made


def dismissed(flag_id):
    """A decision that a flag is no error."""
    return Action.DISMISS, flag_id, {"reason": "tool wrong"}


def accepted(flag_id):
    """A decision that a flag is an error."""
    return Action.ACCEPT, flag_id, {}
