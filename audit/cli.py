"""The command line: ``python -m audit``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import audit
from audit import results
from audit.errors import AuditError
from audit.terminal import (
    EXIT_FAILED,
    EXIT_SOME_FAILED,
    EXIT_STOPPED,
    Progress,
    config_of,
    err,
    fail,
    out,
)

if TYPE_CHECKING:
    from audit.batch import Summary


app = typer.Typer(
    name="python -m audit",
    help="Check English news articles against the Korean originals they were translated from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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

    progress = Progress("audited")
    try:
        signer(sign)  # a key that cannot be read is said before the work, not after it
        auditor = Auditor(config=config_of(config, encoder, false_alarms))
        with err.status("reading …") as status:
            if quiet:
                status.stop()
            else:
                progress.shown = status
            summary = batch.run(
                read_all(paths, format_name), auditor, out_dir, resume=resume, progress=progress
            )
            if summary.articles:
                sealed(out_dir, auditor.config, sign, auditor.signature)
    except AuditError as error:
        fail(error)
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


for _command in (results.verify, results.seal, results.keygen, results.trace, results.export):
    app.command()(_command)


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
        fail(error)
    if not complete:
        raise typer.Exit(EXIT_SOME_FAILED)


def main() -> None:
    """Entry point of ``python -m audit``."""
    # A terminal that cannot show Korean must not end a run.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
