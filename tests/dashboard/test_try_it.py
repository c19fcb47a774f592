"""Trying the tool in a real browser: an example, a verdict by the keyboard, and the result copied."""

from __future__ import annotations

import csv

import pytest

from audit.bench.browser import press, rerun, settle

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")


def test_an_example_is_decided_on_by_its_keys_and_copied(visit, store, server):
    page = visit("try_it", name="Kim")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with rerun(page):
        page.get_by_role("button", name="negation").click()
    assert "노조는" in page.get_by_role("textbox", name="Korean", exact=True).input_value()
    page.get_by_role("button", name="Audit").click()
    page.locator(".flag-card").wait_for(timeout=60_000)
    settle(page)
    press(page, "3")
    page.locator(".flag-card", has_text="dismissed (tool wrong) by Kim").wait_for(timeout=60_000)
    press(page, "z", "a")
    page.locator(".flag-card", has_text="accepted by Kim").wait_for(timeout=60_000)
    assert "Every flag of this article is decided" in page.locator(".keys-line").inner_text()
    page.get_by_role("button", name="Copy the result").click()
    page.get_by_text("Copied.").wait_for(timeout=60_000)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[-2:] == [
        "   Suggestion: The union decided not to accept the company's proposal.",
        "   Verdict: accepted",
    ]
    with page.expect_download() as download:
        page.get_by_role("button", name="Download flags").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["verdict"], row["reviewer"]) == ("accepted", "Kim")
    assert store.length() == 0
