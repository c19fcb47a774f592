"""What changed from each version of the English to the next, and whether the results are as sealed."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import streamlit as st

from audit.article import Text
from audit.dashboard.desk import Desk
from audit.dashboard.plain import notice, safe
from audit.errors import AuditError
from audit.provenance import trace
from audit.provenance.evidence import checked
from audit.report import AuditReport, Passage, Step


def mended(desk: Desk, report: AuditReport) -> None:
    """What editors mended of the draft's flagged errors."""
    if report.catch_rate is None:
        return
    say = desk.say
    rows = "".join(
        f"<tr><td>{safe(' '.join(flag.en_sentence_ids))}</td>"
        f"<td>{safe(say.known('category', flag.category.value))}</td><td>{safe(flag.message)}</td></tr>"
        for flag in report.fixed
    )
    st.write(say("lineage.caught", share=f"{report.catch_rate:.0%}"))
    if rows:
        st.html(f"<table class='plain-table'>{rows}</table>")


def updates(desk: Desk, report: AuditReport) -> None:
    """One step between versions, chosen with a slider; sentences that stayed as they were left out."""
    if not report.updates:
        return
    say = desk.say
    names = {"draft": say("lineage.draft"), "print": say("lineage.english")}
    steps = list(pairwise(report.pair.versions))
    st.subheader(say("lineage.updates"), anchor=False)
    chosen = len(steps) - 1
    if len(steps) > 1:
        chosen = st.select_slider(
            say("lineage.version"),
            list(range(len(steps))),
            value=chosen,
            format_func=lambda i: names.get(steps[i][1][0], steps[i][1][0]),
            key=f"versions_{report.pair.id}",
        )
    (one, earlier), (other, later) = steps[chosen]
    told = partial(trace.told, word=lambda name: say(f"lineage.{name}"), between=" · ")
    rows = "".join(
        f"<tr><td>{safe(told(p))}</td>{_cell(earlier, p.earlier)}{_cell(later, p.later)}</tr>"
        for p in report.updates[chosen]
        if _changed(p)
    )
    if not rows:
        notice(say("lineage.nothing"))
        return
    heads = "".join(f"<th>{safe(names.get(name, name))}</th>" for name in (one, other))
    st.html(f"<table class='plain-table lineage'><tr><th></th>{heads}</tr>{rows}</table>")


def seal(desk: Desk) -> None:
    """A button that checks the results against their seal, and what it found."""
    say = desk.say
    if not st.button(say("seal.check"), icon=":material/verified:", key="check_seal"):
        return
    try:
        found, told = checked(desk.out, desk.config, None)
    except AuditError as error:
        found, told = [str(error)], []
    if found:
        notice(say("seal.altered") + " " + " ".join(found), "error")
    else:
        notice(say("seal.whole") + " " + " ".join(told))


def _changed(passage: Passage) -> bool:
    return passage.step is not Step.KEPT or passage.moved


def _cell(text: Text, ids: tuple[int, ...]) -> str:
    words = safe(" ".join(text.sentences[i].text for i in ids))
    return f"<td lang='en'>{words or '–'}</td>"
