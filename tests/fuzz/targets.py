"""What is fuzzed, by name: each takes bytes and may raise only the errors that its caller is told of.

A target that reads a file writes the bytes into a folder first, each time the same one; one that takes text
takes them as UTF-8, with U+FFFD for what is none.
"""

from __future__ import annotations

import atexit
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import NamedTuple

from hypothesis import strategies as st
from sqlalchemy import create_engine, delete, insert

from audit.bench.hostile import ENGLISH, KOREAN
from audit.errors import AuditError, UnforeseenError
from audit.evidence import clock, seal, sealed, verify
from audit.pipeline import Auditor
from audit.records.article import Article, Lang
from audit.results.folder import ResultsFolder
from audit.results.stored import read_stored
from audit.review import schema
from audit.review.log import entries_where
from audit.settings import cache_folder, read_settings
from audit.sources import read
from audit.sources.building import linked_texts
from tests.fuzz import house, proofs, strategies, wordings
from tests.fuzz.analysers import ANALYSERS

SEPARATOR = "\x1e"
"""Between the fields of an article, which no text has."""


class Target(NamedTuple):
    """What is fuzzed: the function, what its seeds are drawn from, and the errors besides ``AuditError``."""

    run: Callable[[bytes], object]
    seeds: st.SearchStrategy[bytes]
    allowed: tuple[type[Exception], ...] = ()


def refused(target: Target, data: bytes) -> None:
    """Run a target; what it may raise is no fault.

    Raises:
        UnforeseenError: a fault was met and made an article's error.
        BaseException: one was not.
    """
    try:
        target.run(data)
    except UnforeseenError:
        raise
    except (AuditError, *target.allowed):
        pass


@cache
def _folder() -> Path:
    """A folder of this process."""
    made = Path(mkdtemp(prefix="fuzz"))
    atexit.register(rmtree, made, ignore_errors=True)
    return made


@cache
def _auditor() -> Auditor:
    return Auditor()


def _read(name: str, data: bytes, beside: tuple[str, str] | None = None) -> None:
    """Have a file read; a fault that was made an article's error is raised."""
    path = _folder() / name
    path.write_bytes(data)
    if beside:
        (_folder() / beside[0]).write_text(beside[1], "utf-8")
    for found in read(path):
        if isinstance(found, UnforeseenError):
            raise found


def _of_file(ending: str) -> Callable[[bytes], None]:
    return lambda data: _read(f"fuzz.{ending}", data)


def _of_side(lang: Lang, ending: str) -> Callable[[bytes], None]:
    other: tuple[str, str] = ("en", ENGLISH) if lang == "ko" else ("ko", KOREAN)
    name = f"{ending}-{lang}"
    beside = f"{name}.{other[0]}.txt", other[1]
    return lambda data: _read(f"{name}.{lang}.{ending}", data, beside)


def _of_metadata(data: bytes) -> None:
    (_folder() / "about.ko.txt").write_text(KOREAN, "utf-8")
    _read("about.json", data, ("about.en.txt", ENGLISH))


def _document(data: bytes) -> None:
    _of_side("en", "docx")(strategies.packed(data))


def _of_text(function: Callable[[str], object]) -> Callable[[bytes], None]:
    """Give a function of text bytes, and have all of what it gives made."""

    def run(data: bytes) -> None:
        made = function(data.decode("utf-8", "replace"))
        if hasattr(made, "__next__"):
            list(made)  # type: ignore[call-overload]

    return run


def _pair(data: bytes) -> None:
    _auditor().audit(wordings.article_of(tuple(data.decode("utf-8", "replace").split(SEPARATOR))))


def _given(data: bytes) -> None:
    """The checks on two sentences that belong together, whatever they are."""
    ko, _, en = data.decode("utf-8", "replace").partition(SEPARATOR)
    source, target, links = linked_texts([(ko.strip(), en.strip())])
    _auditor().audit(Article("fuzz", source, target, given=links))


def _settings(data: bytes) -> None:
    path = _folder() / "audit.toml"
    path.write_bytes(data)
    cache_folder(read_settings(path))


def _named(setting: str) -> Callable[[bytes], None]:
    """The settings that name a file of the house."""

    def run(data: bytes) -> None:
        (_folder() / setting).write_bytes(data)
        _settings(f'{setting} = "{setting}"\n'.encode())

    return run


@cache
def _log():
    engine = create_engine("sqlite://")
    schema.metadata.create_all(engine)
    return engine.connect()


def _entry(data: bytes) -> None:
    row = {"seq": 1, "article_id": "a", "flag_id": "", "reviewer": "", "hash": ""}
    _log().execute(delete(schema.entry))
    _log().execute(insert(schema.entry), [row | {"body": data.decode("utf-8", "replace")}])
    for entry in entries_where(_log()):
        entry.body  # noqa: B018 - what is read is hashed


def _seal(data: bytes) -> None:
    """A folder whose seal is this, its hash put right: who alters a seal can do that."""
    folder = ResultsFolder(_folder())
    try:
        whole = json.loads(data)
        body = seal.body_of(whole)
        data = seal.canonical(whole | {"hash": seal.hash_of(body)})
    except (ValueError, AttributeError, TypeError, RecursionError):
        body = {}
    (folder.path / seal.SEAL).write_bytes(data)
    try:
        (folder.path / seal.LEDGER).write_bytes(seal.line_of(json.loads(data)))
    except (ValueError, KeyError, TypeError, RecursionError):
        (folder.path / seal.LEDGER).write_bytes(data)
    verify.faults(folder, None, "")
    sealed.settings_of(folder)
    sealed.seal_on(folder)
    list(clock.seals_set_back(folder))
    verify.of_article(folder, None, "a")


def _beside(function: Callable[[Path, bytes], None]) -> Callable[[bytes], None]:
    """Give a function a folder of its own besides the bytes."""

    def run(data: bytes) -> None:
        folder = _folder() / "proofs"
        folder.mkdir(exist_ok=True)
        function(folder, data)

    return run


def _ledger(data: bytes) -> None:
    list(seal.broken_links(data.splitlines(keepends=True)))


def _strings(of: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return of.map(lambda text: text.encode("utf-8", "replace"))


def _sentences(lang: Lang | None) -> st.SearchStrategy[bytes]:
    if lang is None:
        return _strings(wordings.sentences("ko") | wordings.sentences("en"))
    return _strings(wordings.sentences(lang))


@cache
def targets() -> dict[str, Target]:
    """Every target by its name, in the order in which they are gone round."""
    found = {
        "jsonl": Target(_of_file("jsonl"), strategies.encoded(strategies.JSONL)),
        "csv": Target(_of_file("csv"), strategies.encoded(strategies.tables())),
        "tmx": Target(_of_file("tmx"), strategies.encoded(strategies.tmx())),
        "xliff": Target(_of_file("xlf"), strategies.encoded(strategies.xliff())),
        "parquet": Target(_of_file("parquet"), strategies.parquet()),
        "metadata": Target(_of_metadata, _strings(strategies.rows().map(json.dumps))),
        "docx part": Target(_document, _strings(strategies.DOCUMENT)),
        "settings": Target(_settings, _strings(house.SETTINGS)),
        "judge": Target(_settings, _strings(house.JUDGE)),
        "glossary": Target(
            _named("glossary"), strategies.encoded(house.sheet("ko", "en", "variants", "kind"))
        ),
        "style": Target(_named("style"), strategies.encoded(house.sheet("rule", "term", "use"))),
        "disclosure": Target(_named("disclosure"), _strings(house.DISCLOSURE)),
        "rules": Target(_named("rules"), _strings(house.RULES)),
        "log entry": Target(_entry, _strings(house.entries())),
        "seal": Target(_seal, _strings(house.seals())),
        "ledger": Target(_ledger, _strings(house.seals())),
        "log heads": Target(_beside(proofs.of_heads), _strings(house.heads())),
        "exported head": Target(_beside(proofs.of_export), proofs.SEEDS_OF_EXPORTS),
        "exported head, packed": Target(_beside(proofs.of_export), proofs.PACKED),
        "typed head": Target(_beside(proofs.of_typed), proofs.SEEDS_OF_EXPORTS),
        "stamp": Target(_beside(proofs.of_stamp), proofs.SEEDS_OF_STAMPS),
        "kept stamp": Target(_beside(proofs.of_kept), _strings(house.seals())),
        # Who reads records makes a sentence of this one.
        "record": Target(read_stored, _strings(house.seals()), allowed=(ValueError,)),
    }
    docx = _strings(strategies.DOCUMENT).map(strategies.packed)
    for lang in ("ko", "en"):
        for ending, seeds in strategies.PLAIN.items():
            found[f"{ending}, {lang}"] = Target(_of_side(lang, ending), strategies.encoded(seeds))
        found[f"mhtml, {lang}"] = Target(_of_side(lang, "mhtml"), strategies.mhtml())
    found["docx"] = Target(_of_side("en", "docx"), docx)
    for name, (lang, function) in ANALYSERS.items():
        found[name] = Target(_of_text(function), _sentences(lang))
    joined = st.tuples(wordings.sentences("ko"), wordings.sentences("en")).map(SEPARATOR.join)
    found["checks"] = Target(_given, _strings(joined))
    found["audit"] = Target(_pair, _strings(wordings.fields().map(SEPARATOR.join)))
    return {name.replace(", ", "-").replace(" ", "-"): target for name, target in found.items()}
