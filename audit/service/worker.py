"""One auditor behind a queue: audits one article at a time, and gives up on those that take too long."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor

from audit.align.calibration import calibration_pairs
from audit.languages.dates import today_in_korea
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.records.result import ArticleResult
from audit.records.rule import in_force
from audit.sources.building import linked_texts


class Busy(Exception):
    """Others are before an article, more than may be or for longer than may be."""


class TooSlow(Exception):
    """An article's audit took longer than it may."""


class Worker:
    """A thread that audits. A thread cannot be stopped: an audit given up on goes on to its end.

    Args:
        auditor: it need not bear several threads.
        seconds: longest that an article may take, waiting included.
        waiting: most articles that may wait.
    """

    def __init__(self, auditor: Auditor, seconds: float, waiting: int) -> None:
        self.auditor = auditor
        self._seconds, self._most = seconds, waiting + 1
        self._pool = ThreadPoolExecutor(1, "audit")
        self._jobs: list[Future[ArticleResult]] = []

    def warm(self) -> None:
        """Load everything that an audit needs, so that the first article does not wait for it."""
        source, target, _ = linked_texts(calibration_pairs())
        article = Article("warm", source, target)
        self._pool.submit(self.auditor.audit, article).result()

    async def audit(self, article: Article) -> ArticleResult:
        """An article's result.

        Raises:
            Busy: it did not get its turn.
            TooSlow: it did, and was not done in time.
            AuditError: it cannot be audited.
        """
        self._jobs = [job for job in self._jobs if not job.done()]
        if len(self._jobs) >= self._most:
            raise Busy
        # A service may outlive a standing rule.
        rules = in_force(self.auditor.settings.rules, today_in_korea())
        self.auditor = self.auditor.with_rules(rules)
        job = self._pool.submit(self.auditor.audit, article)
        self._jobs.append(job)
        awaited = asyncio.wrap_future(job)
        # Nobody asks for what comes of one that was given up on.
        awaited.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        done, _ = await asyncio.wait({awaited}, timeout=self._seconds)
        if done:
            return job.result()
        raise Busy if job.cancel() else TooSlow

    def close(self) -> None:
        """Take nothing more, and drop what waits."""
        self._pool.shutdown(wait=False, cancel_futures=True)
