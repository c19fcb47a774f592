"""What the reports of a whole run share: the flags that stand, how grave they are there, paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from audit.records.decision import Entry
from audit.records.flag import Severity
from audit.records.result import ArticleResult
from audit.records.settings import DisclosurePolicy
from audit.results.manifest import Problem
from audit.review.effective_flags import effective_flags

Level = Literal["error", "warning", "note"]
LEVELS: Mapping[Severity, Level] = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "note",
}
"""What a severity is called where code is checked."""


def decided(result: ArticleResult, entries: Sequence[Entry]) -> ArticleResult:
    """The result with the flags that stand once reviewers have been at it, as grave as they said."""
    stand = effective_flags(result, entries)
    return replace(
        result,
        flags=tuple(replace(f, severity=said.severity or f.severity) for f, said in stand),
    )


def of_article(
    of_run: Callable[[Iterable[ArticleResult]], bytes], headed: Callable[[bytes, str], bytes]
) -> Callable[..., bytes]:
    """The form of one article, made of that of a run: the run is that article, as reviewers left it.

    Args:
        of_run: makes it.
        headed: puts a line into what was made, the head of the review log.
    """

    def written(
        report: ArticleResult,
        entries: Sequence[Entry] = (),
        _: DisclosurePolicy | None = None,
        head: str = "",
    ) -> bytes:
        made = of_run([decided(report, entries)])
        return headed(made, head) if head else made

    return written


def said_of(problem: Problem) -> str:
    """What is said of an article that could not be audited, in one sentence."""
    return f"{problem.where}: {problem.what}; {problem.remedy}."


def relative(file: str) -> str:
    """A path as seen from the working folder where it is in it, with slashes; else as it is."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def uri_of(file: str) -> str:
    """A path as a percent-encoded URI, relative where the path is."""
    path = Path(relative(file))
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix().encode("utf-8", "replace"), safe="/")
