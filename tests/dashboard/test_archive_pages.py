"""An archive is reviewed as sheets are: the same queue, figures and exports, before and after decisions."""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from audit import batch
from audit.dashboard.article_view import alike, count_alike
from audit.evidence.verify import of_article
from audit.records.decision import Action, Decision
from audit.records.flag import Category, Severity
from audit.records.settings import Role, Settings
from audit.records.tables import Tables
from audit.results import packing, spreadsheet
from audit.results.folder import ResultsFolder, current
from audit.review import article_figures, article_query, flag_query, precision, schema
from audit.review.archive_store import ArchiveStore, store_of
from audit.review.article_query import SORTABLE, Shown, Wanted
from audit.review.effective_flags import ADDED, added_flag
from audit.review.flag_query import FlagFilter
from audit.review.loading import article_values, is_loaded, load, row_of, rows_of
from audit.review.proof import checked
from audit.review.roles import Person
from audit.review.sealing import sealed
from audit.review.store import url_beside
from audit.review.tables import VERDICT_COLUMNS, verdict_rows
from tests.conftest import EN
from tests.dashboard.conftest import WRONG, pair
from tests.dashboard.test_pages import address, html_of, press, script

pytestmark = pytest.mark.xdist_group("pages")
KIM, LEE = Person("Kim", Role.LEAD), Person("Lee", Role.REVIEWER)


@pytest.fixture(scope="session")
def packed(auditor, finished, tmp_path_factory):
    """The finished run as an archive of three parts."""
    out = tmp_path_factory.mktemp("packed") / "out"
    articles = [result.article for result in ResultsFolder(finished).results()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "ARTICLES_A_PART", 2)
        batch.run(articles, auditor, out, tables=frozenset({Tables.PARQUET}))
    return out


@pytest.fixture
def sheets_and_archive(finished, packed, tmp_path):
    """Two folders of the same results, and the store of each with the run taken over."""
    made = []
    for name, source in (("sheets", finished), ("archive", packed)):
        folder = ResultsFolder(shutil.copytree(source, tmp_path / name))
        store = store_of(folder)
        load(store, folder)
        made.append((folder, store))
    assert isinstance(made[1][1], ArchiveStore)
    return made


def decide(folder, store):
    """Each kind of decision there is, on some articles; one, ``moved``, is left alone."""
    wrong, again, hostile = (folder.result(name) for name in ("wrong", "wrong-again", "hostile"))
    first, *others = hostile.flags
    held = next(flag for flag in hostile.held_back)
    store.append(KIM, [Decision(Action.ACCEPT, "wrong", wrong.flags[0].flag_id)])
    store.append(LEE, [Decision(Action.DISMISS, "wrong", wrong.flags[0].flag_id, reason="other")])
    store.append(
        KIM, [Decision(Action.DISMISS, "wrong-again", again.flags[0].flag_id, reason="tool wrong")]
    )
    store.append(KIM, [Decision(Action.SEVERITY, "hostile", first.flag_id, severity="minor")])
    store.append(KIM, [Decision(Action.COMMENT, "hostile", first.flag_id, comment="=1+1")])
    store.append(LEE, [Decision(Action.FIXED, "hostile", flag.flag_id) for flag in others])
    row = row_of(hostile, held, 0, shown=False)
    store.append(KIM, [Decision(Action.ACCEPT, "hostile", held.flag_id)], {held.flag_id: row})
    store.append(KIM, [Decision(Action.UNSURE, "hostile", first.flag_id)])
    store.undo(KIM)
    store.append(KIM, [Decision(Action.ASSIGN, "right", assignee="Lee")])
    missed = added_flag(
        again, again.beads[0], "r1", Category.NAME, Severity.MAJOR, "The minister is left out", ()
    )
    store.append(
        LEE,
        [
            Decision(
                Action.ADD, "wrong-again", "r1", severity="major", category="name",
                comment="The minister is left out",
            ),
            Decision(Action.ACCEPT, "wrong-again", "r1"),
        ],
        {"r1": row_of(again, missed, 9)},
    )  # fmt: skip


def told(rows):
    """Rows but for when things were said, and the place among flags, which orders them only."""
    return [
        {key: value for key, value in row.items() if key not in ("reviewed_at", "place")}
        for row in map(dict, rows)
    ]


QUEUES = [
    *(Wanted(sort=sort, falling=falling, shown=Shown.ALL) for sort, falling in product(SORTABLE, (True, False))),
    Wanted(),
    Wanted(shown=Shown.DONE),
    Wanted(search="AGAIN", shown=Shown.ALL),
    Wanted(search="50%_\\' OR 1=1 --", shown=Shown.ALL),
    Wanted(search="kim", shown=Shown.ALL),
    Wanted(search="728조", shown=Shown.ALL),
    Wanted(search="BILLION", shown=Shown.ALL),
    Wanted(search="예산안", shown=Shown.ALL),
    Wanted(desks=("national", "economy"), shown=Shown.ALL),
    Wanted(assignees=("Lee",), shown=Shown.ALL),
    Wanted(since="2025-08-22", until="2025-08-22"),
    Wanted(since="2025-08-23"),
]  # fmt: skip
FILTERS = [
    FlagFilter(),
    FlagFilter(article="wrong"),
    FlagFilter(severities=("minor",)),
    FlagFilter(categories=("number", "'); DROP TABLE flag; --")),
    FlagFilter(statuses=("open", "stale")),
    FlagFilter(statuses=("disputed", "fixed", "dismissed", "accepted", "unsure")),
    FlagFilter(desks=("economy",), until="2025-08-22"),
    FlagFilter(since="2025-08-23"),
]


@pytest.mark.parametrize("decided", [False, True], ids=["nothing decided", "decided"])
def test_what_is_listed_counted_and_exported_is_the_same(sheets_and_archive, decided):
    found = []
    for folder, store in sheets_and_archive:
        if decided:
            decide(folder, store)
        queues = [
            (
                article_query.totals(store, wanted),
                [told(article_query.page_of(store, wanted, number, 2)) for number in (1, 2, 3)],
                [
                    article_query.beside(store, wanted, name, step)
                    for name in (*folder.ids(), "nothing")
                    for step in (1, -1)
                ],
            )
            for wanted in QUEUES
        ]
        flags = [
            (
                told(flag_query.rows(store, wanted)),
                flag_query.count(store, wanted),
                [flag_query.by(store, wanted, group) for group in flag_query.GROUPS],
                flag_query.verdicts_by_check(store, wanted),
                precision.by_check(store, wanted),
                precision.over_time(store, wanted, "month", "Asia/Seoul"),
                flag_query.count(store, replace(wanted, checks=(ADDED,))),
                article_figures.riskiest(store, wanted, 3),
                article_figures.risk_by_month(store, wanted),
                article_figures.edited(store, wanted),
                article_figures.edited_articles(store, wanted),
                article_figures.mended(store, wanted),
                article_figures.mended_articles(store, wanted, 3),
                article_figures.ids_decided_on(store, wanted),
            )
            for wanted in FILTERS
        ]
        one = [
            (
                article_query.article(store, name),
                [count_alike(store, row) for row in rows_of(folder.result(name)).values()],
                [alike(store, row) for row in rows_of(folder.result(name)).values()],
            )
            for name in folder.ids()
        ]
        lists = [article_query.values_of(store, column) for column in ("desk", "assignee")]
        named = (article_query.riskiest(store), article_query.people(store, ["desk@example.com"]))
        found.append((queues, flags, one, lists, named, flag_query.check_of(store)))
    for sheets, archive in zip(*found, strict=True):
        assert sheets == archive
    assert bool(found[0][3][1]) is decided


def test_the_next_article_is_the_next_of_the_list(sheets_and_archive):
    for folder, store in sheets_and_archive:
        decide(folder, store)
        for wanted in QUEUES:
            ids = [row["id"] for row in article_query.page_of(store, wanted, 1, 100)]
            for name, before, after in zip(ids, [None, *ids], [*ids[1:], None], strict=False):
                assert article_query.beside(store, wanted, name, 1) == after
                assert article_query.beside(store, wanted, name, -1) == before


def test_the_next_flag_is_the_next_of_the_list_of_flags(sheets_and_archive):
    lists = []
    for folder, store in sheets_and_archive:
        decide(folder, store)
        lists.append([])
        for wanted in FILTERS:
            rows = flag_query.gravest(store, wanted, 1, 1000)
            ids = [(row["article_id"], row["flag_id"]) for row in rows]
            lists[-1].append(ids)
            for at, before, after in zip(ids, [None, *ids], [*ids[1:], None], strict=False):
                assert flag_query.beside(store, wanted, at, 1) == after
                assert flag_query.beside(store, wanted, at, -1) == before
        assert flag_query.beside(store, FlagFilter(), ("nothing", "nothing"), 1) is None
    assert lists[0] == lists[1]
    assert len(lists[0][0]) > 5


def test_the_store_of_an_archive_holds_what_was_decided_on_and_no_more(sheets_and_archive):
    (_, whole), (folder, store) = sheets_and_archive
    articles, flags = schema.article.c, schema.flag.c

    def held(of):
        with of.reading() as connection:
            ids = connection.execute(select(articles.id).order_by(articles.id)).scalars().all()
            rows = connection.execute(select(schema.flag).order_by(flags.article_id, flags.place))
            return ids, list(map(dict, rows.mappings()))

    assert held(store) == ([], [])
    for each in (whole, store):
        each.append(KIM, [Decision(Action.ASSIGN, "wrong", assignee="Lee")])
    ids, rows = held(store)
    assert ids == ["wrong"]
    assert rows == [row for row in held(whole)[1] if row["article_id"] == "wrong"]
    assert article_query.article(store, "wrong") == article_query.article(whole, "wrong")
    values = article_values(folder.result("right"))
    # An archive's texts are searched where they lie.
    del values["sought"]
    listed = article_query.article(store, "right")
    assert values.items() <= listed.items()


def test_decisions_follow_an_archive_that_is_audited_again(sheets_and_archive, auditor):
    changed = WRONG.replace("up 8.1 percent from", "8.1 percent more than")
    run = [pair("wrong", "Budget, wrong", changed, "economy"), pair("new", "New", EN, "web")]
    found = []
    for folder, store in sheets_and_archive:
        decide(folder, store)
        batch.run(run, auditor, folder.path, tables=folder.tables)
        again = ResultsFolder(folder.path)
        assert not is_loaded(store, again)
        load(store, again)
        assert is_loaded(store, again)
        page = article_query.page_of(store, Wanted(shown=Shown.ALL), 1, 9)
        assert {row["id"] for row in page} == {"wrong", "new"}
        found.append((told(page), told(flag_query.rows(store, FlagFilter()))))
    assert found[0] == found[1]
    assert any(row["status"] == "stale" for row in found[1][1])


def test_sheets_become_an_archive_and_sheets_again_with_their_decisions(
    sheets_and_archive, auditor
):
    (folder, store), _ = sheets_and_archive
    decide(folder, store)
    before = told(flag_query.rows(store, FlagFilter()))
    articles = [result.article for result in folder.results()]
    for form, kept in ((Tables.PARQUET, 4), (Tables.CSV, 5)):
        batch.run(articles, auditor, folder.path, tables=frozenset({form}))
        again = ResultsFolder(folder.path)
        store = store_of(again)
        load(store, again)
        assert told(flag_query.rows(store, FlagFilter())) == before
        with store.reading() as connection:
            assert len(connection.execute(select(schema.article.c.id)).all()) == kept


def test_what_one_process_decides_another_lists(sheets_and_archive):
    folder, store = sheets_and_archive[1]
    other = ArchiveStore(url_beside(folder.path), folder.path)
    assert article_query.totals(other, Wanted(shown=Shown.ALL)).open > 0
    flag = folder.result("wrong").flags[0]
    before = article_query.article(other, "wrong")["open"]
    store.append(KIM, [Decision(Action.ACCEPT, "wrong", flag.flag_id)])
    assert article_query.article(other, "wrong")["open"] == before - 1
    store.undo(KIM)
    assert article_query.article(other, "wrong")["open"] == before


def test_an_archive_with_decisions_is_sealed_and_verified(sheets_and_archive):
    folder, store = sheets_and_archive[1]
    decide(folder, store)
    sealed(folder.path, Settings(), None, encoder="embedded")
    found, lines = checked(folder.path, Settings(), None)
    assert found == []
    assert len(lines) == 2


def test_an_articles_seal_is_checked_against_what_was_sealed_last(sheets_and_archive):
    folder, store = sheets_and_archive[1]
    flag = folder.result("wrong").flags[0]
    for person in (KIM, LEE):
        sealed(folder.path, Settings(), None, encoder="embedded")
        seal = of_article(current(folder.path), store, "wrong")
        assert (seal.faults, seal.later) == ((), 0)
        store.append(person, [Decision(Action.ACCEPT, "wrong", flag.flag_id)])
    assert of_article(current(folder.path), store, "wrong").later == 1


def test_a_row_that_was_altered_in_an_archives_store_is_found(sheets_and_archive):
    folder, store = sheets_and_archive[1]
    decide(folder, store)
    sealed(folder.path, Settings(), None, encoder="embedded")
    with store.writing() as connection:
        connection.execute(schema.article.update().values(title="another"))
    found, _ = checked(folder.path, Settings(), None)
    assert any("its title does not follow from the records" in line for line in found)


# The pages


def page(folder, first, tmp_path, monkeypatch, name="Kim", **where):
    monkeypatch.chdir(tmp_path)
    at = AppTest.from_function(script, args=(str(folder.path), first), default_timeout=60)
    at.session_state["audit_reviewer"] = name
    for key, value in where.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def shown(at):
    """What is on a page: its texts, tables and charts."""
    charts = [
        (each.proto.spec, [data.data.data for data in each.proto.datasets])
        for each in at.get("vega_lite_chart")
    ]
    # The head of the log holds the time of the last decision.
    words = re.sub(r"Review log [^<]*", "", html_of(at))
    return words, [caption.value for caption in at.caption], charts


@pytest.mark.slow
def test_the_pages_show_the_same_while_an_article_is_reviewed(
    sheets_and_archive, tmp_path, monkeypatch
):
    seen = []
    for folder, store in sheets_and_archive:
        here = []
        at = page(folder, "queue", tmp_path, monkeypatch)
        here.append(shown(at))
        at.segmented_control(key="queue_shown").set_value(Shown.ALL).run()
        here.append(shown(at))
        at.text_input(key="queue_search").set_value("again").run()
        here.append(shown(at))
        at = page(folder, "review", tmp_path, monkeypatch, article="wrong")
        flag = address(at, "flag")
        at.session_state["place"].together = True
        press(at, "do_dismiss_1")
        here += [flag, address(at, "article"), shown(at)]
        at = page(folder, "review", tmp_path, monkeypatch, "Lee", article="wrong", flag=flag)
        press(at, "do_accept")
        press(at, "next_article")
        here += [address(at, "article"), shown(at)]
        assert {status.status.value for status in store.standings("wrong-again").values()} == {
            "dismissed"
        }
        at = page(folder, "insights", tmp_path, monkeypatch)
        here.append(shown(at))
        assert sum(bool(data) for _, data in here[-1][-1]) == 6
        for group in ("desk", "translator", "month"):
            at.segmented_control(key="insights_group").set_value(group).run()
            here.append(shown(at))
        at.date_input(key="insights_dates").set_value((date(2001, 1, 1), date(2001, 1, 2))).run()
        here.append(shown(at))
        at = page(folder, "export", tmp_path, monkeypatch)
        here.append(shown(at))
        at.multiselect(key="export_statuses").set_value(["dismissed", "disputed"]).run()
        here.append(shown(at))
        assert "2 flags in 2 articles" in [caption.value for caption in at.caption]
        data = spreadsheet.whole(VERDICT_COLUMNS, verdict_rows(store, FlagFilter()))
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        here.append([{**row, "reviewed_at": ""} for row in rows])
        at = page(folder, "provenance", tmp_path, monkeypatch, article="right")
        here.append(shown(at)[1:])
        seen.append(here)
    for sheets, archive in zip(*seen, strict=True):
        assert sheets == archive


@pytest.mark.parametrize("name", ["articles", "flags"])
def test_a_table_that_is_damaged_is_one_sentence_on_the_page(
    sheets_and_archive, tmp_path, monkeypatch, name
):
    folder, _ = sheets_and_archive[1]
    folder.archive.file(name, 1).write_text("{", encoding="utf-8")
    first = "queue" if name == "articles" else "insights"
    text = html_of(page(folder, first, tmp_path, monkeypatch))
    assert f"{name}/part-00001.parquet: this part is damaged" in text


def test_a_record_that_is_damaged_is_said_where_its_article_is_opened(
    sheets_and_archive, tmp_path, monkeypatch
):
    folder, _ = sheets_and_archive[1]
    part = folder.archive.part_of("wrong")
    folder.archive.file("records", part).write_text("{", encoding="utf-8")
    assert not page(folder, "queue", tmp_path, monkeypatch).error
    at = page(folder, "review", tmp_path, monkeypatch, article="wrong")
    assert "missing or damaged" in html_of(at)
