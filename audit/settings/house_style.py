"""The house's own glossary and style sheet: what a newsroom prints, read from its two CSV files.

The glossary says how Korean terms are worded (``ko,en,variants,kind,note``); a row of the kind
``forbidden`` says how its term is not. The style sheet (``rule,term,use,note``) has three rules:
``forbid``, ``prefer`` and ``romanise``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from audit.errors import ConfigError, InputError
from audit.languages.normalise import normalise
from audit.records.settings import (
    FORBID,
    ROMANISE,
    RULES,
    GlossaryEntry,
    HouseStyle,
    StyleRule,
    file_of_settings,
    path_named,
)
from audit.sources.decoding import encoding_of

GLOSSARY_COLUMNS = ("ko", "en", "variants", "kind", "note")
STYLE_COLUMNS = ("rule", "term", "use", "note")
FORBIDDEN = "forbidden"
"""The kind of a glossary row whose wordings are not to be printed for its term."""
_HANGUL = re.compile("[가-힣]{2,}")
_LATIN = re.compile("[A-Za-z]")


class _Row(NamedTuple):
    """A row of one of the files, cells by column; ``shown`` is for messages to editors."""

    cells: dict[str, str]
    where: str
    shown: str


def read_house_style(folder: Path, glossary: str = "", style: str = "") -> HouseStyle:
    """The house's files, each left out where its name is empty.

    Args:
        folder: what relative names are relative to: the folder of ``audit.toml``.
        glossary: name of the glossary file.
        style: name of the style sheet.

    Raises:
        ConfigError: a file is missing or unreadable, or a row makes no sense; says file and line.
    """
    entries: tuple[GlossaryEntry, ...] = ()
    rules: tuple[StyleRule, ...] = ()
    digest = hashlib.sha256()
    if glossary:
        text = _text(folder, glossary, digest.update)
        entries = _entries(list(_rows(text, folder, glossary, GLOSSARY_COLUMNS, ("ko", "en"))))
    if style:
        text = _text(folder, style, digest.update)
        rules = _rules(list(_rows(text, folder, style, STYLE_COLUMNS, ("rule", "term", "use"))))
    return HouseStyle(entries, rules, digest.hexdigest() if glossary or style else "")


def _text(folder: Path, name: str, digest: Callable[[bytes], None]) -> str:
    path = folder / path_named(name)
    try:
        data = file_of_settings(path)
        encoding = encoding_of(path)
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read ({error.strerror}); correct the path in audit.toml."
        ) from error
    except InputError as error:
        raise ConfigError(str(error)) from error
    digest(f"{name}\0{len(data)}\0".encode() + data)
    return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)


def _rows(
    text: str, folder: Path, name: str, columns: tuple[str, ...], required: tuple[str, ...]
) -> Iterator[_Row]:
    """The rows of a file below its header, blank ones left out, cells normalised and stripped."""
    path = folder / name
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    line = width = 0
    try:
        for cells in reader:
            line, first = reader.line_num, line + 1
            cells = [" ".join(normalise(cell).text.split()) for cell in cells]
            if not any(cells):
                continue
            if not header:
                width = len(cells)
                header = _header(cells, f"{path}:{first}", columns, required)
                continue
            if len(cells) > width or any(cells[len(header) :]):
                raise ConfigError(
                    f"{path}:{first}: more cells than columns; put quotation marks round a cell "
                    "with a comma in it."
                )
            padded = cells + [""] * (len(header) - len(cells))
            yield _Row(
                dict.fromkeys(columns, "") | dict(zip(header, padded, strict=False)),
                f"{path}:{first}",
                f"{name}, line {first}",
            )
    except csv.Error as error:
        raise ConfigError(
            f"{path}:{reader.line_num}: this is no CSV ({error}); mend the quotation marks there."
        ) from error
    if not header:
        raise ConfigError(f"{path}:1: the file is empty; begin it with {','.join(columns)}.")


def _header(
    cells: list[str], where: str, columns: tuple[str, ...], required: tuple[str, ...]
) -> list[str]:
    # A spreadsheet program may write empty columns after the last.
    last = max(i for i, cell in enumerate(cells) if cell)
    names = [cell.lower() for cell in cells[: last + 1]]
    if unknown := [name for name in names if name not in columns]:
        raise ConfigError(
            f"{where}: unknown column {unknown[0]!r}; the columns are {', '.join(columns)}."
        )
    if missing := [name for name in required if name not in names]:
        raise ConfigError(f"{where}: there is no column {missing[0]!r}; add it to the first line.")
    if len(set(names)) < len(names):
        raise ConfigError(f"{where}: a column is there twice; keep one of them.")
    return names


def _entries(rows: list[_Row]) -> tuple[GlossaryEntry, ...]:
    """The entries of the glossary, forbidden rows joined to the row that says what is printed."""
    entries: dict[str, GlossaryEntry] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    for row in rows:
        ko, en = row.cells["ko"], row.cells["en"]
        _filled(row, "ko", "en")
        if "|" in en:
            raise ConfigError(
                f"{row.where}: en has several wordings; leave one and put the rest under variants."
            )
        variants = _split(row.cells["variants"])
        if row.cells["kind"].lower() == FORBIDDEN:
            forbidden[ko] = (*forbidden.get(ko, ()), en, *variants)
        elif ko in entries:
            raise ConfigError(
                f"{row.where}: {ko} is listed already ({entries[ko].where}); keep one row."
            )
        else:
            entries[ko] = GlossaryEntry(ko, en, variants, row.cells["kind"].lower(), (), row.shown)
    for row in rows:
        entry = entries.get(row.cells["ko"])
        if entry is None:
            raise ConfigError(
                f"{row.where}: nothing says what is printed for {row.cells['ko']}; "
                f"add a row for it that is not {FORBIDDEN}."
            )
        if both := set(entry.wordings) & set(forbidden.get(entry.ko, ())):
            raise ConfigError(
                f"{row.where}: {min(both)!r} is both printed and forbidden for {entry.ko}; choose."
            )
    return tuple(replace(e, forbidden=forbidden.get(e.ko, ())) for e in entries.values())


def _rules(rows: list[_Row]) -> tuple[StyleRule, ...]:
    rules: list[StyleRule] = []
    seen: dict[str, str] = {}
    for row in rows:
        rule, use = row.cells["rule"].lower(), row.cells["use"]
        if rule not in RULES:
            raise ConfigError(
                f"{row.where}: unknown rule {row.cells['rule']!r}; the rules are {', '.join(RULES)}."
            )
        _filled(row, "term", *(() if rule == FORBID else ("use",)))
        terms = _split(row.cells["term"])
        for term in terms:
            _sensible(row, rule, term, use)
            if term in seen:
                raise ConfigError(
                    f"{row.where}: {term} has a rule already ({seen[term]}); keep one row."
                )
            seen[term] = row.shown
        rules.append(StyleRule(rule, terms, use, row.shown))
    return tuple(rules)


def _sensible(row: _Row, rule: str, term: str, use: str) -> None:
    if term == use:
        raise ConfigError(f"{row.where}: term and use are both {term!r}; say what differs.")
    if rule == ROMANISE and not (_HANGUL.fullmatch(term) and _LATIN.search(use)):
        raise ConfigError(
            f"{row.where}: {ROMANISE} needs a name in Hangul as term (two syllables or more) and "
            "its spelling in Latin letters as use."
        )


def _filled(row: _Row, *columns: str) -> None:
    for column in columns:
        if not _split(row.cells[column]):
            raise ConfigError(f"{row.where}: {column} is empty; fill it in or remove the row.")


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in cell.split("|")))))
