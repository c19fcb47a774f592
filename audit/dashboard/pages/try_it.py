"""Two texts that are in no corpus: pasted or uploaded, audited at once, not kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from audit.dashboard import checking
from audit.dashboard.article_view import ArticleReview, unreviewed
from audit.dashboard.card import told
from audit.dashboard.component import beads
from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import notice
from audit.dashboard.session import Visit
from audit.errors import AuditError, InputError
from audit.messages import message
from audit.records.article import Article
from audit.records.result import ArticleResult
from audit.results import spreadsheet
from audit.results.tables import FLAG_COLUMNS, flag_rows
from audit.sources import read
from audit.sources.text import SUFFIXES

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

NAME = "try_it"
ICON = ":material/science:"
TITLE = {"en": "Try it", "ko": "직접 해 보기"}
PLACE = 30
_SIDES = {"ko": "korean", "en": "english"}
_LONGEST = 200_000
_ENDINGS = sorted({suffix.rsplit(".", 1)[1] for suffix in SUFFIXES})
_ARTICLE = "pasted"


def show(visit: Visit) -> None:
    """Draw the page."""
    say = visit.say
    st.title(TITLE[say.language])
    st.write(say("try_it.intro"))
    if recipient := visit.settings.recipient:
        notice(say("try_it.sent", recipient=recipient), "warning")
    given = _fields(say)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            say("try_it.published"),
            value=None,
            min_value=date(1900, 1, 1),
            format="YYYY-MM-DD",
            help=say("try_it.published_help"),
            key="try_day",
            width=220,
        )
        asked = st.button(say("try_it.run"), type="primary", key="try_run", shortcut="Mod+Enter")
    if asked:
        st.session_state.pop("tried", None)
        if not all(given.values()):
            notice(say("try_it.empty"), "warning")
        else:
            _run(visit, given, day if isinstance(day, date) else None)
    report = st.session_state.get("tried")
    if report is not None:
        _result(say, report)


def _fields(say: Labels) -> dict[str, str | UploadedFile]:
    """What was pasted or uploaded for each side; a file goes before what was pasted."""
    given: dict[str, str | UploadedFile] = {}
    for column, (side, name) in zip(st.columns(2), _SIDES.items(), strict=True):
        with column:
            text = st.text_area(
                say(f"try_it.{name}"), height=220, max_chars=_LONGEST, key=f"try_{side}"
            )
            file = st.file_uploader(say("try_it.file"), type=_ENDINGS, key=f"try_{side}_file")
            given[side] = file if file is not None else (text or "").strip()
    return given


def _run(visit: Visit, given: dict[str, str | UploadedFile], day: date | None) -> None:
    try:
        with st.spinner(visit.say("try_it.running")):
            pair = _pair(given, day)
            with checking.auditor(visit.settings) as auditor:
                st.session_state["tried"] = auditor.audit(pair)
            st.session_state["tried_flag"] = ""
    except AuditError as error:
        notice(str(error), "error")


def _pair(given: dict[str, str | UploadedFile], day: date | None) -> Article:
    """The pair as the reader of files sees it, so that a page pasted here is read as one on disk."""
    with TemporaryDirectory() as folder:
        first = Path(folder)
        for side, content in given.items():
            if isinstance(content, str):
                path = first / f"{_ARTICLE}.{side}.txt"
                path.write_text(content, encoding="utf-8", errors="replace")
            else:
                ending = Path(content.name).suffix.casefold()
                path = first / f"{_ARTICLE}.{side}{ending}"
                path.write_bytes(content.getvalue())
            if side == "ko":
                asked = path
        if day is not None:
            told = json.dumps({"published": day.isoformat()})
            (first / f"{_ARTICLE}.json").write_text(told, encoding="utf-8")
        for found in read(asked):
            if isinstance(found, InputError):
                raise _without(folder, found)
            return found
    raise InputError("there is no text in it", _ARTICLE, "paste or upload both texts")


def _without(folder: str, error: InputError) -> InputError:
    """The error as the user knows the file, without the folder it lay in for a moment."""
    where = error.where.replace(f"{folder}/", "")
    return InputError(error.what, where, error.remedy)


def _result(say: Labels, report: ArticleResult) -> None:
    review = unreviewed(report)
    for note in report.notes:
        notice(message(note, say.language), "warning")
    st.subheader(
        say(
            "try_it.found", flags=len(report.flags), sentences=len(report.article.target.sentences)
        ),
        anchor=False,
    )
    _side_by_side(say, review)
    st.download_button(
        say("export.download_flags"),
        spreadsheet.whole(FLAG_COLUMNS, flag_rows(report)),
        file_name="flags.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


@st.fragment
def _side_by_side(say: Labels, review: ArticleReview) -> None:
    current = st.session_state.get("tried_flag") or review.first()

    def picked() -> None:
        clicked = st.session_state["try_beads"].picked or {}
        st.session_state["tried_flag"] = clicked.get("flag") or current

    def step(by: int) -> None:
        st.session_state["tried_flag"] = review.beside(current, by)

    item = review.by_id.get(current)
    if item is None:
        notice(say("review.clean"), "good")
    with st.container(horizontal=True, gap="small"):
        for by, name, key in ((-1, "previous_flag", "K"), (1, "next_flag", "J")):
            label = say(f"review.{name}")
            st.button(label, shortcut=key, disabled=item is None, on_click=step, args=(by,))
    beads.draw(
        review,
        say,
        current=current,
        card=told(say, review, item) if item else None,
        key="try_beads",
        on_picked=picked,
    )
