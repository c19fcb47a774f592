"""A store of reviews in SQLite and in PostgreSQL, and small results of a run to fill it with."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import select, text

from audit.records.article import Article, Metadata
from audit.records.bead import Bead
from audit.records.decision import Action, Decision
from audit.records.flag import Category, Flag, Relation, Severity, Span
from audit.records.result import ArticleResult
from audit.records.settings import Role
from audit.results.folder import ResultsFolder
from audit.results.stored import StoredResult
from audit.review import loading, schema
from audit.review.effective_flags import added_flag
from audit.review.roles import Person
from audit.review.store import Store
from audit.sources.building import linked_texts
from tests.conftest import ROOT

Results = Callable[..., ResultsFolder]


def _server_programs() -> Path | None:
    folders = [
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
        *(Path(found).parent for name in ["initdb"] if (found := shutil.which(name))),
    ]
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The folder of a PostgreSQL server's socket; the server lives as long as the session."""
    programs = _server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine; on Debian: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    somebody: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root.
        somebody = {"user": "nobody", "extra_groups": []}
        shutil.chown(folder, "nobody")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    made = [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-E", "UTF8"]
    server = None
    try:
        subprocess.run(
            [*made, "--locale=C", "--auth=trust", "--no-sync"], check=True, **quiet, **somebody
        )
        server = subprocess.Popen(
            [
                programs / "postgres", "-D", folder / "data", "-k", folder,
                "-c", "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=16MB",
            ],
            **quiet,
            **somebody,
        )  # fmt: skip
        _wait_for(server, folder)
        yield str(folder)
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # The fast shutdown.
            server.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(server: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(600):
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            assert server.poll() is None, "PostgreSQL did not start"
            time.sleep(0.1)
        else:
            return
    pytest.fail("PostgreSQL did not answer")


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgres"))]
)
def url(request, tmp_path) -> Iterator[str]:
    """The address of an empty database, one for each test."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'review.db'}"
        return
    folder = request.getfixturevalue("postgresql")
    name = f"t{uuid4().hex}"

    def say(what: str) -> None:
        with psycopg.connect(
            host=folder, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(what)

    say(f"CREATE DATABASE {name}")
    yield f"postgresql+psycopg://postgres@/{name}?host={folder}"
    say(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(url) -> Iterator[Store]:
    """An empty store."""
    opened = Store(url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def kim() -> Person:
    return Person("kim@example.com", Role.REVIEWER)


@pytest.fixture
def lee() -> Person:
    return Person("lee@example.com", Role.REVIEWER)


@pytest.fixture
def lead() -> Person:
    return Person("desk@example.com", Role.LEAD)


def result_of(
    article_id: str, flags: Sequence[Mapping[str, str]], title: str = ""
) -> ArticleResult:
    """The result of an article in which each flag has a bead of its own.

    What is left out of a flag makes no difference; its texts follow from its id.
    """
    texts = [
        (flag.get("ko_text", f"{flag['flag_id']} 문장."), flag.get("en_text", f"Sentence {flag['flag_id']}."))
        for flag in flags
    ]  # fmt: skip
    source, target, links = linked_texts(texts)
    article = Article(article_id, source, target, metadata=Metadata(title=title))
    beads = tuple(Bead(f"b{n}", *link, 0.5, 1.0) for n, link in enumerate(links, 1))
    bare = ArticleResult(article, beads, (), "embedded@0", "9.9")
    made = [_flag_on(bare, bead, **flag) for bead, flag in zip(beads, flags, strict=True)]
    return replace(bare, flags=tuple(made))


def _flag_on(
    result: ArticleResult,
    bead: Bead,
    flag_id: str,
    check: str = "number",
    severity: str = "major",
    ko_evidence: str = "",
    **_: str,
) -> Flag:
    source, target = (result.sentences(bead, side) for side in ("source", "target"))
    spans = ()
    if ko_evidence:
        start = result.article.source.raw.index(ko_evidence, source[0].start)
        span = Span("source", source[0].id, start, start + len(ko_evidence), ko_evidence)
        assert span.end <= source[0].end
        spans = (span,)
    return Flag(
        f"{check}.text", Category.NUMBER, Severity(severity), Relation.CONTRADICTS, bead.id,
        tuple(s.id for s in source), tuple(s.id for s in target), spans, {"text": ""},
        article_id=result.article.id, flag_id=flag_id, risk=0.5,
    )  # fmt: skip


def written(
    out: Path, articles: Mapping[str, Sequence[Mapping[str, str]]], title: str = ""
) -> ResultsFolder:
    """The results of a run: by article id its flags, as :func:`result_of` takes them."""
    folder = ResultsFolder(out)
    folder.create()
    for article_id, flags in articles.items():
        folder.write(StoredResult("", None, result_of(article_id, flags, title)))
    folder.finish(list(articles), ())
    return folder


@pytest.fixture
def results(tmp_path) -> Results:
    """Writes the results of a run, by article id its flags, where the run before it wrote its own."""
    return partial(written, tmp_path / "out")


@pytest.fixture
def new_flag() -> Callable[..., dict[str, Any]]:
    """A row of the table ``flag`` as a reviewer's own flag has it."""

    def make(article_id: str, flag_id: str, **columns: str) -> dict[str, Any]:
        result = result_of(article_id, [{"flag_id": flag_id} | columns])
        added = added_flag(
            result, result.beads[0], flag_id, Category.NUMBER, Severity.MAJOR, "", ()
        )
        return loading.row_of(result, added, place=99) | columns

    return make


@pytest.fixture
def filled(store, results) -> Store:
    """A store with two articles: ``a`` with a critical and a major flag, ``b`` with a minor one."""
    loading.load(
        store,
        results(
            {
                "a": [
                    {"flag_id": "a1", "severity": "critical"},
                    {"flag_id": "a2", "severity": "major"},
                ],
                "b": [{"flag_id": "b1", "severity": "minor"}],
            }
        ),
    )
    return store


@pytest.fixture
def on() -> Callable[..., Decision]:
    """A decision on a flag by its id; the article is the id's first letter."""

    def make(flag_id: str, action: Action, **fields: Any) -> Decision:
        return Decision(action, flag_id[0], flag_id, **fields)

    return make


@pytest.fixture
def flag_of() -> Callable[..., dict[str, Any]]:
    """A flag's row as the store holds it."""

    def find(store: Store, flag_id: str, article_id: str | None = None) -> dict[str, Any]:
        c = schema.flag.c
        with store.reading() as connection:
            return dict(
                connection.execute(
                    select(schema.flag).where(
                        c.flag_id == flag_id, c.article_id == (article_id or flag_id[0])
                    )
                )
                .mappings()
                .one()
            )

    return find


@pytest.fixture
def article_of() -> Callable[..., dict[str, Any]]:
    """An article's row as the store holds it."""

    def find(store: Store, article_id: str) -> dict[str, Any]:
        with store.reading() as connection:
            return dict(
                connection.execute(select(schema.article).where(schema.article.c.id == article_id))
                .mappings()
                .one()
            )

    return find


@pytest.fixture
def sql() -> Callable[..., None]:
    """Statements put to the database behind the tool's back; its triggers are dropped first."""

    def execute(store: Store, *statements: str, **values: Any) -> None:
        if store.engine.dialect.name == "sqlite":
            triggers = [f"DROP TRIGGER IF EXISTS entry_no_{verb}" for verb in ("UPDATE", "DELETE")]
        else:
            triggers = ["DROP TRIGGER IF EXISTS entry_no_change ON entry"]
        with store.writing() as connection:
            for trigger in triggers:
                connection.execute(text(trigger))
            for statement in statements:
                connection.execute(text(statement), values)

    return execute


@pytest.fixture
def python() -> Callable[..., subprocess.Popen[str]]:
    """Another process that runs a script with some arguments."""
    started: list[subprocess.Popen[str]] = []

    def start(script: str, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", script, *arguments],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
