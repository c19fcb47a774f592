"""Text as XML 1.0 can hold it (W3C 2008, productions 2 and 15)."""

from __future__ import annotations

import re

_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """A text with U+FFFD for every character that XML 1.0 has no place for."""
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)


def commented(document: bytes, line: str) -> bytes:
    """A document in UTF-8 with a line as a comment at its end; as it is where there is no line."""
    return (
        document.rstrip() + f"\n<!-- {line.replace('--', '- -')} -->\n".encode()
        if line
        else document
    )
