"""What a model must read before a sentence: its family's prompt for finding translations.

A model that was trained with prompts scores noticeably worse without them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Families whose model cards prescribe a prompt, by name; of two, the more particular first. Both
# sides of a pair of sentences are queries: alignment is a symmetric task.
_FAMILIES = (
    # https://huggingface.co/intfloat/multilingual-e5-large-instruct
    (r"e5-\w+-instruct|e5-mistral", "Instruct: Retrieve parallel sentences.\nQuery: "),
    # https://huggingface.co/intfloat/multilingual-e5-small: "query: " for bitext mining
    (r"(?:^|[^a-z])e5(?:[^a-z0-9]|$)", "query: "),
    # https://huggingface.co/google/embeddinggemma-300m
    (r"embeddinggemma", "task: sentence similarity | query: "),
    # https://huggingface.co/nomic-ai/nomic-embed-text-v2-moe
    (r"nomic-embed-text", "search_document: "),
)
# Names under which a model's own configuration may hold the prompt, the best fit first.
_OWN = ("bitextmining", "bitext mining", "bitext", "sts", "sentence similarity", "similarity")


def prompt_for(names: tuple[str, ...], own: Mapping[str, str], default: str | None) -> str:
    """The prompt for sentences of either language; empty where the model needs none.

    Args:
        names: what the model is called, and the models it was made from.
        own: the prompts in its configuration, by name.
        default: the name of the one that the configuration makes the default.
    """
    for pattern, prompt in _FAMILIES:
        if any(re.search(pattern, name.lower()) for name in names):
            return prompt
    prompts = {name.lower(): prompt for name, prompt in own.items() if prompt}
    for name in (*_OWN, (default or "").lower()):
        if name in prompts:
            return prompts[name]
    return ""
