"""Signing an article off on the Provenance page, in a real browser on the real server."""

from __future__ import annotations

import json

import pytest

from audit.bench.browser import rerun, settle
from audit.records.decision import Action, Decision
from audit.records.settings import Role
from audit.results.folder import ResultsFolder
from audit.review.chain import faults
from audit.review.roles import Person

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")
LEE = Person("Lee", Role.REVIEWER)


def test_signed_on_the_page_and_changed_since_once_a_correction_changes(visit, store, results):
    report = ResultsFolder(results).result("wrong")

    def fixed(corrected):
        for flag in report.flags:
            decision = Decision(Action.FIXED, "wrong", flag.flag_id, corrected=corrected)
            store.append(LEE, [decision])

    page = visit("provenance?article=wrong", name="<b>Kim</b>")
    state = page.locator(".signoff")
    state.wait_for(timeout=60_000)
    assert state.inner_text().strip().endswith("not signed off")
    waiting = page.locator(".notice", has_text="Before it can be signed off")
    assert "critical or major flags that are not decided: 1" in waiting.inner_text()
    assert page.get_by_label("Contact line").count() == 0

    fixed("The budget amounts to 728 trillion won.")
    page.reload()
    contact = page.get_by_label("Contact line")
    contact.wait_for(timeout=60_000)
    settle(page)
    button = page.get_by_role("button", name="Sign off")
    with rerun(page):
        button.click()
    assert "Confirm the sentence above" in page.locator(".notice.warning").first.inner_text()
    with rerun(page):
        page.get_by_text("I have compared the final English with the Korean").click()
        contact.fill("desk@hanbit.example")
        button.click()
    assert "no position is given" in page.locator(".notice.error").inner_text()
    with rerun(page):
        page.get_by_label("Position").fill("head of desk")
        fixed("The budget is 728 trillion won.")
        button.click()
    # A colleague was faster: nobody signs what was not on the screen.
    assert "changed or decided since" in page.locator(".notice.warning").first.inner_text()
    assert all(e.decision.action is not Action.SIGN for e in store.entries("wrong"))
    with rerun(page):
        button.click()
    state.filter(has_text="signed off by <b>Kim</b> on ").wait_for(timeout=60_000)
    (entry,) = [e for e in store.entries("wrong") if e.decision.action is Action.SIGN]
    signed = json.loads(entry.decision.signed)
    assert (signed["contact"], signed["role"]) == ("desk@hanbit.example", "head of desk")
    with page.expect_download() as download:
        page.get_by_role("button", name="Record (HTML)").click()
    assert "&lt;b&gt;Kim" in download.value.path().read_text("utf-8")

    fixed("The budget amounts to 728 trillion won this year.")
    page.reload()
    state.filter(has_text="changed since it was signed off by <b>Kim</b>").wait_for(timeout=60_000)
    assert "corrections of the English" in state.inner_text()
    assert page.get_by_role("button", name="Sign off").count() == 1
    assert faults(store) == []
