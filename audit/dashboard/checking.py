"""The auditor of the pages: for pasted texts, and for corrected English, which is checked again at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from audit.dashboard.session import Session
from audit.errors import AuditError
from audit.pipeline import Auditor
from audit.records.result import ArticleResult
from audit.records.settings import Settings
from audit.review.corrected import by_bead
from audit.review.recheck import Rechecked, recheck

_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def auditor(settings: Settings) -> Iterator[Auditor]:
    """The auditor with some settings, for one person at a time; loaded when it is first asked for."""
    with _ONE_AT_A_TIME:
        yield _auditor(str(settings.described()), settings)


def warm_up(settings: Settings) -> None:
    """Load the auditor beside the page."""

    def load() -> None:
        # What it cannot load is said when it is asked for.
        try:
            with auditor(settings):
                pass
        except AuditError:
            return

    threading.Thread(target=load, name="auditor", daemon=True).start()


def checked(session: Session, report: ArticleResult, flag_id: str) -> Rechecked | None:
    """What the correction of a flag mends and makes; None where it has none.

    Raises:
        AuditError: it could not be checked.
    """
    entries = session.store.entries(report.article.id)
    corrections = by_bead(report, entries)
    own = next((c for c in corrections.values() if c.flag_id == flag_id), None)
    if own is None:
        return None
    bead = next(bead for bead in report.beads if bead.id == own.bead_id)
    with auditor(session.settings) as loaded:
        return recheck(loaded, report, bead, own.after, corrections.values())


@st.cache_resource(show_spinner=False, max_entries=2)
def _auditor(described: str, _settings: Settings) -> Auditor:
    return Auditor(settings=_settings)
