"""What the project stands on: the lock names every package of requirements.txt, by version and hash."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
_LOCKED = re.compile(
    r"^([\w.-]+)==(\S+)(?: ;[^\\]*)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE
)


def test_the_lock_holds_what_the_requirements_ask_for():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    found = {canonicalize_name(name): version for name, version, _ in _LOCKED.findall(lock)}
    # Nothing in it but packages with hashes.
    assert _LOCKED.sub("", lock).strip() == ""
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if asked := line.partition("#")[0].strip():
            requirement = Requirement(asked)
            version = found[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), f"make lock: {asked} is {version}"
