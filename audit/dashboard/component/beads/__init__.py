"""The two texts side by side, a row a bead: what the browser draws, and what it tells."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from audit.dashboard.article_view import ArticleReview
from audit.dashboard.component import declared
from audit.dashboard.component.beads import links, payload
from audit.dashboard.labels import Labels
from audit.records.digest import sha256_of_text

_BEADS = declared("beads", parts=("card",))


def _nothing() -> None: ...


def draw(
    review: ArticleReview,
    say: Labels,
    *,
    current: str = "",
    only: bool = False,
    chosen: str = "",
    drafted: bool = False,
    card: Mapping[str, Any] | None = None,
    tracked: Mapping[str, Sequence[Sequence[str]]] | None = None,
    end: Mapping[str, str] | None = None,
    key: str = "beads",
    on_picked: Callable[[], None] = _nothing,
    on_remarked: Callable[[], None] = _nothing,
    on_switched: Callable[[], None] = _nothing,
    on_editing: Callable[[], None] = _nothing,
) -> None:
    """Draw the article; what is done lies in the session's state under the key.

    ``picked`` is what was clicked, ``remarked`` a comment that was typed and the flag it is on,
    ``switched`` the name of a button that decides nothing. Verdicts go by way of the keys.

    The words behind each word go along once the encoder is loaded; who points at one earlier has the
    browser ask for them.

    Args:
        review: what is drawn.
        say: the labels.
        current: id of the flag that is being decided.
        only: whether rows without a flag are hidden.
        chosen: id of the sentence that is chosen.
        drafted: whether the AI draft stands between the two texts.
        card: of the current flag, as :mod:`audit.dashboard.card` makes it.
        tracked: by bead, what corrections took out and put in: kind of change and text.
        end: what is said once everything is decided: ``text``, what is ``left``, and the ``next`` button.
        key: Streamlit's key of the element.
        on_picked: called before the page is drawn again after a click.
        on_remarked: the same for a comment.
        on_switched: the same for a button.
        on_editing: the same when the field for corrected English is opened.
    """
    links.warm_up()
    article = payload.article(review, say, drafted=drafted)
    labels = payload.labels(say)
    content = sha256_of_text(json.dumps([article, labels], ensure_ascii=False))
    _BEADS(
        key=key,
        data={
            "key": content,
            "article": article,
            "labels": labels,
            "flags": payload.flags(review, say),
            "current": current,
            "only": only,
            "chosen": chosen,
            "card": card,
            "tracked": tracked or {},
            "end": end,
            "links": links.links_of(content, review.report.quality, review.report)
            if links.ready()
            else None,
        },
        on_picked_change=on_picked,
        on_remarked_change=on_remarked,
        on_switched_change=on_switched,
        on_editing_change=on_editing,
        # A page that waited for the encoder by itself, then drew again, would undo a click on Back.
        on_wanted_change=links.wait,
    )
