"""The command line: ``python -m audit``."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

import audit
from audit.errors import AuditError

if TYPE_CHECKING:
    from audit.batch import Summary
    from audit.config import Config
    from audit.report import AuditReport

EXIT_SOME_FAILED, EXIT_FAILED, EXIT_STOPPED = 1, 2, 130

app = typer.Typer(
    name="python -m audit",
    help="Check English news articles against the Korean originals they were translated from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_Article = Annotated[
    str, typer.Argument(help="Id of the article, as in articles.csv.", metavar="ARTICLE")
]
_Folder = Annotated[Path, typer.Argument(help="Folder of the results.", metavar="[DIR]")]
_Results = Annotated[Path, typer.Option("--out", help="Folder of the results.", metavar="DIR")]
_Settings = Annotated[Path | None, typer.Option(help="Settings file (audit.toml).", metavar="FILE")]

out, err = Console(highlight=False), Console(stderr=True, highlight=False)


def _fail(error: AuditError) -> NoReturn:
    err.print(f"error: {error}", style="red", markup=False)
    raise typer.Exit(EXIT_FAILED)


def _version(value: bool) -> None:
    if value:
        out.print(audit.__version__)
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _config(path: Path | None, encoder: str | None, false_alarms: float | None) -> Config:
    from audit.config import checked_budget, read_config
    from audit.errors import ConfigError

    if path is not None and not path.exists():
        raise ConfigError(f"There is no configuration file {path}; check the path.")
    config = read_config(path or Path("audit.toml"))
    if encoder is not None:
        config = replace(config, encoder=encoder)
    if false_alarms is not None:
        config = replace(config, false_alarms=checked_budget(false_alarms))
    return config


@app.command()
def score(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Folders or files of article pairs.", metavar="PATH", show_default=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option("--out", help="Folder for the results.", metavar="DIR")
    ] = Path("out"),
    encoder: Annotated[
        str | None,
        typer.Option(
            help="Encoder: [bold]embedded[/], or a sentence-transformers model by name or folder.",
            metavar="NAME",
            show_default="embedded",
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            show_default="by file name",
            help="Read every path as this format: text, jsonl, csv, tmx, xliff.",
        ),
    ] = None,
    false_alarms: Annotated[
        float | None,
        typer.Option(
            help="Show flags so that at most N of 100 clean sentences have any.",
            metavar="N",
            show_default="5",
        ),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="Settings file.", metavar="FILE", show_default="audit.toml")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep the results of articles that have not changed.")
    ] = False,
    sign: Annotated[
        Path | None, typer.Option(help="Private key to sign the results with.", metavar="FILE")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Audit article pairs and write flags.csv, articles.csv, beads.csv and report.html."""
    from audit import batch
    from audit.pipeline import Auditor
    from audit.provenance.evidence import sealed
    from audit.provenance.keys import signer
    from audit.sources import read_all

    stops = _stops()
    try:
        signer(sign)  # a key that cannot be read is said before the work, not after it
        auditor = Auditor(config=_config(config, encoder, false_alarms))
        with err.status("reading …") as status:
            done = 0

            def progress(article_id: str) -> None:
                nonlocal done
                done += 1
                _go_on(stops)
                if not quiet:
                    status.update(f"{done} audited, last {article_id}")

            if quiet:
                status.stop()
            summary = batch.run(
                read_all(paths, format_name), auditor, out_dir, resume=resume, progress=progress
            )
            if summary.articles:
                sealed(out_dir, auditor.config, sign, auditor.signature)
    except AuditError as error:
        _fail(error)
    except KeyboardInterrupt:
        err.print(
            f"Stopped. What was done is kept in {out_dir}; go on with --resume.", markup=False
        )
        raise typer.Exit(EXIT_STOPPED) from None
    for failure in summary.errors:
        err.print(f"error: {failure}", style="red", markup=False)
    if not quiet:
        _show(summary, out_dir)
    if not summary.articles:
        raise typer.Exit(EXIT_FAILED)
    if summary.errors:
        raise typer.Exit(EXIT_SOME_FAILED)


def _stops() -> list[int]:
    """The interrupts so far: one that falls into a library's callback is lost there, but not here."""
    found: list[int] = []

    def note(number: int, _: object) -> None:
        found.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, note)
    return found


def _go_on(stops: list[int]) -> None:
    if stops:
        raise KeyboardInterrupt


def _show(summary: Summary, out_dir: Path) -> None:
    """The closing table."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False)
    table.add_row("Articles", str(summary.articles))
    if summary.reused:
        table.add_row("  unchanged, kept", str(summary.reused))
    if summary.errors:
        table.add_row("  not read", str(len(summary.errors)))
    table.add_row("English sentences", str(summary.sentences))
    table.add_row("Flags", str(sum(summary.flags.values())))
    for category, count in summary.flags.most_common():
        table.add_row(f"  {category}", str(count))
    if summary.draft_errors:
        share = summary.draft_fixed / summary.draft_errors
        table.add_row("Flags on AI drafts", str(summary.draft_errors))
        table.add_row("  mended by editors", f"{summary.draft_fixed} ({share:.0%})")
    out.print(table)
    if summary.riskiest:
        risky = Table(
            box=box.SIMPLE, title="Riskiest sentences", title_justify="left", pad_edge=False
        )
        risky.add_column("Article", max_width=18, overflow="fold")
        risky.add_column("Bead")
        risky.add_column("Sentence and first flag", overflow="fold")
        for sentence in summary.riskiest:
            text = sentence.text if len(sentence.text) <= 90 else sentence.text[:89] + "…"
            risky.add_row(
                Text(sentence.article_id),
                Text(sentence.bead_id),
                Text(f"{text}\n→ {sentence.message}"),
            )
        out.print(risky)
    if summary.errors:
        out.print(f"What could not be read is listed in {out_dir / 'errors.csv'}.", markup=False)
    if summary.articles:
        out.print(
            f"Open {out_dir / 'report.html'} in a browser, or {out_dir / 'flags.csv'} in a "
            "spreadsheet.\nTo review side by side: make review",
            markup=False,
        )


@app.command()
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

    stops = _stops()
    try:
        settings = _config(config, None, None)
        found, told = checked(folder, settings, key)
        if again and not found:
            with err.status("auditing again …") as status:
                done = 0

                def progress(article_id: str) -> None:
                    nonlocal done
                    done += 1
                    _go_on(stops)
                    status.update(f"{done} audited again, last {article_id}")

                found = differences(folder, settings, progress)
            told.append(f"{done} articles audited again, nothing found that differs")
    except AuditError as error:
        _fail(error)
    except KeyboardInterrupt:
        err.print("Stopped; not everything was checked.")
        raise typer.Exit(EXIT_STOPPED) from None
    for fault in found:
        out.print(fault, style="red", markup=False)
    if found:
        raise typer.Exit(EXIT_SOME_FAILED)
    for line in told:
        out.print(line, markup=False)


@app.command()
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
        sealed(folder, _config(config, None, None), sign)
    except AuditError as error:
        _fail(error)
    out.print(f"{folder} is sealed; check it with: python -m audit verify {folder}", markup=False)


@app.command()
def keygen(
    path: Annotated[Path, typer.Argument(help="File for the private key.", metavar="FILE")],
) -> None:
    """Make a key pair to sign results with."""
    from audit.provenance.keys import VARIABLE, make

    try:
        public = make(path)
    except AuditError as error:
        _fail(error)
    out.print(
        f"{path} is the private key: keep it to yourself, give it with --sign or in {VARIABLE}.\n"
        f"{public} is the public one: verify --key takes it.",
        markup=False,
    )


@app.command()
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
        entries = entries_of(out_dir, _config(config, None, None), article)
    except AuditError as error:
        _fail(error)
    for line in lines(report, reviews_of(entries)):
        out.print(line, markup=False, soft_wrap=True)


@app.command()
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
        chosen, settings = forms.form(form), _config(config, None, None)
        report = _report(out_dir, article)
        entries = entries_of(out_dir, settings, article)
    except AuditError as error:
        _fail(error)
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
        _fail(InputError(what, str(path), "give an id of articles.csv, or run the audit again"))
    return record.report


@app.command()
def checks() -> None:
    """List the checks and what each one flags."""
    from audit.checks import all_checks

    for check in all_checks():
        out.print(f"[bold]{check.name}[/] ({check.category.value}, {check.severity.value})")
        out.print(f"  {check.explanation.splitlines()[0]}", markup=False)


@app.command()
def bench(
    name: Annotated[
        str,
        typer.Argument(
            help="corpus, encoder, align, divergence, exports, speed or dashboard; all if left out.",
            metavar="[NAME]",
            show_default=False,
        ),
    ] = "",
    encoder: Annotated[str, typer.Option(help="Encoder to measure.", metavar="NAME")] = "embedded",
    pairs: Annotated[
        Path | None, typer.Option(help="encoder: ko<TAB>en pairs.", metavar="FILE")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option(help="align: gold beads, JSON Lines.", metavar="FILE")
    ] = None,
    demetr: Annotated[
        Path | None, typer.Option(help="divergence: corrupted pairs.", metavar="FILE")
    ] = None,
    clean: Annotated[
        Path | None, typer.Option(help="divergence: clean pairs.", metavar="FILE")
    ] = None,
    mqm: Annotated[
        Path | None, typer.Option(help="divergence: human MQM ratings.", metavar="FILE")
    ] = None,
    vecalign: Annotated[
        Path | None, typer.Option(help="align: a built checkout to compare with.", metavar="DIR")
    ] = None,
    bertalign: Annotated[
        Path | None, typer.Option(help="align: a checkout to compare with.", metavar="DIR")
    ] = None,
    schemas: Annotated[
        Path | None, typer.Option(help="exports: published schemas.", metavar="DIR")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Also write the figures here.", metavar="FILE")
    ] = None,
) -> None:
    """Measure quality: each figure beside its target and its baseline."""
    from audit.bench import Settings
    from audit.bench.table import run_all

    settings = Settings(
        encoder,
        pairs=pairs,
        gold=gold,
        demetr=demetr,
        clean=clean,
        mqm=mqm,
        vecalign=vecalign,
        bertalign=bertalign,
        schemas=schemas,
    )
    try:
        complete = run_all(name, settings, json_file, out, err)
    except AuditError as error:
        _fail(error)
    if not complete:
        raise typer.Exit(EXIT_SOME_FAILED)


def main() -> None:
    """Entry point of ``python -m audit``."""
    # A terminal that cannot show Korean must not end a run.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
