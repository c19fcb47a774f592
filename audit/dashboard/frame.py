"""What surrounds every page: navigation, the person, and the results they all read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import streamlit as st

from audit.config import read_config
from audit.dashboard import who
from audit.dashboard.desk import Visit
from audit.dashboard.plain import notice
from audit.errors import AuditError

# A file of ours: an icon by name would be fetched from elsewhere.
_ICON = str(files("audit.dashboard").joinpath("icon.svg"))
_CSS = files("audit.dashboard").joinpath("style.css").read_text("utf-8")


class Page(Protocol):
    """A page is a module: its name, which is its address and its label, an icon and how it is drawn."""

    NAME: str
    ICON: str

    @staticmethod
    def show(visit: Visit) -> None:
        """Draw it."""


def run(out: Path, modules: Sequence[Page]) -> None:
    """Draw the page that the address names; the first is the one that opens."""
    say = who.labels()
    st.set_page_config(page_title=say("page.app"), page_icon=_ICON, layout="wide")
    st.html(f"<style>{_CSS}</style>")
    pages = {
        module.NAME: st.Page(
            partial(_draw, module, out),
            title=say(f"page.{module.NAME}"),
            icon=module.ICON,
            url_path=module.NAME,
            default=module is modules[0],
        )
        for module in modules
    }
    st.session_state["pages"] = pages
    st.navigation(list(pages.values()), position="top").run()


def _draw(module: Page, out: Path) -> None:
    say = who.labels()
    try:
        config = read_config(Path("audit.toml"))
        person = who.person(config.roles)
        if person is None:
            who.log_in(say)
            return
        with st.container(key="who_corner", width="content"):
            who.menu(person, say)
        module.show(Visit(out, config, person, say, st.session_state["pages"]))
    except AuditError as error:
        notice(str(error), "error")
