"""``seal``: a folder sealed again, with the decisions taken so far."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audit.cli.terminal import (
    Folder,
    SettingsFile,
    TimestampAuthority,
    as_called,
    out,
    settings_from,
)


def seal(
    folder: Folder = Path("out"),
    sign: Annotated[
        Path | None, typer.Option(help="Private key to sign with.", metavar="FILE")
    ] = None,
    timestamp_authority: TimestampAuthority = None,
    config: SettingsFile = None,
) -> None:
    """Seal results again once they are reviewed, with the decisions taken so far."""
    from audit.review.sealing import sealed

    settings = settings_from(config, None, None, timestamp_authority=timestamp_authority)
    told = sealed(folder, settings, sign)
    for line in told:
        out.print(line, markup=False, soft_wrap=True)
    out.print(f"{folder} is sealed; check it with: {as_called(f'verify {folder}')}", markup=False)
