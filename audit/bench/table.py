"""Runs measurements and prints them as a table under their signature."""

from __future__ import annotations

import importlib
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from audit.bench import NAMES, Figure, Settings, write_json
from audit.errors import ConfigError, InputError


def _signature(settings: Settings) -> str:
    """What a figure depends on: the encoder, everything else that can change a result, the version."""
    signature = settings.auditor().signature
    return (
        f"encoder:{signature.encoder}|signature:{signature.digest[:12]}|version:{signature.version}"
    )


def run_all(
    name: str, settings: Settings, json_file: Path | None, out: Console, err: Console
) -> bool:
    """Run one measurement, or all; returns whether every one could be made.

    Raises:
        ConfigError: there is no measurement of that name.
        InputError: the one that was asked for lacks its data.
    """
    if name and name not in NAMES:
        raise ConfigError(f"There is no measurement {name!r}; use one of {', '.join(NAMES)}.")
    made_by = _signature(settings)
    figures: list[Figure] = []
    methods: dict[str, str] = {}
    complete = True
    for each in [name] if name else NAMES:
        module = importlib.import_module(f"audit.bench.{each}")
        try:
            found: list[Figure] = module.run(settings)
        except InputError as error:
            if name:
                raise
            err.print(f"{each}: not measured. {error}", markup=False)
            complete = False
            continue
        _print(each, found, out)
        figures += found
        if method := getattr(module, "METHOD", ""):
            methods[each] = method
            out.print(method, markup=False)
    out.print(made_by, markup=False, soft_wrap=True)
    if json_file:
        write_json(json_file, figures, made_by, methods)
    return complete


def _print(name: str, figures: list[Figure], out: Console) -> None:
    table = Table(title=name, title_justify="left", box=box.SIMPLE, pad_edge=False)
    table.add_column("")
    for column in ("figure", "target", ""):
        table.add_column(column, justify="right")
    intervals = any(figure.interval for figure in figures)
    if intervals:
        table.add_column("95 %", justify="right", no_wrap=True)
    table.add_column("baseline", overflow="fold")
    for figure in figures:
        target = "" if figure.target is None else f"{figure.target:.4g}"
        if target and figure.at_most:
            target = f"≤ {target}"
        digits = 4 if figure.value <= 1.5 else 1 if figure.value < 100 else 0
        value = f"{figure.value:.{digits}f}"
        between = [_interval(figure)] if intervals else []
        table.add_row(figure.label, value, target, figure.verdict, *between, figure.baseline)
    out.print(table)


def _interval(figure: Figure) -> str:
    return "–".join(f"{end:.2f}" for end in figure.interval) if figure.interval else ""
