"""A pronoun of the other gender than the article itself gives the person.

Korean hardly has such pronouns, so a tool guesses: "he" for a woman whom the Korean calls (34·여), or whom
the English itself calls Ms. elsewhere. Only Koreans who are named in full and alone in their sentence, or in
the one before, are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.registry import Scope
from audit.checks.severity import Concern
from audit.languages.normalise import normalise
from audit.languages.pair.gender import Gender
from audit.languages.pair.names import korean_people
from audit.languages.pair.told_gender import (
    Told,
    english_facts,
    korean_facts,
    named,
    pronouns,
)
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Side
from audit.records.message import Message

CATEGORY = Category.MEANING
CONCERNS = Concern.GENDER
SCOPE = Scope.ARTICLE
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "gender": Message(
        "“{target}” speaks of {person}, whom the article calls a {gender!t}",
        "“{target}” 부분은 {person} 씨를 가리키는데 기사의 다른 곳에 따르면 {gender!t}입니다",
    ),
}
TERMS: Mapping[str, str] = {"woman": "여성", "man": "남성"}


class _Fact(NamedTuple):
    gender: Gender
    side: Side
    sentence: Sentence
    start: int
    end: int


def check(context: Context) -> Iterable[Finding]:
    """The first such pronoun for each person."""
    people = _people(context)
    facts = _facts(context, people) if people else {}
    beads = {i: bead for bead in context.beads for i in bead.target}
    said: set[str] = set()
    for i, person, pronoun in _references(context, people) if facts else ():
        fact = facts.get(person)
        if fact and fact.gender != pronoun.gender and person not in said and i in beads:
            said.add(person)
            yield _finding(
                context, beads[i], context.article.target.sentences[i], pronoun, person, fact
            )


def _people(context: Context) -> set[str]:
    found = {f.text for s in context.article.source.sentences for f in korean_people(_text(s))}
    return found | {
        name for s in context.article.source.sentences for name, _ in korean_facts(_text(s))
    }


def _facts(context: Context, people: set[str]) -> dict[str, _Fact]:
    """What the article says of each person's gender; nothing of whom it says both."""
    found: dict[str, list[_Fact]] = {}
    for sentence in context.article.source.sentences:
        for person, told in korean_facts(_text(sentence)):
            found.setdefault(person, []).append(_Fact(told.gender, "source", sentence, *told[1:]))
    for sentence in context.article.target.sentences:
        for person, told in english_facts(_text(sentence), people):
            found.setdefault(person, []).append(_Fact(told.gender, "target", sentence, *told[1:]))
    return {
        person: facts[0] for person, facts in found.items() if len({f.gender for f in facts}) == 1
    }


def _references(context: Context, people: set[str]) -> Iterator[tuple[int, str, Told]]:
    """English pronouns with the person they must mean: the only one of this sentence and the one before."""
    before: set[str] = set()
    for i, sentence in enumerate(context.article.target.sentences):
        text = _text(sentence)
        here = named(text, people)
        told = pronouns(text)
        if len(here | before) == 1 and len({t.gender for t in told}) == 1:
            yield i, next(iter(here | before)), told[0]
        before = here


def _finding(
    context: Context, bead: Bead, sentence: Sentence, pronoun: Told, person: str, fact: _Fact
) -> Finding:
    printed = _text(sentence)[pronoun.start : pronoun.end]
    return context.finding(
        bead, "pronoun.gender", category=CATEGORY, concerns=CONCERNS, relation=Relation.CONTRADICTS,
        spans=[
            context.span("target", sentence, pronoun.start, pronoun.end),
            context.span(fact.side, fact.sentence, fact.start, fact.end),
        ],
        confidence=CONFIDENCE["gender"], target=printed, person=person, gender=fact.gender,
    )  # fmt: skip


def _text(sentence: Sentence) -> str:
    return normalise(sentence.text).text
