"""The help dialog: every key and what it does."""

from __future__ import annotations

import streamlit as st

from audit.dashboard.keys import DISMISSALS
from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import safe


def show(say: Labels) -> None:
    """Open the dialog."""

    @st.dialog(say("keys.title"), width="medium")
    def draw() -> None:
        left, right = st.columns(2, gap="medium")
        for column, (section, rows) in zip((left, right, right), _sections(say), strict=True):
            lines = "".join(
                f"<tr><td>{_caps(keys)}</td><td>{safe(text)}</td></tr>" for keys, text in rows
            )
            column.html(
                f"<h4 style='margin:.2rem 0'>{safe(section)}</h4><table class='keys'>{lines}</table>"
            )

    draw()


def _sections(say: Labels) -> list[tuple[str, list[tuple[str, str]]]]:
    dismissals = [
        (str(number), say("keys.dismiss", reason=say(f"reason.{reason.value}")))
        for number, reason in enumerate(DISMISSALS, 1)
    ]
    return [
        (
            say("keys.decide"),
            [
                ("A", say("keys.accept")),
                ("F", say("keys.fixed")),
                ("U", say("keys.unsure")),
                *dismissals,
                ("D", say("keys.together")),
                ("R", say("keys.never")),
                ("6 7 8 9", say("keys.severity")),
                ("Shift+A Shift+F Shift+D", say("keys.settle")),
                ("Z", say("review.undo")),
            ],
        ),
        (
            say("keys.move"),
            [
                ("J K", say("keys.flags")),
                ("N P", say("keys.articles")),
                ("Enter", say("keys.end")),
                ("Tab ↑ ↓", say("keys.rows")),
            ],
        ),
        (
            say("keys.more"),
            [
                ("M", say("review.comment")),
                ("G", say("review.add")),
                ("S", say("review.assign")),
                ("X", say("review.sign")),
                ("O", say("review.only_flagged")),
                ("T", say("review.show_draft")),
                ("H", say("review.help")),
            ],
        ),
    ]


def _caps(keys: str) -> str:
    return "".join(f"<kbd class='key'>{safe(key)}</kbd>" for key in keys.split())
