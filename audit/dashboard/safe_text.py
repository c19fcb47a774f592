"""Text of articles, people and files on a page: shown as it is, never read as markup or markdown."""

from __future__ import annotations

from html import escape
from typing import Literal

import streamlit as st

from audit.languages.visible import visible

Kind = Literal["info", "good", "warning", "error"]


def safe(text: object) -> str:
    """Text for use inside HTML."""
    return escape(visible(str(text)))


def notice(text: str, kind: Kind = "info") -> None:
    """A box with a sentence that may hold anything."""
    role = "alert" if kind in ("warning", "error") else "status"
    st.html(f'<div class="notice {kind}" role="{role}">{safe(text)}</div>')


def heading(text: str, below: str = "", level: int = 1) -> None:
    """A heading with a line under it, for titles that come from articles; level 1 is the page's own."""
    under = f'<p style="margin:.1rem 0 0;opacity:.7">{safe(below)}</p>' if below else ""
    st.html(
        f'<h{level} style="font-size:1.45rem;line-height:1.3;padding:0;margin:0">{safe(text)}</h{level}>'
        f"{under}"
    )
