"""Retrieval accuracy and cross-lingual similarity of an encoder on development sets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.bench import Figure, Settings, cost, development, pairs_of, table_of
from audit.encoders import EMBEDDED, Encoder, load

METHOD = "nearest neighbour by margin (ratio), every sentence of the set a candidate"
_SETS = (
    ("NTREX", "ntrex_docs_dev.tsv.xz", 0.94),
    ("FLORES", "flores_dev.tsv.xz", 0.98),
    ("PUD", "pud_dev.tsv.xz", 0.97),
    ("Tatoeba", "tatoeba_dev.tsv.xz", 0.85),
)
# An earlier encoder of the same kind on the same sets; for NTREX also figures published for models
# of 100 to 471 million parameters, bitext F1 on all 1,997 sentences (MTEB).
_PUBLISHED = (
    ("LaBSE", ".993", ".995"),
    ("e5-small", ".946", ".896"),
    ("MiniLM-L12", ".897", ".902"),
    ("static-similarity", ".898", ".914"),
    ("potion", ".565", ".569"),
)
_FIRST = {
    "NTREX": (".88", ".90"),
    "FLORES": (".95", ".96"),
    "PUD": (".94", ".94"),
    "Tatoeba": (".81", ".80"),
}
_RIVALS = 4


def retrieval(ko: NDArray[np.float32], en: NDArray[np.float32]) -> tuple[float, float]:
    """Accuracy both ways of the nearest neighbour by margin (ratio, Artetxe & Schwenk 2019).

    Args:
        ko: unit vectors, shape (n, d); row i translates row i of ``en``.
        en: unit vectors, shape (n, d).
    """
    cosine = ko @ en.T
    count = min(_RIVALS, len(cosine))
    near_ko = np.sort(cosine, axis=1)[:, -count:].mean(axis=1)
    near_en = np.sort(cosine, axis=0)[-count:].mean(axis=0)
    margin = cosine / np.maximum((near_ko[:, None] + near_en[None]) / 2, 1e-6)
    truth = np.arange(len(cosine))
    return (
        float((margin.argmax(axis=1) == truth).mean()),
        float((margin.argmax(axis=0) == truth).mean()),
    )


def spearman(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Spearman's rank correlation, ties at their mean rank."""
    from scipy.stats import spearmanr

    return float(spearmanr(left, right).statistic)


def _measured(encoder: Encoder, path: Path) -> tuple[float, float]:
    pairs = pairs_of(path)
    return retrieval(
        encoder.encode([pair[0] for pair in pairs]), encoder.encode([pair[1] for pair in pairs])
    )


def _similarity(encoder: Encoder) -> float:
    rows = table_of(development("sts_dev.tsv.xz"))
    ko = encoder.encode([row["ko1"] for row in rows])
    en = encoder.encode([row["en2"] for row in rows])
    gold = np.array([float(row["score"]) for row in rows])
    return spearman((ko * en).sum(axis=1).astype(np.float64), gold)


def run(settings: Settings) -> list[Figure]:
    """Accuracy by margin, both ways, on ``--pairs`` or every development set; STS; the cost."""
    encoder = load(settings.encoder)
    if settings.pairs:
        ko_en, en_ko = _measured(encoder, settings.pairs)
        return [
            Figure("nearest by margin, ko to en", ko_en, key="ko_en"),
            Figure("nearest by margin, en to ko", en_ko, key="en_ko"),
        ]
    return [*scores(encoder), *(cost.figures(encoder) if settings.encoder == EMBEDDED else [])]


def scores(encoder: Encoder) -> list[Figure]:
    """Accuracy on every development set, and STS."""
    figures = []
    for name, file, target in _SETS:
        ko_en, en_ko = _measured(encoder, development(file))
        figures += [
            Figure(f"{name} ko to en", ko_en, target, _baseline(name, 0), f"{name}.ko_en"),
            Figure(f"{name} en to ko", en_ko, target, _baseline(name, 1), f"{name}.en_ko"),
        ]
    figures.append(Figure("STS Spearman, ko to en", _similarity(encoder), 0.70, "", "sts"))
    return figures


def _baseline(name: str, way: int) -> str:
    """Figures of others beside ours; ``way`` is 0 for Korean to English."""
    published = [f"{model} {both[way]}" for model, *both in _PUBLISHED] if name == "NTREX" else []
    return ", ".join([f"first encoder {_FIRST[name][way]}", *published])
