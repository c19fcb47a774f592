"""``rules``: the standing rules of a review store, what they hold back, and a file of them for pipelines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audit.cli.terminal import Results, SettingsFile, err, out, person_from, settings_from
from audit.errors import ConfigError

if TYPE_CHECKING:
    from audit.records.rule import Rule
    from audit.records.settings import Settings
    from audit.review.store import Store


def rules(
    out_dir: Results = Path("out"),
    export: Annotated[
        Path | None,
        typer.Option(
            help="Write those that hold today into a file, for rules in audit.toml.", metavar="FILE"
        ),
    ] = None,
    end: Annotated[
        str | None, typer.Option(help="End the rule of this id.", metavar="ID", show_default=False)
    ] = None,
    account: Annotated[
        str, typer.Option(help="Who ends it: your address in \\[roles] of audit.toml.")
    ] = "",
    config: SettingsFile = None,
) -> None:
    """List the standing rules with what each holds back, and the errors that it would hide."""
    from audit.results.folder import ResultsFolder
    from audit.review import rules as standing_rules
    from audit.review.archive_store import store_of
    from audit.review.folder_log import existing
    from audit.review.loading import is_loaded, load

    settings = settings_from(config, None, None)
    folder = ResultsFolder(out_dir)
    store = existing(settings.review, out_dir)
    if folder.exists:
        store = store_of(folder, settings.review)
        if not is_loaded(store, folder):
            load(store, folder)
    if end is not None:
        standing_rules.end(store, person_from(account, settings), end)
    if export is not None:
        _export(store, settings, export)
    hits = standing_rules.hits(store)
    found = standing_rules.standing(store, settings.house_style)
    for rule in found:
        _show(store, settings, rule, hits[rule.id])
    if not found:
        err.print("No standing rule was made here, or all have ended.")


def _export(store: Store, settings: Settings, path: Path) -> None:
    from audit.records.codec import to_json
    from audit.records.rule import RuleFile
    from audit.results.files import write_whole
    from audit.review.rules import applied

    found = RuleFile(applied(replace(settings, rules_file=""), store).rules)
    try:
        write_whole(path, to_json(found, indent=1) + b"\n")
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written ({error.strerror}); give another file."
        ) from error
    err.print(
        f"{path} has the standing rules that hold today ({len(found.rules)}).",
        markup=False,
        soft_wrap=True,
    )


def _show(store: Store, settings: Settings, rule: Rule, hits: int) -> None:
    from audit.review.rules import errors

    words = rule.term or " / ".join(part for part in (rule.source, rule.target) if part)
    parts = (
        rule.id, rule.code, words, rule.desk or "every desk", f"until {rule.until}",
        f"by {rule.author}: {rule.reason}", f"holds back {hits}",
    )  # fmt: skip
    out.print(" · ".join(parts), markup=False, soft_wrap=True)
    found = errors(store, rule, settings.house_style)
    for touched in found:
        out.print(
            f"  hides what was called an error in {touched.article_id} ({touched.title}); that flag "
            f"itself, {touched.flag_id}, stays",
            markup=False, soft_wrap=True,
        )  # fmt: skip
