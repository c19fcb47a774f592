"""Which flags of the open article are shown: by severity, category, relation and state, and how many."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import streamlit as st

from audit.dashboard.address import Place
from audit.dashboard.article_view import STATES, ArticleReview, Item
from audit.dashboard.component.beads.payload import mark_of
from audit.dashboard.keys import GRADES
from audit.dashboard.session import Session

BUDGETS = (1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0)
"""What the slider offers: false alarms in 100 clean sentences."""


def draw(session: Session, place: Place, review: ArticleReview) -> None:
    """A popover with the filters; what is chosen stands in the address."""
    say = session.say
    hidden = sum(not place.shown.admits(item) for item in review.items)
    label = say("review.filter_hides", flags=hidden) if hidden else say("review.filter")
    with st.popover(label, icon=":material/filter_alt:", type="tertiary", key="sieve"):
        for name, values in _offered(review).items():
            _choose(session, place, name, values)
        _budget(session, place)
        _ruled(session, place, review)


def _offered(review: ArticleReview) -> dict[str, Counter[str]]:
    """The values that flags of the article have, with how many have each."""

    def count(items: list[str], order: list[str]) -> Counter[str]:
        found = Counter(items)
        return Counter({value: found[value] for value in order if found[value]})

    def of(item: Item) -> tuple[str, str, str, str]:
        flag = item.flag
        state = STATES[not item.open]
        return item.severity.value, flag.category.value, flag.relation.value, state

    columns = list(zip(*map(of, review.items), strict=True)) or [(), (), (), ()]
    severities, categories, relations, states = map(list, columns)
    return {
        "severity": count(severities, [grade.value for grade in reversed(GRADES)]),
        "category": count(categories, sorted(set(categories))),
        "relation": count(relations, sorted(set(relations))),
        "state": count(states, list(STATES)),
    }


def _choose(session: Session, place: Place, name: str, values: Counter[str]) -> None:
    say, key = session.say, f"sieve_{name}"
    chosen: frozenset[str] = getattr(place.shown, name)
    # What was chosen stays to be taken back, though no flag has it any more.
    offered = [*values, *sorted(chosen - set(values))]
    if len(offered) < 2 and not chosen:
        return

    def label(value: str) -> str:
        mark = f"{mark_of(value)} " if name == "severity" else ""
        return f"{mark}{say.known(name, value)} {values[value]}"

    def keep() -> None:
        place.shown = replace(place.shown, **{name: frozenset(st.session_state[key])})

    st.session_state[key] = [value for value in offered if value in chosen]
    st.pills(
        say(f"review.by_{name}"),
        offered,
        selection_mode="multi",
        format_func=label,
        key=key,
        on_change=keep,
    )


def _budget(session: Session, place: Place) -> None:
    say = session.say
    asked = place.budget if place.budget is not None else session.settings.false_alarms

    def move() -> None:
        place.budget = float(st.session_state["budget"])

    st.session_state["budget"] = min(BUDGETS, key=lambda budget: abs(budget - asked))
    st.select_slider(
        say("review.budget"),
        BUDGETS,
        key="budget",
        format_func=lambda budget: f"{budget:g}",
        help=say("review.budget_help", given=f"{session.settings.false_alarms:g}"),
        on_change=move,
    )


def _ruled(session: Session, place: Place, review: ArticleReview) -> None:
    """A switch for what standing rules hold back, where they hold back anything."""
    if not (held := len(review.report.suppressed)):
        return

    def turn() -> None:
        place.ruled = bool(st.session_state["sieve_ruled"])

    st.session_state["sieve_ruled"] = place.ruled
    st.toggle(session.say("rules.show", flags=held), key="sieve_ruled", on_change=turn)
