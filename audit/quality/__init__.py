"""Word-level quality: which words, gaps and beads of a translation look wrong, by a trained model."""

from __future__ import annotations

from pathlib import Path

from audit.records.article import Lang

FOLDER = Path(__file__).parent / "weights"
WEIGHTS, CONFIG = "model.safetensors", "config.json"
FLUENCY = "fluency.safetensors"
"""Weights of the model that reads the English alone."""
VOCABULARY: dict[Lang, str] = {"en": "english.txt", "ko": "korean.txt"}
