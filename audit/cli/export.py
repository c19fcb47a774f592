"""``export``: an article's audit in a form that other tools read, or rows of the tables."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from audit.cli.closing import unsigned
from audit.cli.terminal import (
    EXIT_FLAGGED,
    RequireSignoff,
    Results,
    SettingsFile,
    err,
    settings_from,
)
from audit.errors import ConfigError, contained


def export(
    what: Annotated[
        str,
        typer.Argument(
            help="An article by its id, with --form; or a table: flags, beads, articles.",
            metavar="ARTICLE|TABLE",
            show_default=False,
        ),
    ],
    folder: Annotated[
        Path | None,
        typer.Argument(help="Folder of the results.", metavar="[DIR]", show_default="out"),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            help="Of an article: text, html or docx (the corrected English, in Word with tracked changes), "
            "prov (W3C PROV-JSON), xliff (XLIFF 2.1 with ITS 2.0), tmx (TMX 1.4b), mqm (MQM Viewer), jsonld "
            "(schema.org), sarif (SARIF 2.1.0), junit (JUnit XML) or github (annotations).",
            metavar="NAME",
        ),
    ] = None,
    where: Annotated[
        str,
        typer.Option(
            help="Of a table: the rows for which this holds, as in \"severity = 'critical'\" (SQL).",
            metavar="TEXT",
            show_default="all",
        ),
    ] = "",
    to: Annotated[
        str | None,
        typer.Option(help="Of a table: csv, parquet or json.", metavar="NAME", show_default="csv"),
    ] = None,
    out_dir: Results = Path("out"),
    require_signoff: RequireSignoff = False,
    config: SettingsFile = None,
) -> None:
    """Print an article's audit in a form that other tools read, or rows of a table."""
    if form is None:
        if require_signoff:
            raise ConfigError("--require-signoff is of an article; give --form with its id.")
        _rows(what, folder or out_dir, where, to or "csv")
    elif where or to:
        raise ConfigError(
            "--where and --to pick rows of a table, --form gives an article; leave out one or the other."
        )
    else:
        made = _article(what, form, folder or out_dir, config, signed=require_signoff)
        if sys.stdout.isatty() and b"\0" in made:
            raise ConfigError(
                f"An article as {form} is no text for a terminal; write it to a file with > FILE."
            )
        sys.stdout.buffer.write(made)


def _article(article: str, form: str, out_dir: Path, config: Path | None, *, signed: bool) -> bytes:
    """The article in a form; nothing is printed of one that has to be signed off and is not."""
    from audit.evidence.found_heads import heads_in
    from audit.evidence.log_heads import head_of
    from audit.exports import forms
    from audit.results.folder import ResultsFolder
    from audit.review.folder_log import log_of

    chosen, settings = forms.form(form), settings_from(config, None, None)
    result = ResultsFolder(out_dir).result(article)
    if signed and unsigned(ResultsFolder(out_dir), settings, article, err):
        raise typer.Exit(EXIT_FLAGGED)
    log = log_of(ResultsFolder(out_dir), settings)
    head = head_of(log)
    with contained(f"the export {chosen.name}", result.article.place):
        entries = log.entries(article) if log else []
        made = chosen.written(result, entries, settings.policy, head.line if head else "")
    if head is not None and head not in heads_in(made):
        err.print(head.line, markup=False, soft_wrap=True)  # the form has no room for it
    return made


def _rows(table: str, out_dir: Path, where: str, to: str) -> None:
    from audit.exports.selection import Form, select
    from audit.results.folder import ResultsFolder

    if to not in list(Form):
        raise ConfigError(f"Rows are written as {', '.join(Form)}, not as {to!r}.")
    with TemporaryDirectory() as made:
        path = Path(made) / "rows"
        select(ResultsFolder(out_dir), table, where, Form(to), path)
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
