"""What a page says while its store is locked, read-only, damaged or gone, and that it takes up again."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest
from streamlit.testing.v1 import AppTest

from audit.bench.postgres import programs, running
from audit.errors import StoreError
from audit.records.decision import Action
from audit.records.settings import Settings
from audit.review import database
from audit.review.chain import faults
from audit.review.proof import checked
from audit.review.store import Store, url_beside
from tests.conftest import ROOT
from tests.read_only import read_only, without_override

pytestmark = pytest.mark.xdist_group("pages")


def script(out: str) -> None:
    from pathlib import Path

    from audit.bench.pages import draw

    draw(Path(out), "review")


@pytest.fixture
def page(results, store, monkeypatch, tmp_path):
    """The review page of an article, in a language."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(database, "_WAIT", 0.2)
    store.engine.dispose()

    def start(language="en"):
        at = AppTest.from_function(script, args=(str(results),), default_timeout=60)
        at.session_state["audit_language"] = language
        at.session_state["audit_reviewer"] = "Kim"
        at.query_params["article"] = "wrong"
        at.run()
        assert not at.exception
        return at

    return start


def press(at, key):
    at.button(key=key).click().run()
    assert not at.exception
    return at


def said(at):
    return at.session_state["said"][1] if "said" in at.session_state else ""


def notices(at):
    return " ".join(e.proto.body for e in at.get("html") if 'class="notice error"' in e.proto.body)


def verdicts(results):
    store = Store(url_beside(results))
    found = [(e.reviewer, e.decision.action) for e in store.entries("wrong")]
    assert faults(store) == []
    store.engine.dispose()
    return found


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Not done: ", "is locked by somebody else: nothing was written, try again")),
        ("ko", ("처리하지 못함: ", "잠그고 있습니다", "다시 시도하십시오")),
    ],
)
def test_a_verdict_on_a_locked_store_is_not_taken_and_is_on_the_next_press(
    results, page, language, words
):
    at = page(language)
    flag = at.session_state["place"].flag
    other = sqlite3.connect(results / "review.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    press(at, "do_accept")
    assert all(word in said(at) for word in words)
    assert at.session_state["place"].flag == flag
    other.execute("ROLLBACK")
    other.close()
    assert verdicts(results) == []
    press(at, "do_accept")
    assert verdicts(results) == [("Kim", Action.ACCEPT)]


def test_a_page_on_a_store_that_is_gone_or_damaged_says_so_and_takes_up_again(results, page):
    at = page()
    press(at, "do_accept")
    path = results / "review.db"
    kept = {file: file.with_name(f"kept-{file.name}") for file in results.glob("review.db*")}
    for file, away in kept.items():
        file.rename(away)
    press(at, "do_unsure")
    assert "is gone: put the file back" in notices(at)
    assert "is gone: put the file back" in said(at)
    press(at, "again")
    assert "is gone" in notices(at)
    for file, away in kept.items():
        shutil.copy(away, file)
    press(at, "again")
    assert notices(at) == ""
    # Who has decided on a flag himself and stayed there presses twice.
    press(press(at, "do_unsure"), "do_unsure")
    assert verdicts(results) == [("Kim", Action.ACCEPT), ("Kim", Action.UNSURE)]
    # A page of the file that lies there is overwritten: that of the log's entries.
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page_of = "SELECT rootpage FROM sqlite_master WHERE name = 'entry'"
        ((root,),) = other.execute(page_of).fetchall()
    other.close()
    good = path.read_bytes()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    damaged = AppTest.from_function(script, args=(str(results),), default_timeout=60)
    damaged.session_state["audit_language"] = "ko"
    damaged.session_state["audit_reviewer"] = "Lee"
    damaged.query_params["article"] = "wrong"
    damaged.run()
    assert "손상되었습니다" in notices(damaged)
    assert "사본으로 되돌리십시오" in notices(damaged)
    with pytest.raises(StoreError, match=r"is damaged .* put back a copy"):
        checked(results, Settings(), None)
    for rest in results.glob("review.db*"):
        rest.unlink()
    path.write_bytes(good)
    press(damaged, "again")
    assert notices(damaged) == ""
    assert verdicts(results) == [("Kim", Action.ACCEPT), ("Kim", Action.UNSURE)]


def test_pages_in_a_folder_that_may_only_be_read_show_what_is_there_and_say_so(
    results, page, tmp_path
):
    press(page(), "do_accept")
    with sqlite3.connect(results / "review.db") as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    told = {}
    with read_only(results):
        made = subprocess.run(
            [sys.executable, "-c", LOOKING, results],
            cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, preexec_fn=without_override,
            check=False, capture_output=True, text=True,
        )  # fmt: skip
    assert made.returncode == 0, made.stderr
    for line in made.stdout.splitlines():
        told.update(json.loads(line))
    # That run was never sealed; nothing else is wrong with it.
    assert [fault for fault in told.pop("faults") if "seal.json is missing" not in fault] == []
    assert told.pop("entries") == ["accept"]
    assert sorted(told) == sorted([*(f"{name} en" for name in NAMES), "review ko"])
    for name, (notices, refused) in told.items():
        only_read, not_written = WORDS[name[-2:]]
        assert only_read in notices
        assert 'class="notice error"' not in notices
        assert (not_written in refused) is name.startswith("review"), (name, refused)


NAMES = ("queue", "review", "export")
WORDS = {"en": ("can only be read here", "read-only"), "ko": ("읽을 수만 있습니다", "읽기 전용")}
LOOKING = f"""
import json, sys
from pathlib import Path
from streamlit.testing.v1 import AppTest
from audit.records.settings import Settings
from audit.review.proof import checked
from audit.review.store import Store, url_beside
out = Path(sys.argv[1])
for language in {list(WORDS)}:
    for name in {NAMES} if language == "en" else ["review"]:
        script = f"from pathlib import Path; from audit.bench.pages import draw; draw(Path({{str(out)!r}}), {{name!r}})"
        at = AppTest.from_string(script, default_timeout=60)
        at.session_state["audit_language"], at.session_state["audit_reviewer"] = language, "Lee"
        at.query_params["article"] = "wrong"
        at.run()
        if name == "review":
            at.button(key="do_unsure").click().run()
        assert not at.exception, (name, at.exception)
        said = at.session_state["said"][1] if "said" in at.session_state else ""
        notices = " ".join(each.proto.body for each in at.get("html") if "notice" in each.proto.body)
        print(json.dumps({{f"{{name}} {{language}}": (notices, said)}}))
store = Store(url_beside(out))
actions = [entry.decision.action for entry in store.entries()]
print(json.dumps({{"entries": actions, "faults": checked(out, Settings(), None)[0]}}))
"""


def test_a_page_on_a_server_that_is_begun_anew_takes_up_again(results, page, tmp_path):
    if programs() is None:
        pytest.skip("no PostgreSQL on this machine; on Debian: apt-get install postgresql")
    with running(durable=False) as server, server.database() as url:
        (tmp_path / "audit.toml").write_text(f'review = "{url}"\n', encoding="utf-8")
        at = page()
        server.stop()
        press(at, "do_accept")
        assert "does not answer" in said(at)
        assert "press again: what was taken is not written twice" in notices(at)
        server.start()
        press(at, "again")
        assert notices(at) == ""
        server.stop()
        server.start()
        press(at, "do_accept")
        store = Store(url)
        assert [e.decision.action for e in store.entries("wrong")] == [Action.ACCEPT]
        store.engine.dispose()


def test_what_was_taken_is_said_to_be_taken_where_the_page_cannot_go_on(results, page, monkeypatch):
    from audit.dashboard import verdicts as module

    at = page()

    def away(*_, **__):
        raise StoreError("The review store does not answer.")

    with monkeypatch.context() as patched:
        patched.setattr(module, "_advance", away)
        press(at, "do_accept")
    assert said(at) == "Taken, but the page cannot go on: The review store does not answer."
    assert verdicts(results) == [("Kim", Action.ACCEPT)]
