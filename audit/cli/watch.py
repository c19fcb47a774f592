"""``watch``: a folder audited as its articles appear and change."""

from __future__ import annotations

from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from audit.cli.remote import tell_recipient
from audit.cli.terminal import (
    EXIT_STOPPED,
    Progress,
    SettingsFile,
    SigningKey,
    err,
    out,
    settings_from,
    tell,
    with_rules,
)
from audit.errors import AuditError, ConfigError, InputError, MissingExtra

if TYPE_CHECKING:
    from audit.pipeline import Auditor
    from audit.results.summary import Summary

_PATIENCE = 60.0
"""Seconds for which another process that writes the results is waited for."""
_IDLE = 60.0
"""Seconds after which the folder is looked through although no change was reported."""


def watch(
    folder: Annotated[Path, typer.Argument(help="Folder of article pairs.", metavar="FOLDER")],
    out_dir: Annotated[Path, typer.Option("--out", help="Folder for the results.", metavar="DIR")],
    settle: Annotated[
        float,
        typer.Option(
            help="How long a file must stay as it is to be read.", metavar="SECONDS", min=0.1
        ),
    ] = 1.0,
    quality: Annotated[
        str | None, typer.Option(help="Quality model.", metavar="NAME", show_default="fast")
    ] = None,
    sign: SigningKey = None,
    config: SettingsFile = None,
) -> None:
    """Audit a folder's articles as they appear and change, until stopped."""
    from audit.evidence.keys import signer
    from audit.pipeline import Auditor
    from audit.results.lock import WATCHING, held

    progress = Progress("audited")
    try:
        _check(folder, out_dir)
        signer(sign)
        settings = settings_from(config, None, None, quality)
        auditor = Auditor(settings=with_rules(settings, out_dir))
        tell_recipient(auditor.quality.recipient)
        with held(out_dir, name=WATCHING):
            _Watch(folder, out_dir, auditor, sign, progress).run(settle)
    except KeyboardInterrupt:
        err.print(f"Stopped. The results in {out_dir} are as last said.", markup=False)
        raise typer.Exit(EXIT_STOPPED) from None


def _check(folder: Path, out_dir: Path) -> None:
    if not folder.is_dir():
        raise InputError("there is no such folder", str(folder), "check the path")
    if out_dir.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(
            f"--out {out_dir} is in {folder}: results would be read as articles; give another folder."
        )


class _Watch:
    def __init__(
        self,
        folder: Path,
        out_dir: Path,
        auditor: Auditor,
        sign: Path | None,
        progress: Progress,
    ) -> None:
        from audit.results.folder import ResultsFolder

        self._folder, self._results = folder, ResultsFolder(out_dir)
        self._auditor, self._sign = auditor, sign
        self._progress = progress
        self._said: set[str] = set()

    def run(self, settle: float) -> NoReturn:
        """Look, wait for a change, look again."""
        try:
            from watchfiles import watch as changes
        except ImportError as error:
            raise MissingExtra("Watching a folder", "watch") from error
        from audit.batch.settled import Settling
        from audit.sources import files_of

        settling, unsettled, idle = Settling(settle), True, 0.0
        known: set[Path] | None = None
        told = changes(
            self._folder, watch_filter=None, step=50, debounce=int(1000 * settle),
            rust_timeout=int(1000 * settle), yield_on_timeout=True,
        )  # fmt: skip
        out.print(f"Watching {self._folder}", markup=False, soft_wrap=True)
        while True:
            changed = bool(next(told))  # also those since the last call
            idle += settle
            if not (changed or unsettled or idle >= _IDLE):
                continue
            idle = 0.0
            groups, closed = files_of(self._folder)
            done = settling.done(groups)
            unsettled = done != set(groups)
            # What has a result already is not dropped while it is written anew; at first all may have one.
            if unsettled and (known is None or not known.isdisjoint(set(groups) - done)):
                continue
            known = done
            self._bring_up_to_date([groups[key][0] for key in groups if key in done], closed)

    def _bring_up_to_date(self, files: list[Path], closed: list[InputError]) -> None:
        from audit.batch.update import pending, prepared, put_in_place
        from audit.evidence.timestamp import NotStamped
        from audit.results.lock import held
        from audit.review.sealing import sealed
        from audit.sources import read_all

        # Rules that were made or ended meanwhile hold from now on; a store that is away is waited for.
        try:
            ruled = with_rules(self._auditor.settings, self._results.path).rules
        except AuditError as away:
            err.print(f"waiting: {away}", markup=False, soft_wrap=True)
            return
        self._auditor = self._auditor.with_rules(ruled)
        articles = chain(read_all(files), closed)
        update = prepared(articles, self._auditor, self._results, self._tell)
        said = {str(error) for error in update.waiting}
        for words in sorted(said - self._said):
            err.print(f"waiting: {words}", markup=False, soft_wrap=True)
        for error in update.summary.errors:
            if str(error) not in self._said:
                tell(error)
        self._said = said | {str(error) for error in update.summary.errors}
        if not pending(update, self._results):
            return
        where = str(self._results.path)
        seal = partial(
            sealed,
            self._results.path, self._auditor.settings, self._sign, self._auditor.signature.encoder,
        )  # fmt: skip
        with self._progress.whole(), held(self._results.path, _PATIENCE):
            try:
                put_in_place(update, self._results, seal)
            except NotStamped as error:  # sealed it is
                tell(error)
        for article_id in update.gone:
            out.print(f"{article_id}: removed", markup=False, soft_wrap=True)
        flags = sum(update.summary.flags.values())
        out.print(
            f"{where}: {_counted(update.summary.articles, 'article')}, {_counted(flags, 'flag')}, sealed",
            markup=False, soft_wrap=True,
        )  # fmt: skip

    def _tell(self, article_id: str, summary: Summary) -> None:
        if article_id:
            counts = ", ".join(f"{name} {n}" for name, n in sorted(summary.flags.items()))
            flags = sum(summary.flags.values())
            told = f"{_counted(flags, 'flag')} ({counts})" if flags else "no flags"
            out.print(f"{article_id}: {told}", markup=False, soft_wrap=True)
        self._progress(article_id)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
