"""The review pages: ``streamlit run app.py``. It only routes; the pages are in ``audit/dashboard``."""

from __future__ import annotations

import sys
from pathlib import Path

from audit.dashboard import export, frame, insights, provenance, queue, review, try_it

OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("out")

frame.run(OUT, [queue, review, try_it, insights, provenance, export])
