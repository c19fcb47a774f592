"""Files and folders that may only be read, whoever runs the tests."""

from __future__ import annotations

import ctypes
import os
from contextlib import contextmanager


@contextmanager
def unwritable(*paths):
    """Files and folders that may only be read, by somebody who is not root."""
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        yield
    finally:
        if root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


@contextmanager
def read_only(folder):
    """A folder with all that lies in it, which may only be read by what :func:`without_override` begins."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def without_override():
    """Before a program is begun: have it keep to what a file's mode says, even if it is root's."""
    drop, overrides = 24, (1, 2)  # PR_CAPBSET_DROP of CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
    if os.geteuid() == 0:
        for each in overrides:
            ctypes.CDLL(None).prctl(drop, each, 0, 0, 0)
