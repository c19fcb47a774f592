"""``review``: the review pages in the browser."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import typer

from audit.cli.terminal import Folder
from audit.errors import InputError, MissingExtra


def _options() -> Iterator[tuple[str, str, str]]:
    """The page's settings, which Streamlit looks for in the current folder only."""
    own = Path(str(files("audit.dashboard").joinpath("streamlit.toml")))
    path = own if own.exists() else Path(__file__).parents[2] / ".streamlit" / "config.toml"
    for section, values in tomllib.loads(path.read_text("utf-8")).items():
        for name, value in values.items():
            if isinstance(value, dict):
                yield from ((f"{section}.{name}", key, _plain(one)) for key, one in value.items())
            else:
                yield section, name, _plain(value)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


DEFAULT = Path("out")
"""The folder that ``score`` writes by default; the pages say what to do where it is not there yet."""


def review(folder: Folder = DEFAULT) -> None:
    """Open the results in the browser, to decide on flags side by side."""
    if find_spec("streamlit") is None:
        raise MissingExtra("The review page", "dashboard")
    if not folder.exists() and folder != DEFAULT:
        raise InputError(
            "there is no such folder", str(folder), "give the folder of results that score wrote"
        )
    page = str(files("audit.dashboard.server").joinpath("app.py"))
    options = [f"--{section}.{name}={value}" for section, name, value in _options()]
    command = [sys.executable, "-m", "streamlit", "run", page, *options, "--", str(folder)]
    raise typer.Exit(subprocess.run(command, check=False).returncode)  # noqa: S603 - our own page
