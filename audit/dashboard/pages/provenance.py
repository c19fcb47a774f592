"""Where an article came from: sentence by sentence, by whom, what its page discloses, who reviewed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from audit.dashboard import times
from audit.dashboard.component import flow
from audit.dashboard.component.flow import payload
from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import heading, notice, safe
from audit.dashboard.session import Session, Visit, session_of
from audit.dashboard.widgets import choose, seal_badge, signoff
from audit.disclosure.claim_evidence import Verdict, claim_evidence
from audit.disclosure.claims import blocks_of, disclosed
from audit.lineage.columns import KOREAN
from audit.lineage.edited import edited_share
from audit.lineage.passages import shares
from audit.messages import message
from audit.records.article import Text
from audit.records.decision import Entry
from audit.records.digest import sha256_of_text
from audit.records.flag import Category
from audit.records.result import ArticleResult
from audit.review.reviews import reviews_of

NAME = "provenance"
ICON = ":material/history_edu:"
TITLE = {"en": "Provenance", "ko": "출처"}
PLACE = 50
_MARKS = {
    Verdict.SHOWN: "✓",
    Verdict.NAMED: "○",
    Verdict.CONTRADICTED: "✕",
    Verdict.NOT_SHOWN: "?",
}
_PEOPLE = ("byline", "translator", "editor", "desk", "publisher", "published", "updated", "url")


def show(visit: Visit) -> None:
    """Draw the page; the address holds the article."""
    session = session_of(visit)
    if session is None:
        return
    say = session.say
    st.title(TITLE[say.language])
    row = choose.article(session, NAME)
    if row is None:
        notice(say("queue.nothing"))
        return
    report = session.report(row["id"])
    if report is None:
        notice(say("results.damaged", article=row["id"]), "error")
        return
    heading(row["title"] or row["id"], row["id"], level=2)
    st.subheader(say("lineage.title"), anchor=False)
    flow.draw(report, say)
    signoff.draw(session, report.article.id, report)
    left, right = st.columns(2, gap="large")
    with left:
        _people(session, report)
    with right:
        _stages(session, report)
    _disclosure(session, report)
    entries = session.store.entries(report.article.id)
    _history(session, entries)
    seal_badge.show(session, report.article.id)
    _texts(session, report)
    _hashes(session, report, entries)


def _people(session: Session, report: ArticleResult) -> None:
    say, meta = session.say, report.article.metadata
    st.subheader(say("provenance.people"), anchor=False)
    rows = "".join(
        f"<dt>{safe(say(f'provenance.{name}'))}</dt>"
        f"<dd>{safe(getattr(meta, name) or say('provenance.not_given'))}</dd>"
        for name in _PEOPLE
    )
    st.html(f"<dl class='facts'>{rows}</dl>")


def _disclosure(session: Session, report: ArticleResult) -> None:
    say = session.say
    st.subheader(say("provenance.disclosure"), anchor=False)
    said = disclosed(report.article)
    if not said.found:
        notice(say("provenance.no_disclosure"), "warning")
        _promises(report, say)
        return
    for text in (report.article.target, report.article.source):
        for block in blocks_of(text):
            words = safe(text.raw[block.start : block.end])
            st.html(f"<blockquote class='apart' lang='{text.lang}'>{words}</blockquote>")
    entries = session.store.entries(report.article.id)
    reviews = reviews_of(report, entries, session.settings.signoff.people)
    rows = "".join(
        f"<tr><td>{safe(say(f'claim.{found.claim.value}'))}<br>"
        f"<small>{safe(' | '.join(found.words.values()))}</small></td>"
        f"<td class='claim-verdict {found.verdict.value}'>{_MARKS[found.verdict]} "
        f"{safe(found.verdict.said(say.language))}</td>"
        f"<td>{safe(found.evidence(say.language))}</td></tr>"
        for found in claim_evidence(report, reviews)
    )
    if said.tools:
        rows += f"<tr><td>{safe(say('claim.tools'))}</td><td></td><td>{safe(', '.join(said.tools))}</td></tr>"
    heads = "".join(
        f"<th>{safe(say(f'claim_evidence.{name}'))}</th>" for name in ("claim", "verdict", "record")
    )
    st.html(f"<table class='plain-table'><tr>{heads}</tr>{rows}</table>")
    _promises(report, say)


def _promises(report: ArticleResult, say: Labels) -> None:
    """What is wrong with the disclosure, as the flags on the article say it."""
    for flag in report.flags:
        if flag.category is Category.DISCLOSURE:
            notice(message(flag, say.language), "warning")


def _texts(session: Session, report: ArticleResult) -> None:
    """What was compared, and by what."""
    say = session.say
    st.subheader(say("provenance.texts"), anchor=False)
    rows = "".join(
        f"<dt>{safe(payload.name_of(name, say))}</dt>"
        f"<dd>{safe(say('provenance.sentences', sentences=len(text.sentences)))}</dd>"
        for name, text in _versions(report)
    )
    models = (
        ("encoder", report.encoder),
        ("quality", report.quality or "–"),
        ("version", report.tool_version),
    )
    rows += "".join(
        f"<dt>{safe(say(f'provenance.{name}'))}</dt><dd>{safe(value)}</dd>"
        for name, value in models
    )
    st.html(f"<dl class='facts'>{rows}</dl>")


def _versions(report: ArticleResult) -> list[tuple[str, Text]]:
    return [(KOREAN, report.article.source), *report.article.versions]


def _hashes(session: Session, report: ArticleResult, entries: Sequence[Entry]) -> None:
    """For who compares the record with another: the hashes of the texts and of the log."""
    say = session.say
    with st.expander(say("provenance.hashes")):
        hashes = [
            (payload.name_of(name, say), sha256_of_text(text.raw))
            for name, text in _versions(report)
        ]
        if head := session.log_head:
            hashes.append((say("provenance.log_head"), head))
        hashes += [(say("provenance.entry", number=e.seq), e.hash) for e in reversed(entries)]
        rows = "".join(
            f"<tr><td>{safe(name)}</td><td><code>{safe(value)}</code></td></tr>"
            for name, value in hashes
        )
        st.html(f"<table class='plain-table'>{rows}</table>")


def _stages(session: Session, report: ArticleResult) -> None:
    say = session.say
    st.subheader(say("provenance.stages"), anchor=False)
    share = edited_share(report.article)
    if share is None:
        notice(say("provenance.no_draft"))
        return
    st.write(say("provenance.edited", share=f"{share:.0%}"))
    if report.lineage:
        part = shares(report.lineage, report.article.target)
        parts = "".join(
            f"<dt>{safe(say(f'lineage.{name}'))}</dt><dd>{getattr(part, name):.0%}</dd>"
            for name in ("untouched", "light", "rewritten", "added")
        )
        st.html(f"<dl class='facts'>{parts}</dl>")
    _mended(session, report)
    counts = Counter(flag.stage for flag in report.flags)
    rows = "".join(
        f"<dt>{safe(say.known('stage', stage))}</dt><dd>{number}</dd>"
        for stage, number in sorted(counts.items())
    )
    st.html(f"<dl class='facts'>{rows}</dl>")


def _mended(session: Session, report: ArticleResult) -> None:
    """What editors mended of the draft's flagged errors."""
    if report.catch_rate is None:
        return
    say = session.say
    rows = "".join(
        f"<tr><td>{safe(' '.join(flag.target_sentence_ids))}</td>"
        f"<td>{safe(say.known('category', flag.category.value))}</td>"
        f"<td>{safe(message(flag, say.language))}</td></tr>"
        for flag in report.mended
    )
    st.write(say("lineage.mended", share=f"{report.catch_rate:.0%}"))
    if rows:
        st.html(f"<table class='plain-table'>{rows}</table>")


def _history(session: Session, entries: Sequence[Entry]) -> None:
    say = session.say
    st.subheader(say("provenance.history"), anchor=False)
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
            f"<tr><td>{entry.seq}</td><td>{safe(times.told(entry.at, session.settings, seconds=True))}</td>"
            f"<td>{safe(entry.reviewer)}</td><td>{safe(say.known('action', told.action.value))}</td>"
            f"<td>{safe(told.flag_id)}</td><td>{safe(words)}</td></tr>"
        )
    st.html(f"<table class='plain-table'>{''.join(rows)}</table>")
