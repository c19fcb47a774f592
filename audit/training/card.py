"""The model card of a trained encoder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from audit.bench import Figure
from audit.encoders.bag import BagEncoder
from audit.training.pairs import SOURCES, Pair

_CARD = "README.md"


def write(
    folder: Path,
    pairs: Sequence[Pair],
    refused: int,
    before: Sequence[Figure],
    after: Sequence[Figure],
    command: str,
) -> Path:
    """Write ``README.md`` beside the weights.

    Args:
        folder: of a saved encoder.
        pairs: what it was trained on.
        refused: rows left out because an evaluation set holds them.
        before: scores of the float32 rows on development sets.
        after: scores of the rows as they are stored.
        command: how it was made.
    """
    encoder = BagEncoder(folder)
    size = sum(file.stat().st_size for file in folder.iterdir() if file.name != _CARD) / 1e6
    counts = Counter(pair.source for pair in pairs)
    lines = [
        "# The embedded Korean–English encoder",
        "",
        "A weighted bag of Korean morphemes, English stems and name skeletons in one space of",
        f"{encoder.dimension} dimensions, trained from nothing on the pairs below (InfoNCE with",
        "in-batch negatives, then part of the whitening); int8 rows with one scale each, in",
        "safetensors. It gives sentence vectors and, for each token, its place, vector and weight.",
        "",
        "For aligning news with its translation and for finding what diverges. It knows no word order:",
        "who did what to whom, and most single words changed, are beyond it.",
        "",
        "```python",
        "from audit.encoders.module import as_sentence_transformer",
        "model = as_sentence_transformer()  # or SentenceTransformer(folder, trust_remote_code=True):",
        "# the library asks for that before it imports a module class of ours; the folder holds no code",
        "```",
        "",
        f"- size: {size:.1f} MB",
        f"- SHA-256 of weights and vocabulary: `{encoder.weights_hash}`",
        f"- made: {datetime.now(UTC).date().isoformat()}, by `{command}`",
        f"- rows refused because an evaluation set holds them: {refused}",
        "",
        "## Scores on development sets",
        "",
        "| | int8 | float32 | target |",
        "|---|---|---|---|",
        *(
            f"| {figure.label} | {figure.value:.3f} | {whole.value:.3f} | {figure.target:.2f} |"
            for whole, figure in zip(before, after, strict=True)
            if figure.target is not None
        ),
        "",
        "Retrieval is by margin, every sentence of the set a candidate: NTREX 1,004, FLORES 514, PUD 500,",
        "Tatoeba 1,000. None was trained on. Published, bitext F1 on all 1,997 NTREX sentences: LaBSE .993",
        "and .995 (471M parameters), multilingual-e5-small .946 and .896 (118M), static-similarity-mrl-",
        "multilingual .898 and .914 (108M).",
        "",
        "## Sources",
        "",
        "| source | licence | pairs | times an epoch |",
        "|---|---|---|---|",
        *(
            f"| {name} | {SOURCES[name][0]} | {count} | {SOURCES[name][2]} |"
            for name, count in sorted(counts.items())
        ),
        "",
        "No sentence of a source can be read back from the weights; they are published under the",
        "project's licence with credit to every source above.",
    ]
    path = folder / _CARD
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
