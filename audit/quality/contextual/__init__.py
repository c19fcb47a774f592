"""The contextual quality model: sentences read as a whole by a multilingual transformer."""

from pathlib import Path

CONTEXTUAL, CASCADE = "contextual", "cascade"
"""What the settings call it, and call it where it reads only what the fast model doubts."""
FOLDER = Path(__file__).with_name("weights")
TRUNK, UPPER, COMPARER = "trunk.onnx", "upper.onnx", "comparer.onnx"
TOKENIZER, CONFIG = "tokenizer.json", "config.json"
INPUTS = ("ko", "en", "cosines", "en_weights", "ko_weights")
OUTPUTS = ("en_wrong", "ko_wrong", "en_alone", "ko_alone", "gaps", "pair", "links")
