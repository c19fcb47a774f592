"""Many articles: each audited and kept as it comes, the bad ones reported, the tables written at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from audit.errors import InputError, contained
from audit.messages import message
from audit.pipeline import Auditor
from audit.quality.notes import FAILED
from audit.records.article import Article
from audit.records.result import ArticleResult
from audit.results.folder import Problem, ResultsFolder
from audit.results.stored import StoredResult, key_of
from audit.results.summary import Summary


def run(
    articles: Iterable[Article | InputError],
    auditor: Auditor,
    out: Path,
    *,
    resume: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Audit every article and write ``out``: records, flags, beads, articles, errors, the report.

    A record is kept as soon as its article is done, so a run that is stopped can be resumed.

    Args:
        articles: articles, or the errors of those that could not be read.
        auditor: does the work.
        out: folder, created if need be.
        resume: take over records of the same article under the same signature.
        progress: told each article's id when it is done.
    """
    folder = ResultsFolder(out)
    folder.create()
    summary = Summary()
    ids: list[str] = []
    for article in articles:
        if isinstance(article, InputError):
            summary = summary.merged(Summary(errors=(article,)))
            continue
        key = key_of(article, auditor.signature)
        known = folder.find(article.id) if resume else None
        # A judge that failed is asked again; what it answered is kept.
        if known is not None and known.key == key and not _unjudged(known.result):
            done = Summary.of(known.result, reused=True)
        else:
            try:
                stored = StoredResult(key, auditor.signature, auditor.audit(article))
                done = _kept(stored, folder)
            except InputError as error:
                summary = summary.merged(Summary(errors=(error,)))
                continue
        ids.append(article.id)
        summary = summary.merged(done)
        progress(article.id)
    folder.finish(ids, (Problem(e.what, e.where, e.remedy) for e in summary.errors))
    return summary


def _unjudged(result: ArticleResult) -> tuple[InputError, ...]:
    """What the quality model could not say of an article that is audited otherwise."""
    return tuple(
        InputError(
            f"judging failed: {message(note).rstrip('.')}",
            result.article.place,
            "run it again with --resume, which asks only for what is missing",
        )
        for note in result.notes
        if note.code == FAILED
    )


def _kept(stored: StoredResult, folder: ResultsFolder) -> Summary:
    """Keep a result of which every table and the report can be made; what is to be said of it."""
    with contained("writing the results", stored.result.article.place):
        folder.tried(stored)
        unjudged = _unjudged(stored.result)
        done = Summary.of(stored.result).merged(Summary(errors=unjudged, unjudged=len(unjudged)))
    folder.write(stored)
    return done
