"""What a page works on: the results, the store of reviews, the person and the labels."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from audit.batch import RECORDS
from audit.config import Config
from audit.dashboard.labels import Labels
from audit.dashboard.plain import notice
from audit.errors import AuditError
from audit.provenance.record import path_of, read
from audit.report import AuditReport
from audit.review.decision import Decision, Entry
from audit.review.loading import is_loaded, load
from audit.review.people import Person
from audit.review.store import Store, url_beside

if TYPE_CHECKING:
    from typing import Any

    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import StreamlitPage

_LOADING = threading.Lock()


@dataclass(frozen=True)
class Visit:
    """Somebody on a page; ``pages`` are all of them, by name."""

    out: Path
    config: Config
    person: Person
    say: Labels
    pages: Mapping[str, StreamlitPage]


@dataclass(frozen=True)
class Desk(Visit):
    """A visit with results to look at and the store of what was decided on them."""

    store: Store

    def report(self, article_id: str) -> AuditReport | None:
        """One article's report; None if it is missing or damaged."""
        path = path_of(self.out / RECORDS, article_id)
        return _report(str(path), path.stat().st_mtime_ns) if path.exists() else None

    def decide(
        self,
        decisions: list[Decision],
        found: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> list[Entry]:
        """Log decisions of the person at the keyboard; what the role refuses is said and not done."""
        try:
            return self.store.append(self.person, decisions, found)
        except AuditError as error:
            st.session_state["said"] = self.say("review.refused", why=error)
            return []


@st.cache_resource(show_spinner=False, max_entries=200)
def _report(path: str, changed: int) -> AuditReport | None:
    record = read(Path(path))
    return record.report if record else None


@st.cache_resource(show_spinner=False)
def store_at(url: str) -> Store:
    """The store at an address, opened once."""
    return Store(url)


def desk_of(visit: Visit) -> Desk | None:
    """The desk with the results of the last run; None where there are none, which is then said."""
    out, say = visit.out, visit.say
    if not (out / "articles.csv").exists():
        notice(say("results.missing", folder=out))
        return None
    store = store_at(visit.config.review or url_beside(out))
    if not is_loaded(store, out):
        bar = st.progress(0.0, say("results.loading"))
        # Two pages opened at once take the results over once.
        with _LOADING:
            if not is_loaded(store, out):
                try:
                    load(store, out, lambda share: _told(bar, share))
                except (KeyError, ValueError, OSError) as error:
                    notice(say("results.unreadable", folder=out, why=error), "error")
                    return None
        bar.empty()
    return Desk(out, visit.config, visit.person, say, visit.pages, store)


def _told(bar: DeltaGenerator, share: float) -> None:
    bar.progress(share)
