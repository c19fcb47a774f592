"""``keygen``: a key pair to sign results with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audit.cli.terminal import out


def keygen(
    path: Annotated[Path, typer.Argument(help="File for the private key.", metavar="FILE")],
) -> None:
    """Make a key pair to sign results with."""
    from audit.evidence.keys import VARIABLE, make

    public = make(path)
    out.print(
        f"{path} is the private key: keep it to yourself, give it with --sign or in {VARIABLE}.\n"
        f"{public} is the public one: verify --key takes it.",
        markup=False,
    )
