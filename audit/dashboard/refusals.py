"""What the store refuses while a page is drawn or a button pressed: said in a sentence, never raised.

Streamlit shows what a fragment, a dialog or a call-back raises as a traceback.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import notice
from audit.dashboard.session import tell
from audit.errors import AuditError


@contextmanager
def stopping(say: Labels) -> Iterator[None]:
    """A page, a fragment or a dialog that says why it is not drawn, with a button that tries again."""
    try:
        yield
    except AuditError as error:
        notice(say.fault(error), "error")
        st.button(say("page.again"), icon=":material/refresh:", key="again")


@contextmanager
def telling(say: Labels, label: str = "review.refused") -> Iterator[None]:
    """A call-back that says on the page what was refused.

    Args:
        say: the labels.
        label: what it says, with ``{why}``.
    """
    try:
        yield
    except AuditError as error:
        tell(say(label, why=say.fault(error)))
