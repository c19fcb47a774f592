"""A stroke that is pressed again, nobody knowing whether it was written, is written once.

Each form, a field for a comment as much as a button, has an id from when it is shown until what it holds has
been taken. The id and what was typed make the key of the stroke, by which the store knows it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import streamlit as st

from audit.records.digest import sha256_of_text

UNDO = "undo"
_DIGITS = 32
"""Hexadecimal digits of a key."""


def form_id(form: str) -> str:
    """The id of a form of this visit, by its name."""
    forms: dict[str, str] = st.session_state.setdefault("forms", {})
    return forms.setdefault(form, uuid4().hex)


@contextmanager
def stroke(form: str, *what: object, shown: str = "") -> Iterator[str]:
    """The key of a stroke; what raises within has not been taken, and has the same key again.

    Args:
        form: its name.
        what: is sent, so that something else from the same form is another stroke.
        shown: the form's id as it was shown; that of now if left out, when a second click of a double click
            would be another stroke.
    """
    given = shown or form_id(form)
    yield sha256_of_text("\0".join((given, form, *map(repr, what))))[:_DIGITS]
    forms: dict[str, str] = st.session_state["forms"]
    if forms.get(form) == given:
        del forms[form]
    # To undo now is to undo this.
    forms.pop(UNDO, None)
