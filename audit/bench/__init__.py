"""Measurements: each figure beside its target and its baseline, under a signature.

One module a measurement, each with ``run(settings) -> list[Figure]`` and, where a figure could be
taken in more than one way, ``METHOD``; :data:`NAMES` are the ones the command line offers.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from audit.errors import InputError
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.records.settings import DEFAULT_QUALITY
from audit.records.settings import Settings as Asked
from audit.sources import read_all

NAMES = (
    "startup",
    "suite",
    "corpus",
    "encoder",
    "align",
    "word_alignment",
    "divergence",
    "news",
    "cases",
    "clean",
    "exports",
    "speed",
    "hostile",
    "store",
    "scale",
    "opening",
    "dashboard",
)
DEVELOPMENT = Path("../shared/data/dev")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; ``key`` names it in JSON, empty for those only printed.

    ``at_most`` says that the target is not to be exceeded, instead of reached; ``interval`` is the value's,
    where one was drawn.
    """

    label: str
    value: float
    target: float | None = None
    baseline: str = ""
    key: str = ""
    at_most: bool = False
    interval: tuple[float, float] | None = None

    @property
    def verdict(self) -> str:
        """``met``, ``missed`` or nothing where there is no target."""
        if self.target is None:
            return ""
        reached = self.value <= self.target if self.at_most else self.value >= self.target
        return "met" if reached else "missed"


@dataclass(frozen=True, slots=True)
class Settings:
    """What to measure: the encoder, files in place of the development sets, checkouts of peers, schemas.

    ``articles`` are those of the larger archive, ``seconds`` for how long the store is under load.
    """

    encoder: str
    corpus: Path = Path("corpora")
    pairs: Path | None = None
    gold: Path | None = None
    demetr: Path | None = None
    clean: Path | None = None
    mqm: Path | None = None
    news: Path | None = None
    cases: Path | None = None
    vecalign: Path | None = None
    bertalign: Path | None = None
    schemas: Path | None = None
    quality: str = DEFAULT_QUALITY
    articles: int = 20_000
    seconds: int = 60

    def auditor(self) -> Auditor:
        """An auditor with the encoder and the quality model that are measured."""
        return Auditor(self.encoder, Asked(quality=self.quality))


def development(name: str) -> Path:
    """A file of the development sets.

    Raises:
        InputError: it is not there; nothing else is measured in its place.
    """
    return present(DEVELOPMENT / name)


def present(path: Path) -> Path:
    """The path itself.

    Raises:
        InputError: there is nothing there.
    """
    if not path.exists():
        raise InputError("development set not found", str(path), "name a file of your own instead")
    return path


def articles(corpus: Path) -> Iterator[Article]:
    """The articles of the sample corpus.

    Raises:
        InputError: one of them cannot be read.
    """
    for pair in read_all([corpus], None):
        if isinstance(pair, InputError):
            raise pair
        yield pair


def open_text(path: Path) -> IO[str]:
    """A UTF-8 text file, plain or ``.xz``.

    Raises:
        InputError: there is no such file.
    """
    try:
        if path.suffix == ".xz":
            return lzma.open(path, "rt", encoding="utf-8", newline="\n")
        return path.open(encoding="utf-8", newline="\n")
    except FileNotFoundError as error:
        raise InputError("no such file", str(path), "check the path") from error


def rows(path: Path) -> Iterator[list[str]]:
    """The tab-separated cells of each line."""
    with open_text(path) as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def pairs_of(path: Path) -> list[tuple[str, str]]:
    """``ko<TAB>en`` rows; with more columns the last two.

    Raises:
        InputError: a row has fewer than two columns.
    """
    found = []
    for number, cells in enumerate(rows(path), start=1):
        if len(cells) < 2:
            raise InputError("row without two columns", f"{path}:{number}", "use ko<TAB>en")
        found.append((cells[-2], cells[-1]))
    return found


def table_of(path: Path) -> list[dict[str, str]]:
    """Rows of a file with a header."""
    lines = rows(path)
    header = next(lines, [])
    return [dict(zip(header, cells, strict=False)) for cells in lines]


def write_json(
    path: Path, figures: list[Figure], signature: str, methods: Mapping[str, str]
) -> None:
    """The keyed figures, nested at the dots of their keys, with the signature and the methods."""
    tree: dict[str, object] = {"signature": signature, "method": dict(methods)}
    for figure in figures:
        if not figure.key:
            continue
        *parents, last = figure.key.split(".")
        node = tree
        for parent in parents:
            node = node.setdefault(parent, {})  # type: ignore[assignment]
        node[last] = figure.value
        if figure.interval:
            node[f"{last}_interval"] = list(figure.interval)
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
