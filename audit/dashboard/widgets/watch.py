"""What colleagues decide on the article that is open, and who else has it open, shown while it is."""

from __future__ import annotations

import streamlit as st

from audit.dashboard import presence
from audit.dashboard.address import Place
from audit.dashboard.session import Session
from audit.errors import StoreError

# Whoever is writing is left alone: drawing the page again would close the dialog.
_WATCH = st.components.v2.component(
    "audit.watch",
    js="""
const timers = new WeakMap();
export default function({ parentElement, setTriggerValue }) {
  const stop = () => clearInterval(timers.get(parentElement));
  stop();
  timers.set(parentElement, setInterval(() => {
    const writing = document.activeElement?.matches("input:not([type=range]), textarea, select");
    if (document.hidden || writing || document.querySelector('[role="dialog"]')) return;
    setTriggerValue("looked", Date.now());
  }, 3000));
  return stop;
}
""",
)


@st.fragment
def draw(session: Session, place: Place) -> None:
    """Look every three seconds whether the log has more on the article than was drawn, and who is there."""
    if session.person.name:
        presence.tell(session.out, place.article, session.person.name)
    told = _WATCH(key="watch", height=1, on_looked_change=lambda: None)
    here = presence.who(session.out, session.person.name).get(place.article, [])
    try:
        latest = session.store.latest(place.article) if told.looked else place.drawn
    except StoreError:
        # What is there can be read on; three seconds later it is asked again.
        return
    if told.looked and (latest != place.drawn or here != place.company):
        st.rerun()
