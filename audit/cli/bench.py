"""``bench``: quality and speed, measured."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audit.cli.terminal import EXIT_SOME_FAILED, err, out
from audit.errors import MissingExtra


def bench(
    name: Annotated[
        str,
        typer.Argument(
            help="startup, suite, corpus, encoder, align, word_alignment, divergence, news, cases, clean, "
            "exports, speed, hostile, store, scale, opening or dashboard; all if left out.",
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
    news: Annotated[
        Path | None, typer.Option(help="news: pairs read by hand, JSON Lines.", metavar="FILE")
    ] = None,
    cases: Annotated[
        Path | None, typer.Option(help="cases: right and wrong sentences.", metavar="FILE")
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
    quality: Annotated[
        str | None, typer.Option(help="Another quality model than the default one.")
    ] = None,
    articles: Annotated[
        int,
        typer.Option(help="scale, opening: articles of the larger archive.", metavar="N", min=1000),
    ] = 20_000,
    seconds: Annotated[
        int, typer.Option(help="store: seconds of load on each database.", metavar="N", min=1)
    ] = 60,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Also write the figures here.", metavar="FILE")
    ] = None,
) -> None:
    """Measure quality: each figure beside its target and its baseline."""
    from audit.bench import Settings
    from audit.bench.table import run_all
    from audit.records.settings import DEFAULT_QUALITY

    settings = Settings(
        encoder,
        pairs=pairs,
        gold=gold,
        demetr=demetr,
        clean=clean,
        mqm=mqm,
        news=news,
        cases=cases,
        vecalign=vecalign,
        bertalign=bertalign,
        schemas=schemas,
        quality=quality or DEFAULT_QUALITY,
        articles=articles,
        seconds=seconds,
    )
    try:
        complete = run_all(name, settings, json_file, out, err)
    except ImportError as error:
        raise MissingExtra(f"This measurement ({error.name})", "dev") from error
    if not complete:
        raise typer.Exit(EXIT_SOME_FAILED)
