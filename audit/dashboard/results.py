"""The results of a run, as the pages read them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from audit.batch import RECORDS
from audit.exports import spreadsheet
from audit.provenance.record import path_of, read
from audit.report import AuditReport

_NUMBERS = ("flags", "critical", "major", "minor", "ko_sentences", "en_sentences")


@st.cache_data(show_spinner=False)
def _articles(path: str, changed: float) -> pd.DataFrame:
    frame = spreadsheet.read(Path(path))
    for column in _NUMBERS:
        frame[column] = frame[column].astype(int)
    for column in ("risk", "penalty_per_100"):
        frame[column] = frame[column].astype(float)
    return frame.sort_values(["penalty_per_100", "article_id"], ascending=[False, True])


def articles(out: Path) -> pd.DataFrame | None:
    """The articles of the last run, riskiest first; nothing where there was no run."""
    path = out / "articles.csv"
    return _articles(str(path), path.stat().st_mtime) if path.exists() else None


@st.cache_data(show_spinner=False, max_entries=50)
def _report(path: str, changed: float) -> AuditReport | None:
    record = read(Path(path))
    return record.report if record else None


def report(out: Path, article_id: str) -> AuditReport | None:
    """One article's report; nothing if it is missing or damaged."""
    path = path_of(out / RECORDS, article_id)
    return _report(str(path), path.stat().st_mtime) if path.exists() else None


def explain_missing(out: Path) -> None:
    """Say how to get results."""
    st.info(f"There are no results in {out}/ yet. Run: make audit")
