"""Two texts that are in no corpus: pasted or uploaded, audited at once, not kept."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from audit.dashboard import checking
from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import notice
from audit.dashboard.session import Visit
from audit.dashboard.widgets import tried
from audit.dashboard.widgets.tried import Tried
from audit.errors import AuditError, InputError
from audit.records.article import Article
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
    _offer(say)
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
    found: Tried | None = st.session_state.get("tried")
    if found is not None:
        tried.draw(visit, found)


@cache
def examples() -> dict[str, dict[str, str]]:
    """Pairs with one error each, by its category: a text for each side."""
    return tomllib.loads(files("audit.dashboard").joinpath("examples.toml").read_text("utf-8"))


def _offer(say: Labels) -> None:
    """A button for each kind of error that fills both fields."""

    def fill(name: str) -> None:
        for side in _SIDES:
            st.session_state[f"try_{side}"] = examples()[name][side]
        st.session_state["try_day"] = None
        # A file goes before what stands in the field: new keys are fields without one.
        st.session_state["try_filled"] = st.session_state.get("try_filled", 0) + 1
        st.session_state.pop("tried", None)

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say("try_it.example"), width="content")
        for name in examples():
            label = say.known("category", name)
            st.button(label, key=f"example_{name}", on_click=fill, args=(name,))


def _fields(say: Labels) -> dict[str, str | UploadedFile]:
    """What was pasted or uploaded for each side; a file goes before what was pasted."""
    given: dict[str, str | UploadedFile] = {}
    filled = st.session_state.get("try_filled", "")
    for column, (side, name) in zip(st.columns(2), _SIDES.items(), strict=True):
        with column:
            text = st.text_area(
                say(f"try_it.{name}"), height=220, max_chars=_LONGEST, key=f"try_{side}"
            )
            file = st.file_uploader(
                say("try_it.file"), type=_ENDINGS, key=f"try_{side}_file{filled}"
            )
            given[side] = file if file is not None else (text or "").strip()
    return given


def _run(visit: Visit, given: dict[str, str | UploadedFile], day: date | None) -> None:
    try:
        with st.spinner(visit.say("try_it.running")):
            pair = _pair(given, day)
            with checking.auditor(visit.settings) as auditor:
                st.session_state["tried"] = Tried(auditor.audit(pair))
    except AuditError as error:
        notice(visit.say.fault(error), "error")


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
    nothing = InputError("there is no text in it", _ARTICLE, "paste or upload both texts")
    raise nothing.in_korean("글이 없습니다. 두 글을 붙여 넣거나 올리십시오.")


def _without(folder: str, error: InputError) -> InputError:
    """The error as the user knows the file, without the folder it lay in for a moment."""
    told = InputError(error.what, error.where.replace(f"{folder}/", ""), error.remedy)
    told.korean = error.korean.replace(f"{folder}/", "")
    return told
