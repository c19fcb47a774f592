"""The review page in a real browser, on the results of a real run."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from audit import batch
from audit.article import ArticlePair, Metadata, Text
from tests.conftest import EN, KO, ROOT

NASTY = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
MARKUP = ":material/home: [link](http://example.com) $\\LaTeX$ **bold**"
# One server and one browser serve the whole file.
pytestmark = pytest.mark.xdist_group("browser")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)


@pytest.fixture(scope="module")
def results(auditor, tmp_path_factory) -> Path:
    """A finished run: one article with a wrong number, one faithful, one hostile."""
    out = tmp_path_factory.mktemp("out")

    def pair(name, title, en, desk):
        meta = Metadata(title=title, published="2025-08-22", desk=desk)
        return ArticlePair(name, Text("ko", KO), Text("en", en), metadata=meta)

    batch.run(
        [
            pair("wrong", "Budget, wrong", EN.replace("728 trillion", "728 billion"), "economy"),
            pair("right", "Budget, right", EN, "economy"),
            pair(
                "hostile", f"Hostile {NASTY}", EN.replace("this year.", f"{NASTY} {MARKUP}."), "web"
            ),
        ],
        auditor,
        out,
    )
    return out


@pytest.fixture(scope="module")
def server(results):
    """``streamlit run app.py`` on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
            "--server.headless", "true", "--", str(results),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://localhost:{port}"
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                    break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; on Debian: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield opened
        opened.close()


def settle(page):
    page.wait_for_selector(
        '[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000
    )
    page.wait_for_timeout(300)


@pytest.fixture
def page(browser):
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def test_the_queue_counts_articles_and_flags(page, server):
    page.goto(server)
    settle(page)
    page.get_by_text("3 articles").wait_for(timeout=30_000)
    page.locator('[data-testid="stDataFrame"]').wait_for(timeout=30_000)


def test_choosing_an_article_in_the_queue_opens_it(page, server):
    page.goto(server)
    settle(page)
    page.locator(".dvn-scroller").wait_for(timeout=30_000)
    page.locator(".dvn-scroller").click(position={"x": 16, "y": 52})
    page.wait_for_url("**/review?article=*", timeout=30_000)
    page.locator("table.beads").wait_for(timeout=30_000)


def test_the_wrong_number_is_marked_on_both_sides(page, server):
    page.goto(f"{server}/review?article=wrong")
    page.locator("table.beads").wait_for(timeout=60_000)
    settle(page)
    marked = page.locator("table.beads mark").all_inner_texts()
    assert any("728조" in text for text in marked)
    assert any("728 billion" in text for text in marked)


def test_only_flagged_hides_the_other_rows_and_back(page, server):
    page.goto(f"{server}/review?article=wrong")
    page.locator("table.beads").wait_for(timeout=60_000)
    settle(page)
    everything = page.locator("table.beads tr").count()
    page.get_by_text("Only flagged").click()
    settle(page)
    assert 1 < page.locator("table.beads tr").count() < everything


def test_the_address_holds_the_article_over_a_reload(page, server):
    page.goto(f"{server}/review?article=right")
    settle(page)
    page.reload()
    settle(page)
    assert "article=right" in page.url
    assert "Budget, right" in page.locator('[data-testid="stSelectbox"] input').input_value()


def test_hostile_text_is_shown_and_does_nothing(page, server):
    page.goto(f"{server}/review?article=hostile")
    settle(page)
    table = page.locator("table.beads")
    assert NASTY in table.inner_text()
    assert MARKUP in table.inner_text()
    assert table.locator("script, img, a").count() == 0
    assert "owned" not in page.title()


def test_the_flags_of_an_article_can_be_downloaded(page, server, tmp_path):
    from audit.exports.spreadsheet import read

    page.goto(f"{server}/review?article=wrong")
    page.locator("table.beads").wait_for(timeout=60_000)
    settle(page)
    with page.expect_download() as download:
        page.get_by_text("Flags of this article as CSV").click()
    download.value.save_as(tmp_path / "flags.csv")
    frame = read(tmp_path / "flags.csv")
    assert set(frame["article_id"]) == {"wrong"}
    assert "number" in set(frame["category"])


def test_without_results_the_page_says_what_to_do(tmp_path):
    from streamlit.testing.v1 import AppTest

    def script(out: str) -> None:
        from pathlib import Path

        from audit.dashboard import review

        review.show(Path(out))

    shown = AppTest.from_function(script, args=(str(tmp_path),)).run()
    assert "make audit" in shown.info[0].value
