"""``python -m audit verify``: a log that somebody altered is found, by the real command line."""

from __future__ import annotations

import sqlite3

import pytest

from audit.records.decision import Action, Decision
from audit.records.settings import Role
from audit.review.roles import Person
from audit.review.store import Store, url_beside


@pytest.fixture
def reviewed(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    store = Store(url_beside(out))
    kim = Person("Kim", Role.REVIEWER)
    for flag in ("one", "two", "three"):
        store.append(kim, [Decision(Action.DISMISS, "article", flag, reason="other")])
    store.engine.dispose()
    return out


def tamper(out, *statements):
    with sqlite3.connect(out / "review.db") as connection:
        for trigger in ("entry_no_UPDATE", "entry_no_DELETE"):
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_an_untouched_log_passes(run, reviewed):
    result = run("verify", reviewed)
    assert result.returncode == 0
    assert "3 entries, nothing altered" in result.stdout


def test_a_changed_verdict_is_named(run, reviewed):
    tamper(reviewed, "UPDATE entry SET body = replace(body, 'dismiss', 'accept') WHERE seq = 2")
    result = run("verify", reviewed)
    assert result.returncode == 1
    assert "Entry 2 was altered" in result.stdout


def test_a_missing_entry_is_named(run, reviewed):
    tamper(reviewed, "DELETE FROM entry WHERE seq = 2")
    result = run("verify", reviewed)
    assert result.returncode == 1
    assert "Entry 2 is missing" in result.stdout


def test_a_log_cut_short_is_found(run, reviewed):
    tamper(reviewed, "DELETE FROM entry WHERE seq = 3")
    result = run("verify", reviewed)
    assert result.returncode == 1
    assert "Entry 3 is missing" in result.stdout


def test_without_a_store_it_says_so_and_makes_none(run, tmp_path):
    result = run("verify", tmp_path)
    assert result.returncode == 2
    assert "there are no results in it" in result.stderr
    assert not list(tmp_path.glob("*.db*"))


def test_a_store_elsewhere_is_read_from_the_settings(run, reviewed, tmp_path):
    (tmp_path / "audit.toml").write_text(f'review = "{url_beside(reviewed)}"\n', encoding="utf-8")
    assert "3 entries" in run("verify").stdout


def test_settings_of_people_that_make_no_sense_are_named(run, tmp_path):
    (tmp_path / "audit.toml").write_text('[roles]\n"a@b" = "boss"\n', encoding="utf-8")
    result = run("verify")
    assert result.returncode == 2
    assert "the roles are reader, reviewer, lead" in " ".join(result.stderr.split())
