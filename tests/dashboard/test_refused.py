"""What is typed while the store refuses is still in its field, in a real browser, and is written once."""

from __future__ import annotations

from contextlib import contextmanager

import psycopg
import pytest

from audit.bench.browser import rerun, served, settle
from audit.bench.browser import visit as browser_visit
from audit.bench.postgres import programs, running
from audit.records.decision import Action
from audit.review.store import Store
from tests.lost_commits import end_one, lost_commits

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")
TYPED = "<b>typed</b> once"


@pytest.fixture
def postgresql():
    if programs() is None:
        pytest.skip("no PostgreSQL on this machine; on Debian: apt-get install postgresql")
    with running(durable=False) as server:
        yield server


@contextmanager
def locked(url):
    with psycopg.connect(url.replace("+psycopg", "")) as other:
        other.execute("SELECT * FROM head FOR UPDATE")
        yield
        other.rollback()


def said(page, words):
    page.get_by_text(words).first.wait_for(timeout=60_000)
    settle(page)


def test_what_is_refused_stays_in_its_field_and_is_written_once(
    browser, finished, results, tmp_path, postgresql
):
    with postgresql.database() as url:
        (tmp_path / "audit.toml").write_text(f'review = "{url}"\n', encoding="utf-8")
        with served(results, tmp_path) as server:
            page = browser_visit(browser, server, "review?article=wrong", "Kim")
            page.locator(".beads-view .row").first.wait_for(timeout=60_000)
            settle(page)
            store = Store(url)

            # Refused twice: each waits for the lock, eight seconds.
            page.keyboard.press("m")
            field = page.locator(".flag-card textarea")
            field.fill(TYPED)
            with locked(url):
                for _ in range(2):
                    with rerun(page):
                        field.press("Enter")
                    field.wait_for(timeout=60_000)
                    said(page, "is locked by somebody else")
                    assert field.input_value() == TYPED
            # The server goes, and with it all that is drawn from it.
            postgresql.stop()
            with rerun(page):
                field.press("Enter")
            again = page.get_by_role("button", name="Try again")
            again.wait_for(timeout=60_000)
            assert field.count() == 0
            postgresql.start()
            with rerun(page):
                again.click()
            field.wait_for(timeout=60_000)
            assert field.input_value() == TYPED
            assert store.entries("wrong") == []
            # It is written, and nobody is told.
            with lost_commits(postgresql) as watching:
                field.press("Enter")
                end_one(watching)
            said(page, "press again: what was taken is not written twice")
            field.wait_for(timeout=60_000)
            assert field.input_value() == TYPED
            assert [e.decision.comment for e in store.entries("wrong")] == [TYPED]
            with rerun(page):
                field.press("Enter")
            field.wait_for(state="detached", timeout=60_000)
            # The next one is another, even of the same words.
            page.keyboard.press("m")
            field.fill(TYPED)
            with rerun(page):
                field.press("Enter")
            assert [e.decision.comment for e in store.entries("wrong")] == [TYPED] * 2

            # A flag of one's own stays in its dialog, and a double click adds one.
            page.locator(".cell.en .sentence", has_text="did not oppose").click()
            page.locator(".sentence.chosen", has_text="did not oppose").wait_for(timeout=60_000)
            settle(page)
            with rerun(page):
                page.keyboard.press("g")
            dialog = page.locator('[role="dialog"]')
            save = dialog.get_by_role("button", name="Save")
            save.wait_for(timeout=60_000)
            dialog.locator("textarea").fill("It abstained")
            with locked(url):
                with rerun(page):
                    save.click()
                assert "is locked by somebody else" in dialog.inner_text()
            assert dialog.locator("textarea").input_value() == "It abstained"
            with rerun(page):
                save.dblclick()
            dialog.wait_for(state="detached", timeout=60_000)
            settle(page)
            added = [e.decision.action for e in store.entries("wrong")[2:]]
            assert added == [Action.ADD, Action.ACCEPT]
            store.engine.dispose()
            page.context.close()
