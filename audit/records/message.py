"""What is shown of a code: a sentence in English and in Korean, its fields filled from parameters."""

from __future__ import annotations

from typing import NamedTuple

VERBATIM = "text"
"""The last part of a code whose message is its parameter ``text``, as somebody wrote it."""


AGREES = "also"
"""The parameter that names the code of what another witness says of the same words; that one's parameters
follow under names that begin with it."""


class Message(NamedTuple):
    """A sentence in both languages, without a final full stop.

    Fields are those of :meth:`str.format`; ``audit.messages`` says what may be asked of one besides.
    """

    en: str
    ko: str
