"""What leaves the tool: flags with verdicts, one article's report, the review log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from audit.dashboard.article_view import review_of
from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import notice, safe
from audit.dashboard.session import Session, Visit, session_of
from audit.dashboard.widgets import choose
from audit.exports import forms
from audit.records.decision import Status
from audit.records.flag import Category, Severity
from audit.results import html_report, spreadsheet
from audit.review import article_query, flag_query
from audit.review.corrected import by_bead
from audit.review.flag_query import FlagFilter
from audit.review.tables import LOG_COLUMNS, VERDICT_COLUMNS, log_rows, verdict_rows

NAME = "export"
ICON = ":material/download:"
TITLE = {"en": "Export", "ko": "내보내기"}
PLACE = 60


def show(visit: Visit) -> None:
    """Draw the page."""
    session = session_of(visit)
    if session is None:
        return
    st.title(TITLE[session.say.language])
    _flags(session)
    st.divider()
    left, right = st.columns(2, gap="large")
    with left:
        _report(session)
    with right:
        _log(session)


def _flags(session: Session) -> None:
    say = session.say
    st.header(say("export.flags"), anchor=False)
    st.caption(say("export.flags_help"))
    wanted = _filter(session)
    number, articles = flag_query.count(session.store, wanted)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("export.download_flags"),
            lambda: _verdicts(session, wanted),
            file_name="flags.csv",
            mime="text/csv",
            type="primary",
            icon=":material/download:",
            disabled=not number,
            key="download_flags",
            on_click="ignore",
        )
        st.caption(say("export.count", flags=number, articles=articles))


def _verdicts(session: Session, wanted: FlagFilter) -> bytes:
    rows = verdict_rows(session.store, wanted, session.log_head)
    return spreadsheet.whole(VERDICT_COLUMNS, rows)


def _filter(session: Session) -> FlagFilter:
    say = session.say
    columns = st.columns(5, vertical_alignment="bottom")
    with columns[0]:
        severities = choose.several(
            say, "export.severity", "severity", [s.value for s in Severity], "export_severities"
        )
    with columns[1]:
        categories = choose.several(
            say, "export.category", "category", [c.value for c in Category], "export_categories"
        )
    with columns[2]:
        statuses = choose.several(
            say, "export.status", "status", [s.value for s in Status], "export_statuses"
        )
    with columns[3]:
        desks = tuple(
            st.multiselect(
                say("export.desk"),
                article_query.values_of(session.store, "desk"),
                placeholder=say("page.choose"),
                key="export_desks",
            )
        )
    with columns[4]:
        since, until = choose.days(say, "export.dates", "export_dates")
    return FlagFilter(severities, categories, statuses, desks, since=since, until=until)


def _report(session: Session) -> None:
    say = session.say
    st.header(say("export.report"), anchor=False)
    st.caption(say("export.report_help"))
    row = choose.article(session, NAME)
    if row is None:
        return
    page = _page(session, row["id"])
    if page is None:
        notice(say("results.damaged", article=row["id"]), "error")
        return
    st.download_button(
        say("export.download_report"),
        page,
        file_name=f"{row['id']}.html",
        mime="text/html",
        icon=":material/print:",
        key="download_report",
        on_click="ignore",
    )
    _forms(session, row["id"])


def _forms(session: Session, article_id: str) -> None:
    """The corrected English, then the article's audit for other tools."""
    say, report = session.say, session.report(article_id)
    corrected = {name: form for name, form in forms.all_forms().items() if form.corrected}
    others = {name: form for name, form in forms.all_forms().items() if not form.corrected}
    made = by_bead(report, session.store.entries(article_id)) if report else {}
    st.subheader(say("export.corrected"), anchor=False)
    st.caption(say("export.corrections", number=len(made)) if made else say("export.uncorrected"))
    _chosen(session, article_id, corrected, "corrected", say("export.as"))
    st.subheader(say("export.other_tools"), anchor=False)
    _chosen(session, article_id, others, "form", say("export.form"))


def _chosen(
    session: Session, article_id: str, offered: Mapping[str, forms.Form], key: str, label: str
) -> None:
    """One of several forms, to download."""
    say = session.say
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            label,
            list(offered),
            format_func=lambda each: say.known("form", each),
            key=f"export_{key}",
        )
        form = offered[name]
        st.download_button(
            say("export.download_form"),
            lambda: _written(session, article_id, form),
            file_name=f"{article_id}{form.suffix}",
            mime=form.mime,
            icon=":material/download:",
            key=f"download_{key}",
            on_click="ignore",
        )


def _written(session: Session, article_id: str, form: forms.Form) -> bytes:
    report = session.report(article_id)
    if report is None:
        return b""
    entries = session.store.entries(article_id)
    return form.written(report, entries, session.settings.policy, session.log_head)


def _page(session: Session, article_id: str) -> str | None:
    report = session.report(article_id)
    if report is None:
        return None
    review = review_of(session.store, report)
    shown = tuple(replace(item.flag, severity=item.severity) for item in review.items)
    verdicts = {
        item.id: _verdict(session.say, item.status, item.reviewer, item.comment)
        for item in review.items
        if item.status is not Status.OPEN
    }
    return html_report.page([replace(report, flags=shown)], verdicts, session.log_head)


def _verdict(say: Labels, status: Status, reviewer: str, comment: str) -> str:
    told = say("review.by", status=say.known("status", status.value), who=reviewer)
    return f"{told}: {comment}" if comment else told


def _log(session: Session) -> None:
    say = session.say
    st.header(say("export.log"), anchor=False)
    st.caption(say("export.log_help"))
    number = session.store.length()
    if not number:
        notice(say("export.empty_log"))
        return
    st.caption(say("export.entries", entries=number))
    st.html(f"<p class='log-head'>{safe(session.log_head)}</p>")
    st.caption(say("export.head_help"))
    st.download_button(
        say("export.download_log"),
        lambda: spreadsheet.whole(LOG_COLUMNS, log_rows(session.store)),
        file_name="review-log.csv",
        mime="text/csv",
        icon=":material/download:",
        key="download_log",
        on_click="ignore",
    )
