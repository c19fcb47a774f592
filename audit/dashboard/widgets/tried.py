"""A result that is kept nowhere: its flags decided on in the session alone, to be copied or downloaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from audit.dashboard.article_view import ArticleReview, Item, unreviewed
from audit.dashboard.card import told
from audit.dashboard.component import beads, copy_text, keys
from audit.dashboard.keys import CHOICES, COMMANDS, hinted
from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import notice
from audit.dashboard.session import Visit, said, tell
from audit.languages.visible import visible
from audit.messages import message
from audit.records.decision import VERDICTS, Action
from audit.records.result import ArticleResult
from audit.results import spreadsheet
from audit.results.tables import FLAG_COLUMNS, flag_rows
from audit.review.standing import Standing, Verdict
from audit.review.tables import VERDICT_COLUMNS

_ACTIONS = (Action.ACCEPT, Action.DISMISS)
_VERDICTS = tuple(name for name, choice in CHOICES.items() if choice.action in _ACTIONS)
_STEPS = (("previous_flag", -1), ("next_flag", 1))


@dataclass
class Tried:
    """A result, the flag that is open, and the verdicts by flag id, in the order in which they were given.

    ``answered`` is the last press that was dealt with, ``drawn`` how often the page was drawn.
    """

    report: ArticleResult
    flag: str = ""
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    answered: str = ""
    drawn: int = 0

    def review(self) -> ArticleReview:
        """The flags with the verdicts on them."""
        found = unreviewed(self.report)
        return replace(found, items=tuple(map(self._decided, found.items)))

    def _decided(self, item: Item) -> Item:
        verdict = self.verdicts.get(item.id)
        if verdict is None:
            return item
        standing = Standing(verdicts={verdict.reviewer: verdict}, decided=verdict.seq)
        return replace(item, standing=standing)


def draw(visit: Visit, tried: Tried) -> None:
    """Draw the result: what was found, the two texts with the card, and what one takes along."""
    say, report = visit.say, tried.report
    for note in report.notes:
        notice(message(note, say.language), "warning")
    st.header(_headline(say, report), anchor=False)
    _decide(visit, tried)


@st.fragment
def _decide(visit: Visit, tried: Tried) -> None:
    say, review = visit.say, tried.review()
    tried.flag = tried.flag or review.first()
    tried.drawn += 1
    item = review.by_id.get(tried.flag)
    if item is None:
        notice(say("review.clean"), "good")

    def picked() -> None:
        clicked = st.session_state["try_beads"].picked or {}
        tried.flag = clicked.get("flag") or tried.flag

    _bar(say, tried, review)
    beads.draw(
        review,
        say,
        current=tried.flag,
        card=told(say, review, item) | {"groups": _groups(say)} if item else None,
        key="try_beads",
        on_picked=picked,
    )
    _listen(visit, tried)
    _take_along(visit, tried, review)


def _bar(say: Labels, tried: Tried, review: ArticleReview) -> None:
    def step(by: int) -> None:
        tried.flag = review.beside(tried.flag, by)

    def undo() -> None:
        if tried.verdicts:
            tried.flag, _ = tried.verdicts.popitem()

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for name, by in _STEPS:
            label = hinted(say(f"review.{name}"), name)
            st.button(label, key=name, disabled=not review.items, on_click=step, args=(by,))
        label = hinted(say("review.undo"), "undo")
        st.button(label, key="undo", disabled=not tried.verdicts, on_click=undo)
        if review.items:
            decided, every = review.decided, len(review.items)
            st.caption(say("review.progress", decided=decided, all=every), width="content")


def _groups(say: Labels) -> list[dict[str, Any]]:
    """The buttons of the card."""

    def button(name: str, label: str) -> dict[str, Any]:
        return {"name": name, "label": label, "key": COMMANDS[name][1]}

    groups: dict[str, list[dict[str, Any]]] = {"": [], say("review.dismiss_as"): []}
    accepting, dismissing = groups.values()
    for name in _VERDICTS:
        reason = CHOICES[name].value
        if reason:
            dismissing.append(button(name, say(f"reason.{reason}")))
        else:
            accepting.append(button(name, say("review.accept")) | {"primary": True})
    return [{"name": name, "buttons": buttons} for name, buttons in groups.items()]


def _listen(visit: Visit, tried: Tried) -> None:
    """Listen to the keys of the review page, as far as they do something here."""
    say = visit.say

    def pressed() -> None:
        given = st.session_state["keys"].pressed or {}
        nonce, name = str(given.get("nonce", "")), given.get("name")
        if nonce != tried.answered and name in _VERDICTS:
            tried.answered = nonce
            _give(visit, tried, name, str(given.get("flag")))

    names = (*_VERDICTS, *(name for name, _ in _STEPS), "undo")
    keys.draw(
        say,
        {name: COMMANDS[name] for name in names},
        flag=tried.flag,
        run=tried.drawn,
        answered=tried.answered,
        said=said(),
        refused="" if tried.flag else say("review.clean"),
        on_pressed=pressed,
    )


def _give(visit: Visit, tried: Tried, name: str, flag_id: str) -> None:
    """Give a verdict on the flag that was on the screen, and go to the next open one."""
    if flag_id != tried.flag:
        tell(visit.say("review.moved_on"))
        return
    choice = CHOICES[name]
    # What was decided last is taken back first, and stands at the end therefore.
    before = tried.verdicts.pop(flag_id, None)
    tried.verdicts[flag_id] = Verdict(
        visit.person.name or visit.say("login.you"),
        VERDICTS[choice.action],
        choice.value,
        datetime.now(UTC).isoformat(timespec="milliseconds"),
        before.seq + 1 if before else 1,
    )
    review = tried.review()
    tried.flag = review.next_open(flag_id)
    if review.decided == len(review.items):
        tell(visit.say("review.finished"))


def _take_along(visit: Visit, tried: Tried, review: ArticleReview) -> None:
    """The result as text, with a button that copies it, and as a table."""
    say = visit.say
    st.header(say("try_it.take"), anchor=False)
    st.caption(say("try_it.take_help"))
    copy_text.draw(say, say("try_it.copy"), _text(say, review))
    st.download_button(
        say("export.download_flags"),
        spreadsheet.whole(VERDICT_COLUMNS, rows(tried)),
        file_name="flags.csv",
        mime="text/csv",
        icon=":material/download:",
        key="try_csv",
        on_click="ignore",
    )


def _headline(say: Labels, report: ArticleResult) -> str:
    sentences = len(report.article.target.sentences)
    return say("try_it.found", flags=len(report.flags), sentences=sentences)


def _text(say: Labels, review: ArticleReview) -> str:
    """The flags with their words, suggestions and verdicts, as one pastes them into a message."""
    parts = [_headline(say, review.report)]
    for number, item in enumerate(review.items, 1):
        card, flag = told(say, review, item), item.flag
        lines = [f"{number}. {card['grave']} · {' · '.join(card['kinds'])}", card["what"]]
        # What has no words of its own is of the sentence.
        words = [f"{one['name']}: {one['text']}" for one in card["words"]]
        lines += words or [visible(item.row["ko_text"]), visible(item.row["en_text"])]
        if flag.suggestion:
            lines.append(f"{say('review.suggestion')}: {visible(flag.suggestion)}")
        lines.append(f"{say('export.status')}: {_verdict(say, item)}")
        parts.append("\n   ".join(" ".join(line.split()) for line in lines if line))
    return "\n\n".join(parts)


def _verdict(say: Labels, item: Item) -> str:
    status, last = say.known("status", item.status.value), item.standing.last
    return f"{status} ({say.known('reason', last.reason)})" if last and last.reason else status


def rows(tried: Tried) -> Iterator[tuple[object, ...]]:
    """One row a flag, in the order of :data:`VERDICT_COLUMNS`."""
    nothing = dict.fromkeys(VERDICT_COLUMNS, "")
    for row in flag_rows(tried.report):
        values = nothing | dict(zip(FLAG_COLUMNS, row, strict=True))
        verdict = tried.verdicts.get(str(values["flag_id"]))
        if verdict is not None:
            values |= {
                "verdict": verdict.status.value,
                "reason": verdict.reason,
                "reviewer": verdict.reviewer,
                "reviewed_at": verdict.at,
            }
        yield tuple(values[name] for name in VERDICT_COLUMNS)
