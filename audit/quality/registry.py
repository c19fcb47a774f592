"""Every quality model there is: the modules of ``audit.quality.models``."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from audit.errors import ConfigError
from audit.quality import models
from audit.quality.model import QualityModel
from audit.records.settings import Settings


def names() -> tuple[str, ...]:
    """What the settings may call a quality model; none of them is loaded for it."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(models.__path__)))


def load(settings: Settings, cache: Path | None = None) -> QualityModel:
    """The quality model that the settings ask for.

    Args:
        settings: ``quality`` names it.
        cache: a folder in which it may keep what it has worked out; None for nowhere.

    Raises:
        ConfigError: there is no model of this name, or the settings lack what it needs.
        EncoderError: its weights cannot be read.
    """
    if settings.quality not in names():
        raise ConfigError(
            f"There is no quality model {settings.quality!r}; the models are {', '.join(names())}."
        )
    module = importlib.import_module(f"{models.__name__}.{settings.quality}")
    made: QualityModel = module.load(settings, cache)
    return made
