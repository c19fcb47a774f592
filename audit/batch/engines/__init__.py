"""The engines: one a file, found by its being there; its file's name is what ``--engine`` calls it.

An engine module has a docstring whose first line describes it, and ``opened(auditor, options)``, a context
manager that gives an :class:`audit.batch.engine.Engine`.
"""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import AbstractContextManager

from audit.batch.engine import Engine, Options
from audit.errors import ConfigError
from audit.pipeline import Auditor

DEFAULT = "local"


def names() -> tuple[str, ...]:
    """What an engine may be called; none is loaded for it."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__)))


def opened(name: str, auditor: Auditor, options: Options) -> AbstractContextManager[Engine]:
    """An engine, ready within the block that it is used in.

    Raises:
        ConfigError: there is no engine of this name, or an option that it has no use for is given.
        MissingExtra: what it needs is not installed.
        WorkerError: it cannot be started or reached.
    """
    if name not in names():
        raise ConfigError(f"There is no engine {name!r}; the engines are {', '.join(names())}.")
    module = importlib.import_module(f"{__name__}.{name}")
    made: AbstractContextManager[Engine] = module.opened(auditor, options)
    return made
