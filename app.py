"""The review pages: ``streamlit run app.py [-- DIR]``. The pages are in ``audit/dashboard/pages``."""

from __future__ import annotations

import streamlit as st

from audit.dashboard.server.guard import PAGE, middleware

app = st.App(PAGE, middleware=middleware())
