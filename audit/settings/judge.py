"""The table ``[judge]`` of ``audit.toml``: which endpoint judges, how it is asked, what it may cost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from audit.errors import ConfigError
from audit.quality.endpoint import PROMPT
from audit.records.settings import JudgeSettings, file_of_settings, path_named
from audit.settings.tables import checked_table

_Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_Count = Annotated[int, Field(ge=1, le=100)]


@with_config(ConfigDict(extra="forbid", strict=True))
class _Table(TypedDict, total=False):
    url: str
    model: str
    prompt: str
    key_env: str
    max_cost: _Price
    price_in: _Price
    price_out: _Price
    batch: _Count
    concurrent: _Count
    timeout: Annotated[float, Field(gt=0, le=3600)]
    attempts: _Count


def read_judge(path: Path, table: object) -> JudgeSettings | None:
    """The judge's settings; None where there is no table.

    Args:
        path: of ``audit.toml``; the prompt's name is relative to its folder.
        table: what stands under ``judge``.

    Raises:
        ConfigError: a setting is unknown, missing or out of range, or the prompt cannot be read.
    """
    if table is None:
        return None
    found: dict[str, Any] = dict(checked_table(path, "judge", _Table, table))
    for name in ("url", "model"):
        if not found.get(name):
            raise ConfigError(
                f"{path}: [judge] has no {name}; give the endpoint's url and a model."
            )
    _check_url(path, found["url"])
    if "max_cost" in found and not (found.get("price_in") or found.get("price_out")):
        raise ConfigError(
            f"{path}: judge.max_cost needs prices; give price_in and price_out per million tokens."
        )
    return JudgeSettings(**found | {"prompt": _prompt(path, found.get("prompt", ""))})


def _check_url(path: Path, url: str) -> None:
    try:
        parts = urlsplit(url)
        # What stands before an @ would be printed wherever the endpoint is named.
        good = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    except ValueError:  # brackets that do not match, or signs that others read as slashes
        good = False
    if not good:
        raise ConfigError(
            f"{path}: judge.url is no address of an endpoint; give one such as http://localhost:8080/v1, "
            "the key in the environment."
        )


def _prompt(path: Path, name: str) -> str:
    file = path.parent / path_named(name) if name else PROMPT
    try:
        return file_of_settings(file).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"The judge's prompt {file} cannot be read ({error}); correct judge.prompt in audit.toml."
        ) from error
