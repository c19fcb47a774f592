"""The model card of the contextual quality model: what it learned from, and which errors were made for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from audit.training.contextual import rewording
from audit.training.contextual.examples import all_kinds
from audit.training.contextual.material import SOURCES
from audit.training.contextual.network import JOINT, LAYERS
from audit.training.contextual.trunk import LAYERS as TRUNK_LAYERS
from audit.training.contextual.trunk import UPPER
from audit.training.pairs import SOURCES as LICENCES

CARD = "README.md"
_TEMPLATE = "card.md"
_LEXICA = (
    "krdict_nikl", "cc_kedict", "wiktionary_en_ko", "transliteration_muik", "kr_admin_divisions", "cldr",
)  # fmt: skip


def written(made: Mapping[str, str], size: float) -> str:
    """The card as Markdown.

    Args:
        made: what the training wrote of itself: steps and samples.
        size: of the folder, in MB.
    """
    total = sum(kind.WEIGHT for kind in all_kinds())
    kinds = [
        (kind.__name__.rpartition(".")[2], kind.WEIGHT / total, str(kind.__doc__).strip())
        for kind in sorted(all_kinds(), key=lambda kind: -kind.WEIGHT)
    ]
    sources = [
        (name, LICENCES[name][0], most, f"{times:g}")
        for name, (most, times) in sorted(SOURCES.items())
    ]
    words = [
        (f"lexicon/{name}: words and names", LICENCES[f"lexicon/{name}"][0], "", "")
        for name in _LEXICA
    ]
    # Markdown, not HTML: what is filled in is our own.
    found = Environment(  # noqa: S701
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    rewordings = str(rewording.__doc__).strip().partition("\n\n")[2].replace("\n", " ")
    return found.get_template(_TEMPLATE).render(
        made=made, size=size, trunk=TRUNK_LAYERS, upper=UPPER, layers=LAYERS, joint=JOINT, kinds=kinds,
        sources=[*sources, *words], rewordings=rewordings[0].lower() + rewordings[1:],
    )  # fmt: skip


def write(folder: Path, made: Mapping[str, str]) -> None:
    """Write the card beside the weights."""
    size = sum(file.stat().st_size for file in folder.iterdir() if file.name != CARD) / 1e6
    (folder / CARD).write_text(written(made, size), encoding="utf-8")
