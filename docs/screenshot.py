"""Make the README's screenshot: ``python docs/screenshot.py`` after ``make audit``; needs Chromium."""

import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PORT = 8631
ARTICLE = "typhoon-damage"


def main() -> None:
    """Start the page on the results in ``out`` and photograph one article."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is not installed; on Debian: apt-get install chromium")
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    server = subprocess.Popen([*command, "--server.port", str(PORT)], cwd=ROOT)
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://localhost:{PORT}/_stcore/health", timeout=5)
                break
            except OSError:
                time.sleep(0.5)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            page.goto(f"http://localhost:{PORT}/review?article={ARTICLE}")
            page.locator("table.beads").wait_for(timeout=60_000)
            page.wait_for_timeout(1500)
            page.screenshot(path=ROOT / "docs" / "review.png")
            browser.close()
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
