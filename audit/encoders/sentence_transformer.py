"""Any sentence-transformers model, by hub name or local folder."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from audit.encoders.prompts import prompt_for
from audit.encoders.vectors import TokenVectors
from audit.errors import EncoderError, MissingExtra
from audit.languages.normalise import normalise

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from torch import Tensor

_BATCH_CPU = 32
_BYTES_PER_SENTENCE = 64 * 1024**2
"""Accelerator memory allowed for one sentence of a base-sized model."""
_LARGEST_BATCH = 512
_BASE = re.compile(r"^base_model:\s*(?:\n\s*-\s*)?(\S+)", re.MULTILINE)
T = TypeVar("T")


class SentenceTransformerEncoder:
    """A model loaded through the library itself: safetensors only, no remote code.

    The library picks the device; the batch is chosen for it, and halved when its memory runs out.

    Raises:
        EncoderError: the model is missing, broken, not in safetensors, or cannot be reached.
        MissingExtra: sentence-transformers is not installed.
    """

    def __init__(self, name: str) -> None:
        # The library is imported here: it takes seconds that the embedded encoder need not wait for.
        for noisy in ("sentence_transformers", "transformers", "huggingface_hub", "httpx"):
            logging.getLogger(noisy).setLevel(logging.ERROR)
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise MissingExtra(f"The encoder {name}", "models") from error
        from transformers.utils.logging import disable_progress_bar, set_verbosity_error

        disable_progress_bar()  # type: ignore[no-untyped-call]
        set_verbosity_error()  # type: ignore[no-untyped-call]  # it reports weights that nobody uses
        folder = Path(name).expanduser()
        try:
            self._model = SentenceTransformer(
                str(folder) if folder.is_dir() else name,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:
            raise EncoderError(_refusal(name, folder, error)) from error
        self._model.eval()
        self.name = folder.resolve().name if folder.is_dir() else name
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.prompt = prompt_for(
            (self.name, *_bases(folder)),
            {name: prompt or "" for name, prompt in self._model.prompts.items()},
            self._model.default_prompt_name,
        )
        self.batch_size = _batch_size(str(self._model.device))
        self.weights_hash = self._hash()

    def _hash(self) -> str:
        """SHA-256 over all that a vector depends on: weights, modules, tokenizer and prompt."""
        digest = hashlib.sha256()
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(f"{key} {tuple(tensor.shape)} {tensor.dtype}".encode())
            digest.update(np.ascontiguousarray(tensor.cpu().float().numpy()).tobytes())
        for module in self._model:
            settings: dict[str, object] = getattr(module, "get_config_dict", dict)()
            digest.update(type(module).__name__.encode())
            digest.update(json.dumps(settings, sort_keys=True, default=str).encode())
        fast = _fast_tokenizer(self._model)
        digest.update(fast.to_str().encode() if fast is not None else b"")
        digest.update(f"{self._model.max_seq_length} {self.prompt}".encode())
        return digest.hexdigest()

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dimension).

        Raises:
            EncoderError: the model fails on a sentence.
        """
        if not sentences:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._run(
            lambda batch_size: self._model.encode(
                [normalise(sentence).text for sentence in sentences],
                prompt=self.prompt,
                batch_size=batch_size,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        )
        return np.asarray(vectors, dtype=np.float32)

    def tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Each sentence's tokens; a static model's weigh by their length, others 1 each.

        Raises:
            EncoderError: the model gives no token embeddings or its tokenizer no offsets.
        """
        plain = [normalise(sentence) for sentence in sentences]
        texts = [self.prompt + p.text for p in plain]
        found = []
        for text, (spans, rows) in zip(plain, self._token_rows(texts), strict=True):
            skip = len(self.prompt)
            # Special tokens have empty spans, and the prompt is no part of the sentence.
            at = [i for i, (a, b) in enumerate(spans) if b > a and a >= skip]
            lengths = np.linalg.norm(rows[at], axis=1).astype(np.float32)
            found.append(
                TokenVectors(
                    tuple(text.text[spans[i][0] - skip : spans[i][1] - skip] for i in at),
                    tuple(text.span(spans[i][0] - skip, spans[i][1] - skip) for i in at),
                    rows[at] / np.maximum(lengths, 1e-9)[:, None],
                    lengths if self._static() is not None else np.ones_like(lengths),
                )
            )
        return found

    def _static(self) -> StaticEmbedding | None:
        """The table of a static model, whose tokens have the same vector everywhere."""
        from sentence_transformers.sentence_transformer.modules import StaticEmbedding

        return self._model[0] if isinstance(self._model[0], StaticEmbedding) else None

    def _token_rows(
        self, texts: list[str]
    ) -> list[tuple[list[tuple[int, int]], NDArray[np.float32]]]:
        """Spans in the text and vectors of each text's tokens, special tokens among them."""
        fast = _fast_tokenizer(self._model)
        if fast is None:
            raise self._no_tokens("its tokenizer gives no offsets")
        if (table := self._static()) is not None:
            weight = table.embedding.weight.detach().cpu().float().numpy()
            encoded = fast.encode_batch(texts, add_special_tokens=False)
            return [(list(e.offsets), weight[e.ids]) for e in encoded]
        try:
            rows = [
                state["token_embeddings"][state["attention_mask"].bool()].cpu().float().numpy()
                for state in self._states(texts)
            ]
            spans = self._model.tokenizer(
                texts,
                truncation=True,
                max_length=self._model.max_seq_length,
                return_offsets_mapping=True,
            )["offset_mapping"]
        except (KeyError, TypeError, ValueError, NotImplementedError) as error:
            raise self._no_tokens(f"{type(error).__name__}: {error}") from error
        if any(len(a) != len(b) for a, b in zip(spans, rows, strict=True)):
            raise self._no_tokens("its tokens and its token vectors differ in number")
        return [
            ([(int(a), int(b)) for a, b in s], r.astype(np.float32, copy=False))
            for s, r in zip(spans, rows, strict=True)
        ]

    def _states(self, texts: list[str]) -> list[dict[str, Tensor]]:
        """All that the model computes of each text, the prompt being in it already."""
        found = self._run(
            lambda batch_size: self._model.encode(
                texts, prompt="", batch_size=batch_size, output_value=None, show_progress_bar=False
            )
        )
        return cast("list[dict[str, Tensor]]", found)

    def _no_tokens(self, why: str) -> EncoderError:
        return EncoderError(
            f"The encoder {self.name} gives no token vectors with offsets ({why}); "
            "use another encoder."
        )

    def _run(self, call: Callable[[int], T]) -> T:
        """Call with the batch size, halving it while the device's memory does not hold it."""
        import torch

        while True:
            try:
                return call(self.batch_size)
            except torch.OutOfMemoryError as error:
                if self.batch_size == 1:
                    raise EncoderError(
                        f"The encoder {self.name} does not fit the memory of "
                        f"{self._model.device}; use a smaller one or run on the CPU "
                        "(CUDA_VISIBLE_DEVICES= in front of the command)."
                    ) from error
                self.batch_size //= 2


def _batch_size(device: str) -> int:
    """Sentences a batch: 32 on a CPU, as many as the free memory of an NVIDIA card allows."""
    if not device.startswith("cuda"):
        return _BATCH_CPU
    import torch

    free, _ = torch.cuda.mem_get_info(device)
    return max(_BATCH_CPU, min(_LARGEST_BATCH, int(free) // _BYTES_PER_SENTENCE))


def _fast_tokenizer(model: SentenceTransformer) -> Tokenizer | None:
    """The model's tokenizer as one of the tokenizers library; None if it has none."""
    from tokenizers import Tokenizer

    tokenizer = getattr(model, "tokenizer", None)
    inner = tokenizer if isinstance(tokenizer, Tokenizer) else None
    return inner or getattr(tokenizer, "backend_tokenizer", None)


def _bases(folder: Path) -> list[str]:
    """The models that a folder's card says it was made from."""
    card = folder / "README.md"
    return _BASE.findall(card.read_text("utf-8", "replace")[:5000]) if card.is_file() else []


def _refusal(name: str, folder: Path, error: Exception) -> str:
    """What went wrong in one sentence, and what to do about it."""
    remedy = "check the name and the network, or give a folder that holds the model"
    if folder.is_dir():
        remedy = "give a folder saved by sentence-transformers with weights in safetensors"
    elif "trust_remote_code" in str(error) or "third-party code" in str(error):
        remedy = "it needs code of its own, which is never run here: choose a model that does not"
    first_line = str(error).strip().split("\n")[0][:200]
    return (
        f"The encoder {name} cannot be loaded ({type(error).__name__}: {first_line}); "
        f"{remedy}, or leave --encoder out for the embedded one."
    )
