"""What asking a model that is elsewhere takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Plan:
    """What a run would ask; ``kept`` are requests whose answers are kept from an earlier one.

    Tokens are estimates, of the requests that are not kept.
    """

    pairs: int = 0
    requests: int = 0
    kept: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def add(self, pairs: int, tokens_in: int, tokens_out: int, *, known: bool) -> None:
        """Count a request."""
        self.pairs += pairs
        self.requests += 1
        self.kept += known
        self.tokens_in += 0 if known else tokens_in
        self.tokens_out += 0 if known else tokens_out
