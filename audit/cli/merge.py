"""``merge``: folders of results made one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audit.cli.closing import show
from audit.cli.terminal import SettingsFile, SigningKey, settings_from


def merge(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders of results.", metavar="DIR…", show_default=False)
    ],
    out_dir: Annotated[Path, typer.Option("--out", help="Folder for all of them.", metavar="DIR")],
    sign: SigningKey = None,
    config: SettingsFile = None,
) -> None:
    """Put the results of several runs into one folder; reviews stay where they are."""
    from audit.evidence.keys import signer
    from audit.evidence.sealed import made_with
    from audit.results.folder import ResultsFolder
    from audit.results.lock import held
    from audit.results.merge import merge as merged
    from audit.review.sealing import refuse_altered, sealed

    settings = settings_from(config, None, None)
    signer(sign)  # a key that cannot be read is said before anything is written
    then = made_with([ResultsFolder(folder) for folder in folders])
    for folder in folders:
        refuse_altered(ResultsFolder(folder), settings)
    with held(out_dir):
        summary = merged(folders, out_dir)
        sealed(out_dir, settings, sign, made_with=then)
    show(summary, out_dir)
