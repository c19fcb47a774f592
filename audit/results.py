"""Commands on finished results: verify, seal, keygen, trace, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audit.errors import AuditError
from audit.terminal import EXIT_SOME_FAILED, EXIT_STOPPED, Progress, config_of, err, fail, out

if TYPE_CHECKING:
    from audit.report import AuditReport

_Article = Annotated[
    str, typer.Argument(help="Id of the article, as in articles.csv.", metavar="ARTICLE")
]
_Folder = Annotated[Path, typer.Argument(help="Folder of the results.", metavar="[DIR]")]
_Results = Annotated[Path, typer.Option("--out", help="Folder of the results.", metavar="DIR")]
_Settings = Annotated[Path | None, typer.Option(help="Settings file (audit.toml).", metavar="FILE")]


def verify(
    folder: _Folder = Path("out"),
    key: Annotated[
        Path | None, typer.Option(help="Public key that must have signed.", metavar="FILE")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also audit the texts again and compare.")
    ] = False,
    config: _Settings = None,
) -> None:
    """Check that nobody has altered the results or the review log behind the tool's back."""
    from audit.provenance.again import differences
    from audit.provenance.evidence import checked

    progress = Progress("audited again")
    try:
        settings = config_of(config, None, None)
        found, told = checked(folder, settings, key)
        if again and not found:
            with err.status("auditing again …") as progress.shown:
                found = differences(folder, settings, progress)
            told.append(f"{progress.done} articles audited again, nothing found that differs")
    except AuditError as error:
        fail(error)
    except KeyboardInterrupt:
        err.print("Stopped; not everything was checked.")
        raise typer.Exit(EXIT_STOPPED) from None
    for fault in found:
        out.print(fault, style="red", markup=False)
    if found:
        raise typer.Exit(EXIT_SOME_FAILED)
    for line in told:
        out.print(line, markup=False)


def seal(
    folder: _Folder = Path("out"),
    sign: Annotated[
        Path | None, typer.Option(help="Private key to sign with.", metavar="FILE")
    ] = None,
    config: _Settings = None,
) -> None:
    """Seal results again once they are reviewed, with the decisions taken so far."""
    from audit.provenance.evidence import sealed

    try:
        sealed(folder, config_of(config, None, None), sign)
    except AuditError as error:
        fail(error)
    out.print(f"{folder} is sealed; check it with: python -m audit verify {folder}", markup=False)


def keygen(
    path: Annotated[Path, typer.Argument(help="File for the private key.", metavar="FILE")],
) -> None:
    """Make a key pair to sign results with."""
    from audit.provenance.keys import VARIABLE, make

    try:
        public = make(path)
    except AuditError as error:
        fail(error)
    out.print(
        f"{path} is the private key: keep it to yourself, give it with --sign or in {VARIABLE}.\n"
        f"{public} is the public one: verify --key takes it.",
        markup=False,
    )


def trace(
    article: _Article,
    out_dir: _Results = Path("out"),
    config: _Settings = None,
) -> None:
    """Print where each English sentence of an article came from, and what became of its AI draft."""
    from audit.provenance.borne_out import reviews_of
    from audit.provenance.evidence import entries_of
    from audit.provenance.trace import lines

    try:
        report = _report(out_dir, article)
        entries = entries_of(out_dir, config_of(config, None, None), article)
    except AuditError as error:
        fail(error)
    for line in lines(report, reviews_of(entries)):
        out.print(line, markup=False, soft_wrap=True)


def export(
    article: _Article,
    form: Annotated[
        str,
        typer.Option(
            help="prov (W3C PROV-JSON), xliff (XLIFF 2.1 with ITS 2.0), tmx (TMX 1.4b), mqm (MQM Viewer) "
            "or jsonld (schema.org).",
            metavar="NAME",
        ),
    ],
    out_dir: _Results = Path("out"),
    config: _Settings = None,
) -> None:
    """Print an article's audit in a form that other tools read."""
    from audit.exports import forms
    from audit.provenance.evidence import entries_of

    try:
        chosen, settings = forms.form(form), config_of(config, None, None)
        report = _report(out_dir, article)
        entries = entries_of(out_dir, settings, article)
    except AuditError as error:
        fail(error)
    sys.stdout.buffer.write(chosen.written(report, entries, settings.policy))


def _report(out_dir: Path, article: str) -> AuditReport:
    """An article's report; the program ends where there is none."""
    from audit.batch import RECORDS
    from audit.errors import InputError
    from audit.provenance.record import path_of, read

    path = path_of(out_dir / RECORDS, article)
    record = read(path)
    if record is None:
        what = "no whole record of this article" if path.exists() else "no such article"
        fail(InputError(what, str(path), "give an id of articles.csv, or run the audit again"))
    return record.report
