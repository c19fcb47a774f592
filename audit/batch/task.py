"""One article as a worker gets it: everything that its audit needs, in one picklable record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from audit.pipeline import Auditor
from audit.records.article import Article
from audit.records.result import ArticleResult
from audit.records.settings import Settings


@dataclass(frozen=True, slots=True)
class Task:
    """An article to audit, and the settings to audit it with."""

    article: Article
    settings: Settings

    def run(self) -> ArticleResult:
        """The audit of the article; a worker loads its models once.

        Raises:
            InputError: the article cannot be audited.
        """
        return _auditor(self.settings).audit(self.article)


@lru_cache(maxsize=2)
def _auditor(settings: Settings) -> Auditor:
    return Auditor(settings=settings)
