"""An editor corrects the English in place and finishes an article, in a real browser on the real server."""

from __future__ import annotations

import pytest

from audit.bench.browser import press, rerun, settle
from audit.records.decision import Action
from audit.results.folder import ResultsFolder
from audit.review.corrected import corrected_target
from tests.dashboard.test_journeys import flag_in, review
from tests.dashboard.test_meant import LOW, PATIENCE, said, verdicts

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")
PHONE = {"width": 390, "height": 844}


def field(page):
    """The field for the corrected English, once it has the keyboard."""
    found = page.locator(".flag-card .field textarea:focus")
    found.wait_for(timeout=PATIENCE)
    return found


def in_view(page, selector):
    """Whether all of an element lies in the window."""
    box, window = page.locator(selector).first.bounding_box(), page.viewport_size
    return box["y"] >= 0 and box["y"] + box["height"] <= window["height"]


def test_english_is_corrected_in_place_checked_and_shown_as_a_tracked_change(visit, store, results):
    page = review(visit, "wrong")
    flag = flag_in(page)
    press(page, "f")
    before = ResultsFolder(results).result("wrong").article.target.raw
    # The suggestion is filled in.
    assert "728 trillion won" in field(page).input_value()
    page.keyboard.press("Escape")
    assert page.locator(".flag-card .field").count() == 0
    press(page, "f")
    right = field(page).input_value()
    assert right.replace("728 trillion", "728 billion") in before

    # A fix that makes another error says so, and the flag stays.
    field(page).fill(right.replace("728 trillion", "782 trillion"))
    with rerun(page):
        page.keyboard.press("Enter")
    assert "new error" in said(page, "782") or "still flagged" in said(page, "782")
    assert flag_in(page) == flag
    assert "782" in page.locator(".flag-card .said").inner_text()
    assert corrected_target(ResultsFolder(results).result("wrong"), store.entries("wrong")) == (
        before.replace("728 billion", "782 trillion")
    )
    assert "782" in page.locator(".row.current .tracked ins").first.inner_text()
    assert "728" in page.locator(".row.current .tracked del").first.inner_text()

    # Going on from what was typed, not from the first English.
    press(page, "f")
    assert "782 trillion" in field(page).input_value()
    field(page).fill(right)
    with rerun(page):
        page.keyboard.press("Enter")
    said(page, "nothing new is flagged")
    assert corrected_target(ResultsFolder(results).result("wrong"), store.entries("wrong")) == (
        before.replace("728 billion", "728 trillion")
    )
    assert verdicts(store, "wrong") == [(flag, "fixed"), (flag, "fixed")]
    # Left as it is, it says the same again, which it is told.
    press(page, "f")
    with rerun(page):
        field(page).press("Enter")
    said(page, "said so")
    assert len(store.entries("wrong")) == 2


def test_an_article_is_finished_and_signed_by_keyboard_alone(visit, store):
    page = review(visit, "wrong")
    press(page, "a")
    end = page.locator(".finish.shown")
    end.wait_for(timeout=PATIENCE)
    assert "accepted 1" in end.inner_text()
    assert "articles are left to review" in end.inner_text()
    press(page, "x")
    dialog = page.locator('[role="dialog"]')
    dialog.get_by_label("Position").wait_for(timeout=PATIENCE)
    for label, text in (("Position", "head of desk"), ("Contact line", "desk@hanbit.example")):
        dialog.get_by_label(label).focus()
        page.keyboard.type(text)
    dialog.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    with rerun(page):
        dialog.get_by_role("button", name="Sign off").press("Enter")
    settle(page)
    assert [e.decision.action for e in store.entries("wrong")] == [Action.ACCEPT, Action.SIGN]
    if page.locator('[role="dialog"]').count():
        page.keyboard.press("Escape")
        page.locator('[role="dialog"]').wait_for(state="detached", timeout=PATIENCE)
        settle(page)
    assert "signed off by Kim" in page.locator(".st-key-article_top").inner_text()
    page.evaluate("document.activeElement.blur()")
    with rerun(page):
        page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "article=wrong&" not in url, timeout=PATIENCE)
    assert "article=" in page.url


@pytest.mark.parametrize(("article", "size"), [("hostile", LOW), ("wrong", PHONE)])
def test_what_a_decision_needs_is_in_view(visit, store, article, size):
    page = review(visit, article)
    page.set_viewport_size(size)
    settle(page)
    page.wait_for_timeout(600)
    for part in (".flag-card .what", "[data-command=do_accept]", "[data-command=do_severity_9]"):
        assert in_view(page, part), part
    # The map leads to any flag.
    last = page.locator(".minimap button").last
    wanted = last.get_attribute("data-flag")
    if wanted != flag_in(page):
        with rerun(page):
            last.click()
        assert flag_in(page) == wanted
    page.keyboard.press("m")
    page.locator(".flag-card .field textarea:focus").wait_for(timeout=PATIENCE)
    page.wait_for_timeout(600)
    assert in_view(page, ".flag-card .field textarea")
