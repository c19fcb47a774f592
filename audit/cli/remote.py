"""What is said before article text leaves this machine, and what sending it would cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from audit.cli.terminal import err, out

if TYPE_CHECKING:
    from audit.errors import InputError
    from audit.pipeline import Auditor
    from audit.records.article import Article


def tell_recipient(recipient: str) -> None:
    """Say who gets to read the articles besides this machine; nothing where nobody does."""
    if recipient:
        err.print(
            f"The articles' text leaves this machine: it is sent to {recipient}.",
            markup=False,
            soft_wrap=True,
        )


def show_plan(articles: Iterable[Article | InputError], auditor: Auditor) -> None:
    """Print what asking the judge about the articles would take; nothing is sent.

    Raises:
        ConfigError: the quality model sends nothing anyway.
    """
    from audit.errors import ConfigError, InputError
    from audit.quality.model import RemoteModel

    model = auditor.quality
    if not isinstance(model, RemoteModel):
        raise ConfigError(
            f"--dry-run is for a judge; the quality model {model.name} sends nothing away."
        )
    plan, count = model.dry_run(), 0
    for article in articles:
        try:
            if isinstance(article, InputError):
                raise article
            auditor.audit(article)
            count += 1
        except InputError as error:
            err.print(f"error: {error}", style="red", markup=False)
    cost = model.cost(plan)
    rows = (
        ("Would be sent to", model.recipient),
        ("Articles", f"{count}"),
        ("Sentence pairs", f"{plan.pairs}"),
        ("Requests", f"{plan.requests}, {plan.kept} of them answered already"),
        ("Tokens, about", f"{plan.tokens_in} in, {plan.tokens_out} out"),
        ("Cost, about", "no prices in [judge]" if cost is None else f"{cost:.4f}"),
    )
    for name, value in rows:
        out.print(f"{name:18}{value}", markup=False, soft_wrap=True)
    out.print("Nothing was sent.")
