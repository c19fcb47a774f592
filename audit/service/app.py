"""The service's addresses: what each takes and gives, and how errors are said."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

from audit.errors import AuditError, InputError, UnforeseenError
from audit.pipeline import Auditor
from audit.records.codec import to_json
from audit.records.result import ArticleResult
from audit.service.worker import Busy, TooSlow, Worker
from audit.settings.loopback import HOSTS
from audit.sources.building import METADATA_FIELDS
from audit.sources.jsonl import article_of_line
from audit.version import __version__

WHERE = "request"
LOOPBACK = frozenset(HOSTS)
_BEARER = HTTPBearer(auto_error=False, description="The token that the service was started with.")
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
_RETRY = {"Retry-After": "5"}


class Error(BaseModel):
    """What is wrong, in a sentence."""

    error: str


class Health(BaseModel):
    """That the service is there, and which."""

    status: str
    version: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may ask for: ``body`` in bytes, ``seconds`` and how many articles may wait."""

    body: int = 4_000_000
    seconds: float = 60.0
    waiting: int = 16


def made(auditor: Auditor, token: str = "", limits: Limits = Limits()) -> FastAPI:
    """The application; the auditor is warmed when it starts.

    Args:
        auditor: does the work, one article at a time.
        token: that every request for an audit must bear; without one, only requests to this machine's own
            names are answered, so that no page in a browser here can pass for one.
        limits: of a request.
    """
    worker = Worker(auditor, limits.seconds, limits.waiting)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        worker.warm()
        yield
        worker.close()

    app = FastAPI(
        title="Translation provenance audit",
        version=__version__,
        description="Aligns an English news article with its Korean original and flags what diverges.",
        lifespan=running,
    )
    for kind, handler in _HANDLERS.items():
        app.add_exception_handler(kind, handler)
    told: dict[int | str, dict[str, Any]] = {
        code: {"model": Error} for code in (400, 401, 413, 415, 422, 500, 503, 504)
    }

    @app.post(
        "/audit",
        response_model=ArticleResult,
        responses=told,
        openapi_extra={"requestBody": _BODY},
        dependencies=[Depends(_allowed(token))],
    )
    async def audit(request: Request) -> Response:
        """Audit an article: the fields of a line of JSON Lines in, its result out."""
        article = article_of_line(await _text(request, limits.body), WHERE)
        try:
            result = await worker.audit(article)
        except Busy:
            raise HTTPException(
                503, "Other articles are being audited; try again in a few seconds.", _RETRY
            ) from None
        except TooSlow:
            raise HTTPException(
                504,
                f"The audit took longer than {limits.seconds:g} seconds; send a shorter article, or start "
                "the service with a longer --timeout.",
            ) from None
        return Response(to_json(result), media_type="application/json")

    @app.get("/health")
    def health() -> Health:
        """Whether the service is there; no token is needed."""
        return Health(status="ok", version=__version__)

    return app


def _allowed(token: str) -> Callable[..., None]:
    def check(request: Request, credentials: Credentials) -> None:
        given = credentials.credentials if credentials else ""
        if token and not secrets.compare_digest(given.encode(), token.encode()):
            raise HTTPException(
                401, "Give the service's token as Authorization: Bearer TOKEN.",
                {"WWW-Authenticate": "Bearer"},
            )  # fmt: skip
        if not token and request.url.hostname not in LOOPBACK:
            raise HTTPException(400, "Without a token only localhost and 127.0.0.1 are answered.")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise HTTPException(
                415, "Send the article as JSON, with Content-Type: application/json."
            )

    return check


async def _text(request: Request, limit: int) -> str:
    """The body of a request; no more of it is read than may be."""
    said = request.headers.get("content-length", "")
    body = bytearray()
    if not (said.isdecimal() and int(said) > limit):
        async for piece in request.stream():
            body += piece
            if len(body) > limit:
                break
        else:
            try:
                return body.decode()
            except UnicodeDecodeError:
                raise HTTPException(400, "The request is no UTF-8; send JSON in UTF-8.") from None
    raise HTTPException(
        413,
        f"The request is larger than {limit / 1e6:g} MB; send a shorter article, or start the service with "
        "a larger --max-body.",
        {"Connection": "close"},
    )


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StarletteHTTPException)
    said = error.detail
    if error.status_code in (404, 405):
        said = "There is no such address; POST /audit audits an article, GET /docs tells more."
    return JSONResponse({"error": said}, error.status_code, error.headers)


def _unaudited(_: Request, error: Exception) -> JSONResponse:
    own = isinstance(error, UnforeseenError) or not isinstance(error, InputError)
    said = str(error).encode(errors="replace").decode()
    return JSONResponse({"error": said}, 500 if own else 422)


_HANDLERS = {StarletteHTTPException: _http, AuditError: _unaudited}


def _fields() -> dict[str, object]:
    text, sentences = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    revision = {"type": "object", "properties": {"at": text, "en": text}, "required": ["at", "en"]}
    own = {
        "id": text, "ko": text, "en": text, "ko_sentences": sentences, "en_sentences": sentences,
        "draft": text, "revisions": {"type": "array", "items": revision},
    }  # fmt: skip
    return own | dict.fromkeys(METADATA_FIELDS, text)


_BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {"type": "object", "required": ["id"], "properties": _fields()},
            "example": {
                "id": "budget",
                "ko": "규모는 728조원이다.",
                "en": "It is 728 trillion won.",
            },
        }
    },
}
