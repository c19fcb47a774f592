"""The two texts side by side, a row a bead: what the browser draws, and what it tells."""

from __future__ import annotations

import json
from collections.abc import Callable

from audit.dashboard.article_view import ArticleReview
from audit.dashboard.component import declared
from audit.dashboard.component.beads import links, payload
from audit.dashboard.labels import Labels
from audit.records.digest import sha256_of_text

_BEADS = declared("beads")


def draw(
    review: ArticleReview,
    say: Labels,
    *,
    current: str = "",
    only: bool = False,
    chosen: str = "",
    key: str = "beads",
    on_picked: Callable[[], None] = lambda: None,
) -> None:
    """Draw the article; what is clicked lies in the session's state under the key, as ``picked``.

    The words behind each word go along once the encoder is loaded; who points at one earlier has the
    browser ask for them.

    Args:
        review: what is drawn.
        say: the labels.
        current: id of the flag that is being decided.
        only: whether rows without a flag are hidden.
        chosen: id of the sentence that is chosen.
        key: Streamlit's key of the element.
        on_picked: called before the page is drawn again after a click.
    """
    links.warm_up()
    article = payload.article(review, say)
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
            "links": links.links_of(content, review.report.quality, review.report)
            if links.ready()
            else None,
        },
        on_picked_change=on_picked,
        # A page that waited for the encoder by itself, then drew again, would undo a click on Back.
        on_wanted_change=links.wait,
    )
