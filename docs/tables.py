"""The tables of docs/checks.md, made from the checks themselves: ``python -m docs.tables``."""

from __future__ import annotations

import re
from pathlib import Path

from audit.checks import all_checks
from audit.checks.severity import Concern, example_of, severity_of
from audit.records.flag import Relation

PAGE = Path(__file__).with_name("checks.md")


def checks() -> str:
    """Every check with its category, severity, and what it flags."""
    rows = [
        f"| {c.id} | {c.category.value} | {c.severity.value} | {c.explanation.splitlines()[0]} |"
        for c in all_checks()
    ]
    return "\n".join(["| check | category | severity | flags |", "|---|---|---|---|", *rows])


def severities() -> str:
    """What each kind of divergence counts as, by its relation."""
    rows = [
        f"| {concern.value.replace('_', ' ')} | {example_of(concern)} | "
        + " | ".join(severity_of(concern, relation).value for relation in Relation)
        + " |"
        for concern in Concern
    ]
    relations = " | ".join(relation.value for relation in Relation)
    return "\n".join([f"| concerns | such as | {relations} |", "|---|---|---|---|---|---|", *rows])


def codes() -> str:
    """Every code with its sentence in both languages, fields in braces."""
    rows = [
        f"| `{check.id}.{name}` | {_cell(message.en)} | {_cell(message.ko)} |"
        for check in all_checks()
        for name, message in sorted(check.messages.items())
    ]
    return "\n".join(["| code | English | Korean |", "|---|---|---|", *rows])


def _cell(template: str) -> str:
    """A template with its fields' conversions and particles left out."""
    plain = re.sub(r"\{(\w+)(?:![a-z])?(?::[^}]*)?\}", r"{\1}", template)
    return plain.replace("|", "\\|").replace("<", "&lt;")


def filled(page: str) -> str:
    """The page with its tables as the code has them now."""
    for name, table in (("checks", checks()), ("severities", severities()), ("codes", codes())):
        first, last = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
        start, end = page.index(first) + len(first), page.index(last)
        page = page[:start] + table + page[end:]
    return page


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), encoding="utf-8")
