"""Pages drawn without a browser, where what the browser tells of a key comes from a plain button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import streamlit as st

from audit.dashboard import frame
from audit.dashboard.component import keys


def draw(out: Path, first: str) -> None:
    """Draw a page, a button beside it for each verdict.

    Args:
        out: folder of results.
        first: name of the page.
    """
    ordered = sorted(frame.pages(), key=lambda page: first != page.NAME)
    with patch.object(frame, "pages", lambda: tuple(ordered)), patch.object(keys, "draw", _buttons):
        frame.run(out)


def _buttons(
    _: object,
    commands: Mapping[str, tuple[str, str]],
    *,
    flag: str,
    refused: str,
    on_pressed: Callable[[], None],
    **__: Any,  # noqa: ANN401 - what else the keys are told
) -> None:
    def press(name: str) -> None:
        number = st.session_state["presses"] = st.session_state.get("presses", 0) + 1
        seen = getattr(st.session_state.get("place"), "known", 0)
        told = {"name": name, "flag": flag, "seen": seen, "nonce": str(number)}
        st.session_state["keys"] = SimpleNamespace(pressed=told)
        on_pressed()

    for name, (kind, _key) in commands.items():
        if not refused and (kind == "verdict" or name == "do_fixed"):
            st.button(name, key=name, on_click=press, args=(name,))
