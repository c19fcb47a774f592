"""Checks run over an article, each on what it looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audit import time_budget
from audit.checks.context import Context
from audit.checks.registry import Check, Scope, all_checks
from audit.errors import contained
from audit.records.bead import Bead
from audit.records.flag import Finding


def findings_of(
    context: Context,
    checks: Sequence[Check],
    scopes: Iterable[Scope] = tuple(Scope),
    beads: Sequence[Bead] | None = None,
) -> list[Finding]:
    """What some checks find, gone over by those that revise others' findings.

    Args:
        context: the article.
        checks: those that are switched on.
        scopes: which kinds of checks run; an earlier version of a text has no disclosure to check.
        beads: those that the checks of beads run on; all of the article's if left out.

    Raises:
        UnforeseenError: a check failed; the message names it.
    """
    wanted = [check for check in checks if check.scope in set(scopes)]
    on = context.beads if beads is None else beads
    for check in wanted:
        if check.exclusive and (alone := _of(check, context, on)):
            return alone
    found = [one for check in wanted if not check.exclusive for one in _of(check, context, on)]
    for check in all_checks():
        if check.revise is not None:
            with contained(f"the check {check.id}", context.article.place):
                found = check.revise(found, context)
    return found


def _of(check: Check, context: Context, beads: Sequence[Bead]) -> list[Finding]:
    with contained(f"the check {check.id}", context.article.place):
        time_budget.check()
        return list(_findings(check, context, beads))


def _findings(check: Check, context: Context, beads: Sequence[Bead]) -> Iterator[Finding]:
    if check.scope is Scope.BEAD:
        for bead in beads:
            time_budget.check()
            yield from check.run(bead, context)
    else:
        yield from check.run(context)
