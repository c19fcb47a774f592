"""Addresses that this machine alone can reach."""

from __future__ import annotations

from ipaddress import ip_address

HOSTS = ("localhost", "127.0.0.1", "::1")
"""The names under which this machine reaches itself."""


def is_loopback(host: str) -> bool:
    """Whether what listens on an address is out of others' reach."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
