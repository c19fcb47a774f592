"""Untrusted text made harmless for the eye and the terminal: controls are shown by their names.

Unicode Standard Annex 9 has the controls; "Trojan Source" (Boucher & Anderson 2021) what they are
misused for.
"""

from __future__ import annotations

_CONTROLS = {
    0x061C: "ALM", 0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF",
    0x202D: "LRO", 0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
    0x0000: "NUL", 0x001B: "ESC", 0x007F: "DEL",
}  # fmt: skip
# What is left of C0, white space apart, and C1: a terminal obeys them.
_CONTROLS |= {
    code: f"U+{code:04X}"
    for code in (*range(0x20), *range(0x80, 0xA0))
    if code not in _CONTROLS and not chr(code).isspace()
}
_SHOWN = {code: f"⟨{name}⟩" for code, name in _CONTROLS.items()}


def visible(text: str) -> str:
    """The text with every control, but white space, put as its name in angle brackets."""
    return text.translate(_SHOWN)
