"""``checks``: what there is to flag."""

from __future__ import annotations

from audit.cli.terminal import out


def checks() -> None:
    """List the checks and what each one flags."""
    from audit.checks import all_checks

    found = all_checks()
    for check in found:
        out.print(f"[bold]{check.id}[/] ({check.category.value}, {check.severity.value})")
        out.print(f"  {check.explanation.splitlines()[0]}", markup=False)
