"""``serve``: audits over HTTP."""

from __future__ import annotations

import os
import re
import signal
import socket
from typing import Annotated

import typer

from audit.cli.remote import tell_recipient
from audit.cli.terminal import SettingsFile, err, out, settings_from, with_rules
from audit.errors import ConfigError, MissingExtra

_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")
"""What a bearer token is made of (RFC 6750)."""


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="Port; 0 for any that is free.", min=0, max=65535)
    ] = 8765,
    token_env: Annotated[
        str | None,
        typer.Option(
            help="Environment variable that holds the token requests must bear; needed where others "
            "than this machine can reach the address.",
            metavar="NAME",
        ),
    ] = None,
    max_body: Annotated[
        float, typer.Option(help="Largest request, in MB.", metavar="MB", min=0.001)
    ] = 4.0,
    timeout: Annotated[
        float, typer.Option(help="Longest an article may take.", metavar="SECONDS", min=0.001)
    ] = 60.0,
    quality: Annotated[
        str | None, typer.Option(help="Quality model.", metavar="NAME", show_default="fast")
    ] = None,
    config: SettingsFile = None,
) -> None:
    """Audit articles over HTTP: POST /audit; GET /docs tells more."""
    token = _token(host, token_env)
    listening = _listening(host, port)
    try:
        import uvicorn

        from audit.service.app import Limits, made
    except ImportError as error:
        raise MissingExtra("The service", "serve") from error
    from audit.pipeline import Auditor

    auditor = Auditor(settings=with_rules(settings_from(config, None, None, quality)))
    tell_recipient(auditor.quality.recipient)
    app = made(auditor, token, Limits(body=int(max_body * 1e6), seconds=timeout))
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C, once uvicorn has ended
    shown = f"[{host}]" if ":" in host else host
    # It is answered once the models are loaded: connections wait until then.
    out.print(
        f"Listening on http://{shown}:{listening.getsockname()[1]}", markup=False, soft_wrap=True
    )
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        err.print("Stopped.")


def _token(host: str, name: str | None) -> str:
    """The token in an environment variable.

    Raises:
        ConfigError: there is none and the address is not this machine's alone, or the variable holds none.
    """
    from audit.settings.loopback import is_loopback

    if name is None:
        if not is_loopback(host):
            raise ConfigError(
                f"{host} can be reached by others: put a token into an environment variable and name it with "
                "--token-env, or listen on 127.0.0.1."
            )
        return ""
    token = os.environ.get(name, "").strip()
    if not _TOKEN.fullmatch(token):
        raise ConfigError(
            f"--token-env: the environment variable {name} {'holds no token' if token else 'is empty'}; "
            "put a token in it, of letters, digits and - . _ ~ + / only."
        )
    return token


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ConfigError(
            f"{host}:{port} cannot be listened on ({(error.strerror or str(error)).lower()}); give another "
            "--host or --port."
        ) from error
