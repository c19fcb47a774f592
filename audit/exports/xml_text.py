"""Text as XML 1.0 can hold it (W3C 2008, production 2)."""

from __future__ import annotations

import re

_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """A text with U+FFFD for every character that XML 1.0 has no place for."""
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)
