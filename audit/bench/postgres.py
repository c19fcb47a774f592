"""A PostgreSQL of its own, begun for a measurement or a test and gone after it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from audit.errors import InputError

_SECONDS = 60
_NOWHERE = subprocess.DEVNULL


class Server:
    """A server that answers at a socket in a folder; it can be stopped and begun again.

    Args:
        folder: of the cluster, as :func:`running` makes it.
        programs: where PostgreSQL's programs are.
        durable: whether a commit waits for the disk.
        somebody: as whom it runs, as :class:`subprocess.Popen` takes it.
    """

    def __init__(
        self, folder: Path, programs: Path, somebody: dict[str, Any], *, durable: bool
    ) -> None:
        self.folder, self._programs, self._somebody = folder, programs, somebody
        self._options = ["-c", f"fsync={'on' if durable else 'off'}", "-c", "shared_buffers=16MB"]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin, and wait until it answers.

        Raises:
            InputError: it does not.
        """
        command = [
            self._programs / "postgres", "-D", self.folder / "data", "-k", self.folder,
            "-c", "listen_addresses=", *self._options,
        ]  # fmt: skip
        process = subprocess.Popen(  # noqa: S603 - Debian's own server
            [*map(str, command)],
            stdout=_NOWHERE,
            stderr=_NOWHERE,
            cwd=self.folder,
            **self._somebody,
        )
        self._process = process
        until = time.monotonic() + _SECONDS
        while not self._answers():
            if process.poll() is not None or time.monotonic() > until:
                raise InputError("PostgreSQL did not start", str(self.folder), "see its log")
            time.sleep(0.1)

    def _answers(self) -> bool:
        import psycopg

        try:
            self.say("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """End it, whoever is connected."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)  # The fast shutdown.
            self._process.wait(timeout=_SECONDS)
            self._process = None

    def say(self, what: str) -> None:
        """Have it do a statement of ours."""
        import psycopg

        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(what.encode())

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of an empty database, as SQLAlchemy takes it."""
        name = f"t{uuid4().hex}"
        self.say(f"CREATE DATABASE {name}")
        yield f"postgresql+psycopg://postgres@/{name}?host={self.folder}"
        self.say(f"DROP DATABASE {name} WITH (FORCE)")


def programs() -> Path | None:
    """Where PostgreSQL's programs are, the newest; None where there are none."""
    folders = [
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
        *(Path(found).parent for name in ["initdb"] if (found := shutil.which(name))),
    ]
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


@contextmanager
def running(*, durable: bool) -> Iterator[Server]:
    """A server with no database of ours yet.

    Args:
        durable: whether a commit waits for the disk.

    Raises:
        InputError: there is no PostgreSQL here, or it does not start.
    """
    found = programs()
    if found is None:
        raise InputError(
            "there is no PostgreSQL here", "this machine", "on Debian: apt-get install postgresql"
        )
    # A socket's path has about a hundred bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    somebody: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root.
        somebody = {"user": "nobody", "extra_groups": []}
        shutil.chown(folder, "nobody")
    server = Server(folder, found, somebody, durable=durable)
    try:
        command = [found / "initdb", "-D", folder / "data", "-U", "postgres", "-E", "UTF8"]
        subprocess.run(  # noqa: S603 - Debian's own program
            [*map(str, command), "--locale=C", "--auth=trust", "--no-sync"],
            check=True, stdout=_NOWHERE, stderr=_NOWHERE, cwd=folder, **somebody,
        )  # fmt: skip
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
