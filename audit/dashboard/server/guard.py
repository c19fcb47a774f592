"""Whom the pages' server lets in, and what a page may do: nothing is loaded from, or sent to, elsewhere."""

from __future__ import annotations

import base64
import re
import sys
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from audit.dashboard.login import has_login
from audit.settings.loopback import HOSTS, is_loopback

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE = str(files("audit.dashboard.server").joinpath("page.py"))
"""The script that draws the pages; beside a folder named pages Streamlit would run its files by itself."""
_OURS = (*HOSTS, "[::1]")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""Content Security Policy Level 3 (W3C). Streamlit styles by rules that it writes into the page, and runs the
scripts of components from blobs that it makes."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def middleware() -> list[Middleware]:
    """What every request goes through; ends the process with a sentence where there is no safe answer.

    That is where others than this machine can reach the pages, and no login says who they are.
    """
    found = [Middleware(_Headers)]
    if not has_login():
        address = str(st.get_option("server.address") or "")
        if not (address in _OURS or is_loopback(address) or address.startswith("unix://")):
            print(
                f"The pages would be open to whoever reaches {address or 'this machine'}: set up a login "
                "([auth] in .streamlit/secrets.toml), or give --server.address localhost.",
                file=sys.stderr,
            )
            sys.exit(2)
        # A page elsewhere whose name is made to point here is not let in (DNS rebinding).
        found.insert(0, Middleware(TrustedHostMiddleware, allowed_hosts=_OURS, www_redirect=False))
    return found


@cache
def _policy() -> str:
    index = files("streamlit").joinpath("static", "index.html").read_text("utf-8")
    inline = [
        f"'sha256-{base64.b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE.findall(index)
    ]
    own = _POLICY | {"script-src": " ".join([_POLICY["script-src"], *inline])}
    return "; ".join(f"{name} {value}" for name, value in own.items())


class _Headers:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _policy()
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, told)
