"""A pair of sentences as an editor would see it: audited with the default settings."""

from functools import cache

from audit.pipeline import Auditor
from audit.records.article import Article, Metadata, Text
from audit.records.flag import Flag


@cache
def _auditor() -> Auditor:
    return Auditor()


def shown(korean: str, english: str, published: str = "") -> tuple[Flag, ...]:
    """The flags on an article of these two texts; ``published`` is its day, ``YYYY-MM-DD``."""
    article = Article(
        "pair", Text("ko", korean), Text("en", english), metadata=Metadata(published=published)
    )
    return _auditor().audit(article).flags


def raised(korean: str, english: str, published: str = "") -> tuple[Flag, ...]:
    """The flags on such an article, those that the budget holds back too."""
    article = Article(
        "pair", Text("ko", korean), Text("en", english), metadata=Metadata(published=published)
    )
    result = _auditor().audit(article)
    return (*result.flags, *result.held_back)


def told(korean: str, english: str, published: str = "") -> list[str]:
    """The flags' codes with their words on both sides, for a failure that reads by itself."""
    return [
        f"{flag.code} {flag.severity} {[span.text for span in flag.spans]}"
        for flag in shown(korean, english, published)
    ]
