"""A standing rule made with the keyboard, in a real browser."""

from __future__ import annotations

import pytest

from audit.records.settings import HouseStyle
from audit.review import rules
from tests.dashboard.test_journeys import review

pytestmark = pytest.mark.xdist_group("browser")


def test_r_opens_the_dialog_and_its_button_makes_the_rule(visit, store):
    page = review(visit, "wrong")
    page.keyboard.press("r")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Budget, wrong again").wait_for()
    dialog.get_by_role("button", name="Never flag this again").click()
    page.get_by_text("From the next run on this is not flagged").wait_for()
    (rule,) = rules.standing(store, HouseStyle())
    assert (rule.code, rule.target) == ("number.value", "728 billion won")
