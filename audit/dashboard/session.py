"""What a page works on: the results, the store of reviews, the person and the labels."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import notice
from audit.dashboard.strokes import stroke
from audit.errors import AuditError, StoreError
from audit.evidence.log_heads import head_of
from audit.records.decision import Decision, Entry
from audit.records.result import ArticleResult
from audit.records.settings import Settings
from audit.results.folder import ResultsFolder, current
from audit.review.archive_store import store_of
from audit.review.loading import is_loaded, load
from audit.review.roles import Person
from audit.review.store import Overtaken, Store

if TYPE_CHECKING:
    from typing import Any

    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import StreamlitPage

_LOADING = threading.Lock()


@dataclass(frozen=True)
class Visit:
    """Somebody on a page; ``pages`` are all of them, by name."""

    out: Path
    settings: Settings
    person: Person
    say: Labels
    pages: Mapping[str, StreamlitPage]


@dataclass(frozen=True)
class Session(Visit):
    """A visit with results to look at and the store of what was decided on them."""

    store: Store

    @property
    def folder(self) -> ResultsFolder:
        """The results."""
        return current(self.out)

    @property
    def log_head(self) -> str:
        """How far the review log goes, in a line that proves it later; empty where nothing was decided."""
        head = head_of(self.store)
        return head.line if head else ""

    def report(self, article_id: str) -> ArticleResult | None:
        """One article's report; None if it is missing or damaged."""
        folder = self.folder
        path = folder.record_place(article_id)
        if not path.exists():
            return None
        return _result(folder, article_id, str(path), path.stat().st_mtime_ns)

    def decide(
        self,
        decisions: list[Decision],
        found: Mapping[str, Mapping[str, Any]] | None = None,
        seen: Mapping[tuple[str, str], int] | None = None,
        *,
        form: str,
        shown: str = "",
    ) -> list[Entry]:
        """Log decisions of the person at the keyboard; what is refused is said and not done.

        Args:
            decisions: taken at one stroke.
            found: as of :meth:`Store.append`.
            seen: as of :meth:`Store.append`.
            form: what they were given in, as :func:`audit.dashboard.strokes.stroke` takes it.
            shown: the same.

        Raises:
            Overtaken: a flag does not stand as it was ``seen``; nothing is said then.
        """
        try:
            with stroke(form, decisions, seen, shown=shown) as key:
                return self.store.append(self.person, decisions, found, seen, key)
        except Overtaken:
            raise
        except AuditError as error:
            tell(self.say("review.refused", why=self.say.fault(error)))
        return []


def tell(text: str) -> None:
    """Have a line shown on the review page, until the next key or click."""
    st.session_state["said"] = (said()[0] + 1, text)


def said() -> tuple[int, str]:
    """Number and text of the last line that there was to say; 0 where there was none."""
    last: tuple[int, str] = st.session_state.get("said", (0, ""))
    return last


@st.cache_resource(show_spinner=False, max_entries=200)
def _result(_of: ResultsFolder, article_id: str, place: str, changed: int) -> ArticleResult | None:
    stored = _of.find(article_id)
    return stored.result if stored else None


@st.cache_resource(show_spinner=False)
def _store(url: str, out: str, *, files: bool) -> Store:
    # Sheets may become an archive, and the other way round.
    return store_of(ResultsFolder(Path(out)), url)


def session_of(visit: Visit) -> Session | None:
    """The desk with the results of the last run; None where there are none, which is then said."""
    out, say = visit.out, visit.say
    folder = ResultsFolder(out)
    try:
        there = folder.exists
    except AuditError as error:
        _unreadable(visit, error)
        return None
    if not there:
        notice(say("results.missing", folder=out))
        st.page_link(visit.pages["try_it"], label=say("results.try_it"))
        return None
    store = _store(visit.settings.review, str(out), files=folder.keeps_files)
    if not is_loaded(store, folder):
        bar = st.progress(0.0, say("results.loading"))
        # Two pages opened at once take the results over once.
        with _LOADING:
            if not is_loaded(store, folder):
                try:
                    load(store, folder, lambda share: _told(bar, share))
                except StoreError:
                    # Nothing is wrong with the results.
                    bar.empty()
                    raise
                except (AuditError, OSError) as error:
                    _unreadable(visit, error)
                    return None
        bar.empty()
    if store.read_only:
        notice(say("results.read_only", folder=out), "warning")
    return Session(out, visit.settings, visit.person, say, visit.pages, store)


def _unreadable(visit: Visit, error: Exception) -> None:
    why = visit.say.fault(error).rstrip(".")
    notice(visit.say("results.unreadable", folder=visit.out, why=why), "error")


def _told(bar: DeltaGenerator, share: float) -> None:
    bar.progress(share)
