"""A connection to the store's database, its tables brought to their newest form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, insert, make_url, select, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from audit.errors import ConfigError, MissingExtra, StoreError
from audit.review import schema

if TYPE_CHECKING:
    from sqlite3 import Connection as SqliteConnection

STORE, ATTENTION = "versions", "attention"
"""What tables there are: the store's, and those of the checks of attention."""
_WAIT = 15.0
"""Seconds that a writer waits for another's lock."""
_MIGRATING = 5_310_077
"""Names the lock under which tables are made, any number of our own."""


def opened(url: str, tables: str = STORE) -> Engine:
    """An engine on the database at ``url``, which holds our tables.

    Args:
        url: as SQLAlchemy takes it.
        tables: which of them: the folder of their migrations.

    Raises:
        ConfigError: the address makes no sense, or the database is none of ours.
        StoreError: it cannot be reached, or is damaged.
    """
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            _migrate(connection, tables)
    except (DatabaseError, UnicodeDecodeError) as error:
        raise StoreError(
            f"The review store {shown_url(url)} cannot be opened ({_first_line(error)}); "
            "correct review in audit.toml, or start the database."
        ).in_korean(
            f"검토 저장소 {shown_url(url)}을(를) 열 수 없습니다({_first_line(error)}). "
            "audit.toml의 review를 고치거나 데이터베이스를 켜십시오."
        ) from error
    except CommandError as error:
        raise ConfigError(
            f"The review store {shown_url(url)} was made by a newer version of this tool; "
            "update the tool, or give another store as review in audit.toml."
        ).in_korean(
            f"검토 저장소 {shown_url(url)}은(는) 이 도구의 새 버전이 만든 것입니다. "
            "도구를 업데이트하거나 audit.toml의 review에 다른 저장소를 적으십시오."
        ) from error
    return engine


def shown_url(url: str) -> str:
    """A database address without its password."""
    try:
        made = make_url(url).difference_update_query(["password", "sslpassword"])
        return made.render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "given"


def _first_line(error: DatabaseError | UnicodeDecodeError) -> str:
    told = getattr(error, "orig", error)
    return str(told).strip().splitlines()[0] if told else type(error).__name__


def _engine(url: str) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=url.startswith("postgresql"))
    except (ArgumentError, ValueError, NoSuchModuleError, ImportError) as error:
        if isinstance(error, ImportError) and url.startswith("postgresql"):
            raise MissingExtra("A review store on PostgreSQL", "postgres") from error
        raise ConfigError(
            f"review is {shown_url(url)}, which is no database that can be used here; give "
            "sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME in audit.toml."
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name != "postgresql":
        raise ConfigError(
            f"review is {shown_url(url)}; only SQLite and PostgreSQL are supported, give "
            "sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME in audit.toml."
        )
    return engine


def _set_up_sqlite(connection: SqliteConnection, _: object) -> None:
    # The driver's own transactions begin too late; we begin them, writers at once with the lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={int(_WAIT * 1000)}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(connection: Connection, tables: str) -> None:
    """Bring the tables to the newest form; two starts at once wait for each other."""
    config, scripts = AlembicConfig(), Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(scripts))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(scripts / tables))
    writer = connection.execution_options(writes=True)
    with writer.begin():
        if writer.dialect.name == "postgresql":
            writer.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
        config.attributes["connection"] = writer
        if tables != STORE:
            config.attributes["version_table"] = f"{tables}_version"
        command.upgrade(config, "head")
        if tables == STORE and writer.execute(select(schema.head.c.id)).first() is None:
            writer.execute(insert(schema.head).values(id=1, seq=0, hash=""))
