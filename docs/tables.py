"""The tables of docs/checks.md and docs/formats.md, made from the code: ``python -m docs.tables``."""

from __future__ import annotations

import re
from pathlib import Path

from audit.checks import all_checks
from audit.checks.severity import Concern, example_of, severity_of
from audit.exports.selection import TABLES as SELECTED
from audit.records.flag import Relation
from audit.results.archive import TABLES
from audit.results.columns import Kind

PAGE = Path(__file__).with_name("checks.md")
FORMATS = Path(__file__).with_name("formats.md")
_TYPES = {
    Kind.COUNT: "whole number",
    Kind.NUMBER: "number",
    Kind.YES_NO: "true or false",
    Kind.IDS: "list of ids, never null",
    Kind.TIME: "timestamp, as on the page's own clock",
}


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


def types() -> str:
    """The columns of an archive's tables that hold no text, by what they hold."""
    rows = [
        f"| {table} | {told} | {', '.join(f'`{name}`' for name in held)} |"
        for table in SELECTED
        for kind, told in _TYPES.items()
        if (held := [column.name for column in TABLES[table] if column.kind is kind])
    ]
    return "\n".join(["| table | type | columns |", "|---|---|---|", *rows])


def _cell(template: str) -> str:
    """A template with its fields' conversions and particles left out."""
    plain = re.sub(r"\{(\w+)(?:![a-z])?(?::[^}]*)?\}", r"{\1}", template)
    return plain.replace("|", "\\|").replace("<", "&lt;")


def filled(page: str) -> str:
    """The page with its tables as the code has them now."""
    for made in (checks, severities, codes, types):
        first, last = f"<!-- {made.__name__} -->\n", f"<!-- /{made.__name__} -->"
        if first in page:
            start, end = page.index(first) + len(first), page.index(last)
            page = f"{page[:start]}{made()}\n{page[end:]}"
    return page


if __name__ == "__main__":
    for page in (PAGE, FORMATS):
        page.write_text(filled(page.read_text("utf-8")), encoding="utf-8")
