"""GitHub workflow commands: each flag an annotation on its line of the English.

A line a flag, ``::error file=…,line=…,title=…::message``, which a step of GitHub Actions prints
(docs.github.com, Workflow commands): ``error`` for critical and major, ``warning`` for minor, ``notice`` for
neutral. Percent signs and line ends are escaped as GitHub's own toolkit does it, in properties colons and
commas too; controls are shown by their names. The head of the review log is a ``debug`` line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.exports.of_run import LEVELS, of_article, relative, said_of
from audit.languages.visible import visible
from audit.messages import message
from audit.records.flag import Flag
from audit.records.result import ArticleResult
from audit.results.manifest import Problem
from audit.results.places import place_of

NAME = "github"
SUFFIX = ".github.txt"
MIME = "text/plain"
PRINTED = True
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def of_run(results: Iterable[ArticleResult], problems: Iterable[Problem] = ()) -> bytes:
    """The annotations of a run, UTF-8.

    Args:
        results: of its articles.
        problems: what could not be audited.
    """
    lines = [_annotation(result, flag) for result in results for flag in result.flags]
    lines += [_command("error", {"title": "not audited"}, said_of(p)) for p in problems]
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


written = of_article(of_run, lambda made, head: made + f"::debug::{head}\n".encode())


def _annotation(result: ArticleResult, flag: Flag) -> str:
    place = place_of(result, flag)
    told = {"file": relative(place.file) if place.file else ""}
    told |= dict(_numbers(place.line, place.column, place.end_line, place.end_column))
    told["title"] = f"{flag.article_id} {place.sentence}".rstrip() + (
        f" {flag.severity.value} {flag.category.value}"
    )
    return _command(_COMMANDS[LEVELS[flag.severity]], told, message(flag))


def _numbers(line: int, column: int, end_line: int, end_column: int) -> Iterator[tuple[str, str]]:
    if line:
        yield "line", str(line)
    if end_line:
        yield "endLine", str(end_line)
    # Columns are taken within one line only.
    if column and line == end_line:
        yield from (("col", str(column)), ("endColumn", str(end_column)))


def _command(name: str, properties: dict[str, str], said: str) -> str:
    told = ",".join(
        f"{key}={visible(value).translate(_PROPERTY)}" for key, value in properties.items() if value
    )
    return f"::{name} {told}::{visible(said).translate(_MESSAGE)}"
