"""A switch between light and dark, beside the person."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from audit.dashboard.labels import Labels

_WANTED = "theme_wanted"
# Streamlit keeps the choice by the address that was opened, and reads it when a page is loaded.
_THEME = st.components.v2.component(
    "audit.theme",
    js="""
export default function({ data }) {
  const wanted = JSON.stringify(data.wanted);
  for (const page of data.pages) localStorage.setItem(`stActiveTheme-/${page}-v2`, wanted);
  location.reload();
}
""",
)


def switch(say: Labels, pages: Sequence[str]) -> None:
    """Draw it.

    Args:
        say: the labels.
        pages: the names of all pages, which are their addresses.
    """
    wanted = "Light" if st.context.theme.type == "dark" else "Dark"

    def turn() -> None:
        st.session_state[_WANTED] = wanted

    icon = ":material/light_mode:" if wanted == "Light" else ":material/dark_mode:"
    st.button(say(f"page.{wanted.lower()}"), key="theme", icon=icon, on_click=turn)
    if chosen := st.session_state.pop(_WANTED, ""):
        _THEME(key="theme_kept", data={"wanted": chosen, "pages": ["", *pages]}, height=1)
