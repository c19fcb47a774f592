"""What is typed while the store refuses is still in its field, in a real browser, and is written once."""

from __future__ import annotations

import sqlite3

import pytest

from audit.bench.browser import rerun, served, settle
from audit.bench.browser import visit as browser_visit
from audit.bench.postgres import programs, running
from audit.records.decision import Action
from audit.review.store import Store
from tests.lost_commits import end_one, lost_commits

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")


def review(visit, article):
    return drawn(visit(f"review?article={article}"))


def drawn(page):
    page.locator(".beads-view .row").first.wait_for(timeout=60_000)
    settle(page)
    return page


def test_a_comment_that_is_refused_stays_in_its_field_through_try_again(visit, store, results):
    page = review(visit, "wrong")
    store.engine.dispose()
    path, away = results / "review.db", results / "away.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    page.keyboard.press("m")
    field = page.locator(".flag-card textarea")
    field.fill("<b>typed</b> once")
    for _ in range(2):  # each waits for the lock, eight seconds
        with rerun(page):
            field.press("Enter")
        field.wait_for(timeout=60_000)
        assert "is locked by somebody else" in page.locator("body").inner_text()
        assert field.input_value() == "<b>typed</b> once"
    other.execute("ROLLBACK")
    other.close()
    # The file goes, and with it all that is drawn from it.
    path.rename(away)
    with rerun(page):
        field.press("Enter")
    again = page.get_by_role("button", name="Try again")
    again.wait_for(timeout=60_000)
    assert field.count() == 0
    away.rename(path)
    with rerun(page):
        again.click()
    field.wait_for(timeout=60_000)
    assert field.input_value() == "<b>typed</b> once"
    assert store.entries("wrong") == []
    with rerun(page):
        field.press("Enter")
    (entry,) = store.entries("wrong")
    assert entry.decision.comment == "<b>typed</b> once"
    assert field.count() == 0


def test_a_flag_that_is_refused_stays_in_its_dialog_and_a_double_click_adds_one(
    visit, store, results
):
    page = review(visit, "right")
    sentence = page.locator(".cell.en .sentence", has_text="did not oppose")
    sentence.locator("[data-word]", has_text="oppose").dblclick()
    page.locator(".sentence.chosen", has_text="did not oppose").wait_for(timeout=60_000)
    settle(page)
    with rerun(page):
        page.keyboard.press("g")
    dialog = page.locator('[role="dialog"]')
    save = dialog.get_by_role("button", name="Save")
    save.wait_for(timeout=60_000)
    dialog.locator("textarea").fill("It abstained")
    store.engine.dispose()
    other = sqlite3.connect(results / "review.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with rerun(page):
        save.click()
    assert "is locked by somebody else" in dialog.inner_text()
    assert dialog.locator("textarea").input_value() == "It abstained"
    other.execute("ROLLBACK")
    other.close()
    with rerun(page):
        save.dblclick()
    dialog.wait_for(state="detached", timeout=60_000)
    settle(page)
    assert [e.decision.action for e in store.entries("right")] == [Action.ADD, Action.ACCEPT]


def test_a_comment_whose_answer_is_lost_is_pressed_again_and_written_once(
    browser, finished, results, tmp_path
):
    if programs() is None:
        pytest.skip("no PostgreSQL on this machine; on Debian: apt-get install postgresql")
    with running(durable=False) as postgresql, postgresql.database() as url:
        (tmp_path / "audit.toml").write_text(f'review = "{url}"\n', encoding="utf-8")
        with served(results, tmp_path) as server:
            page = drawn(browser_visit(browser, server, "review?article=wrong", "Kim"))
            page.keyboard.press("m")
            field = page.locator(".flag-card textarea")
            field.fill("sent twice")
            with lost_commits(postgresql) as watching:
                field.press("Enter")
                end_one(watching)
            page.get_by_text("press again: what was taken is not written twice").wait_for()
            field.wait_for(timeout=60_000)
            assert field.input_value() == "sent twice"
            store = Store(url)
            assert [e.decision.comment for e in store.entries("wrong")] == ["sent twice"]
            with rerun(page):
                field.press("Enter")
            field.wait_for(state="detached", timeout=60_000)
            # The next one is another, even of the same words.
            page.keyboard.press("m")
            field.fill("sent twice")
            with rerun(page):
                field.press("Enter")
            assert len(store.entries("wrong")) == 2
            store.engine.dispose()
            page.context.close()
