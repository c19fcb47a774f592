"""A store of reviews in SQLite and in PostgreSQL, and small results of a run to fill it with."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from audit.bench.postgres import Server, programs, running
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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server, which lives as long as the session."""
    if programs() is None:
        pytest.skip("no PostgreSQL on this machine; on Debian: apt-get install postgresql")
    with running(durable=False) as server:
        yield server


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgres"))]
)
def url(request, tmp_path) -> Iterator[str]:
    """The address of an empty database, one for each test."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'review.db'}"
        return
    with request.getfixturevalue("postgresql").database() as address:
        yield address


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
