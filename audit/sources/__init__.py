"""The readers: one format a file, found by being there.

A reader module has

- a docstring whose first line describes the format and whose rest documents it,
- ``NAME`` and ``SUFFIXES``, the endings of file names that it reads,
- ``read(path)``, which yields the articles of one file, and an ``InputError`` for each bad one; it
  raises one for a file that cannot be read at all.

Where several files make an article, it also has ``claims(path)``, whether a file is one of them,
and ``article_of(path)``, the same for all files of an article.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from audit.errors import ConfigError, InputError, contained
from audit.records.article import Article

_SKIPPED_FOLDERS = frozenset({"gold", "__pycache__"})

Found = Article | InputError


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader as the rest of the tool sees it."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    read: Callable[[Path], Iterator[Found]]
    claims: Callable[[Path], bool]
    article_of: Callable[[Path], Path]


@lru_cache(maxsize=1)
def all_readers() -> tuple[Reader, ...]:
    """Every reader in this folder, by name."""
    found = []
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if hasattr(module, "read") and hasattr(module, "SUFFIXES"):
            suffixes = tuple(module.SUFFIXES)
            found.append(
                Reader(
                    module.NAME,
                    suffixes,
                    (module.__doc__ or "").strip().splitlines()[0],
                    module.read,
                    getattr(module, "claims", _by_ending(suffixes)),
                    getattr(module, "article_of", _itself),
                )
            )
    return tuple(sorted(found, key=lambda reader: reader.name))


def _by_ending(suffixes: tuple[str, ...]) -> Callable[[Path], bool]:
    return lambda path: path.name.lower().endswith(suffixes)


def _itself(path: Path) -> Path:
    return path


def formats() -> dict[str, str]:
    """The names of the formats, each with a line that describes it."""
    return {reader.name: reader.description for reader in all_readers()}


def read(path: Path | str, format: str | None = None) -> Iterator[Found]:
    """The articles of a file or a folder; see ``read_all``."""
    return read_all([path], format)


def read_all(
    paths: Iterable[Path | str],
    format: str | None = None,
    opened: Callable[[Path], None] = lambda _: None,
) -> Iterator[Found]:
    """The articles of files and folders, in order of path; what is bad as an ``InputError``.

    Folders are searched with all that is in them, but for hidden ones and those called ``gold``;
    files in them that are of no format are passed over.

    Args:
        paths: files and folders.
        format: reads files as this format whatever their names, and folders for it alone.
        opened: told of each file before it is read, and of the others that belong to the same article.

    Raises:
        ConfigError: there is no such format.
    """
    if format is not None and format not in formats():
        raise ConfigError(f"There is no format {format!r}; the formats are {', '.join(formats())}.")
    return _distinct(_everything([Path(path) for path in paths], format, opened))


def inputs_of(paths: Iterable[Path | str], format: str | None = None) -> Iterator[Path]:
    """The files that ``read_all`` would read, as far as there are any, those of one article all of them."""
    for path in map(Path, paths):
        for file in _files(path, lambda _: None) if path.is_dir() else [path]:
            if file.is_file() and _reader_of(file, format, forced=not path.is_dir()) is not None:
                yield file


def files_of(folder: Path) -> tuple[dict[Path, list[Path]], list[InputError]]:
    """The files of a folder that would be read, in order of path, by what they belong to; and what is closed.

    Several files that make an article belong to one path, which none of them need have.
    """
    found: dict[Path, list[Path]] = {}
    closed: list[OSError] = []
    for path in _files(folder, closed.append):
        if (reader := _reader_of(path, None, forced=False)) is not None:
            found.setdefault(reader.article_of(path), []).append(path)
    return found, [_unreadable(Path(error.filename or folder), error) for error in closed]


def _distinct(found: Iterable[Found]) -> Iterator[Found]:
    """The articles, later ones with an id that was there before as errors."""
    places: dict[str, str] = {}
    for article in found:
        if isinstance(article, InputError):
            yield article
            continue
        # Files are named after ids, and not every file system tells A from a.
        key = unicodedata.normalize("NFC", article.id).casefold()
        if key in places:
            yield InputError(
                f"the id {article.id!r} is already that of the article in {places[key]}",
                article.origin,
                "give every article an id of its own",
            )
        else:
            places[key] = article.origin
            yield article


def _everything(
    paths: Iterable[Path], format: str | None, opened: Callable[[Path], None]
) -> Iterator[Found]:
    done: set[tuple[str, Path]] = set()
    for path in paths:
        if path.is_dir():
            yield from _folder(path, format, done, opened)
            continue
        reader = _reader_of(path, format, forced=True)
        if not path.exists():
            yield InputError("there is no such file or folder", str(path), "check the path")
        elif not path.is_file():
            yield InputError("this is no file", str(path), "give a file or a folder")
        elif reader is None:
            endings = ", ".join(suffix for reader in all_readers() for suffix in reader.suffixes)
            yield InputError(
                "the file's name does not tell its format", str(path),
                f"name it with one of {endings}, or say which format it is with --format",
            )  # fmt: skip
        else:
            yield from _once(reader, path, done, opened)


def _folder(
    folder: Path, format: str | None, done: set[tuple[str, Path]], opened: Callable[[Path], None]
) -> Iterator[Found]:
    empty = True
    closed: list[OSError] = []
    for path in _files(folder, closed.append):
        reader = _reader_of(path, format, forced=False)
        if reader is not None:
            empty = False
            yield from _once(reader, path, done, opened)
    for error in closed:
        yield _unreadable(Path(error.filename or folder), error)
    if empty and not closed:
        yield InputError(
            f"there are no {format or 'article'} files in this folder", str(folder),
            "put NAME.ko.txt and NAME.en.txt in it, or give another folder",
        )  # fmt: skip


def _files(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=onerror):
        folders[:] = sorted(
            name for name in folders if name not in _SKIPPED_FOLDERS and name[0] != "."
        )
        for name in sorted(names):
            # Dot files are the system's; ~$ is the lock of an office program.
            path = Path(place, name)
            if not name.startswith((".", "~$")) and path.is_file():
                yield path


def _reader_of(path: Path, format: str | None, *, forced: bool) -> Reader | None:
    for reader in all_readers():
        if format is not None and reader.name != format:
            continue
        if reader.claims(path) or (forced and format is not None):
            return reader
    return None


def _once(
    reader: Reader, path: Path, done: set[tuple[str, Path]], opened: Callable[[Path], None]
) -> Iterator[Found]:
    """The articles of a file, unless that file or another of the same article was read before."""
    key = (reader.name, reader.article_of(path.resolve()))
    opened(path)
    if key in done:
        return
    done.add(key)
    try:
        with contained("reading the file", str(path)):
            try:
                yield from reader.read(path)
            except OSError as error:
                yield _unreadable(path, error)
    except InputError as error:
        yield error


def _unreadable(path: Path, error: OSError) -> InputError:
    reason = (error.strerror or type(error).__name__).lower()
    return InputError(f"it cannot be opened ({reason})", str(path), "check the path and its rights")
