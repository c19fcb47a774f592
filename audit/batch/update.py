"""A folder of results brought up to date: audited apart, then put in its place in one short step."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from audit.batch.task import audited, taken_over
from audit.errors import InputError, MissingSideError
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.results.folder import ResultsFolder
from audit.results.manifest import Problem
from audit.results.summary import Summary

_APART = ".audited"
"""The folder within the results that holds records until they take their places."""


@dataclass(slots=True)
class Update:
    """What the results are to be: the articles in order, and how they differ from what lies there.

    ``new`` are the articles audited for it, ``gone`` those that are there no more, ``waiting`` those of
    which a side is missing.
    """

    summary: Summary = field(default_factory=Summary)
    ids: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    waiting: list[MissingSideError] = field(default_factory=list)


def prepared(
    articles: Iterable[Article | InputError],
    auditor: Auditor,
    folder: ResultsFolder,
    told: Callable[[str, Summary], None] = lambda _id, _summary: None,
) -> Update:
    """Audit what has changed, and touch nothing of what lies in the folder.

    What is done is kept apart: a later call, after this one was stopped, takes it over.

    Args:
        articles: all that the results are to be of.
        auditor: does the work.
        folder: of the results, there or not.
        told: of each article that was audited, or could not be, its id and what is to be said of it.
    """
    apart = ResultsFolder(folder.path / _APART)
    update = Update()
    for article in articles:
        if isinstance(article, MissingSideError):
            update.waiting.append(article)
            continue
        if isinstance(article, InputError):
            update.summary = update.summary.merged(Summary(errors=(article,)))
            continue
        done = taken_over(article, auditor, folder)
        if done is None:
            apart.create()
            done = taken_over(article, auditor, apart) or audited(article, auditor, apart)
            told(done.article_id, done.summary)
            update.new += [done.article_id] if done.article_id else []
        update.summary = update.summary.merged(done.summary)
        update.ids += [done.article_id] if done.article_id else []
    update.problems = [*map(Problem.of, update.summary.errors)]
    before = folder.ids() if folder.exists else ()
    update.gone = [article_id for article_id in before if article_id not in set(update.ids)]
    return update


def pending(update: Update, folder: ResultsFolder) -> bool:
    """Whether the results differ from what lies there; never where there would be none."""
    if not update.ids:
        return False
    # What lies apart is of a run that was stopped, perhaps while it put its results in place.
    if update.new or not folder.exists or (folder.path / _APART).exists():
        return True
    return (tuple(update.ids), tuple(update.problems)) != (folder.ids(), folder.errors())


def put_in_place(update: Update, folder: ResultsFolder, seal: Callable[[], object]) -> None:
    """Put the new records into the folder, write its tables anew, and seal it."""
    apart = ResultsFolder(folder.path / _APART)
    apart.create()
    folder.create()
    for article_id in update.new:
        apart.record_path(article_id).replace(folder.record_path(article_id))
    folder.finish(update.ids, update.problems)
    seal()
    shutil.rmtree(apart.path, ignore_errors=True)
