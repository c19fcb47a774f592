"""A list of flags of all articles: each leads to its article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from audit.dashboard.component import declared

_FLAG_LIST = declared("flag_list")


def draw(
    flags: Sequence[Mapping[str, str]], *, on_opened: Callable[[], None], key: str = "flag_list"
) -> None:
    """Draw it; the flag that is opened lies in the session's state under the key, as ``opened``.

    Args:
        flags: of each the ids of ``article`` and ``flag``, its ``severity`` and ``grave``, the mark and
            the word for it, its ``category``, ``what`` it says, its ``words``, the article's ``title``
            and what stands ``below`` it.
        on_opened: called before the page is drawn again.
        key: Streamlit's key of the element.
    """
    _FLAG_LIST(key=key, data={"flags": list(flags)}, on_opened_change=on_opened)
