"""The checks: one a file, found by being there.

A check module has

- a docstring whose first line says what it finds and whose rest explains it to an editor,
- ``CATEGORY`` and ``SEVERITY``, the usual ones of its flags,
- ``check(bead, article)``, which yields flags for one bead (null beads included).

Its name is its file's name.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from audit.report import AlignedArticle, Bead, Category, Flag, Severity


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the rest of the tool sees it."""

    name: str
    category: Category
    severity: Severity
    explanation: str
    run: Callable[[Bead, AlignedArticle], Iterable[Flag]]


@lru_cache(maxsize=1)
def all_checks() -> tuple[Check, ...]:
    """Every check in this folder, by name."""
    found = []
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if hasattr(module, "check"):
            found.append(
                Check(
                    info.name,
                    module.CATEGORY,
                    module.SEVERITY,
                    (module.__doc__ or "").strip(),
                    module.check,
                )
            )
    return tuple(sorted(found, key=lambda check: check.name))
