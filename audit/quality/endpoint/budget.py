"""What requests to a judge cost, estimated before they go out, and the limit that they stay under."""

from __future__ import annotations

import math
from threading import Lock

from audit.quality.endpoint import JudgeError
from audit.quality.endpoint.material import Question
from audit.records.settings import JudgeSettings

_OF_ASCII, _OF_OTHERS = 0.28, 0.75
"""Tokens of a character, English and Korean: estimates that no model was asked for, and may be half off."""
_OF_A_PAIR = 70
"""Tokens of the answer for a pair, an estimate too: most have no divergence, one takes some 120."""


def tokens_of(question: Question) -> tuple[int, int]:
    """About how many tokens a request and its answer are."""
    texts = [message["content"] for message in question.messages]
    ascii_ = sum(character.isascii() for text in texts for character in text)
    others = sum(map(len, texts)) - ascii_
    return math.ceil(_OF_ASCII * ascii_ + _OF_OTHERS * others), _OF_A_PAIR * len(question.ids)


def cost_of(judge: JudgeSettings, tokens_in: int, tokens_out: int) -> float:
    """What so many tokens cost at the configured prices, 0 where there are none."""
    return (tokens_in * judge.price_in + tokens_out * judge.price_out) / 1e6


class Budget:
    """What a run may cost.

    A request's estimate is set aside before it goes out, so that threads that ask at the same time cannot
    pass the limit together.
    """

    def __init__(self, judge: JudgeSettings) -> None:
        self._judge, self._lock, self.spent = judge, Lock(), 0.0

    def set_aside(self, question: Question) -> float:
        """The estimate of a request's cost, now counted as spent.

        Raises:
            JudgeError: there is not so much left.
        """
        cost = cost_of(self._judge, *tokens_of(question))
        with self._lock:
            if self._judge.max_cost is not None and self.spent + cost > self._judge.max_cost:
                raise JudgeError(
                    f"was not asked, as it would pass max_cost = {self._judge.max_cost:g} "
                    f"({self.spent:.4g} spent)"
                )
            self.spent += cost
        return cost

    def settle(self, aside: float, tokens_in: int, tokens_out: int) -> None:
        """Put what a request really cost in the place of its estimate."""
        with self._lock:
            self.spent += cost_of(self._judge, tokens_in, tokens_out) - aside
