"""The review pages: what ``translation-audit review`` has Streamlit run."""

from __future__ import annotations

import streamlit as st

from audit.dashboard.server.guard import PAGE, middleware

app = st.App(PAGE, middleware=middleware())
