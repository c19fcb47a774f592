"""Where an article came from: who made it, which texts, what its page discloses, who reviewed it."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from audit.dashboard import flow, pick, seal
from audit.dashboard.desk import Desk, Visit, desk_of
from audit.dashboard.flow import payload
from audit.dashboard.plain import heading, notice, safe
from audit.provenance.borne_out import Verdict, borne_out, reviews_of
from audit.provenance.disclosure import blocks_of, disclosed
from audit.provenance.edited import edited_share
from audit.provenance.flow import KOREAN
from audit.provenance.lineage import shares
from audit.report import AuditReport, Category
from audit.review.decision import digest

NAME = "provenance"
ICON = ":material/history_edu:"
_MARKS = {
    Verdict.SHOWN: "✓",
    Verdict.NAMED: "○",
    Verdict.CONTRADICTED: "✕",
    Verdict.NOT_SHOWN: "?",
}
_PEOPLE = ("byline", "translator", "editor", "desk", "publisher", "published", "updated", "url")


def show(visit: Visit) -> None:
    """Draw the page; the address holds the article."""
    desk = desk_of(visit)
    if desk is None:
        return
    say = desk.say
    st.title(say("page.provenance"))
    row = pick.article(desk, NAME)
    if row is None:
        notice(say("queue.nothing"))
        return
    report = desk.report(row["id"])
    if report is None:
        notice(say("results.damaged", article=row["id"]), "error")
        return
    heading(row["title"] or row["id"], row["id"])
    left, right = st.columns(2, gap="large")
    with left:
        _people(desk, report)
        _disclosure(desk, report)
    with right:
        _texts(desk, report)
        seal.show(desk, report.pair.id)
        _stages(desk, report)
    st.subheader(desk.say("lineage.title"), anchor=False)
    flow.draw(report, desk.say)
    _history(desk, report.pair.id)


def _people(desk: Desk, report: AuditReport) -> None:
    say, meta = desk.say, report.pair.metadata
    st.subheader(say("provenance.people"), anchor=False)
    rows = "".join(
        f"<dt>{safe(say(f'provenance.{name}'))}</dt>"
        f"<dd>{safe(getattr(meta, name) or say('provenance.not_given'))}</dd>"
        for name in _PEOPLE
    )
    st.html(f"<dl class='facts'>{rows}</dl>")


def _disclosure(desk: Desk, report: AuditReport) -> None:
    say = desk.say
    st.subheader(say("provenance.disclosure"), anchor=False)
    said = disclosed(report.pair)
    if not said.found:
        notice(say("provenance.no_disclosure"), "warning")
        _promises(report)
        return
    for text in (report.pair.en, report.pair.ko):
        for block in blocks_of(text):
            words = safe(text.raw[block.start : block.end])
            st.html(f"<blockquote class='apart' lang='{text.lang}'>{words}</blockquote>")
    reviews = reviews_of(desk.store.entries(report.pair.id))
    rows = "".join(
        f"<tr><td>{safe(say(f'claim.{found.claim.value}'))}<br>"
        f"<small>{safe(' | '.join(found.words.values()))}</small></td>"
        f"<td class='borne {found.verdict.value}'>{_MARKS[found.verdict]} "
        f"{safe(found.verdict.said(say.language))}</td>"
        f"<td>{safe(found.evidence(say.language))}</td></tr>"
        for found in borne_out(report, reviews)
    )
    if said.tools:
        rows += f"<tr><td>{safe(say('claim.tools'))}</td><td></td><td>{safe(', '.join(said.tools))}</td></tr>"
    heads = "".join(
        f"<th>{safe(say(f'borne.{name}'))}</th>" for name in ("claim", "verdict", "record")
    )
    st.html(f"<table class='plain-table'><tr>{heads}</tr>{rows}</table>")
    _promises(report)


def _promises(report: AuditReport) -> None:
    """What is wrong with the disclosure, as the flags on the article say it."""
    for flag in report.flags:
        if flag.category is Category.DISCLOSURE:
            notice(flag.message, "warning")


def _texts(desk: Desk, report: AuditReport) -> None:
    say, pair = desk.say, report.pair
    st.subheader(say("provenance.texts"), anchor=False)
    texts = [(KOREAN, pair.ko), *pair.versions]
    rows = "".join(
        f"<tr><td>{safe(payload.name_of(name, say))}</td><td>{len(text.sentences)}</td>"
        f"<td><code>{digest(text.raw)}</code></td></tr>"
        for name, text in texts
    )
    st.html(
        f"<table class='plain-table'><tr><th></th><th>{safe(say('provenance.sentences'))}</th>"
        f"<th>{safe(say('provenance.hash'))}</th></tr>{rows}</table>"
        f"<dl class='facts' style='margin-top:.6rem'>"
        f"<dt>{safe(say('provenance.encoder'))}</dt><dd>{safe(report.encoder)}</dd>"
        f"<dt>{safe(say('provenance.version'))}</dt><dd>{safe(report.tool_version)}</dd></dl>"
    )


def _stages(desk: Desk, report: AuditReport) -> None:
    say = desk.say
    st.subheader(say("provenance.stages"), anchor=False)
    share = edited_share(report.pair)
    if share is None:
        notice(say("provenance.no_draft"))
        return
    st.write(say("provenance.edited", share=f"{share:.0%}"))
    if report.lineage:
        part = shares(report.lineage, report.pair.en)
        parts = "".join(
            f"<dt>{safe(say(f'lineage.{name}'))}</dt><dd>{getattr(part, name):.0%}</dd>"
            for name in ("untouched", "light", "rewritten", "added")
        )
        st.html(f"<dl class='facts'>{parts}</dl>")
    _mended(desk, report)
    counts = Counter(flag.stage for flag in report.flags)
    rows = "".join(
        f"<dt>{safe(say.known('stage', stage))}</dt><dd>{number}</dd>"
        for stage, number in sorted(counts.items())
    )
    st.html(f"<dl class='facts'>{rows}</dl>")


def _mended(desk: Desk, report: AuditReport) -> None:
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


def _history(desk: Desk, article_id: str) -> None:
    say = desk.say
    st.subheader(say("provenance.history"), anchor=False)
    entries = desk.store.entries(article_id)
    if not entries:
        notice(say("provenance.no_history"))
        return
    rows = []
    for entry in reversed(entries):
        told = entry.decision
        words = " · ".join(
            part
            for part in (
                say.known("reason", told.reason) if told.reason else "",
                say.known("severity", told.severity) if told.severity else "",
                say.known("status", told.verdict) if told.verdict else "",
                told.assignee,
                told.comment,
            )
            if part
        )
        rows.append(
            f"<tr><td>{entry.seq}</td><td>{safe(entry.at[:19].replace('T', ' '))}</td>"
            f"<td>{safe(entry.reviewer)}</td><td>{safe(say.known('action', told.action.value))}</td>"
            f"<td>{safe(told.flag_id)}</td><td>{safe(words)}</td><td><code>{entry.hash[:12]}</code></td>"
            "</tr>"
        )
    st.html(f"<table class='plain-table'>{''.join(rows)}</table>")
