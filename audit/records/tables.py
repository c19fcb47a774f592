"""The forms that a run's tables are written in."""

from __future__ import annotations

from enum import StrEnum


class Tables(StrEnum):
    """A form of the tables."""

    CSV = "csv"
    """Sheets and a report, with a file for each article's record."""
    PARQUET = "parquet"
    """An archive in parts, the records in them."""


ORDINARY = frozenset({Tables.CSV})
"""What a run writes unless it is asked for something else."""
