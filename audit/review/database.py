"""A connection to the store's database, its tables brought to their newest form."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    insert,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DisconnectionError,
    NoSuchModuleError,
    TimeoutError,
)
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from audit.errors import AuditError, ConfigError, MissingExtra, StoreError
from audit.review import schema
from audit.review.database_faults import BUSY, CHANGED, GONE, fault_of
from audit.review.read_only import Immutable, ReadOnly, identity
from audit.review.read_only import connection as connection_to

if TYPE_CHECKING:
    from sqlite3 import Connection as SqliteConnection
    from sqlite3 import Cursor as SqliteCursor

    from psycopg import Connection as PostgresConnection
    from sqlalchemy.pool import ConnectionPoolEntry

STORE, ATTENTION = "versions", "attention"
"""What tables there are: the store's, and those of the checks of attention."""
_WAIT = 8.0
"""Seconds that a writer waits for another's lock: fewer than those after which a page says "no answer".

Those are ten. Six processes that did nothing but decide waited for 3.7 s at most (``bench store``, two busy
cores, 2026-11-29).
"""
_PAUSE = 0.02
"""Seconds after which something that does not wait by itself is tried again."""
_MIGRATING = 5_310_077
"""Names the lock under which tables are made, any number of our own."""
_FAR = {"connect_timeout": 10, "keepalives_idle": 30, "tcp_user_timeout": 15_000}
"""How long a server that cannot be reached is waited for (s, s, ms), where the address does not say."""


def opened(url: str, tables: str = STORE) -> Engine:
    """An engine on the database at ``url``, which holds our tables.

    What the database refuses later, locked, full or away, is raised as a :class:`~audit.errors.StoreError`;
    a connection is made anew where the server, or the file, is another one than before.

    Args:
        url: as SQLAlchemy takes it.
        tables: which of them: the folder of their migrations.

    Raises:
        ConfigError: the address makes no sense, or the database is none of ours.
        StoreError: it cannot be reached, or is damaged.
    """
    engine = _engine(url)
    try:
        _bring_up(engine, url, tables)
    except AuditError:
        engine.dispose()
        raise
    if (path := file_of(engine.url)) is not None:
        _keep_to(engine, path)
    return engine


def _bring_up(engine: Engine, url: str, tables: str) -> None:
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


def file_of(url: URL) -> Path | None:
    """The file that a database is; None for a server, or for a database in memory."""
    of_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(url.database or "") if of_file else None


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
        made = make_url(url)
        options: dict[str, Any] = {}
        if made.get_backend_name() == "postgresql":
            far = {name: value for name, value in _FAR.items() if name not in made.query}
            options = {
                "pool_pre_ping": True,
                "connect_args": far,
                "poolclass": _pool(shown_url(url)),
                "pool_timeout": _WAIT,
            }
        elif file_of(made) is not None:
            # However many wait for the lock, nobody waits for a connection besides.
            options = {"max_overflow": -1}
        engine = create_engine(made, **options)
    except (ArgumentError, ValueError, NoSuchModuleError, ImportError) as error:
        if isinstance(error, ImportError) and url.startswith("postgresql"):
            raise MissingExtra("A review store on PostgreSQL", "postgres") from error
        raise ConfigError(
            f"review is {shown_url(url)}, which is no database that can be used here; give "
            "sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME in audit.toml."
        ) from error
    if engine.dialect.name == "sqlite":
        if (path := file_of(made)) is not None:
            event.listen(engine, "do_connect", _readers(path))
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _set_up_postgresql)
    else:
        raise ConfigError(
            f"review is {shown_url(url)}; only SQLite and PostgreSQL are supported, give "
            "sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME in audit.toml."
        )
    event.listen(engine, "handle_error", _as_fault(shown_url(url), file_of(made)))
    return engine


def _readers(path: Path) -> Callable[..., ReadOnly | None]:
    def connecting(_: object, __: object, ___: object, options: dict[str, Any]) -> ReadOnly | None:
        return connection_to(path, options)

    return connecting


def _pool(shown: str) -> type[QueuePool]:
    """Connections that are waited for as a lock is; who waits too long is told that it is busy."""

    class Patient(QueuePool):
        def connect(self) -> PoolProxiedConnection:
            try:
                return super().connect()
            except TimeoutError as error:
                raise BUSY.told(shown) from error

    return Patient


def _as_fault(shown: str, path: Path | None) -> Callable[[ExceptionContext], StoreError | None]:
    def told(context: ExceptionContext) -> StoreError | None:
        # Whether a connection lives is asked before it is used; SQLAlchemy makes another one.
        if context.is_pre_ping:
            return None
        of_driver = context.sqlalchemy_exception is not None
        away = of_driver and (context.is_disconnect or context.connection is None)
        found = fault_of(context.original_exception, away=away)
        if found is None:
            return None
        if found.lasting and path is not None and _is_changed(context, path):
            found = CHANGED
        context.is_disconnect = away or found.lasting
        if found.lasting and context.engine is not None:
            # SQLite's connections in one process share what they know of a file.
            context.engine.dispose()
        return found.told(shown, context.original_exception)

    return told


def _is_changed(context: ExceptionContext, path: Path) -> bool:
    """Whether a file that was taken for one that nobody changes is another now."""
    if context.connection is None:
        return False
    reader = context.connection.connection.dbapi_connection
    known = context.connection.info.get("file")
    return isinstance(reader, Immutable) and known != identity(path, reader)


def _keep_to(engine: Engine, path: Path) -> None:
    """Have no connection lead to a file that is gone, or that another one has taken the place of.

    What is written into a file that somebody has removed, or put a copy in the place of, is lost.
    """
    shown = engine.url.render_as_string(hide_password=True)

    def before_connecting(*_: object) -> None:
        try:
            path.stat()
        except FileNotFoundError:
            raise GONE.told(shown) from None
        except OSError:
            # SQLite says it better.
            return

    def taken_out(connection: object, entry: ConnectionPoolEntry, _: object) -> None:
        there = identity(path, connection)
        if entry.info.setdefault("file", there) != there:
            raise DisconnectionError("another file lies there")

    def connected(connection: object, entry: ConnectionPoolEntry) -> None:
        entry.info["file"] = identity(path, connection)

    event.listen(engine, "do_connect", before_connecting)
    event.listen(engine, "connect", connected)
    event.listen(engine, "checkout", taken_out)


def _set_up_sqlite(connection: SqliteConnection, _: object) -> None:
    # The driver's own transactions begin too late; we begin them, writers at once with the lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={int(_WAIT * 1000)}")
    if not isinstance(connection, ReadOnly):
        _keep_ahead(cursor)
        cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _keep_ahead(cursor: SqliteCursor) -> None:
    """Have a database keep a write-ahead log; of a fresh one that others open too, SQLite does not wait."""
    end = monotonic() + _WAIT
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
            sleep(_PAUSE)
        else:
            return


def _set_up_postgresql(connection: PostgresConnection[Any], _: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{int(_WAIT * 1000)}ms"])
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(connection: Connection, tables: str) -> None:
    """Bring the tables to the newest form; two starts at once wait for each other."""
    config, scripts = AlembicConfig(), Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(scripts))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(scripts / tables))
    version_table = "alembic_version" if tables == STORE else f"{tables}_version"
    # Who only reads needs no lock, and may have no right to write.
    with connection.begin():
        if _is_current(connection, ScriptDirectory.from_config(config), version_table):
            return
    writer = connection.execution_options(writes=True)
    with writer.begin():
        if writer.dialect.name == "postgresql":
            writer.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
        config.attributes["connection"] = writer
        config.attributes["version_table"] = version_table
        command.upgrade(config, "head")
        if tables == STORE and writer.execute(select(schema.head.c.id)).first() is None:
            writer.execute(insert(schema.head).values(id=1, seq=0, hash=""))


def _is_current(connection: Connection, scripts: ScriptDirectory, version_table: str) -> bool:
    context = MigrationContext.configure(connection, opts={"version_table": version_table})
    if set(context.get_current_heads()) != set(scripts.get_heads()):
        return False
    has_head = (
        version_table != "alembic_version" or connection.execute(select(schema.head.c.id)).first()
    )
    return bool(has_head)
