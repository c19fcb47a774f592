"""Every check there is: those of this folder and those that installed packages bring."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from audit.checks.severity import Concern, gravest
from audit.errors import ConfigError
from audit.records.flag import Category, Finding, Severity
from audit.records.message import Message

if TYPE_CHECKING:
    from audit.checks.context import Context

GROUP = "translation_audit.checks"
"""The entry point group of checks from elsewhere; each names a module."""


class Scope(StrEnum):
    """What a check looks at at a time."""

    BEAD = "bead"
    ARTICLE = "article"
    DISCLOSURE = "disclosure"


class Doubt(StrEnum):
    """How a check's confidence becomes risk.

    ``EXACT`` is evidence beside what the quality model says of the bead; ``MODEL`` points at words that the
    model doubts and shares what it says; ``OWN`` is the risk as it stands, whatever a model says.
    ``READER`` is what a model that reads says in words: evidence beside what any check finds at those words.
    """

    EXACT = "exact"
    MODEL = "model"
    OWN = "own"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the rest of the tool sees it.

    ``concerns`` is what most of its findings concern.
    ``yields`` says that its findings give way where the house itself prints what they point at;
    ``exclusive`` that where it finds anything, only its findings stand; ``by_vectors`` that it reads the
    encoder's vectors, not the words. ``its_type`` is the type of ITS 2.0 where it is not the category's.
    ``run`` takes a bead and the context, or the context alone where ``scope`` is wider;
    ``revise`` goes over the findings of all checks.
    """

    id: str
    category: Category
    concerns: Concern
    explanation: str
    scope: Scope
    doubt: Doubt
    yields: bool
    exclusive: bool
    its_type: str
    by_vectors: bool
    messages: Mapping[str, Message] = field(hash=False)
    terms: Mapping[str, str] = field(hash=False)
    run: Callable[..., Iterable[Finding]]
    revise: Callable[[list[Finding], Context], list[Finding]] | None
    file: Path

    @property
    def severity(self) -> Severity:
        """The gravest that most of its findings can be."""
        return gravest(self.concerns)


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, by id.

    Raises:
        ConfigError: two checks have one id, or one from elsewhere cannot be loaded.
    """
    found: dict[str, Check] = {}
    for check in _found():
        if check.id in found:
            raise ConfigError(
                f"There are two checks {check.id!r}, {found[check.id].file} and {check.file}; rename one."
            )
        found[check.id] = check
    return tuple(found[name] for name in sorted(found))


def check_of(check_id: str) -> Check | None:
    """The check of this id; None where there is none, as for a flag that a reviewer added."""
    return _by_id().get(check_id)


@cache
def _by_id() -> dict[str, Check]:
    return {check.id: check for check in all_checks()}


def _found() -> Iterator[Check]:
    package = __name__.rpartition(".")[0]
    folder = importlib.import_module(package).__path__
    for info in pkgutil.iter_modules(folder):
        module = importlib.import_module(f"{package}.{info.name}")
        if hasattr(module, "MESSAGES"):
            yield _as_check(module)
    for point in entry_points(group=GROUP):
        try:
            check = _as_check(importlib.import_module(point.value))
        except Exception as error:
            raise ConfigError(
                f"The check {point.name} of another package cannot be loaded ({error}); "
                "mend that package or uninstall it."
            ) from error
        if not check.explanation:
            raise ConfigError(
                f"The check {point.name} of another package does not say what it flags; "
                f"give {check.file} a docstring."
            )
        yield check


def _as_check(module: ModuleType) -> Check:
    return Check(
        id=module.__name__.rpartition(".")[2],
        category=module.CATEGORY,
        concerns=module.CONCERNS,
        explanation=(module.__doc__ or "").strip(),
        scope=getattr(module, "SCOPE", Scope.BEAD),
        doubt=getattr(module, "DOUBT", Doubt.EXACT),
        yields=getattr(module, "YIELDS", False),
        exclusive=getattr(module, "EXCLUSIVE", False),
        its_type=getattr(module, "ITS_TYPE", ""),
        by_vectors=getattr(module, "BY_VECTORS", False),
        messages=module.MESSAGES,
        terms=getattr(module, "TERMS", {}),
        run=module.check,
        revise=getattr(module, "revise", None),
        file=Path(str(module.__file__)),
    )
