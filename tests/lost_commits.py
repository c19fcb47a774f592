"""A PostgreSQL whose backend is ended after it has committed and before whoever asked is told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from audit.bench.postgres import Server

_SECONDS = 30


@contextmanager
def lost_commits(server: Server) -> Iterator[psycopg.Connection]:
    """While the block runs, a commit is on the disk and waits for a second server that is not there.

    Yields:
        A connection to the server by which :func:`end_one` does its work.
    """
    with psycopg.connect(
        host=str(server.folder), user="postgres", dbname="postgres", autocommit=True
    ) as watching:
        _set(watching, "'nobody'")
        try:
            yield watching
        finally:
            _set(watching, "''")


def end_one(watching: psycopg.Connection) -> None:
    """Wait for a backend that has committed and not said so, and end it."""
    query = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    end = time.monotonic() + _SECONDS
    while not (rows := watching.execute(query).fetchall()):
        assert time.monotonic() < end, "nobody commits"
        time.sleep(0.02)
    for (pid,) in rows:
        watching.execute("SELECT pg_terminate_backend(%s)", (pid,))


def _set(watching: psycopg.Connection, value: str) -> None:
    watching.execute(f"ALTER SYSTEM SET synchronous_standby_names = {value}")
    watching.execute("SELECT pg_reload_conf()")
    end = time.monotonic() + _SECONDS
    while watching.execute("SHOW synchronous_standby_names").fetchone() != (value.strip("'"),):
        assert time.monotonic() < end
        time.sleep(0.02)
