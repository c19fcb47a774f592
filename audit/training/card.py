"""The model card of a trained encoder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from audit.bench import Figure
from audit.encoders.bag import BagEncoder
from audit.training.pairs import SOURCES, Pair


def write(
    folder: Path, pairs: Sequence[Pair], refused: int, figures: Sequence[Figure], command: str
) -> Path:
    """Write ``README.md`` beside the weights.

    Args:
        folder: of a saved encoder.
        pairs: what it was trained on.
        refused: rows left out because an evaluation set holds them.
        figures: its scores on development sets.
        command: how it was made.
    """
    encoder = BagEncoder(folder)
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    counts = Counter(pair.source for pair in pairs)
    lines = [
        "# The embedded Korean–English encoder",
        "",
        "A weighted bag of Korean morphemes, English stems and name skeletons in one space of",
        f"{encoder.dimension} dimensions, trained from nothing on the pairs below (InfoNCE with",
        "in-batch negatives); int8 rows with one scale each, in safetensors.",
        "",
        f"- size: {size:.1f} MB",
        f"- SHA-256 of weights and vocabulary: `{encoder.weights_hash}`",
        f"- made: {datetime.now(UTC).date().isoformat()}, by `{command}`",
        f"- rows refused because an evaluation set holds them: {refused}",
        "",
        "## Scores on development sets",
        "",
        "| | figure | target |",
        "|---|---|---|",
        *(
            f"| {figure.label} | {figure.value:.3f} | {figure.target:.2f} |"
            for figure in figures
            if figure.target is not None
        ),
        "",
        "Retrieval is by margin, every sentence of the set a candidate.",
        "",
        "## Sources",
        "",
        "| source | licence | pairs |",
        "|---|---|---|",
        *(f"| {name} | {SOURCES[name][0]} | {count} |" for name, count in sorted(counts.items())),
        "",
        "No sentence of a source can be read back from the weights; they are published under the",
        "project's licence with credit to every source above.",
    ]
    path = folder / "README.md"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
