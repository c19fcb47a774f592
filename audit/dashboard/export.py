"""What leaves the tool: flags with verdicts, one article's report, the review log."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from audit.dashboard import pick
from audit.dashboard.case import case_of
from audit.dashboard.desk import Desk, Visit, desk_of
from audit.dashboard.labels import Labels
from audit.dashboard.plain import notice
from audit.exports import forms, html, spreadsheet
from audit.report import Category, Severity
from audit.review import flags, listing
from audit.review.decision import Status
from audit.review.flags import FlagFilter
from audit.review.tables import LOG_COLUMNS, VERDICT_COLUMNS, log_rows, verdict_rows

NAME = "export"
ICON = ":material/download:"


def show(visit: Visit) -> None:
    """Draw the page."""
    desk = desk_of(visit)
    if desk is None:
        return
    st.title(desk.say("page.export"))
    _flags(desk)
    st.divider()
    left, right = st.columns(2, gap="large")
    with left:
        _report(desk)
    with right:
        _log(desk)


def _flags(desk: Desk) -> None:
    say = desk.say
    st.subheader(say("export.flags"), anchor=False)
    st.caption(say("export.flags_help"))
    wanted = _filter(desk)
    number, articles = flags.count(desk.store, wanted)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("export.download_flags"),
            lambda: spreadsheet.whole(VERDICT_COLUMNS, verdict_rows(desk.store, wanted)),
            file_name="flags.csv",
            mime="text/csv",
            type="primary",
            icon=":material/download:",
            disabled=not number,
            key="download_flags",
            on_click="ignore",
        )
        st.caption(say("export.count", flags=f"{number:,}", articles=f"{articles:,}"))


def _filter(desk: Desk) -> FlagFilter:
    say = desk.say
    columns = st.columns(5, vertical_alignment="bottom")
    with columns[0]:
        severities = pick.several(
            say, "export.severity", "severity", [s.value for s in Severity], "export_severities"
        )
    with columns[1]:
        categories = pick.several(
            say, "export.category", "category", [c.value for c in Category], "export_categories"
        )
    with columns[2]:
        statuses = pick.several(
            say, "export.status", "status", [s.value for s in Status], "export_statuses"
        )
    with columns[3]:
        desks = tuple(
            st.multiselect(
                say("export.desk"), listing.values_of(desk.store, "desk"), key="export_desks"
            )
        )
    with columns[4]:
        since, until = pick.days(say, "export.dates", "export_dates")
    return FlagFilter(severities, categories, statuses, desks, since=since, until=until)


def _report(desk: Desk) -> None:
    say = desk.say
    st.subheader(say("export.report"), anchor=False)
    st.caption(say("export.report_help"))
    row = pick.article(desk, NAME)
    if row is None:
        return
    page = _page(desk, row["id"])
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
    _forms(desk, row["id"])


def _forms(desk: Desk, article_id: str) -> None:
    """The article's audit for another tool, in a form that is chosen."""
    say = desk.say
    found = forms.all_forms()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            say("export.form"),
            list(found),
            format_func=lambda each: say.known("form", each),
            key="export_form",
        )
        form = found[name]
        st.download_button(
            say("export.download_form"),
            lambda: _written(desk, article_id, form),
            file_name=f"{article_id}{form.suffix}",
            mime=form.mime,
            icon=":material/download:",
            key="download_form",
            on_click="ignore",
        )


def _written(desk: Desk, article_id: str, form: forms.Form) -> bytes:
    report = desk.report(article_id)
    if report is None:
        return b""
    return form.written(report, desk.store.entries(article_id), desk.config.policy)


def _page(desk: Desk, article_id: str) -> str | None:
    report = desk.report(article_id)
    if report is None:
        return None
    case = case_of(desk.store, report)
    shown = tuple(replace(item.flag, severity=item.severity) for item in case.items)
    verdicts = {
        item.id: _verdict(desk.say, item.status, item.reviewer, item.comment)
        for item in case.items
        if item.status is not Status.OPEN
    }
    return html.page([replace(report, flags=shown)], verdicts)


def _verdict(say: Labels, status: Status, reviewer: str, comment: str) -> str:
    told = say("review.by", status=say.known("status", status.value), who=reviewer)
    return f"{told}: {comment}" if comment else told


def _log(desk: Desk) -> None:
    say = desk.say
    st.subheader(say("export.log"), anchor=False)
    st.caption(say("export.log_help"))
    number = desk.store.length()
    if not number:
        notice(say("export.empty_log"))
        return
    st.caption(say("export.entries", entries=f"{number:,}"))
    st.download_button(
        say("export.download_log"),
        lambda: spreadsheet.whole(LOG_COLUMNS, log_rows(desk.store)),
        file_name="review-log.csv",
        mime="text/csv",
        icon=":material/download:",
        key="download_log",
        on_click="ignore",
    )
