"""Any sentence-transformers model, by hub name or local folder."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from audit.encoders.prompts import prompt_for
from audit.encoders.vectors import TokenVectors
from audit.encoders.weights import fast_tokenizer, weights_hash
from audit.errors import EncoderError, MissingExtra
from audit.languages.normalise import normalise
from audit.records.settings import TORCH, path_named

if TYPE_CHECKING:
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from torch import Tensor

_BATCH_CPU = 32
_BYTES_PER_SENTENCE = 64 * 1024**2
"""Accelerator memory allowed for one sentence of a base-sized model."""
_LARGEST_BATCH = 512
_POOLED = 5000
"""Sentence vectors kept that came with the tokens, at most so many and one batch more."""
_BASE = re.compile(r"^base_model:\s*(?:\n\s*-\s*)?(\S+)", re.MULTILINE)
T = TypeVar("T")

_HUB_SECONDS = 20.0
"""How long the hub may take to answer."""


class SentenceTransformerEncoder:
    """A model loaded through the library itself: safetensors, ONNX or OpenVINO, no remote code.

    The library picks the device; the batch is chosen for it, and halved when its memory runs out.

    Args:
        name: on the hub, or a folder.
        backend: what runs it (:data:`audit.records.settings.BACKENDS`); all but torch need an extra of the
            library.
        file: which of the model's files a backend loads, such as one in eight bits; its own choice if empty.

    Raises:
        EncoderError: the model is missing, broken, not in safetensors, or cannot be reached.
        MissingExtra: sentence-transformers is not installed.
    """

    def __init__(self, name: str, backend: str = TORCH, file: str = "") -> None:
        # Threads of OpenMP that wait for work would take the cores of other processes, and of each other:
        # beside two of those, 700 sentences take 24 s instead of 68 (2026-11-29). What is set already stands.
        os.environ.setdefault("GOMP_SPINCOUNT", "0")
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
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
        folder = path_named(name)
        try:
            if not folder.is_dir():
                _ask_the_hub(name)
            self._model = SentenceTransformer(
                str(folder) if folder.is_dir() else name,
                backend=cast("Literal['torch', 'onnx', 'openvino']", backend),
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True} | ({"file_name": file} if file else {}),
            )
        except Exception as error:
            raise EncoderError(_refusal(name, folder, error, backend)) from error
        self._model.eval()
        self.name = folder.resolve().name if folder.is_dir() else name
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.prompt = prompt_for(
            (self.name, *_bases(folder)),
            {name: prompt or "" for name, prompt in self._model.prompts.items()},
            self._model.default_prompt_name,
        )
        self.batch_size = _batch_size(str(self._model.device))
        if backend == TORCH:
            self.weights_hash = weights_hash(self._model, self.prompt)
        else:
            self.weights_hash = weights_hash(
                self._model, self.prompt, _where(name, folder), run_by=f" {backend} {file}"
            )
        self._pooled: dict[str, NDArray[np.float32]] = {}

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dimension).

        Raises:
            EncoderError: the model fails on a sentence.
        """
        if not sentences:
            return np.zeros((0, self.dimension), dtype=np.float32)
        plain = [normalise(sentence).text for sentence in sentences]
        if all(text in self._pooled for text in plain):
            return np.stack([self._pooled[text] for text in plain])
        vectors = self._run(
            lambda batch_size: self._model.encode(
                plain,
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
        fast = fast_tokenizer(self._model)
        if fast is None:
            raise self._no_tokens("its tokenizer gives no offsets")
        if (table := self._static()) is not None:
            weight = table.embedding.weight.detach().cpu().float().numpy()
            encoded = fast.encode_batch(texts, add_special_tokens=False)
            return [(list(e.offsets), weight[e.ids]) for e in encoded]
        try:
            states = self._states(texts)
            rows = [
                state["token_embeddings"][state["attention_mask"].bool()].cpu().float().numpy()
                for state in states
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
        self._keep_pooled(texts, states)
        return [
            ([(int(a), int(b)) for a, b in s], r.astype(np.float32, copy=False))
            for s, r in zip(spans, rows, strict=True)
        ]

    def _keep_pooled(self, texts: list[str], states: list[dict[str, Tensor]]) -> None:
        """Keep the sentences' vectors, which the same pass gave, for when they are asked for next."""
        if self._model.truncate_dim is not None or any(
            "sentence_embedding" not in s for s in states
        ):
            return
        if len(self._pooled) > _POOLED:
            self._pooled.clear()
        for text, state in zip(texts, states, strict=True):
            vector = state["sentence_embedding"].cpu().float().numpy()
            length = max(float(np.linalg.norm(vector)), 1e-12)
            self._pooled[text[len(self.prompt) :]] = (vector / length).astype(np.float32)

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


def _bases(folder: Path) -> list[str]:
    """The models that a folder's card says it was made from."""
    card = folder / "README.md"
    return _BASE.findall(card.read_text("utf-8", "replace")[:5000]) if card.is_file() else []


def _where(name: str, folder: Path) -> Path:
    """The folder of a model that has been loaded."""
    if folder.is_dir():
        return folder
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(name, local_files_only=True))


def _ask_the_hub(name: str) -> None:
    """Nothing where the hub answers, whatever it says, or the model has been fetched before.

    The library asks for a minute before it says that there is no network.

    Raises:
        Exception: the hub cannot be reached.
    """
    from huggingface_hub import HfApi, try_to_load_from_cache
    from huggingface_hub.errors import HfHubHTTPError

    names = [name] if "/" in name else [name, f"sentence-transformers/{name}"]
    if any(isinstance(try_to_load_from_cache(each, "config.json"), str) for each in names):
        return
    with suppress(HfHubHTTPError):
        HfApi().model_info(names[-1], timeout=_HUB_SECONDS)


def _refusal(name: str, folder: Path, error: Exception, backend: str) -> str:
    """What went wrong in one sentence, and what to do about it."""
    remedy = "check the name and the network, or give a folder that holds the model"
    if backend != TORCH:
        remedy = (
            f"install sentence-transformers[{backend}], see that the model has such a file, or take "
            "encoder_backend out of audit.toml"
        )
    elif folder.is_dir():
        remedy = "give a folder saved by sentence-transformers with weights in safetensors"
    elif "trust_remote_code" in str(error) or "third-party code" in str(error):
        remedy = "it needs code of its own, which is never run here: choose a model that does not"
    first_line = str(error).strip().split("\n")[0][:200]
    return (
        f"The encoder {name} cannot be loaded ({type(error).__name__}: {first_line}); "
        f"{remedy}, or leave --encoder out for the embedded one."
    )
