"""A judge behind an OpenAI-compatible chat endpoint: what it is asked, what it may answer, what is kept."""

from __future__ import annotations

from pathlib import Path

PROMPT = Path(__file__).with_name("prompt.md")
"""The system prompt, where the settings name no other."""


class JudgeError(Exception):
    """Why a batch of pairs has no answer: the end of a sentence that begins with the judge's name."""
