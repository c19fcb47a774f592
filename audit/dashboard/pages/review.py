"""One article, Korean and English side by side, and beside its sentence the flag that is decided."""

from __future__ import annotations

from typing import Any

import streamlit as st

from audit.dashboard import actions, checking, login, planted, presence, verdicts
from audit.dashboard.address import Place, arrive, here, tell_address
from audit.dashboard.article_view import ArticleReview, Item
from audit.dashboard.card import card
from audit.dashboard.component import beads, keys
from audit.dashboard.keys import CHOICES, COMMANDS
from audit.dashboard.refusals import stopping
from audit.dashboard.safe_text import heading, notice, safe
from audit.dashboard.session import Session, Visit, said, session_of
from audit.dashboard.widgets import bar, rules, signoff, watch
from audit.languages.visible import visible
from audit.messages import message
from audit.records.article import AUDITED_KINDS, Text
from audit.records.decision import Action
from audit.records.result import ArticleResult
from audit.records.signoff import State
from audit.results.folder import ResultsFolder
from audit.review import article_query
from audit.review.corrected import Correction, by_bead
from audit.review.loading import is_loaded
from audit.review.tracked import word_changes

NAME = "review"
ICON = ":material/difference:"
TITLE = {"en": "Review", "ko": "검토"}
PLACE = 20


def show(visit: Visit) -> None:
    """Draw the page; the address holds article and flag."""
    session = session_of(visit)
    if session is not None:
        arrive()
        _fragment(session)


@st.fragment
def _fragment(session: Session) -> None:
    with stopping(session.say):
        _article(session)


def _article(session: Session) -> None:
    if not is_loaded(session.store, ResultsFolder(session.out)):
        st.rerun()
    place = here()
    if not place.article:
        place.go(article_query.riskiest(session.store) or _any(session))
    row = article_query.article(session.store, place.article)
    if row is None:
        notice(session.say("results.unknown", article=place.article), "error")
        return
    report = session.report(place.article)
    if report is None:
        notice(session.say("results.damaged", article=place.article), "error")
        return
    place.drawn = session.store.latest(place.article)
    place.company = presence.who(session.out, session.person.name).get(place.article, [])
    everything = planted.reviewed(session, report, place.budget, ruled=place.ruled)
    if place.flag not in everything.by_id:
        place.flag = everything.showing(place.shown).first() or everything.first()
    review = everything.showing(place.shown, place.flag)
    item = review.by_id.get(place.flag)
    place.look(item.standing.decided if item else 0)
    _top(session, place, review, row)
    bar.draw(session, place, everything, review)
    planted.tell_past(session, report)
    _texts(session, place, everything, planted.shown(review))
    _context(session, report)
    _keys(session, place, everything, item)
    rules.open_dialog(session, place, everything, item)
    watch.draw(session, place)
    tell_address(place, NAME)


def _keys(session: Session, place: Place, review: ArticleReview, item: Item | None) -> None:
    """Listen to the keys, and say what there is to say."""
    say, person = session.say, session.person

    def pressed() -> None:
        told = st.session_state["keys"].pressed or {}
        nonce, name = str(told.get("nonce", "")), told.get("name")
        if nonce != place.answered and name in CHOICES:
            place.answered = nonce
            corrected = told.get("corrected")
            verdicts.give(
                session,
                place,
                name,
                str(told.get("flag")),
                int(told.get("seen", -1)),
                None if corrected is None else str(corrected),
            )

    refused = ""
    if not person.name:
        refused = say("login.name_first")
    elif not person.may(Action.ACCEPT):
        refused = say("login.reader_only")
    elif not place.flag:
        refused = say("review.clean")
    commands = dict(COMMANDS)
    if item is not None and not item.flag.bead_id:
        # There is no sentence to correct.
        commands["do_fixed"] = ("verdict", COMMANDS["do_fixed"][1])
    run = st.session_state["review_run"] = st.session_state.get("review_run", 0) + 1
    keys.draw(
        say,
        commands,
        flag=place.flag,
        run=run,
        answered=place.answered,
        said=said(),
        refused=refused,
        field="" if person.name else "name_typed",
        finished=review.decided == len(review.items),
        on_pressed=pressed,
    )


def _any(session: Session) -> str:
    first = article_query.page_of(
        session.store, article_query.Wanted(shown=article_query.Shown.ALL), 1, 1
    )
    return str(first[0]["id"]) if first else ""


def _top(session: Session, place: Place, review: ArticleReview, row: dict[str, Any]) -> None:
    say = session.say
    below = [row["id"], row["published"][:10], row["desk"]]
    if row["assignee"]:
        below.append(say("review.assigned", who=row["assignee"]))
    signed = signoff.state(session, review.report)
    if signed.state is not State.UNSIGNED:
        below.append(signed.said(say.language))
    if place.company:
        below.append(say("review.company", who=", ".join(place.company)))
    with st.container(key="article_top", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            heading(row["title"] or row["id"], " · ".join(part for part in below if part))
        for by, name, icon in (
            (-1, "previous_article", ":material/skip_previous:"),
            (1, "next_article", ":material/skip_next:"),
        ):
            bar.step(say, name, icon, actions.step_article, (session, place, by))
    for note in review.report.notes:
        notice(message(note, say.language), "warning")
    if not session.person.name:
        login.ask_name(say)
    elif not session.person.may(Action.ACCEPT):
        st.caption(say("login.reader_only"))


def _texts(
    session: Session, place: Place, everything: ArticleReview, review: ArticleReview
) -> None:
    item, report = review.by_id.get(place.flag), everything.report
    corrections = by_bead(report, session.store.entries(place.article))

    def picked() -> None:
        told = st.session_state["beads"].picked or {}
        place.chosen = {
            name: str(told.get(name, "")) for name in ("bead", "side", "sentence", "words")
        }
        if told.get("flag") and told["flag"] != place.flag:
            place.flag, place.together = str(told["flag"]), False

    def remarked() -> None:
        told = st.session_state["beads"].remarked or {}
        on = everything.by_id.get(str(told.get("flag")))
        if on is not None:
            text, shown = str(told.get("text", "")), str(told.get("form", ""))
            actions.remark(session, place, on, text, shown)

    def switched() -> None:
        name = (st.session_state["beads"].switched or {}).get("name")
        rules.asked(str(name), place.flag)
        if name == "do_together":
            place.together = not place.together
        elif name == "next_article":
            actions.step_article(session, place, 1)

    if not everything.items:
        notice(session.say("review.clean"), "good")
    beads.draw(
        review,
        session.say,
        current=place.flag,
        only=place.only,
        chosen=(place.chosen or {}).get("sentence", ""),
        drafted=report.article.draft is not None and not place.undrafted,
        card=card(session, place, review, item, corrections) if item else None,
        tracked={bead: _tracked(each) for bead, each in corrections.items()},
        end=_end(session, everything),
        on_picked=picked,
        on_remarked=remarked,
        on_switched=switched,
        on_editing=lambda: checking.warm_up(session.settings),
    )


def _tracked(correction: Correction) -> list[tuple[str, str]]:
    changes = word_changes(correction.passage.text, correction.after)
    return [(change.value, visible(text)) for change, text in changes]


def _end(session: Session, review: ArticleReview) -> dict[str, str] | None:
    """What is said once everything is decided: what was, what is left, and where Enter goes."""
    say = session.say
    if not review.items or review.decided < len(review.items):
        return None
    numbers: dict[str, int] = {}
    for item in review.items:
        numbers[item.status.value] = numbers.get(item.status.value, 0) + 1
    told = ", ".join(f"{say.known('status', name)} {number}" for name, number in numbers.items())
    left = article_query.totals(session.store, article_query.Wanted()).articles
    return {
        "text": f"{say('review.finished')} {told}",
        "left": say("review.left", articles=left) if left else say("review.none_left"),
        "next": say("review.next_article") if left else "",
    }


def _context(session: Session, report: ArticleResult) -> None:
    """Headline, captions, notes: whatever stands on the page and is not compared."""
    with st.expander(session.say("review.context")):
        left, right = st.columns(2)
        for column, text in ((left, report.article.source), (right, report.article.target)):
            with column:
                _blocks(session, text)


def _blocks(session: Session, text: Text) -> None:
    parts = []
    for block in text.blocks:
        if block.kind in AUDITED_KINDS and block.repeat_of is None:
            continue
        kind = block.kind.value
        if block.repeat_of is not None:
            kind += f", {session.say('review.repeated')}"
        parts.append(
            f"<p class='apart'><small style='opacity:.65'>{safe(kind)}</small><br>"
            f"{safe(text.raw[block.start : block.end])}</p>"
        )
    if parts:
        st.html(f"<div lang='{text.lang}'>{''.join(parts)}</div>")
