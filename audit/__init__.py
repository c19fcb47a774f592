"""Audit English news articles against the Korean originals they were translated from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Auditor", "__version__", "read"]

if TYPE_CHECKING:
    from audit.pipeline import Auditor
    from audit.sources import read


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: any public name
    # Loaded on first use, so that `audit --help` and `audit --version` answer at once.
    if name == "Auditor":
        from audit.pipeline import Auditor

        return Auditor
    if name == "read":
        from audit.sources import read

        return read
    raise AttributeError(f"module 'audit' has no attribute {name!r}")
