"""A Ray cluster: one of this machine, begun and ended with the run, or one that is there, joined and left."""

from __future__ import annotations

import logging
import os
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from audit.batch.process import cores, stops_held
from audit.errors import ConfigError, MissingExtra, WorkerError

_STORE = 512_000_000
"""Bytes of the object store of a cluster of our own: it holds a few articles and records at a time."""
_REACHED = 5
"""Seconds within which something must answer at an address."""
_LONGEST = 300
_PORT = re.compile("[0-9]{1,5}")
_QUIET = {
    "RAY_DATA_LOG_LEVEL": "CRITICAL",
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is told to Ray's makers
}
_TRIES = "RAY_NUM_REDIS_GET_RETRIES"
"""How often Ray tries to join a cluster, for 41 seconds each; its own 20 times take a quarter of an hour."""


def required() -> ModuleType:
    """Ray with Ray Data, loaded so that they print nothing.

    Raises:
        MissingExtra: they are not installed.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtra("--engine ray", "ray") from error
    logging.getLogger("ray.data").handlers.clear()
    # It prints on stdout what befalls nodes; no option of Ray's stops it.
    ray._private.worker.print_to_stdstream = lambda *_, **__: None
    return ray


@contextmanager
def cluster(address: str, workers: int | None) -> Iterator[None]:
    """A cluster that is there within the block.

    Args:
        address: ``HOST:PORT`` of its head, or ``auto`` for the one that this machine is a node of; empty for
            a cluster of this machine alone, which ends with the block.
        workers: how many are to audit at a time on a cluster of our own; None for the cores.

    Raises:
        ConfigError: the address is none.
        MissingExtra: Ray is not installed.
        WorkerError: it cannot be started or joined.
    """
    if address:
        _check(address)
        os.environ.setdefault(_TRIES, "1")
    ray = required()
    with TemporaryDirectory(
        prefix="ray-", dir="/tmp" if Path("/tmp").is_dir() else None, ignore_cleanup_errors=True  # noqa: S108 - longer paths are too long for Ray's sockets
    ) as folder:  # fmt: skip
        own = {
            "address": "local", "num_cpus": workers or cores(), "include_dashboard": False,
            "object_store_memory": _STORE, "_temp_dir": folder,
        }  # fmt: skip
        try:
            _begin(ray, {"address": address} if address else own)
            yield
        finally:
            with stops_held():
                ray.shutdown()


def _check(address: str) -> None:
    if address == "auto":
        return
    host, _, port = address.rpartition(":")
    if not host or not _PORT.fullmatch(port) or "/" in host:
        raise ConfigError(
            f"--address {address} is no address of a Ray cluster; give HOST:PORT as ray start printed it, "
            "on a machine that is a node of it."
        )
    try:
        socket.create_connection((host.strip("[]"), int(port)), _REACHED).close()
    except (OSError, OverflowError) as error:
        raise _not_joined(address, str(error)) from error


def _begin(ray: ModuleType, asked: dict[str, object]) -> None:
    stops = (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP"))
    before = {number: signal.getsignal(number) for number in stops if number}
    try:
        ray.init(log_to_driver=False, logging_level=logging.CRITICAL, **asked)
    except SystemExit as error:  # what Ray makes of SIGTERM
        raise KeyboardInterrupt from error
    except Exception as error:
        if asked["address"] == "local":
            raise WorkerError(
                f"Ray cannot be started on this machine ({_line(str(error))}); "
                "leave --engine out to audit without it."
            ) from error
        raise _not_joined(str(asked["address"]), str(error)) from error
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _not_joined(address: str, why: str) -> WorkerError:
    return WorkerError(
        f"The Ray cluster at {address} cannot be joined ({_line(why)}); check that it runs, with the same "
        "Python and Ray as here, and that this machine is one of its nodes."
    )


def _line(said: str) -> str:
    return " ".join(said.split())[:_LONGEST].rstrip(".") or "no reason given"
