"""The forms in which one article's audit is given to other tools, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audit.errors import ConfigError
from audit.exports import mqm, prov_json
from audit.report import AuditReport
from audit.review.decision import Entry

Written = Callable[[AuditReport, Sequence[Entry]], bytes]
FORMS: dict[str, Written] = {"prov": prov_json.written, "mqm": mqm.written}


def form_of(name: str) -> Written:
    """What writes a form.

    Raises:
        ConfigError: there is no such form.
    """
    if name not in FORMS:
        raise ConfigError(f"There is no form {name!r}; the forms are {', '.join(FORMS)}.")
    return FORMS[name]
