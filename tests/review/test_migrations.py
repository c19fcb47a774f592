"""A store that an earlier version made is brought to the newest form, and nothing in its log is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import audit.review
from audit.records.decision import Action, Decision
from audit.records.settings import Role
from audit.review.chain import faults
from audit.review.roles import Person
from audit.review.store import Store


@pytest.fixture
def older(tmp_path):
    """A store of an older form, by the number of its last migration."""
    path = tmp_path / "review.db"

    def make(revision):
        config = Config()
        config.set_main_option(
            "script_location", str(Path(audit.review.__file__).with_name("migrations"))
        )
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
        engine.dispose()
        return path

    return make


def test_the_first_form_gets_the_columns_of_the_second_and_keeps_its_log(older):
    path = older("0001")
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO head VALUES (1, 0, '')")
        connection.execute("INSERT INTO run VALUES (1, 'the run before')")
        columns = [row[1] for row in connection.execute("PRAGMA table_info(article)")]
        assert "draft_fixed" not in columns
    connection.close()
    store = Store(f"sqlite:///{path}")
    store.append(
        Person("kim", Role.REVIEWER), [Decision(Action.COMMENT, "a", "f", comment="still here")]
    )
    assert faults(store) == []
    store.engine.dispose()
    with sqlite3.connect(path) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(article)")]
        # Its results are taken over again, as the columns are empty yet.
        assert connection.execute("SELECT stamp FROM run").fetchone() == ("to be taken over",)
    connection.close()
    assert {"draft_errors", "draft_fixed"} <= set(columns)


FLAGS = {
    "f1": ("omission", "omission", "omitted"),
    "f2": ("addition", "addition", "added"),
    "f3": ("number", "number", "contradicts"),
    "f4": ("disclosure", "disclosure", "contradicts"),
    "f5": ("modality", "modality", "distorted"),
    "f6": ("meaning", "similarity", "distorted"),
    "f7": ("consistency", "house", "contradicts"),
}
"""Flags of version 0.1: category, check, and how the target diverges."""


def test_flags_of_version_0_1_get_the_code_and_relation_that_their_records_are_read_with(older):
    path = older("0002")
    with sqlite3.connect(path) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(flag)")]
        blank = ", ".join("''" for _ in columns)
        made = "id, title, published, desk, translator, editor, ko_sentences, en_sentences, risk, "
        made += 'penalty, flags, "open", critical, major, minor, assignee, present'
        values = "'a', '', '', '', '', '', 1, 1, 0, 0, 0, 0, 0, 0, 0, '', 1"
        connection.execute(f"INSERT INTO article ({made}) VALUES ({values})")
        for flag_id, (category, check, _) in FLAGS.items():
            connection.execute(f"INSERT INTO flag VALUES ({blank})")
            connection.execute(
                "UPDATE flag SET article_id = 'a', flag_id = ?, category = ?, \"check\" = ? "
                "WHERE flag_id = ''",
                (flag_id, category, check),
            )
    connection.close()
    Store(f"sqlite:///{path}").engine.dispose()
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT flag_id, code, relation FROM flag").fetchall()
    connection.close()
    assert {flag_id: tuple(told) for flag_id, *told in rows} == {
        flag_id: (f"{check}.text", relation) for flag_id, (_, check, relation) in FLAGS.items()
    }
