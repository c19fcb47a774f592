"""The contextual model for those beads that the fast one doubts most, for archives: most are read once."""

from __future__ import annotations

from pathlib import Path

from audit.quality.contextual import CASCADE
from audit.quality.models.contextual import ContextualModel
from audit.records.measured import thresholds
from audit.records.settings import Settings

_LEAST = thresholds(__name__)["least"]
"""The fast model's log-odds of a bead from which the contextual one reads it."""


def load(settings: Settings, cache: Path | None) -> ContextualModel:
    """The model; it has no settings and keeps nothing."""
    return ContextualModel(CASCADE, _LEAST)
