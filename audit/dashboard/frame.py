"""What surrounds every page: navigation, the person, and the results they all read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

import streamlit as st

from audit.dashboard import login
from audit.dashboard.refusals import stopping
from audit.dashboard.session import Visit
from audit.messages import Language
from audit.settings import read_settings

# A file of ours: an icon by name would be fetched from elsewhere.
_ICON = str(files("audit.dashboard").joinpath("icon.svg"))
_CSS = files("audit.dashboard").joinpath("style.css").read_text("utf-8")


class Page(Protocol):
    """A page is a module: its name, which is its address, its title, icon and place, and how it is drawn."""

    NAME: str
    TITLE: Mapping[Language, str]
    ICON: str
    PLACE: int

    @staticmethod
    def show(visit: Visit) -> None:
        """Draw it."""


@cache
def pages() -> tuple[Page, ...]:
    """Every page in ``audit/dashboard/pages``, in the order of their places; the first one opens."""
    package = import_module("audit.dashboard.pages")
    found = [import_module(f"{package.__name__}.{m.name}") for m in iter_modules(package.__path__)]
    return tuple(sorted(cast(list[Page], found), key=lambda page: page.PLACE))


def run(out: Path) -> None:
    """Draw the page that the address names.

    Args:
        out: folder of results.
    """
    say = login.labels()
    st.set_page_config(page_title=say("page.app"), page_icon=_ICON, layout="wide")
    st.html(f"<style>{_CSS}</style>")
    drawn = {
        page.NAME: st.Page(
            partial(_draw, page, out),
            title=page.TITLE[say.language],
            icon=page.ICON,
            url_path=page.NAME,
            default=page is pages()[0],
        )
        for page in pages()
    }
    st.session_state["pages"] = drawn
    st.navigation(list(drawn.values()), position="top").run()


def _draw(page: Page, out: Path) -> None:
    say = login.labels()
    with stopping(say):
        settings = read_settings(Path("audit.toml"))
        person = login.person(settings.roles)
        if person is None:
            login.log_in(say)
            return
        with st.container(key="who_corner", width="content"):
            login.menu(person, say, [each.NAME for each in pages()])
        page.show(Visit(out, settings, person, say, st.session_state["pages"]))
