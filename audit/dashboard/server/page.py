"""What the server runs for each visit: the pages on one folder of results."""

from __future__ import annotations

import sys
from pathlib import Path

from audit.dashboard.frame import run

run(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("out"))
