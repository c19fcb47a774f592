"""Many articles: each audited and kept as it comes, the bad ones reported, the tables written at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path

from audit.batch.engine import Engine
from audit.batch.engines.local import Local
from audit.batch.task import Done, taken_over
from audit.errors import InputError
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.records.tables import ORDINARY, Tables
from audit.results.folder import ResultsFolder
from audit.results.manifest import Problem
from audit.results.summary import Summary


def run(
    articles: Iterable[Article | InputError],
    auditor: Auditor,
    out: Path,
    *,
    resume: bool = False,
    progress: Callable[[str], None] = lambda _: None,
    engine: Engine | None = None,
    tables: frozenset[Tables] = ORDINARY,
) -> Summary:
    """Audit every article and write ``out``: records, flags, beads, articles, errors, the report.

    A record is kept as soon as its article is done, so a run that is stopped can be resumed. What is
    written does not depend on the engine, nor on how many articles it audits at a time.

    Args:
        articles: articles, or the errors of those that could not be read.
        auditor: does the work.
        out: folder, created if need be.
        resume: take over records of the same article under the same signature.
        progress: told each article's id when it and all before it are done.
        engine: audits; this process alone, if left out.
        tables: the forms of the tables.

    Raises:
        WorkerError: the engine cannot audit.
    """
    folder = ResultsFolder(out, tables)
    packer = folder.begin(resume=resume)
    todo = _todo(articles, auditor, folder, resume=resume)
    outcomes = (engine or Local(auditor)).each(todo, folder)
    summary = Summary()
    ids: list[str] = []
    errors: list[InputError] = []
    with closing(outcomes), packer or nullcontext():
        for done in outcomes:
            # Not added to the summary one by one, for which all would be copied each time.
            errors += done.summary.errors
            summary = summary.merged(replace(done.summary, errors=()))
            if done.article_id:
                ids.append(done.article_id)
                if packer:
                    packer.add(done.article_id, done.rows)
                progress(done.article_id)
        if packer:
            packer.end()
    folder.finish(ids, map(Problem.of, errors))
    return replace(summary, errors=tuple(errors))


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
