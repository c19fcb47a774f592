"""The hash of all that a sentence-transformers model's vectors depend on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

_WEIGHTS = {".safetensors", ".onnx", ".onnx_data", ".xml", ".bin"}


def weights_hash(
    model: SentenceTransformer, prompt: str, folder: Path | None = None, *, run_by: str = ""
) -> str:
    """SHA-256, hexadecimal, over weights, modules, tokenizer and prompt.

    Args:
        model: as it was loaded.
        prompt: what each sentence is read after.
        folder: where the files of a model lie that holds no tensors of torch: those are hashed.
        run_by: what else decides how the weights are run.
    """
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(f"{key} {tuple(tensor.shape)} {tensor.dtype}".encode())
        digest.update(np.ascontiguousarray(tensor.cpu().float().numpy()).tobytes())
    for file in _files(folder) if folder else ():
        digest.update(file.name.encode())
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    for module in model:
        settings: dict[str, object] = getattr(module, "get_config_dict", dict)()
        digest.update(type(module).__name__.encode())
        digest.update(json.dumps(settings, sort_keys=True, default=str).encode())
    fast = fast_tokenizer(model)
    digest.update(fast.to_str().encode() if fast is not None else b"")
    digest.update(f"{model.max_seq_length} {prompt}{run_by}".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(p for p in folder.rglob("*") if p.suffix in _WEIGHTS and p.is_file()))


def fast_tokenizer(model: SentenceTransformer) -> Tokenizer | None:
    """The model's tokenizer as one of the tokenizers library; None if it has none."""
    from tokenizers import Tokenizer

    tokenizer = getattr(model, "tokenizer", None)
    inner = tokenizer if isinstance(tokenizer, Tokenizer) else None
    return inner or getattr(tokenizer, "backend_tokenizer", None)
