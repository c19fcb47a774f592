"""How sure a check is of what it says: the rows of ``confidence.toml`` beside it.

A row is a confidence, 0 to 1, with the measurement that set it::

    [number.other_unit]
    value = 0.96
    measured = "2025-09: 58,000 human translations, 12 found, half of them rightly"
"""

from __future__ import annotations

from collections.abc import Mapping

from audit.records.measured import numbers_beside

FILE = "confidence.toml"


def confidences(module: str) -> Mapping[str, float]:
    """The confidences of a check by name, from the table that bears the module's last name.

    Args:
        module: the check's ``__name__``; the table lies beside its file.

    Raises:
        KeyError: the table has no row for it.
    """
    return numbers_beside(module, FILE)
