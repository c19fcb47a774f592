"""A store that an earlier version made is brought to the newest form, and nothing in its log is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import audit.review
from audit.review.chain import faults
from audit.review.decision import Action, Decision
from audit.review.people import Person, Role
from audit.review.store import Store


def test_the_first_form_gets_the_columns_of_the_second_and_keeps_its_log(tmp_path):
    path = tmp_path / "review.db"
    config = Config()
    config.set_main_option(
        "script_location", str(Path(audit.review.__file__).with_name("migrations"))
    )
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
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
        assert connection.execute("SELECT count(*) FROM run").fetchone() == (0,)
    connection.close()
    assert {"draft_errors", "draft_fixed"} <= set(columns)
