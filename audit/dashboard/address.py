"""Where the reviewer is: article and flag, in the address and in the visit, so that a reload keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import streamlit as st

from audit.dashboard.article_view import Shown
from audit.review import article_query
from audit.review.article_query import Wanted
from audit.review.flag_query import FlagFilter

_LIST = "list_wanted"


# Streamlit's own way would add a step to the browser's history for each flag, and Back would have to be
# pressed through all of them to the queue.
_ADDRESS = st.components.v2.component(
    "audit.address",
    js="""
export default function({ data }) {
  if (!location.pathname.endsWith(`/${data.page}`)) return;
  const query = new URLSearchParams(location.search);
  for (const name of data.names) query.delete(name);
  for (const [name, value] of Object.entries(data.wanted)) query.set(name, value);
  history.replaceState(history.state, "", `${location.pathname}?${query}`);
}
""",
)
_FILTERS = tuple(field.name for field in fields(Shown))
_NAMES = ("article", "flag", "only", "budget", "nodraft", "ruled", *_FILTERS)


@dataclass
class Place:
    """The article, the flag, what is chosen, and how the article is looked at.

    ``budget`` is None as long as nobody moved the slider. ``undrafted`` hides the AI draft, ``ruled``
    shows what standing rules hold back, ``shown`` hides the flags that it does not admit. ``typed`` is
    corrected English that could not be kept, with the flag that it is for, ``remarked`` the same of a
    comment, and how often it was refused; ``checked`` what is wrong with the corrected English of a
    flag. ``chosen`` is what was last clicked in the two texts: bead, side, sentence and words. ``told``
    is what we last had the address say, ``seen`` what it said when it was last read. ``known`` is the
    flag's ``Standing.decided`` that the person came to, or was told of since; ``through`` is the list
    of flags of all articles that is gone through, None where it is an article. ``drawn`` the log's last
    entry on the article as it was drawn, ``company`` who else had it open then; ``answered`` the last
    press that was dealt with.
    """

    article: str = ""
    flag: str = ""
    only: bool = False
    budget: float | None = None
    undrafted: bool = False
    ruled: bool = False
    shown: Shown = field(default_factory=Shown)
    typed: tuple[str, str] = ("", "")
    remarked: tuple[str, str, int] = ("", "", 0)
    checked: tuple[str, list[str]] = field(default=("", []))
    together: bool = False
    chosen: dict[str, str] | None = None
    told: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    known: int = 0
    drawn: int = 0
    company: list[str] = field(default_factory=list)
    through: FlagFilter | None = None
    answered: str = ""
    _looked_at: tuple[str, str] | None = None

    def look(self, decided: int) -> None:
        """See how the flag stands on coming to it; what changes under one's eyes is not known yet."""
        if self._looked_at != (self.article, self.flag):
            self._looked_at, self.known = (self.article, self.flag), decided

    def go(self, article: str, flag: str = "", through: FlagFilter | None = None) -> None:
        """To another article, or to a flag of a list of flags."""
        self.article, self.flag, self.through = article, flag, through
        self.together, self.chosen = False, None

    def to_flag(self, flag: str) -> None:
        """To another flag of the article."""
        self.flag, self._looked_at = flag, None
        self.together, self.chosen = False, None


def here() -> Place:
    """The place of this visit."""
    place: Place = st.session_state.setdefault("place", Place())
    return place


def arrive() -> Place:
    """The place of this visit, moved to where the address points.

    The address is followed when somebody else changed it: a link, or the browser's Back. What it says
    may be older than what we last had it say, so nothing is followed twice.
    """
    place = here()
    asked = {name: value for name, value in st.query_params.to_dict().items() if name in _NAMES}
    # An address with nothing but the article we are at says nothing of how it is looked at.
    if asked not in ({}, place.told, place.seen, {"article": place.article}):
        place.go(asked.get("article", place.article), asked.get("flag", ""))
        place.only = "only" in asked
        place.budget = _number(asked.get("budget", ""))
        place.undrafted = "nodraft" in asked
        place.ruled = "ruled" in asked
        place.shown = Shown(
            **{name: frozenset(asked.get(name, "").split(",")) - {""} for name in _FILTERS}
        )
    place.seen = asked
    return place


def tell_address(place: Place, page: str, *, flag: bool = True) -> None:
    """Write the place into the address of a page, so that a reload finds it; draws nothing."""
    wanted = {"article": place.article}
    if flag:
        if place.flag:
            wanted["flag"] = place.flag
        if place.only:
            wanted["only"] = "1"
        if place.budget is not None:
            wanted["budget"] = f"{place.budget:g}"
        if place.undrafted:
            wanted["nodraft"] = "1"
        if place.ruled:
            wanted["ruled"] = "1"
        for name in _FILTERS:
            if values := getattr(place.shown, name):
                wanted[name] = ",".join(sorted(values))
    place.told = wanted
    _ADDRESS(
        key=f"address_{page}",
        data={"page": page, "names": list(_NAMES), "wanted": wanted},
        height=1,
    )


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
    found: Wanted = st.session_state.get(_LIST, Wanted(shown=article_query.Shown.OPEN))
    return found
