"""Time-stamps of an authority (RFC 3161) on a seal or on a printed head, through ``rfc3161-client``.

Only a hash goes to the authority. Its answer lies beside the file that it is on, as ``seal.tsr``: OpenSSL
reads it too (``openssl ts -verify -data seal.json -in seal.tsr -CAfile roots.pem``).
"""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cryptography import x509

from audit.errors import AuditError, ConfigError, MissingExtra
from audit.results.folder import STAMP

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse

_WAIT = 30.0
"""Seconds that an authority has to answer; they answer within one."""
_MOST = 1 << 20
"""Bytes of an answer at most; one is 2 to 8 thousand."""
_HASHES = {
    "2.16.840.1.101.3.4.2.1": hashlib.sha256,
    "2.16.840.1.101.3.4.2.2": hashlib.sha384,
    "2.16.840.1.101.3.4.2.3": hashlib.sha512,
}


class NotStamped(AuditError):
    """An authority gave no time-stamp; what was to be stamped stands without one."""

    def __init__(self, path: Path, authority: str, why: str) -> None:
        super().__init__(
            f"{path} is written, but not time-stamped: {authority} {why}; do it again later, or correct "
            "timestamp_authority."
        )


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time-stamp: its file's name, the authority's time, and whether it was checked by a trusted root."""

    name: str
    time: datetime
    checked: bool


def place_of(path: Path) -> Path:
    """Where the time-stamp on a file lies."""
    return path.with_suffix(STAMP)


def host_of(authority: str) -> str:
    """An authority by its host, as a seal names it: an address may hold what is nobody else's business."""
    return urlsplit(authority).hostname or ""


def require(authority: str) -> None:
    """Refuse an authority that cannot be asked, before anything is written; none is none.

    Raises:
        ConfigError: it is no address.
        MissingExtra: the library is not installed.
    """
    if not authority:
        return
    parts = urlsplit(authority)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigError(
            f"timestamp_authority is {authority!r}; give the address of an RFC 3161 service, as in "
            "https://tsa.example/tsr."
        )
    _library()


def stamp(path: Path, authority: str) -> tuple[bytes, bytes]:
    """Have an authority stamp a file as it stands; the file's folder stays as it is.

    Returns:
        What was stamped, and the authority's answer.

    Raises:
        NotStamped: the authority cannot be reached, or does not stamp it.
    """
    library, data = _library(), path.read_bytes()
    asked = library.TimestampRequestBuilder().data(data).build()
    answer = _post(path, authority, asked.as_bytes())
    found = _read(answer)
    if found is None:
        raise NotStamped(path, authority, "answered with something else than a time-stamp")
    if found.status not in (library.PKIStatus.GRANTED, library.PKIStatus.GRANTED_WITH_MODS):
        why = " ".join(found.status_string) or f"status {found.status}"
        raise NotStamped(path, authority, f"refused it ({why})")
    if not _is_on(found, data) or found.tst_info.nonce != asked.nonce:
        raise NotStamped(path, authority, "stamped something else")
    return data, answer


def checked(
    folder: Path, name: str, trusted: Sequence[x509.Certificate]
) -> tuple[Stamp | None, list[str]]:
    """The time-stamp on a file, checked without any network; None where there is none or it is not good.

    Args:
        folder: within which files are named.
        name: of the file that it is on.
        trusted: certificates of the authorities that are trusted; without them the signature is not
            checked, only that it is a stamp on this file.

    Returns:
        The stamp, and what is wrong, each in a sentence.

    Raises:
        MissingExtra: the library is not installed.
    """
    place = place_of(folder / name)
    shown = place_of(Path(name)).as_posix()
    if not place.exists():
        return None, []
    try:
        answer, data = place.read_bytes(), (folder / name).read_bytes()
    except FileNotFoundError:
        return None, [f"{shown} is on {name}, which is missing."]
    found = _read(answer)
    if found is None:
        return None, [f"{shown} was altered: it is no time-stamp."]
    if not _is_on(found, data):
        return None, [f"{shown} is a time-stamp on something else than this {name}."]
    time = found.tst_info.gen_time
    if not trusted:
        return Stamp(shown, time, checked=False), []
    if why := _doubt(found, data, trusted):
        return None, [f"{shown} is no time-stamp of an authority that is trusted: {why}."]
    return Stamp(shown, time, checked=True), []


def certificates(path: Path) -> list[x509.Certificate]:
    """The certificates in a PEM file.

    Raises:
        ConfigError: it cannot be read, or has none.
    """
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}); check the path.") from error
    except ValueError as error:
        raise ConfigError(
            f"{path} holds no certificates; give the authority's root certificates as PEM."
        ) from error


def _doubt(found: TimeStampResponse, data: bytes, roots: Sequence[x509.Certificate]) -> str:
    """Why a stamp is not one by an authority under some roots, empty where it is."""
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        VerifierBuilder(roots=list(roots)).build().verify_message(found, data)
    except (VerificationError, ValueError) as error:
        return str(error).rstrip(".")
    return ""


def _is_on(found: TimeStampResponse, data: bytes) -> bool:
    imprint = found.tst_info.message_imprint
    made = _HASHES.get(imprint.hash_algorithm.dotted_string)
    return made is not None and made(data).digest() == imprint.message


def _read(answer: bytes) -> TimeStampResponse | None:
    try:
        found: TimeStampResponse = _library().decode_timestamp_response(answer)
        _ = found.tst_info.gen_time if found.status in (0, 1) else None
    except ValueError:
        return None
    return found


def _post(path: Path, authority: str, asked: bytes) -> bytes:
    kind = {"Content-Type": "application/timestamp-query"}
    request = urllib.request.Request(authority, asked, kind)  # noqa: S310 - require() took http only
    try:
        with urllib.request.urlopen(request, timeout=_WAIT) as answer:  # noqa: S310
            return bytes(answer.read(_MOST))
    except urllib.error.HTTPError as error:
        raise NotStamped(path, authority, f"answered {error.code} {error.reason}") from error
    except (OSError, HTTPException) as error:
        why = getattr(error, "reason", error)
        raise NotStamped(path, authority, f"cannot be reached ({why})") from error


def _library() -> Any:  # noqa: ANN401 - a module
    try:
        import rfc3161_client
    except ImportError as error:
        raise MissingExtra("A time-stamp", "timestamp") from error
    return rfc3161_client
