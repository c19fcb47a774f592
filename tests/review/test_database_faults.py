"""What the database refuses is said in a sentence, loses nothing, and is over when its cause is."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from audit.bench.postgres import programs, running
from audit.errors import StoreError
from audit.evidence import log_heads
from audit.records.decision import Action, Status
from audit.records.settings import Settings
from audit.results.folder import LOG_HEADS, ResultsFolder
from audit.review import chain, database, loading, store_check
from audit.review.proof import checked
from audit.review.store import Store, url_beside
from tests.conftest import ROOT
from tests.read_only import unwritable
from tests.review.conftest import written


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(database, "_WAIT", 0.2)


@pytest.fixture
def out(tmp_path) -> Path:
    """A folder of results, its store beside it, nothing decided yet."""
    flags = {"a": [{"flag_id": "a1"}, {"flag_id": "a2"}], "b": [{"flag_id": "b1"}]}
    folder = written(tmp_path / "out", flags)
    store = Store(url_beside(folder.path))
    loading.load(store, folder)
    store.engine.dispose()
    return folder.path


@pytest.fixture
def beside(out, impatient):
    """The store of that folder."""
    store = Store(url_beside(out))
    yield store
    store.engine.dispose()


def refused(store, kim, decision, en, ko):
    """A decision is refused in both languages, and nothing of it is in the log."""
    before = store.length() if "does not answer" not in en and "gone" not in en else None
    with pytest.raises(StoreError, match=en) as error:
        store.append(kim, [decision], seen={(decision.article_id, decision.flag_id): 0})
    assert ko in error.value.korean
    assert "\n" not in str(error.value)
    if before is not None:
        assert store.length() == before


def whole(store, *comments):
    """The log holds these decisions, each once, and nothing is wrong with it."""
    assert [entry.decision.comment for entry in store.entries()] == list(comments)
    assert chain.faults(store) == []


@contextmanager
def locked(url):
    """Somebody else who keeps the store for himself."""
    if url.startswith("sqlite"):
        other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        other = psycopg.connect(url.replace("+psycopg", ""))
        other.execute("SELECT * FROM head FOR UPDATE")
    yield
    other.rollback()
    other.close()


def test_a_store_that_is_locked_says_so_and_can_be_read_and_opened(
    impatient, url, results, kim, on
):
    store = Store(url)
    loading.load(store, results({"a": [{"flag_id": "a1"}, {"flag_id": "a2"}]}))
    store.append(kim, [on("a1", Action.ACCEPT, comment="before")])
    with locked(url):
        refused(store, kim, on("a2", Action.ACCEPT), "locked by somebody else.*try again", "잠그고")
        again = Store(url)
        whole(again, "before")
        again.engine.dispose()
    store.append(kim, [on("a2", Action.ACCEPT, comment="after")], seen={("a", "a2"): 0})
    whole(store, "before", "after")
    store.engine.dispose()


def test_however_many_wait_for_the_lock_each_is_told_that_it_is_locked(beside, kim, on, out):
    told = []

    def decide():
        with pytest.raises(StoreError, match="locked by somebody else"):
            beside.append(kim, [on("a1", Action.ACCEPT)])
        told.append("locked")

    threads = [threading.Thread(target=decide) for _ in range(20)]
    with locked(url_beside(out)):
        beside.engine.pool._timeout = 0  # who waits for a connection is refused at once
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert told == ["locked"] * 20
    whole(beside)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a size, as tmpfs has it."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(*options):
        done = subprocess.run(["mount", *options, str(place)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("no disk can be mounted here")

    mount("-t", "tmpfs", "-o", "size=16m", "tmpfs")
    yield place, lambda size: mount("-o", f"remount,size={size}")
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_what_was_taken_before_is_there(small_disk, impatient, kim, on):
    place, resize = small_disk
    folder = written(place / "out", {"a": [{"flag_id": "a1"}, {"flag_id": "a2"}]})
    store = Store(url_beside(folder.path))
    loading.load(store, folder)
    used = os.statvfs(place)
    resize((used.f_blocks - used.f_bfree + 60) * used.f_frsize)
    taken = []
    with pytest.raises(StoreError, match=r"disk .* is full: nothing was written") as error:
        for number in range(200):
            comment = f"{number} {'x' * 2000}"
            store.append(kim, [on("a1", Action.COMMENT, comment=comment)])
            taken.append(comment)
    assert "가득" in error.value.korean
    assert taken
    whole(store, *taken)
    resize("16m")
    store.append(kim, [on("a2", Action.ACCEPT, comment="after")], seen={("a", "a2"): 0})
    whole(store, *taken, "after")
    # A line that the full disk cut off is taken away when the next one is written.
    known, faults = log_heads.read(folder.path / LOG_HEADS)
    assert (known[-1].head.entries, faults) == (len(taken) + 1, [])
    assert {each.head.hash for each in known} <= set(store.hashes().values())
    store.engine.dispose()


def test_a_limit_on_the_size_of_files_is_said_and_loses_nothing(beside, kim, on):
    resource = pytest.importorskip("resource")
    beside.append(kim, [on("a1", Action.ACCEPT, comment="before")])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        refused(beside, kim, on("a2", Action.ACCEPT), "cannot be read or written", "쓸 수 없습니다")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    beside.append(kim, [on("a2", Action.ACCEPT, comment="after")], seen={("a", "a2"): 0})
    whole(beside, "before", "after")


@pytest.fixture
def common(out) -> Iterator[Path]:
    """Those results where everybody may come, as they may not to what pytest makes."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        place = Path(made) / "out"
        shutil.copytree(out, place)
        place.chmod(0o777)
        yield place


@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_a_store_that_may_only_be_read_is_read_says_so_and_is_taken_up_again(
    common, impatient, kim, on, what
):
    beside, out = Store(url_beside(common)), common
    beside.append(kim, [on("a1", Action.ACCEPT, comment="before")])
    assert not beside.read_only
    if what != "file":
        beside.engine.dispose()
    files = list(out.glob("review.db*"))
    with unwritable(*(files if what != "folder" else ()), *([out] if what != "file" else [])):
        assert beside.read_only
        whole(beside, "before")
        refused(beside, kim, on("a2", Action.ACCEPT), "read-only: nothing was", "읽기 전용")
        again = Store(url_beside(out))
        whole(again, "before")
        again.engine.dispose()
    beside.append(kim, [on("a2", Action.ACCEPT, comment="after")], seen={("a", "a2"): 0})
    whole(beside, "before", "after")
    beside.engine.dispose()


@pytest.mark.skipif(os.geteuid() != 0, reason="nobody here may write what another may only read")
def test_in_a_folder_that_may_only_be_read_what_others_decide_is_seen(common, kim, on):
    """Others, who may write there, decide and close the store, and are killed the next time."""
    others = Store(url_beside(common))
    others.append(kim, [on("a1", Action.ACCEPT, comment="one")])
    others.engine.dispose()
    at = url_beside(common)
    with unwritable(common, common / "review.db"):
        reader = Store(at)
        whole(reader, "one")

        def decide(comment, *, end):
            script = (
                "import os, sys; from audit.review.store import Store; "
                "from audit.review.roles import Person; from audit.records.settings import Role; "
                "from audit.records.decision import Action, Decision; "
                f"store = Store({at!r}); made = Decision(Action.COMMENT, 'a', 'a1', comment={comment!r}); "
                f"store.append(Person('lee', Role.REVIEWER), [made]); {end}"
            )
            # Root may write what others may only read.
            subprocess.run(
                [sys.executable, "-c", script],
                check=True,
                cwd=ROOT,
                preexec_fn=lambda: os.seteuid(0),
            )

        decide("two", end="store.engine.dispose()")
        whole(reader, "one", "two")
        # Killed with all of it in the write-ahead log.
        decide("three", end="os._exit(0)")
        assert (common / "review.db-wal").stat().st_size > 0
        whole(reader, "one", "two", "three")
        reader.engine.dispose()


def test_more_who_wait_than_there_are_connections_are_told_that_it_is_busy(
    postgresql, impatient, results, kim, on
):
    told = []
    with postgresql.database() as url:
        store = Store(url)
        loading.load(store, results({"a": [{"flag_id": "a1"}, {"flag_id": "a2"}]}))

        def decide():
            try:
                store.append(kim, [on("a1", Action.ACCEPT)])
            except StoreError as error:
                told.append((str(error), error.korean))

        with locked(url):
            threads = [threading.Thread(target=decide) for _ in range(70)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert len(told) == 70
        busy = [(en, ko) for en, ko in told if "is busy" in en and "요청이 몰려" in ko]
        assert len(busy) > 20
        assert all("try again" in en and "\n" not in en for en, _ in told)
        store.append(kim, [on("a2", Action.ACCEPT, comment="after")])
        whole(store, "after")
        store.engine.dispose()


def test_a_store_whose_file_is_gone_is_not_decided_on_until_it_is_back(beside, out, kim, on):
    beside.append(kim, [on("a1", Action.ACCEPT, comment="before")])
    for file in out.glob("review.db*"):
        file.rename(out.parent / file.name)
    refused(beside, kim, on("a2", Action.ACCEPT), "gone: put the file back", "없어졌습니다")
    assert not (out / "review.db").exists()
    for file in out.parent.glob("review.db*"):
        file.rename(out / file.name)
    beside.append(kim, [on("a2", Action.ACCEPT, comment="after")], seen={("a", "a2"): 0})
    whole(beside, "before", "after")


def test_a_copy_that_is_put_back_is_the_store_that_is_decided_on(beside, out, kim, on):
    beside.append(kim, [on("a1", Action.ACCEPT, comment="before")])
    beside.engine.dispose()
    shutil.copy(out / "review.db", out.parent / "copy.db")
    beside.append(kim, [on("b1", Action.ACCEPT, comment="after the copy")])
    for rest in out.glob("review.db-*"):
        rest.unlink()
    (out.parent / "copy.db").rename(out / "review.db")
    # Into the file that has no name any more, this would be taken and lost.
    beside.append(kim, [on("a2", Action.ACCEPT, comment="now")], seen={("a", "a2"): 0})
    again = Store(url_beside(out))
    whole(again, "before", "now")
    again.engine.dispose()
    faults, _ = checked(out, Settings(), None)
    assert "put back to an older copy" in " ".join(faults)


PAGE = 4096


@pytest.mark.parametrize("how", ["zeros", "noise"])
def test_whatever_page_is_overwritten_it_is_said_and_nothing_taken_is_lost(
    out, impatient, kim, on, how
):
    path, folder = out / "review.db", ResultsFolder(out)
    store = Store(url_beside(out))
    for number in range(8):
        store.append(kim, [on("a1", Action.COMMENT, comment=f"{number} {'x' * 400}")])
    store.engine.dispose()
    good, lots = path.read_bytes(), random.Random(how)
    told = set()
    for page in range(len(good) // PAGE):
        bad = bytes(PAGE) if how == "zeros" else lots.randbytes(PAGE)
        for before in out.glob("review.db*"):
            before.unlink()
        path.write_bytes(good[: page * PAGE] + bad + good[(page + 1) * PAGE :])
        taken, faults = [], []
        try:
            store = Store(url_beside(out))
        except StoreError as error:
            told.add("opened")
            assert "damaged" in str(error)
            continue
        with suppress(StoreError):
            taken = store.append(kim, [on("a2", Action.ACCEPT)])
        try:
            faults = chain.faults(store) + store_check.faults(store, folder)
            told.add("faults" if faults else "nothing")
        except StoreError as error:
            told.add("damaged")
            assert "is damaged" in str(error)
            assert "손상" in error.korean
        else:
            if taken:
                assert store.standings("a")["a2"].status is Status.ACCEPTED
        store.engine.dispose()
    assert {"opened", "damaged"} <= told


def test_a_server_that_was_away_is_taken_up_again_without_a_restart(results, kim, on):
    if programs() is None:
        pytest.skip("no PostgreSQL on this machine; on Debian: apt-get install postgresql")
    with running(durable=False) as server, server.database() as url:
        store = Store(url)
        loading.load(store, results({"a": [{"flag_id": "a1"}, {"flag_id": "a2"}]}))
        store.append(kim, [on("a1", Action.ACCEPT, comment="before")])
        server.stop()
        refused(store, kim, on("a2", Action.ACCEPT), "does not answer", "응답하지 않습니다")
        server.start()
        store.append(kim, [on("a2", Action.ACCEPT, comment="after")], seen={("a", "a2"): 0})
        whole(store, "before", "after")
        # Begun anew between two decisions, it is not even noticed.
        server.stop()
        server.start()
        store.append(kim, [on("a1", Action.COMMENT, comment="at once")])
        whole(store, "before", "after", "at once")
        store.engine.dispose()
