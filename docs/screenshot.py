"""Make the README's screenshots: ``python -m docs.screenshot``; needs Chromium.

It audits the sample articles into a folder of its own and reviews a few flags as two people, so that
every page has something to show.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from audit.bench.browser import Server, chromium, served, settle, visit
from audit.records.decision import Action, Decision
from audit.records.settings import Role
from audit.results.folder import ResultsFolder
from audit.review.article_query import Shown, Wanted, page_of
from audit.review.loading import load, rows_of
from audit.review.roles import Person
from audit.review.store import Store, url_beside

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "typhoon-damage"
TRIED = "troop-deployment"
KIM, LEE = Person("Kim Seo-yeon", Role.LEAD), Person("Lee Do-hyun", Role.LEAD)
VERDICTS = (Action.ACCEPT, Action.FIXED, Action.ACCEPT, Action.DISMISS, Action.FIXED)


def reviewed(out: Path) -> None:
    """Decide on most flags of every article but the one that is shown being reviewed."""
    store = Store(url_beside(out))
    folder = ResultsFolder(out)
    load(store, folder)
    number = 0
    for row in page_of(store, Wanted(shown=Shown.ALL), 1, 100):
        result = folder.result(row["id"])
        rows = rows_of(result)
        flags = result.flags[:2] if row["id"] == ARTICLE else result.flags[:-2]
        for flag in flags:
            for person in (KIM, LEE) if number % 3 else (KIM,):
                turned = person is LEE and number % 7 == 0
                action = Action.DISMISS if turned else VERDICTS[number % len(VERDICTS)]
                reason = "legitimate edit" if action is Action.DISMISS else ""
                text_hash = rows[flag.flag_id]["text_hash"]
                store.append(person, [Decision(action, row["id"], flag.flag_id, text_hash, reason)])
            number += 1
    store.append(KIM, [Decision(Action.ASSIGN, ARTICLE, assignee=LEE.name)])
    store.engine.dispose()


def photograph(
    page: Page, server: Server, name: str, path: str, ready: str, height: int = 860
) -> None:
    """Open one page and keep what the window shows."""
    page.set_viewport_size({"width": 1280, "height": height})
    page.goto(f"{server.address}/{path}")
    page.locator(ready).first.wait_for(timeout=60_000)
    settle(page)
    page.wait_for_timeout(2500)
    if name == "try_it":
        for side, label in (("ko", "Korean"), ("en", "English")):
            text = (ROOT / "corpora" / f"{TRIED}.{side}.txt").read_text(encoding="utf-8")
            page.get_by_role("textbox", name=label, exact=True).fill(text)
        page.get_by_role("button", name="Audit").click()
        page.locator(".beads-view .row.current").wait_for(timeout=60_000)
        settle(page)
        page.wait_for_timeout(2500)
    page.mouse.move(0, 0)
    page.screenshot(path=ROOT / "docs" / f"{name}.png", full_page=True)


def main() -> None:
    """Audit, review, serve and photograph."""
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "out"
        command = [sys.executable, "-m", "audit", "score", "corpora", "--out", str(out), "--quiet"]
        subprocess.run(command, cwd=ROOT, check=True)
        reviewed(out)
        with served(out, Path(made)) as server, chromium() as browser:
            page = visit(browser, server, "", KIM.name)
            row = ".beads-view .row.current"
            photograph(page, server, "review", f"review?article={ARTICLE}", row)
            photograph(page, server, "queue", "", ".queue-table tbody tr", 700)
            photograph(page, server, "try_it", "try_it", "textarea", 1400)
            photograph(page, server, "insights", "insights", "canvas, .vega-embed svg", 1480)
            photograph(
                page, server, "provenance", f"provenance?article={ARTICLE}", ".flow-view", 1700
            )
            photograph(
                page, server, "export", f"export?article={ARTICLE}", ".stDownloadButton", 740
            )


if __name__ == "__main__":
    main()
