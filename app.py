"""The review page: ``streamlit run app.py``. It only routes; the pages are in ``audit/dashboard``."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

from audit.dashboard import queue, review

OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("out")

st.set_page_config(page_title="Translation audit", layout="wide")
queue_page = st.Page(
    lambda: queue.show(OUT, review_page), title="Queue", url_path="queue", default=True
)
review_page = st.Page(lambda: review.show(OUT), title="Review", url_path="review")
st.navigation([queue_page, review_page], position="top").run()
