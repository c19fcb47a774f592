"""The forms in which one article's audit is given to other tools: one a file, found by being there.

A form's module has

- a docstring whose first line describes the form and whose rest documents it,
- ``NAME``, ``SUFFIX``, the ending of its files' names, and ``MIME``, its media type,
- ``written(report, entries, policy, head)``, the article's audit as bytes, with what was decided on it and
  what the house says of its pages; the same article gives the same bytes. ``head`` is a line on how far the
  review log went, empty for none, which it carries where the form has room for it.

One that also reports on a whole run has ``of_run(results, problems)``, the same of all its articles and of
what could not be audited, and where it is there to be printed, not kept, ``PRINTED = True``. One that is
the English as reviewers corrected it has ``CORRECTED = True``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import audit.exports
from audit.errors import ConfigError
from audit.records.decision import Entry
from audit.records.result import ArticleResult
from audit.records.settings import DisclosurePolicy
from audit.results.manifest import Problem

OfRun = Callable[[Iterable[ArticleResult], Iterable[Problem]], bytes]


class Written(Protocol):
    """Writes one article's audit."""

    def __call__(
        self,
        report: ArticleResult,
        entries: Sequence[Entry],
        policy: DisclosurePolicy,
        head: str = "",
        /,
    ) -> bytes:
        """The article in the form."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as the rest of the tool sees it; ``of_run`` is None where it is of one article only."""

    name: str
    suffix: str
    mime: str
    description: str
    written: Written
    of_run: OfRun | None = None
    printed: bool = False
    corrected: bool = False


@cache
def all_forms() -> dict[str, Form]:
    """Every form in this folder, by name."""
    found = []
    for info in pkgutil.iter_modules(audit.exports.__path__):
        module = importlib.import_module(f"{audit.exports.__name__}.{info.name}")
        if hasattr(module, "written") and hasattr(module, "MIME"):
            description = (module.__doc__ or "").strip().splitlines()[0]
            found.append(
                Form(
                    module.NAME,
                    module.SUFFIX,
                    module.MIME,
                    description,
                    module.written,
                    getattr(module, "of_run", None),
                    getattr(module, "PRINTED", False),
                    getattr(module, "CORRECTED", False),
                )
            )
    return {form.name: form for form in sorted(found, key=lambda form: form.name)}


def form(name: str) -> Form:
    """The form of this name.

    Raises:
        ConfigError: there is no such form.
    """
    forms = all_forms()
    if name not in forms:
        raise ConfigError(f"There is no form {name!r}; the forms are {', '.join(forms)}.")
    return forms[name]


def report(name: str) -> Form:
    """The form of this name, if it reports on a whole run.

    Raises:
        ConfigError: there is none.
    """
    found = all_reports()
    if name not in found:
        raise ConfigError(f"There is no report {name!r}; the reports are {', '.join(found)}.")
    return found[name]


def all_reports() -> dict[str, Form]:
    """Every form that reports on a whole run, by name."""
    return {name: found for name, found in all_forms().items() if found.of_run is not None}
