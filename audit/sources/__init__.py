"""The readers: one format a file, found by being there.

A reader module has

- a docstring whose first line describes the format and whose rest documents it,
- ``NAME`` and ``SUFFIXES``, the endings of file names that it reads,
- ``read(path)``, which yields the articles of one file, and an ``InputError`` for each bad one; it
  raises one for a file that cannot be read at all. The file may lie behind a URL
  (:mod:`audit.sources.url`): only what the path itself can do is asked of it.

Where several files make an article, it also has ``claims(path)``, whether a file is one of them,
and ``article_of(path)``, the same for all files of an article.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

from audit.errors import ConfigError, InputError, contained, whole
from audit.records.article import Article
from audit.sources.url import located, unreached

_SKIPPED_FOLDERS = frozenset({"gold", "__pycache__"})

_MOST_WRONG = 10_000
"""By how many a file's errors may outnumber its articles; each is kept until the run has ended."""

Found = Article | InputError
Opened = Callable[[Path], None]
"""Told of each file before it is read."""
Read = Callable[[Iterable[Path | str], str | None, Opened], Iterator[Found]]
"""Gives the articles of paths, of one format if it is named: :func:`read_all`, or what stands in for it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader as the rest of the tool sees it."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    read: Callable[[Path], Iterator[Found]]
    claims: Callable[[Path], bool]
    article_of: Callable[[Path], Path]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is to be read, and the name of the reader that reads it."""

    reader: str
    path: Path


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
    opened: Opened = lambda _: None,
) -> Iterator[Found]:
    """The articles of files and folders, in order of path; what is bad as an ``InputError``.

    Folders are searched with all that is in them, but for hidden ones and those called ``gold``;
    files in them that are of no format are passed over.

    Args:
        paths: files and folders, or URLs of them.
        format: reads files as this format whatever their names, and folders for it alone.
        opened: told of each file before it is read, of one for several that make an article.

    Raises:
        ConfigError: there is no such format.
        MissingExtra: there is a URL, and what reads from URLs is not installed.
    """

    def each(source: Source | InputError) -> Iterator[Found]:
        if isinstance(source, Source):
            opened(source.path)
        return read_source(source)

    return distinct(chain.from_iterable(map(each, sources_of(paths, format))))


def sources_of(
    paths: Iterable[Path | str], format: str | None = None
) -> Iterator[Source | InputError]:
    """The files that ``read_all`` reads, in its order, and the errors of those that cannot be.

    Raises:
        ConfigError, MissingExtra: as ``read_all`` does.
    """
    if format is not None and format not in formats():
        raise ConfigError(f"There is no format {format!r}; the formats are {', '.join(formats())}.")
    return _sources([located(path) for path in paths], format)


def read_source(source: Source | InputError) -> Iterator[Found]:
    """The articles of a file; an error is passed on."""
    if isinstance(source, InputError):
        yield source
        return
    path = source.path
    try:
        with contained("reading the file", str(path)):
            try:
                yield from _not_all_wrong(map(_printable, _reader(source.reader).read(path)), path)
            except OSError as error:
                yield _unreadable(path, error)
    except InputError as error:
        yield error


def _not_all_wrong(found: Iterable[Found], path: Path) -> Iterator[Found]:
    """What a file holds, until it is told by its errors that it is not what it is read as.

    Raises:
        InputError: of what it holds, far more cannot be audited than can.
    """
    wrong = 0
    for each in found:
        wrong += 1 if isinstance(each, InputError) else -1
        yield each
        if wrong > _MOST_WRONG:
            raise InputError(
                f"it has {_MOST_WRONG:,} more errors than articles, and the rest of it was not read",
                str(path), "correct what is wrong with the first ones",
            )  # fmt: skip


def _printable(found: Found) -> Found:
    """An article whose place can be written anywhere, whatever its file is called."""
    if isinstance(found, InputError):
        return found
    origin, target_origin = whole(found.origin), whole(found.target_origin)
    if (origin, target_origin) == (found.origin, found.target_origin):
        return found
    return replace(found, origin=origin, target_origin=target_origin)


def files_of(folder: Path) -> tuple[dict[Path, list[Path]], list[InputError]]:
    """The files of a folder that would be read, in order of path, by what they belong to; and what is closed.

    Several files that make an article belong to one path, which none of them need have.
    """
    found: dict[Path, list[Path]] = {}
    closed: list[OSError] = []
    for path in _files(folder, closed.append):
        try:
            reader = _reader_of(path, None, forced=False)
        except OSError as error:
            closed.append(error)
            continue
        if reader is not None:
            found.setdefault(reader.article_of(path), []).append(path)
    return found, [_unreadable(Path(error.filename or folder), error) for error in closed]


def distinct(found: Iterable[Found]) -> Iterator[Found]:
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


def _sources(
    paths: Iterable[Path | InputError], format: str | None
) -> Iterator[Source | InputError]:
    done: set[tuple[str, Path]] = set()
    for path in paths:
        if isinstance(path, InputError):
            yield path
            continue
        try:
            found = _folder(path, format) if path.is_dir() else iter([_file(path, format)])
        except (OSError, ValueError, ImportError) as error:
            found = iter([unreached(path, error)])
        for source in found:
            if isinstance(source, Source):
                # A file is read once, and so is an article of several files.
                key = (source.reader, _reader(source.reader).article_of(source.path.resolve()))
                if key in done:
                    continue
                done.add(key)
            yield source


def _file(path: Path, format: str | None) -> Source | InputError:
    reader = _reader_of(path, format, forced=True)
    if not path.exists():
        return InputError("there is no such file or folder", str(path), "check the path")
    if not path.is_file():
        return InputError("this is no file", str(path), "give a file or a folder")
    if reader is None:
        endings = ", ".join(suffix for reader in all_readers() for suffix in reader.suffixes)
        return InputError(
            "the file's name does not tell its format", str(path),
            f"name it with one of {endings}, or say which format it is with --format",
        )  # fmt: skip
    return Source(reader.name, path)


def _folder(folder: Path, format: str | None) -> Iterator[Source | InputError]:
    empty = True
    closed: list[OSError] = []
    for path in _files(folder, closed.append):
        try:
            reader = _reader_of(path, format, forced=False)
        except OSError as error:
            closed.append(error)
            continue
        if reader is not None:
            empty = False
            yield Source(reader.name, path)
    yield from (_unreadable(Path(error.filename or folder), error) for error in closed)
    if empty and not closed:
        yield InputError(
            f"there are no {format or 'article'} files in this folder", str(folder),
            "put NAME.ko.txt and NAME.en.txt in it, or give another folder",
        )  # fmt: skip


def _files(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[Path]:
    walk = os.walk(folder, onerror=onerror) if isinstance(folder, Path) else folder.walk()
    for place, folders, names in walk:
        folders[:] = sorted(
            name for name in folders if name not in _SKIPPED_FOLDERS and name[0] != "."
        )
        for name in sorted(names):
            # Dot files are the system's; ~$ is the lock of an office program.
            path = Path(place, name) if isinstance(place, str) else place / name
            if name.startswith((".", "~$")):
                continue
            try:
                there = path.is_file()
            except OSError as error:
                onerror(error)
                continue
            if there:
                yield path


def _reader(name: str) -> Reader:
    return next(reader for reader in all_readers() if reader.name == name)


def _reader_of(path: Path, format: str | None, *, forced: bool) -> Reader | None:
    for reader in all_readers():
        if format is not None and reader.name != format:
            continue
        if reader.claims(path) or (forced and format is not None):
            return reader
    return None


def _unreadable(path: Path, error: OSError) -> InputError:
    reason = (error.strerror or type(error).__name__).lower()
    return InputError(f"it cannot be opened ({reason})", str(path), "check the path and its rights")
