"""A time-stamping authority made for the tests (RFC 3161): root, certificate, and a server on this machine.

Its answers are CMS signed data (RFC 5652) put together in DER by hand, and so by other code than reads them.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

DER = serialization.Encoding.DER


class Authority:
    """Stamps what it is asked to, at ``now`` if that is given, else at the time of this machine."""

    def __init__(self, name="Hanbit test authority"):
        self.now: datetime | None = None
        self.refuses = False
        ca, self._key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.root = _certificate(f"{name}, root", ca.public_key(), f"{name}, root", ca, leaf=False)
        self._cert = _certificate(name, self._key.public_key(), f"{name}, root", ca, leaf=True)

    def pem(self):
        return self.root.public_bytes(serialization.Encoding.PEM)

    def answer(self, request: bytes) -> bytes:
        """The answer to a request, both in DER."""
        if self.refuses:
            words = _tlv(0x30, _tlv(0x0C, b"not today"))
            return _tlv(0x30, _tlv(0x30, _number(2) + words))
        _, imprint, *more = _parts(_parts(request)[0][1])
        nonce = b"".join(_tlv(*each) for each in more if each[0] == 0x02)
        now = (self.now or datetime.now(UTC)).strftime("%Y%m%d%H%M%SZ").encode()
        info = _tlv(
            0x30,
            _number(1) + _oid("1.2.3.4.1") + _tlv(*imprint) + _number(7) + _tlv(0x18, now) + nonce,
        )
        return _tlv(0x30, _tlv(0x30, _number(0)) + self._token(info))

    def _token(self, info: bytes) -> bytes:
        digest = _tlv(0x30, _oid("2.16.840.1.101.3.4.2.1"))
        cert = self._cert.public_bytes(DER)
        own = _tlv(0x30, _tlv(0x30, _tlv(0x30, _tlv(0x04, sha256(cert).digest()))))
        attributes = sorted(
            _tlv(0x30, _oid(oid) + _tlv(0x31, value))
            for oid, value in (
                ("1.2.840.113549.1.9.3", _oid("1.2.840.113549.1.9.16.1.4")),
                ("1.2.840.113549.1.9.4", _tlv(0x04, sha256(info).digest())),
                ("1.2.840.113549.1.9.16.2.47", own),
            )
        )
        signed = b"".join(attributes)
        value = self._key.sign(_tlv(0x31, signed), padding.PKCS1v15(), hashes.SHA256())
        signer = _tlv(
            0x30,
            _number(1)
            + _tlv(0x30, self._cert.issuer.public_bytes() + _number(self._cert.serial_number))
            + digest
            + _tlv(0xA0, signed)
            + _tlv(0x30, _oid("1.2.840.113549.1.1.11") + b"\x05\x00")
            + _tlv(0x04, value),
        )
        content = _tlv(0x30, _oid("1.2.840.113549.1.9.16.1.4") + _tlv(0xA0, _tlv(0x04, info)))
        whole = _number(3) + _tlv(0x31, digest) + content + _tlv(0xA0, cert) + _tlv(0x31, signer)
        return _tlv(0x30, _oid("1.2.840.113549.1.7.2") + _tlv(0xA0, _tlv(0x30, whole)))


@contextmanager
def served(authority: Authority):
    """The address of an authority that answers on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            assert self.headers["Content-Type"] == "application/timestamp-query"
            made = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(made)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr"
    finally:
        server.shutdown()
        server.server_close()


def _certificate(name, public, issuer, key, *, leaf):
    def named(words):
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, words)])

    made = (
        x509.CertificateBuilder()
        .subject_name(named(name)).issuer_name(named(issuer)).public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=3650))
        .not_valid_after(datetime.now(UTC) + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=not leaf, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
        )
    )  # fmt: skip
    if leaf:
        use = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
        made = made.add_extension(use, critical=True)
    return made.sign(key, hashes.SHA256())


def _tlv(tag: int, value: bytes) -> bytes:
    size = len(value)
    if size < 0x80:
        return bytes([tag, size]) + value
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + value


def _number(value: int) -> bytes:
    return _tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    made = b""
    for value in (40 * first + second, *rest):
        groups = [value & 0x7F]
        while value := value >> 7:
            groups.append(0x80 | value & 0x7F)
        made += bytes(reversed(groups))
    return _tlv(0x06, made)


def _parts(data: bytes) -> list[tuple[int, bytes]]:
    """The values that follow one another in some DER, each with its tag."""
    found, at = [], 0
    while at < len(data):
        tag, size, start = data[at], data[at + 1], at + 2
        if size & 0x80:
            start += size & 0x7F
            size = int.from_bytes(data[at + 2 : start], "big")
        found.append((tag, data[start : start + size]))
        at = start + size
    return found
