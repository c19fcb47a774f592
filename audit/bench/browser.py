"""The real page in a real browser, for measurements, screenshots and tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from audit.errors import InputError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

APP = Path(__file__).resolve().parents[2] / "app.py"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_PATIENCE = 60.0


class Server:
    """``streamlit run`` on a free port of this machine; killed and started again it keeps the port.

    Args:
        results: folder of results, or whatever the script takes.
        folder: where it runs, so that it finds that folder's settings and secrets.
        script: the page.
    """

    def __init__(self, results: Path, folder: Path, script: Path = APP) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.address = f"http://localhost:{self.port}"
        self._folder = folder
        self._command = [
            sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(self.port),
            "--server.headless", "true", "--server.address", "localhost",
            "--browser.gatherUsageStats", "false", "--client.toolbarMode", "minimal",
            "--", str(results),
        ]  # fmt: skip

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            RuntimeError: it does not.
        """
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
            self._command,
            cwd=self._folder,
            env=os.environ | {"PYTHONPATH": str(APP.parent)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5):  # noqa: S310
                    return
            except OSError:
                time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"The page did not start within {_PATIENCE:.0f} seconds.")

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._process.kill()
        self._process.wait(timeout=20)


@contextmanager
def served(results: Path, folder: Path, script: Path = APP) -> Iterator[Server]:
    """A server while the block runs."""
    server = Server(results, folder, script)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium while the block runs.

    Raises:
        InputError: there is none on this machine.
    """
    if CHROMIUM is None:
        raise InputError(
            "no Chromium on this machine", "PATH", "on Debian: apt-get install chromium"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        try:
            yield browser
        finally:
            browser.close()


def settle(page: Page) -> None:
    """Wait until the page has been drawn and no script runs."""
    page.wait_for_selector(
        '[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000
    )
    page.wait_for_timeout(300)
