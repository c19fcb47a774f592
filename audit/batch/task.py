"""One article's audit, kept as soon as it is done: the same in this process, in a worker and on a cluster."""

from __future__ import annotations

from dataclasses import dataclass

from audit.errors import InputError, UnforeseenError, UnjudgedError, contained
from audit.messages import message
from audit.pipeline import Auditor
from audit.quality.notes import FAILED
from audit.records.article import Article
from audit.records.result import ArticleResult
from audit.results.folder import ResultsFolder, record_of
from audit.results.parts import Rows
from audit.results.resume import reusable
from audit.results.stored import StoredResult, key_of
from audit.results.summary import Summary


@dataclass(frozen=True, slots=True)
class Done:
    """What is to be said of an article; its id is empty where there is no record of it.

    ``rows`` are those of an archive, where one is written and they need not be made of the record.
    """

    article_id: str
    summary: Summary
    rows: Rows | None = None

    @classmethod
    def failed(cls, error: InputError) -> Done:
        """An article that could not be audited."""
        error.__cause__ = error.__context__ = None  # their frames hold the article
        return cls("", Summary(errors=(error.with_traceback(None),)))


@dataclass(frozen=True, slots=True)
class Audited:
    """An article's audit before it is kept: what is to be said of it, and its record, empty if it failed."""

    done: Done
    record: bytes = b""


def audited(article: Article, auditor: Auditor, folder: ResultsFolder) -> Done:
    """Audit an article and write its record; an error in it is said in what is given back."""
    return kept(audit_of(article, auditor, folder), folder)


def kept(audit: Audited, folder: ResultsFolder) -> Done:
    """Write an audit's record, if it has one; what is to be said of it."""
    if audit.record:
        folder.keep(audit.done.article_id, audit.record)
    return audit.done


def audit_of(article: Article, auditor: Auditor, folder: ResultsFolder) -> Audited:
    """Audit an article, of which every table and the report can be made; nothing is written."""
    try:
        key = key_of(article, auditor.signature)
        stored = StoredResult(key, auditor.signature, auditor.audit(article))
        with contained("writing the results", article.place):
            rows = folder.tried(stored)
            missing = unjudged(stored.result)
            said = Summary.of(stored.result).merged(Summary(errors=missing, unjudged=len(missing)))
            return Audited(Done(article.id, said, rows), record_of(stored))
    except InputError as error:
        stage = error.stage if isinstance(error, UnforeseenError) else "auditing"
        return Audited(Done.failed(error.at(stage, article.id)))


def taken_over(article: Article, auditor: Auditor, folder: ResultsFolder) -> Done | None:
    """The record of the same article under the same signature; None where there is none."""
    known = reusable(folder, article.id, key_of(article, auditor.signature))
    # A judge that failed is asked again; what it answered is kept.
    if known is None or unjudged(known.result):
        return None
    return Done(article.id, Summary.of(known.result, reused=True))


def unjudged(result: ArticleResult) -> tuple[InputError, ...]:
    """What the quality model could not say of an article that is audited otherwise."""
    return tuple(
        UnjudgedError(
            f"judging failed: {message(note).rstrip('.')}",
            result.article.place,
            "run it again with --resume, which asks only for what is missing",
        ).at(UnjudgedError.stage, result.article.id)
        for note in result.notes
        if note.code == FAILED
    )
