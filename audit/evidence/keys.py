"""Ed25519 keys that sign a seal (RFC 8032), as PEM files, through the ``cryptography`` library."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from audit.errors import ConfigError

VARIABLE = "AUDIT_SIGNING_KEY"
"""The environment variable that holds the private key, as PEM or as the path of its file."""
_RAW = serialization.Encoding.Raw, serialization.PublicFormat.Raw


class Signer:
    """Signs with a private key; ``key`` is the public one, in hexadecimal."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.key = key.public_key().public_bytes(*_RAW).hex()

    def signature(self, data: bytes) -> dict[str, str]:
        """The signature of some bytes with the key to check it by, both in hexadecimal."""
        return {
            "algorithm": "Ed25519",
            "key": self.key,
            "value": self._key.sign(data).hex(),
        }


def make(path: Path) -> Path:
    """Make a key pair: the private key into ``path``, readable by its owner alone, the public one beside it.

    Returns:
        The file of the public key.

    Raises:
        ConfigError: a file is there already, or cannot be written.
    """
    public = path.with_name(f"{path.name}.pub")
    key = Ed25519PrivateKey.generate()
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    shown = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    try:
        for place, data, mode in ((path, secret, 0o600), (public, shown, 0o644)):
            with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as f:
                f.write(data)
    except FileExistsError as error:
        raise ConfigError(f"{error.filename} is there already; give another name.") from error
    except OSError as error:
        raise ConfigError(f"{error.filename} cannot be written ({error.strerror}).") from error
    return public


def signer(path: Path | None) -> Signer | None:
    """The signer with the key in a file, or in the environment; None where neither is given.

    Raises:
        ConfigError: the key cannot be read, or is no Ed25519 key.
    """
    given = str(path) if path else os.environ.get(VARIABLE, "")
    if not given:
        return None
    where = given if path or not given.lstrip().startswith("-----BEGIN") else VARIABLE
    data = given.encode() if where == VARIABLE else _read(Path(given))
    try:
        key = serialization.load_pem_private_key(data, None)
    except (ValueError, TypeError) as error:
        raise ConfigError(f"{where} holds no private key; make one with keygen.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigError(f"{where} holds a key of another kind; make one with keygen.")
    return Signer(key)


def public_key(path: Path) -> str:
    """The public key in a file, in hexadecimal.

    Raises:
        ConfigError: it cannot be read, or is no Ed25519 key.
    """
    try:
        key = serialization.load_pem_public_key(_read(path))
    except ValueError as error:
        raise ConfigError(f"{path} holds no public key; give the .pub file of keygen.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise ConfigError(f"{path} holds a key of another kind; give the .pub file of keygen.")
    return key.public_bytes(*_RAW).hex()


def is_good(signature: Any, data: bytes) -> bool:  # noqa: ANN401 - as read from a file
    """Whether a signature as :meth:`Signer.signature` writes it is one of some bytes."""
    try:
        key, value = bytes.fromhex(signature["key"]), bytes.fromhex(signature["value"])
        # Upper-case digits would say the same.
        if signature != {"algorithm": "Ed25519", "key": key.hex(), "value": value.hex()}:
            return False
        Ed25519PublicKey.from_public_bytes(key).verify(value, data)
    except (KeyError, TypeError, ValueError, InvalidSignature):
        return False
    return True


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}); check the path.") from error
