"""A text to read, with a button that copies it to the clipboard."""

from __future__ import annotations

from audit.dashboard.component import declared
from audit.dashboard.labels import Labels
from audit.languages.visible import visible

_COPY_TEXT = declared("copy_text")


def draw(say: Labels, label: str, text: str, key: str = "copy_text") -> None:
    """Draw it.

    Args:
        say: the labels.
        label: of the button.
        text: as it is copied.
        key: Streamlit's key of the element.
    """
    words = {"label": label, "copied": say("page.copied"), "refused": say("page.not_copied")}
    _COPY_TEXT(key=key, data={"text": visible(text), **words})
