"""Own components of the pages: a folder with the style and the script of what the browser draws."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer


def declared(name: str, host: str = "", parts: Sequence[str] = ()) -> ComponentRenderer:
    """The component in a folder of ``audit.dashboard.component``, with ``NAME.css`` and ``NAME.js``.

    Args:
        name: of the folder.
        host: start of the class of the element that it draws in; the name if left out.
        parts: further scripts of the folder, which are of one module with ``NAME.js``.

    All have ``made`` of ``made.js``.
    """
    folder = files(f"{__name__}.{name}")
    made = files(__name__).joinpath("made.js").read_text("utf-8")
    return st.components.v2.component(
        f"audit.{name}",
        html=f'<div class="{host or name}-host"></div>',
        css=folder.joinpath(f"{name}.css").read_text("utf-8"),
        js="\n".join(
            [made, *(folder.joinpath(f"{part}.js").read_text("utf-8") for part in (*parts, name))]
        ),
        isolate_styles=False,
    )
