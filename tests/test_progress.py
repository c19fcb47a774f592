"""What a run says of itself while it works."""

from __future__ import annotations

import pytest

from audit.cli import terminal

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ([(0, 0.0), (60, 0.5)], ", 60 s left"),
        ([(0, 0.2), (60, 0.21)], ", 79 min left"),
        ([(0, None), (10, 0.0), (70, 0.001)], ", 16.6 h left"),
        ([(0, 0.0), (2, 0.5)], ""),  # too early to tell
        ([(0, 0.3), (60, 0.3)], ""),
        ([(0, None), (60, None)], ""),
    ],
)
def test_what_is_left_is_told_by_how_the_work_went_lately(times, said):
    assert terminal._left(times) == said
