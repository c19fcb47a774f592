"""Where an article came from: who made it, which texts, what its page discloses, who reviewed it."""

from __future__ import annotations

from collections import Counter
from functools import partial

import streamlit as st

from audit.article import Sentence, Text
from audit.dashboard import pick, versions
from audit.dashboard.desk import Desk, Visit, desk_of
from audit.dashboard.plain import heading, notice, safe
from audit.provenance import trace
from audit.provenance.disclosure import Claim, blocks_of, disclosed
from audit.provenance.edited import edited_share
from audit.provenance.lineage import shares
from audit.provenance.stage import of_draft
from audit.report import AuditReport, Category
from audit.review.decision import digest

NAME = "provenance"
ICON = ":material/history_edu:"
_Sentences = tuple[Sentence, ...]
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
        versions.seal(desk)
        _stages(desk, report)
    versions.updates(desk, report)
    _lineage(desk, report)
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
    rows = [
        (say(f"claim.{claim.value}"), " | ".join(c.words for c in said.claims if c.claim is claim))
        for claim in Claim
        if claim in said.kinds
    ]
    if said.tools:
        rows.append((say("claim.tools"), ", ".join(said.tools)))
    st.html(
        "<dl class='facts'>"
        + "".join(f"<dt>{safe(name)}</dt><dd>{safe(words)}</dd>" for name, words in rows)
        + "</dl>"
    )
    _promises(report)


def _promises(report: AuditReport) -> None:
    """What is wrong with the disclosure, as the flags on the article say it."""
    for flag in report.flags:
        if flag.category is Category.DISCLOSURE:
            notice(flag.message, "warning")


def _texts(desk: Desk, report: AuditReport) -> None:
    say, pair = desk.say, report.pair
    st.subheader(say("provenance.texts"), anchor=False)
    texts: list[tuple[str, Text | None]] = [
        ("source", pair.ko),
        ("draft", pair.draft),
        ("target", pair.en),
    ]
    rows = "".join(
        f"<tr><td>{safe(say(f'provenance.{name}'))}</td><td>{len(text.sentences)}</td>"
        f"<td><code>{digest(text.raw)}</code></td></tr>"
        for name, text in texts
        if text is not None
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
    versions.mended(desk, report)
    counts = Counter(flag.stage for flag in report.flags)
    rows = "".join(
        f"<dt>{safe(say.known('stage', stage))}</dt><dd>{number}</dd>"
        for stage, number in sorted(counts.items())
    )
    st.html(f"<dl class='facts'>{rows}</dl>")


def _lineage(desk: Desk, report: AuditReport) -> None:
    """Every English sentence beside its Korean and its draft, and what happened on the way."""
    say = desk.say
    st.subheader(say("lineage.title"), anchor=False)
    told = partial(trace.told, word=lambda name: say(f"lineage.{name}"), between=" · ")
    with st.expander(say("lineage.open")):
        rows: list[tuple[str, str, _Sentences, _Sentences, _Sentences]] = [
            (
                o.sentence.id,
                told(o.passage) if o.passage else "",
                o.korean,
                o.drafted,
                (o.sentence,),
            )
            for o in trace.origins(report)
        ]
        rows += [
            (of_draft(sentence.id), say("lineage.dropped"), (), (sentence,), ())
            for sentence in trace.dropped(report)
        ]
        names = (
            ("", "step", "korean", "draft", "english")
            if report.lineage
            else ("", "korean", "english")
        )
        heads = "".join(
            f"<th>{safe(say(f'lineage.{name}') if name else '')}</th>" for name in names
        )
        lines = "".join(_row(*row, drafted=bool(report.lineage)) for row in rows)
        st.html(f"<table class='plain-table lineage'><tr>{heads}</tr>{lines}</table>")


def _row(
    name: str,
    step: str,
    korean: _Sentences,
    draft: _Sentences,
    english: _Sentences,
    *,
    drafted: bool,
) -> str:
    def cell(sentences: _Sentences, lang: str) -> str:
        return f"<td lang='{lang}'>{safe(' '.join(s.text for s in sentences)) or '–'}</td>"

    between = f"<td>{safe(step)}</td>{cell(korean, 'ko')}{cell(draft, 'en')}"
    if not drafted:
        between = cell(korean, "ko")
    return f"<tr><td>{safe(name)}</td>{between}{cell(english, 'en')}</tr>"


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
