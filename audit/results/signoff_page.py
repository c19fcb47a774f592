"""The record of a sign-off as one HTML page that prints on A4, and the words for it in both languages.

All text from articles and people goes through Jinja's autoescaping; the words lie in ``signoff.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, partial
from importlib.resources import files

from audit.messages import Language
from audit.records.decision import Status
from audit.records.signoff import Change, Signature, SignOffRecord, State, Statement
from audit.results.html_report import environment


@cache
def table() -> dict[str, dict[str, dict[str, str]]]:
    """The words as they are written."""
    source = files("audit.results").joinpath("signoff.toml")
    return tomllib.loads(source.read_text("utf-8"))


def said(language: Language, words: str, /, **values: object) -> str:
    """The words ``section.key`` in a language, their fields filled in.

    Raises:
        KeyError: there are no such words.
    """
    section, _, key = words.partition(".")
    return table()[section][key][language].format(**values)


def state_told(
    state: State, people: int, signatures: Sequence[Signature], language: Language = "en"
) -> str:
    """Where a sign-off stands, in a line: who signed, or what has changed since.

    Args:
        state: where it stands.
        people: how many are asked for.
        signatures: the last of each person.
        language: of the words.
    """
    void = state is State.CHANGED
    counted = [one for one in signatures if bool(one.changes) is void]
    found = {change for one in counted for change in one.changes}
    return said(
        language,
        f"state.{state.value}",
        who=", ".join(
            said(language, "state.person", name=one.statement.name, at=_minute(one.at))
            for one in counted
        ),
        number=len(counted),
        people=people,
        changes=", ".join(
            said(language, f"change.{change.value}") for change in Change if change in found
        ),
    )


def page(record: SignOffRecord, language: Language = "en") -> bytes:
    """The page of a record; the same record gives the same bytes.

    Args:
        record: what it shows.
        language: of its words; what was signed stands as it was signed.
    """
    made = (
        environment()
        .get_template("signoff.html")
        .render(
            record=record,
            state=state_told(record.state, record.people, record.signatures, language),
            language=language,
            say=partial(said, language),
            left_as_they_are=_left_as_they_are,
        )
    )
    return made.encode("utf-8", "replace")


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")


def _left_as_they_are(statement: Statement) -> int:
    return sum(found.number for found in statement.flags if found.status is Status.ACCEPTED)
