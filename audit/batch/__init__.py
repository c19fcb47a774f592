"""Many articles: each audited and kept as it comes, the bad ones reported, the tables written at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from audit.errors import InputError
from audit.pipeline import Auditor
from audit.records.article import Article
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
        if known is not None and known.key == key:
            done = Summary.of(known.result, reused=True)
        else:
            try:
                result = auditor.audit(article)
            except InputError as error:
                summary = summary.merged(Summary(errors=(error,)))
                continue
            folder.write(StoredResult(key, auditor.signature, result))
            done = Summary.of(result)
        ids.append(article.id)
        summary = summary.merged(done)
        progress(article.id)
    folder.finish(ids, (Problem(e.what, e.where, e.remedy) for e in summary.errors))
    return summary
