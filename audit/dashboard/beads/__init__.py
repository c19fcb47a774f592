"""The two texts side by side, a row a bead: what the browser draws, and what it tells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import streamlit as st

from audit.dashboard.beads import payload
from audit.dashboard.case import Case
from audit.dashboard.labels import Labels

_HERE = files("audit.dashboard.beads")
_BEADS = st.components.v2.component(
    "audit.beads",
    html='<div class="beads-host"></div>',
    css=_HERE.joinpath("beads.css").read_text("utf-8"),
    js=_HERE.joinpath("beads.js").read_text("utf-8"),
    isolate_styles=False,
)
Links = dict[str, dict[str, list[list[int]]]]
"""Korean words behind English ones: by bead, then by ``sentence.word``, numbers of sentence and word."""


def draw(
    case: Case,
    say: Labels,
    *,
    current: str = "",
    only: bool = False,
    chosen: str = "",
    links: Links | None = None,
    key: str = "beads",
    on_picked: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Draw the article; returns what was clicked, empty if nothing was.

    Args:
        case: what is drawn.
        say: the labels.
        current: id of the flag that is being decided.
        only: whether rows without a flag are hidden.
        chosen: id of the sentence that is chosen.
        links: see :data:`Links`.
        key: Streamlit's key of the element.
        on_picked: called before the page is drawn again after a click.
    """
    article = payload.article(case, say)
    labels = payload.labels(say)
    content = json.dumps([article, labels], ensure_ascii=False).encode("utf-8", "surrogatepass")
    result = _BEADS(
        key=key,
        data={
            "key": hashlib.sha256(content).hexdigest(),
            "article": article,
            "labels": labels,
            "flags": payload.flags(case, say),
            "current": current,
            "only": only,
            "chosen": chosen,
            "links": links or {},
        },
        on_picked_change=on_picked,
    )
    return dict(result.picked or {})
