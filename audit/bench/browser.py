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
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote
from weakref import WeakKeyDictionary

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from audit.errors import InputError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, WebSocket

APP = Path(__file__).resolve().parents[2] / "app.py"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_PATIENCE = 60.0
# Each new window loads the list under the address bar, a page of the browser's own, beside ours; the others
# are what the driver would turn off.
_OFF = ",".join((
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
    "Translate", "HttpsUpgrades", "OptimizationHints", "MediaRouter", "PaintHolding",
))  # fmt: skip
_STILL = 3
"""How often in a row a page has to be found still: what one run draws may ask for the next."""


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
            "--server.fileWatcherType", "none",
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
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", f"--disable-features={_OFF}"],
        )
        try:
            yield browser
        finally:
            browser.close()


# What the page's policy stops, but for Streamlit's WebAssembly, which it does without where it may not.
_WATCHED = """
document.addEventListener('securitypolicyviolation', (event) => {
  if (event.blockedURI !== 'wasm-eval') window.stopped(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


class _Traffic:
    """What goes over a page's socket: runs of the script asked for, and whether one is under way.

    ``escapes`` is what the page tried that its policy does not allow, and the addresses of other servers
    that it asked for.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.asked = 0
        self.running = True
        self.escapes: list[str] = []
        self._ours = (f"{address}/", "data:", "blob:")
        page.on("websocket", self._opened)
        page.on("request", self._requested)
        page.expose_function("stopped", self._stopped)

    def _stopped(self, what: str) -> None:
        self.escapes.append(what)

    def _requested(self, request: Request) -> None:
        if request.frame.url.startswith(self._ours[0]) and not request.url.startswith(self._ours):
            self.escapes.append(request.url)

    def _opened(self, socket: WebSocket) -> None:
        self.running = True
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, payload: bytes | str) -> None:
        message = BackMsg()
        if isinstance(payload, bytes) and _read(message, payload) == "rerun_script":
            self.asked += 1
            self.running = True

    def _received(self, payload: bytes | str) -> None:
        message = ForwardMsg()
        if isinstance(payload, bytes) and _read(message, payload) == "script_finished":
            self.running = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN


_TRAFFIC: WeakKeyDictionary[Page, _Traffic] = WeakKeyDictionary()


def _read(message: BackMsg | ForwardMsg, payload: bytes) -> str:
    try:
        message.ParseFromString(payload)
    except DecodeError:
        # The first thing that is sent is no message.
        return ""
    return str(message.WhichOneof("type"))


def visit(
    browser: Browser,
    server: Server,
    path: str,
    name: str = "",
    locale: str = "en-US",
    color_scheme: Literal["light", "dark"] = "light",
) -> Page:
    """Open an address of a server as somebody, in a browser that has seen none before.

    Args:
        browser: that of :func:`chromium`.
        server: what is visited.
        path: address on the server.
        name: of the reviewer; empty for nobody yet.
        locale: of the browser, which the labels follow.
        color_scheme: what the visitor prefers.
    """
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale=locale, color_scheme=color_scheme
    )
    if name:
        named = quote(name)
        context.add_cookies([{"name": "audit_reviewer", "value": named, "url": server.address}])
    context.add_init_script(_WATCHED)
    page = context.new_page()
    _TRAFFIC[page] = _Traffic(page, server.address)
    page.goto(f"{server.address}/{path}", wait_until="commit")
    return page


def settle(page: Page) -> None:
    """Wait until a page that :func:`visit` opened has been drawn and no script runs.

    Raises:
        TimeoutError: that takes too long.
    """
    traffic = _TRAFFIC[page]
    still = 0
    end = time.monotonic() + _PATIENCE
    while still < _STILL:
        if time.monotonic() > end:
            raise TimeoutError(f"{page.url} is not still after {_PATIENCE:.0f} seconds")
        page.wait_for_selector(
            '[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=_PATIENCE * 1000
        )
        page.wait_for_timeout(50)
        still = 0 if traffic.running else still + 1


def until(page: Page, true: str, argument: object = None) -> None:
    """Wait until an expression holds on a page, whose policy lets nobody wait there for words of his own.

    Raises:
        TimeoutError: that takes too long.
    """
    from playwright.sync_api import Error

    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        # A page that is just loaded anew cannot say.
        with suppress(Error):
            if page.evaluate(true, argument):
                return
        page.wait_for_timeout(50)
    raise TimeoutError(f"{page.url}: {true} does not hold after {_PATIENCE:.0f} seconds")


def escapes(page: Page) -> list[str]:
    """What a page that :func:`visit` opened has tried to load, run or send and may not, and whom it asked."""
    return _TRAFFIC[page].escapes


@contextmanager
def rerun(page: Page) -> Iterator[None]:
    """Wait for the run of the script that the block asks for, and until it has been drawn.

    Raises:
        TimeoutError: the block asks for none.
    """
    traffic = _TRAFFIC[page]
    before = traffic.asked
    yield
    end = time.monotonic() + _PATIENCE
    while traffic.asked == before:
        if time.monotonic() > end:
            raise TimeoutError(f"nothing was asked of the server by {page.url}")
        page.wait_for_timeout(20)
    settle(page)


def press(page: Page, *keys: str) -> None:
    """Press keys that each have the script run, one after the other."""
    for key in keys:
        with rerun(page):
            page.keyboard.press(key)
