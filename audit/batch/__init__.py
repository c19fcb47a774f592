"""Many articles: each audited and kept as it comes, the bad ones reported, the tables written at the end."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from functools import partial
from itertools import chain, islice
from pathlib import Path

from audit.batch.process import cores
from audit.batch.task import Done, audited, taken_over
from audit.batch.workers import Workers
from audit.encoders.bag import BagEncoder
from audit.errors import InputError
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.records.tables import ORDINARY, Tables
from audit.results.folder import Problem, ResultsFolder
from audit.results.summary import Summary

_FEW = 8
"""Articles for which no worker is started: its models take the processor time of about eight (2026-11-29)."""
_TOGETHER = 50_000
"""Characters of articles whose sentences are encoded together: some twenty articles, a thousand sentences."""


def run(
    articles: Iterable[Article | InputError],
    auditor: Auditor,
    out: Path,
    *,
    resume: bool = False,
    progress: Callable[[str], None] = lambda _: None,
    workers: int | None = 1,
    tables: frozenset[Tables] = ORDINARY,
) -> Summary:
    """Audit every article and write ``out``: records, flags, beads, articles, errors, the report.

    A record is kept as soon as its article is done, so a run that is stopped can be resumed. What is
    written does not depend on the number of workers.

    Args:
        articles: articles, or the errors of those that could not be read.
        auditor: does the work.
        out: folder, created if need be.
        resume: take over records of the same article under the same signature.
        progress: told each article's id when it and all before it are done.
        workers: processes to audit in, 1 for this one alone; None for as many as there are cores, where
            that is of use. A quality model that sends text away is asked from this process alone.

    Raises:
        WorkerError: no worker could be started.
    """
    folder = ResultsFolder(out, tables)
    packer = folder.begin(resume=resume)
    if workers is None:
        articles = iter(articles)
        first = list(islice(articles, _FEW + 1))
        articles = chain(first, articles)
        workers = _of_use(auditor) if len(first) > _FEW else 1
    if auditor.quality.recipient:
        workers = 1  # what it may cost is counted in one process
    todo = _todo(articles, auditor, folder, resume=resume)
    each = (
        Workers(auditor, folder, workers).each if workers > 1 else partial(_here, auditor, folder)
    )
    outcomes = each(todo)
    summary = Summary()
    ids: list[str] = []
    with closing(outcomes), packer or nullcontext():
        for done in outcomes:
            summary = summary.merged(done.summary)
            if done.article_id:
                ids.append(done.article_id)
                if packer:
                    packer.add(done.article_id)
                progress(done.article_id)
        if packer:
            packer.end()
    folder.finish(ids, (Problem(e.what, e.where, e.remedy) for e in summary.errors))
    return summary


def _of_use(auditor: Auditor) -> int:
    # A sentence-transformers model uses all cores by itself, and may fill an accelerator's memory.
    return cores() if isinstance(auditor.encoder, BagEncoder) else 1


def _todo(
    articles: Iterable[Article | InputError],
    auditor: Auditor,
    folder: ResultsFolder,
    *,
    resume: bool,
) -> Iterator[Article | Done]:
    """The articles that are to be audited, and what can be said of the others at once."""
    for article in articles:
        if isinstance(article, InputError):
            yield Done.failed(article)
        else:
            yield (taken_over(article, auditor, folder) if resume else None) or article


def _here(
    auditor: Auditor, folder: ResultsFolder, todo: Iterable[Article | Done]
) -> Generator[Done, None, None]:
    for group in _groups(todo, auditor):
        auditor.read_ahead([item for item in group if isinstance(item, Article)])
        for item in group:
            yield item if isinstance(item, Done) else audited(item, auditor, folder)


def _groups(todo: Iterable[Article | Done], auditor: Auditor) -> Iterator[Sequence[Article | Done]]:
    """Articles whose sentences are encoded together; each alone where that is of no use."""
    most = 0 if isinstance(auditor.encoder, BagEncoder) else _TOGETHER
    group: list[Article | Done] = []
    size = 0
    for item in todo:
        group.append(item)
        size += _size(item) if isinstance(item, Article) else 0
        if size >= most:
            yield group
            group, size = [], 0
    yield group


def _size(article: Article) -> int:
    versions = (article.draft, *(revision.text for revision in article.revisions))
    texts = (article.source, article.target, *(text for text in versions if text))
    return sum(len(text.raw) or sum(len(s.text) for s in text.sentences) for text in texts)
