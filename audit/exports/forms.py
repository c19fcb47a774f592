"""The forms in which one article's audit is given to other tools: one a file, found by being there.

A form's module has

- a docstring whose first line describes the form and whose rest documents it,
- ``NAME``, ``SUFFIX``, the ending of its files' names, and ``MIME``, its media type,
- ``written(report, entries, policy)``, the article's audit as bytes, with what was decided on it and what
  the house says of its pages; the same article gives the same bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import audit.exports
from audit.errors import ConfigError
from audit.records.decision import Entry
from audit.records.result import ArticleResult
from audit.records.settings import DisclosurePolicy

Written = Callable[[ArticleResult, Sequence[Entry], DisclosurePolicy], bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as the rest of the tool sees it."""

    name: str
    suffix: str
    mime: str
    description: str
    written: Written


@cache
def all_forms() -> dict[str, Form]:
    """Every form in this folder, by name."""
    found = []
    for info in pkgutil.iter_modules(audit.exports.__path__):
        module = importlib.import_module(f"{audit.exports.__name__}.{info.name}")
        if hasattr(module, "written") and hasattr(module, "MIME"):
            description = (module.__doc__ or "").strip().splitlines()[0]
            found.append(Form(module.NAME, module.SUFFIX, module.MIME, description, module.written))
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
