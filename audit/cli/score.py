"""``score``: article pairs audited into a folder of results."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audit.cli.boundary import as_sentence
from audit.cli.closing import show, show_failing, show_rules, unsigned
from audit.cli.remote import show_plan, tell_recipient
from audit.cli.reports import asked, print_reports, write_reports
from audit.cli.terminal import (
    EXIT_FAILED,
    EXIT_FLAGGED,
    EXIT_SOME_FAILED,
    EXIT_STOPPED,
    Progress,
    RequireSignoff,
    SigningKey,
    err,
    settings_from,
    tell,
    tell_all,
    with_rules,
)
from audit.errors import AuditError, ConfigError, StoreError, whole
from audit.records.settings import DEFAULT_BUDGET
from audit.records.tables import ORDINARY, Tables

if TYPE_CHECKING:
    from audit.pipeline import Auditor
    from audit.records.settings import Settings


def score(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Folders or files of article pairs, or URLs of them.",
            metavar="PATH",
            show_default=False,
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
    quality: Annotated[
        str | None,
        typer.Option(
            help="Quality model: [bold]fast[/], [bold]contextual[/], [bold]cascade[/] or [bold]judge[/].",
            metavar="NAME",
            show_default="fast",
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            show_default="by file name",
            help="Read every path as this format: text, jsonl, csv, parquet, tmx, xliff.",
        ),
    ] = None,
    false_alarms: Annotated[
        float | None,
        typer.Option(
            help="Show flags so that at most N of 100 clean sentences have any.",
            metavar="N",
            show_default=f"{DEFAULT_BUDGET:g}",
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            help="Print the flags at least so severe (critical, major, minor), or so risky (0 to 1), and "
            "exit with 3 if there are any.",
            metavar="WHAT",
        ),
    ] = None,
    require_signoff: RequireSignoff = False,
    report: Annotated[
        list[str] | None,
        typer.Option(
            help="Also report the flags as sarif, junit (files beside the tables) or github (printed); "
            "may be given several times.",
            metavar="NAME",
        ),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="Settings file.", metavar="FILE", show_default="audit.toml")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep the results of articles that have not changed.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            help="Audit N articles at once, each in a process.",
            metavar="N",
            min=1,
            show_default="the cores",
        ),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            help="Audit on this machine ([bold]local[/]), or on a cluster ([bold]ray[/]).",
            metavar="NAME",
        ),
    ] = "local",
    address: Annotated[
        str,
        typer.Option(
            help="Ray cluster to join; without it, one of the cores here.", metavar="HOST:PORT"
        ),
    ] = "",
    tables: Annotated[
        list[Tables] | None,
        typer.Option(
            help="Tables as [bold]csv[/] with a report, or as [bold]parquet[/], in parts for an "
            "archive; give it twice for both.",
            metavar="NAME",
            show_default="csv",
        ),
    ] = None,
    sign: SigningKey = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Send nothing to the judge; print what asking it would cost."
        ),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Audit article pairs and write tables of flags, articles and beads, and report.html."""
    from audit import batch
    from audit.batch.engine import Options
    from audit.batch.engines import opened
    from audit.evidence.keys import signer
    from audit.evidence.timestamp import require as require_timestamps
    from audit.pipeline import Auditor
    from audit.results.folder import ResultsFolder
    from audit.results.gate import gate_of
    from audit.results.lock import held
    from audit.sources import read_all
    from audit.sources.extent import Extent

    progress = Progress("audited")
    unstamped: list[AuditError] = []
    try:
        reports = asked(report or ())
        gate = gate_of(fail_on) if fail_on is not None else None
        signer(sign)  # a key that cannot be read is said before the work, not after it
        settings = settings_from(config, encoder, false_alarms, quality)
        settings, unruled = _ruled(settings, out_dir)
        away = unruled
        require_timestamps(settings.timestamp_authority)
        if dry_run:
            show_plan(read_all(paths, format_name), Auditor(settings=settings))
            return
        _require(tables or (), out_dir)
        with held(out_dir):  # whoever comes second is told before models are loaded
            auditor = Auditor(settings=settings)
            tell_recipient(auditor.quality.recipient)
            with err.status("reading …") as status:
                if quiet:
                    status.stop()
                else:
                    progress.shown = status
                inputs = Extent(paths, format_name)
                progress.share = lambda: inputs.share
                with opened(engine, auditor, Options(workers, address)) as machines:
                    summary = batch.run(
                        inputs.articles(machines.read), auditor, out_dir,
                        resume=resume, progress=progress, engine=machines,
                        tables=frozenset(tables or ORDINARY),
                    )  # fmt: skip
                if summary.articles:
                    away = unruled or _sealed(out_dir, auditor, sign, unstamped)
                    write_reports(ResultsFolder(out_dir), reports)
    except KeyboardInterrupt:
        err.print(
            f"Stopped. What was done is kept in {out_dir}; go on with --resume.", markup=False
        )
        raise typer.Exit(EXIT_STOPPED) from None
    tell_all((*unstamped, *summary.errors))
    if not quiet:
        show(summary, out_dir)
        show_rules(auditor.settings.rules)
    if away is not None:
        tell(away)
        rules = "No standing rule was applied, and " if unruled else ""
        err.print(
            f"{rules}{out_dir} is not sealed; once the review store is back, run it again with --resume.",
            style="red", markup=False,
        )  # fmt: skip
    if not summary.articles:
        raise typer.Exit(EXIT_FAILED)
    print_reports(ResultsFolder(out_dir), reports)
    failing = show_failing(ResultsFolder(out_dir).results(), gate) if gate else 0
    if require_signoff and away is None:
        failing += unsigned(ResultsFolder(out_dir), auditor.settings)
    # What could not be audited may hide worse than what was found.
    if summary.errors or unstamped or away is not None:
        raise typer.Exit(EXIT_SOME_FAILED)
    if failing:
        raise typer.Exit(EXIT_FLAGGED)


def _require(tables: Collection[Tables], out_dir: Path) -> None:
    """Refuse tables that cannot be written, before anything is made for them."""
    from audit.results import parquet

    if Tables.PARQUET in tables:
        parquet.require()
        if (shown := whole(str(out_dir))) != str(out_dir):
            raise ConfigError(f"--out {shown} is not UTF-8, as Parquet asks; give another name.")


def _ruled(settings: Settings, out_dir: Path) -> tuple[Settings, AuditError | None]:
    """The settings with the standing rules; without, and why, where only the review store cannot be read."""
    try:
        return with_rules(settings, out_dir), None
    except Exception as error:
        away = as_sentence(error, "score")
        if not isinstance(away, StoreError):
            raise
        return replace(settings, rules=()), away


def _sealed(
    out_dir: Path, auditor: Auditor, key: Path | None, unstamped: list[AuditError]
) -> AuditError | None:
    """Seal the results; why not, where only the review store cannot be read or written.

    Where they are sealed, but not time-stamped, that is put into ``unstamped``.
    """
    from audit.evidence.timestamp import NotStamped
    from audit.review.sealing import sealed  # half a second: the database

    try:
        sealed(out_dir, auditor.settings, key, auditor.signature.encoder)
    except NotStamped as error:
        unstamped.append(error)
    except Exception as error:
        away = as_sentence(error, "sealing the results")
        if not isinstance(away, StoreError):
            raise
        return away
    return None
