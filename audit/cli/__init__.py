"""The command line: ``translation-audit``, or ``python -m audit``; one command a file."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from audit.cli import (
    bench,
    checks,
    export,
    head,
    keygen,
    merge,
    review,
    rules,
    score,
    seal,
    serve,
    signoff,
    trace,
    verify,
    watch,
)
from audit.cli.boundary import Command, Commands, debuggable
from audit.cli.terminal import out
from audit.version import __version__

app = typer.Typer(
    name="translation-audit",
    cls=Commands,
    help="Check English news articles against the Korean originals they were translated from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        out.print(__version__)
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for _command in (
    score.score, verify.verify, seal.seal, head.head, keygen.keygen, trace.trace, export.export, merge.merge,
    review.review, rules.rules, signoff.signoff, serve.serve, watch.watch, checks.checks, bench.bench,
):  # fmt: skip
    app.command(cls=Command)(debuggable(_command))


def main() -> None:
    """Entry point of ``translation-audit`` and of ``python -m audit``."""
    # A terminal that cannot show Korean must not end a run.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
