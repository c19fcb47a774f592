"""A store of reviews in SQLite and in PostgreSQL, and small results of a run to fill it with."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import select, text

from audit.exports import spreadsheet
from audit.exports.table import ARTICLE_COLUMNS, FLAG_COLUMNS
from audit.review import loading, schema
from audit.review.decision import Action, Decision
from audit.review.people import Person, Role
from audit.review.store import Store
from tests.conftest import ROOT

Results = Callable[..., Path]


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


@pytest.fixture
def results(tmp_path) -> Results:
    """Writes the results of a run: by article id its flags, each a mapping of a few columns.

    Columns left out get values that make no difference; a flag's texts follow from its id.
    """

    def write(articles: Mapping[str, list[dict[str, Any]]], **columns: str) -> Path:
        out = tmp_path / "out"
        out.mkdir(exist_ok=True)
        every = {"ko_sentences": 4, "en_sentences": 4, "risk": 0.5, "penalty_per_100": 10.0}
        spreadsheet.write(
            out / "articles.csv",
            ARTICLE_COLUMNS,
            (
                [({"article_id": name} | every | columns).get(c, "") for c in ARTICLE_COLUMNS]
                for name in articles
            ),
        )
        rows = [flag_values(name, **flag) for name, flags in articles.items() for flag in flags]
        spreadsheet.write(
            out / "flags.csv", FLAG_COLUMNS, ([row[c] for c in FLAG_COLUMNS] for row in rows)
        )
        return out

    return write


def flag_values(article_id: str, flag_id: str, **columns: str) -> dict[str, Any]:
    values = dict.fromkeys(FLAG_COLUMNS, "") | {
        "article_id": article_id, "flag_id": flag_id, "bead_id": "b1", "category": "number",
        "check": "number", "severity": "major", "risk": 0.5, "ko_sentence_ids": "k1",
        "en_sentence_ids": "e1", "ko_text": f"{flag_id} 문장.", "en_text": f"Sentence {flag_id}.",
    }  # fmt: skip
    return values | columns


@pytest.fixture
def new_flag() -> Callable[..., dict[str, Any]]:
    """A row of the table ``flag`` as a reviewer's own flag has it."""

    def make(article_id: str, flag_id: str, **columns: str) -> dict[str, Any]:
        values = flag_values(article_id, flag_id, check=loading.ADDED, **columns)
        return loading.row_of(values, place=99)

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
