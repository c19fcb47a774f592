"""The head of the review log leaves with everything that can carry it, and ``verify --head`` reads it there."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import threading

import pandas as pd
import pytest

from audit.evidence.found_heads import given, heads_in
from audit.evidence.log_heads import LogHead, add, read
from audit.exports import forms
from audit.records.decision import Action, Decision
from audit.records.settings import Role
from audit.results import spreadsheet
from audit.results.folder import ResultsFolder
from audit.review.flag_query import FlagFilter
from audit.review.loading import load
from audit.review.roles import Person
from audit.review.store import Store, url_beside
from audit.review.tables import LOG_COLUMNS, VERDICT_COLUMNS, log_rows, verdict_rows
from tests.conftest import EN, KO

HEAD = LogHead("0" * 12, 12, "f" * 64, "2026-11-29T17:12:18.123+00:00")
WITHOUT = {"text"}


def test_a_line_is_read_as_it_is_written_and_broken_by_print():
    assert heads_in(HEAD.line.encode()) == [HEAD]
    assert heads_in(HEAD.line.replace(" ", "\n  ").encode()) == [HEAD]
    assert given(HEAD.line)[0].head == HEAD
    assert heads_in(b"PK no archive") == heads_in(b"[" * 100_000) == heads_in(b"{}\n{") == []


def test_every_export_and_sign_off_carries_the_head(cli, pair_folder, tmp_path):
    (pair_folder / "flagged.ko.txt").write_text(KO, encoding="utf-8")
    (pair_folder / "flagged.en.txt").write_text(
        EN.replace("728 trillion", "728 billion"), encoding="utf-8"
    )
    assert cli("score", "in", "--quiet").exit_code == 0
    out = tmp_path / "out"
    done = cli("signoff", "budget", "--name", "Kim", "--contact", "desk@hanbit.example")
    assert done.exit_code == 0, done.output
    store = Store(url_beside(out))
    for comment in ("<one> & -- two", "three"):
        store.append(
            Person("kim", Role.LEAD), [Decision(Action.COMMENT, "budget", "f", comment=comment)]
        )
    told = cli("head", "out").output.strip()
    (head,) = heads_in(told.encode())
    assert (head.entries, head.hash) == (3, store.head_at(3))

    kept = []
    for name in forms.all_forms():
        done = cli("export", "budget", "--form", name)
        assert done.exit_code == 0
        assert (heads_in(done.stdout_bytes) == [head]) is (name not in WITHOUT), name
        # What has no room for it leaves it to whoever exports.
        assert (told in done.stderr) is (name in WITHOUT), name
        assert cli("export", "budget", "--form", name).stdout_bytes == done.stdout_bytes
        if name not in WITHOUT:
            (tmp_path / f"kept.{name}").write_bytes(done.stdout_bytes)
            kept.append(f"kept.{name}")
    (tmp_path / "log.csv").write_bytes(spreadsheet.whole(LOG_COLUMNS, log_rows(store)))
    load(store, ResultsFolder(out))
    rows = verdict_rows(store, FlagFilter(), told)
    (tmp_path / "verdicts.csv").write_bytes(spreadsheet.whole(VERDICT_COLUMNS, rows))
    store.engine.dispose()
    for name in ("signoff/budget.json", "signoff/budget.ko.html", "evidence/budget.json"):
        assert [each.entries for each in heads_in((out / name).read_bytes())] == [1], name
    assert [each.entries for each in heads_in((out / "seal.json").read_bytes())] == [1]
    kept += [
        "log.csv",
        "verdicts.csv",
        "out/signoff/budget.json",
        "out/signoff/budget.en.html",
        "out/seal.json",
    ]
    (tmp_path / "copy.jsonl").write_bytes((out / "log-heads.jsonl").read_bytes())
    kept.append("copy.jsonl")
    every = [argument for name in kept for argument in ("--head", name)]
    done = cli("verify", "out", *every)
    assert done.exit_code == 0, done.output
    for name in kept:
        number = 1 if name.startswith("out/") else 3
        assert f"{name}: the log still has entry {number} as it was" in done.output

    # All but what is under the seal is cut off, the folder's own heads with it.
    with sqlite3.connect(out / "review.db") as connection:
        connection.execute("DROP TRIGGER entry_no_DELETE")
        connection.execute("DELETE FROM entry WHERE seq > 1")
        connection.execute("UPDATE head SET seq = 1, hash = (SELECT hash FROM entry)")
    connection.close()
    lines = (out / "log-heads.jsonl").read_bytes().splitlines(keepends=True)
    seals = json.loads((out / "seal.json").read_bytes())["heads"]["bytes"]
    (out / "log-heads.jsonl").write_bytes(b"".join(lines)[:seals])
    done = cli("verify", "out", *every)
    assert done.exit_code == 1
    for name in kept:
        assert (f" {name} knows 3 entries" in done.output) is not name.startswith("out/"), name


def test_a_table_of_verdicts_carries_the_head_in_a_column_and_nothing_else_in_it_is_one():
    other = LogHead("1" * 12, 99, "e" * 64, "2026-11-29T17:12:18.123+00:00").line
    columns = ("article_id", "en_text", "review_log")
    data = spreadsheet.whole(columns, [("a", f"{other} 총 1", HEAD.line), ("b", "two", "")])
    assert heads_in(data) == [HEAD]
    # As Excel saves it where commas are for decimals.
    text = data.decode("utf-8-sig").replace(f"{other} 총 1", '"1;2"').replace(",", ";")
    text = text.replace(HEAD.line.replace(",", ";"), f'"{HEAD.line}"').replace('""', '"')
    assert heads_in(text.encode()) == [HEAD]
    # Sorted or filtered by others, and with a cell too long for most readers.
    rows = [("b", "x" * 200_000, ""), ("a", "", HEAD.line)]
    data = spreadsheet.whole(columns, rows)
    assert heads_in(data) == [HEAD]
    frame = pd.read_csv(io.BytesIO(data), encoding="utf-8-sig")
    assert frame["review_log"].dropna().tolist() == [HEAD.line]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("in/budget.en.txt", "carries no head of a review log"),
        ("12 entries", "is no file and no head of a review log"),
        ("0123456789", "is no file and no head of a review log"),
    ],
)
def test_what_is_no_head_is_said(cli, pair_folder, text, why):
    done = cli("verify", "in", "--head", text)
    assert (done.exit_code, why in " ".join(done.output.split())) == (2, True)


def test_there_is_no_head_before_the_first_decision(cli, pair_folder):
    done = cli("head", "in")
    assert (done.exit_code, "there are no results in it" in done.output) == (2, True)


def test_heads_that_are_added_at_once_to_a_torn_file_are_all_there(tmp_path):
    path = tmp_path / "log-heads.jsonl"
    heads = [
        LogHead("0" * 12, n, f"{n:064x}", "2026-11-29T00:00:00.000+00:00") for n in range(1, 5)
    ]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        # Without a turn for each, about one time in ten who cut the torn line off cut another's with it.
        for _ in range(40):
            path.write_bytes(b'{"at":"2026-')
            threads = [threading.Thread(target=add, args=(path, head)) for head in heads]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            known, faults = read(path)
            assert (sorted(each.head.entries for each in known), faults) == ([1, 2, 3, 4], [])
    finally:
        sys.setswitchinterval(before)
