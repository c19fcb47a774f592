"""The people that an article names in full, read once for all who ask."""

from __future__ import annotations

from audit.checks.context import Context
from audit.languages.normalise import normalise
from audit.languages.pair.names import english_people, korean_people
from audit.records.article import Article


def koreans_named(context: Context) -> frozenset[str]:
    """The Koreans whom the Korean names in full."""
    return context.once("Koreans named in full", _koreans)


def people_printed(context: Context) -> frozenset[str]:
    """The names in full that the English has."""
    return context.once("people printed in full", _printed)


def _koreans(article: Article) -> frozenset[str]:
    return frozenset(
        person.text
        for sentence in article.source.sentences
        for person in korean_people(normalise(sentence.text).text)
    )


def _printed(article: Article) -> frozenset[str]:
    return frozenset(
        person.text
        for sentence in article.target.sentences
        for person in english_people(normalise(sentence.text).text)
    )
