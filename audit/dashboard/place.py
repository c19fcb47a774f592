"""Where the reviewer is: article and flag, in the address and in the visit, so that a reload keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from audit.review.listing import Shown, Wanted

_LIST = "list_wanted"


@dataclass
class Place:
    """The article, the flag, what is chosen, and how the article is looked at.

    ``budget`` is None as long as nobody moved the slider. ``chosen`` is what was last clicked in the
    two texts: bead, side, sentence and words. ``told`` is what the address was last known to say.
    """

    article: str = ""
    flag: str = ""
    only: bool = False
    budget: float | None = None
    together: bool = False
    chosen: dict[str, str] | None = None
    told: dict[str, str] = field(default_factory=dict)

    def go(self, article: str, flag: str = "") -> None:
        """To another article."""
        self.article, self.flag = article, flag
        self.together, self.chosen = False, None

    def to_flag(self, flag: str) -> None:
        """To another flag of the article."""
        self.flag = flag
        self.together, self.chosen = False, None


def here() -> Place:
    """The place of this visit, moved to where the address points.

    The address is followed when somebody else changed it: a link, or the browser's Back.
    """
    place: Place = st.session_state.setdefault("place", Place())
    asked = st.query_params.to_dict()
    if asked != place.told:
        if asked.get("article", place.article) != place.article or "flag" in asked:
            place.go(asked.get("article", place.article), asked.get("flag", ""))
        place.only = "only" in asked
        place.budget = _number(asked.get("budget", ""))
        place.told = asked
    return place


def tell_address(place: Place) -> None:
    """Write the place into the address."""
    wanted = {"article": place.article}
    if place.flag:
        wanted["flag"] = place.flag
    if place.only:
        wanted["only"] = "1"
    if place.budget is not None:
        wanted["budget"] = f"{place.budget:g}"
    if place.told != wanted:
        st.query_params.from_dict(wanted)
        place.told = wanted


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def remember_list(wanted: Wanted) -> None:
    """Keep what the queue shows, which next and previous article go through."""
    st.session_state[_LIST] = wanted


def listed() -> Wanted:
    """What the queue last showed."""
    found: Wanted = st.session_state.get(_LIST, Wanted(shown=Shown.OPEN))
    return found
