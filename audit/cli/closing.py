"""What is said at the end of a run: its table, also that of runs merged, and what fails it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from audit.cli.terminal import as_called, out

if TYPE_CHECKING:
    from rich.console import Console

    from audit.records.result import ArticleResult
    from audit.records.rule import Rule
    from audit.records.settings import Settings
    from audit.results.folder import ResultsFolder
    from audit.results.gate import Gate
    from audit.results.summary import Summary


def show(summary: Summary, out_dir: Path) -> None:
    """Print what a run did, and where to look."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from audit.languages.visible import visible

    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False)
    table.add_row("Articles", str(summary.articles))
    if summary.reused:
        table.add_row("  unchanged, kept", str(summary.reused))
    if failed := len(summary.errors) - summary.unjudged:
        table.add_row("  not audited", str(failed))
    if summary.unjudged:
        table.add_row("  not wholly judged", str(summary.unjudged))
    table.add_row("English sentences", str(summary.sentences))
    table.add_row("Flags", str(sum(summary.flags.values())))
    for category, count in sorted(summary.flags.items(), key=lambda item: -item[1]):
        table.add_row(f"  {category}", str(count))
    if summary.suppressed:
        table.add_row("Held back by rules", str(summary.suppressed))
    if summary.draft_errors:
        share = summary.draft_fixed / summary.draft_errors
        table.add_row("Flags on AI drafts", str(summary.draft_errors))
        table.add_row("  mended by editors", f"{summary.draft_fixed} ({share:.0%})")
    out.print(table)
    if summary.riskiest:
        risky = Table(
            box=box.SIMPLE, title="Riskiest sentences", title_justify="left", pad_edge=False
        )
        risky.add_column("Article", max_width=18, overflow="fold")
        risky.add_column("Bead")
        risky.add_column("Sentence and first flag", overflow="fold")
        for sentence in summary.riskiest:
            text = sentence.text if len(sentence.text) <= 90 else sentence.text[:89] + "…"
            risky.add_row(
                Text(sentence.article_id),
                Text(sentence.bead_id),
                Text(visible(f"{text}\n→ {sentence.message}")),
            )
        out.print(risky)
    _show_where(summary, out_dir)


def _show_where(summary: Summary, out_dir: Path) -> None:
    from audit.results.folder import ResultsFolder

    if summary.errors and (summary.articles or not ResultsFolder(out_dir).exists):
        out.print(f"What could not be audited is listed in {out_dir / 'errors.csv'}.", markup=False)
    elif summary.errors:
        out.print(f"The results in {out_dir} stay those of the run before.", markup=False)
    if summary.articles and (out_dir / "report.html").exists():
        out.print(
            f"Open {out_dir / 'report.html'} in a browser, or {out_dir / 'flags.csv'} in a "
            f"spreadsheet.\nTo review side by side: {as_called(f'review {out_dir}')}",
            markup=False,
        )
    elif summary.articles:
        out.print(
            f'Ask for rows with: {as_called(f"export flags {out_dir}")} --where "severity = '
            f"'critical'\"\nTo review side by side: {as_called(f'review {out_dir}')}",
            markup=False,
        )


def show_rules(rules: Iterable[Rule]) -> None:
    """Print which of the standing rules of a run are on words that somebody called an error."""
    for rule in rules:
        if rule.spared:
            out.print(
                f"The standing rule {rule.id} hides what was called an error elsewhere "
                f"({len(rule.spared)} times; those flags stay). See: {as_called('rules')}",
                markup=False,
                soft_wrap=True,
            )


def show_failing(results: Iterable[ArticleResult], gate: Gate) -> int:
    """Print the flags that fail a run, one a line; returns their number."""
    from audit.messages import message
    from audit.results.places import place_of

    count = 0
    for result in results:
        for flag in gate.failing(result):
            count += 1
            where = place_of(result, flag)
            told = (
                f"{flag.article_id} {where.sentence}".rstrip()
                + (f" ({where.shown})" if where.shown else "")
                + f" {flag.severity.value} {flag.category.value}: {message(flag)}"
            )
            out.print(" ".join(told.split()), markup=False, soft_wrap=True)
    return count


def unsigned(
    folder: ResultsFolder,
    settings: Settings,
    article: str | None = None,
    console: Console = out,
) -> int:
    """Print the articles that are not signed off as they stand, one a line; returns their number.

    What cannot be read ends the program.

    Args:
        folder: of the results.
        settings: they say where the review log is, and how many people have to sign.
        article: the one that is meant; all of the folder if left out.
        console: where the lines go.
    """
    from audit.records.signoff import State
    from audit.review.folder_log import signoffs

    count = 0
    for found in signoffs(folder, settings, [article] if article else folder.ids()):
        if found.state is not State.SIGNED:
            count += 1
            why = "; ".join(each.said() for each in found.hindrances)
            told = f"{found.article_id}: {found.said()}" + (f" ({why})" if why else "")
            console.print(told, markup=False, soft_wrap=True)
    return count
