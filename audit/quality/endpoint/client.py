"""The endpoint itself, by the ``openai`` client: retries, time-outs, several requests at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.errors import ConfigError, MissingExtra
from audit.quality.endpoint import JudgeError
from audit.quality.endpoint.answers import FORMAT, Said, read_answer
from audit.quality.endpoint.budget import Budget, tokens_of
from audit.quality.endpoint.kept import KeptAnswers
from audit.quality.endpoint.material import Question
from audit.quality.plan import Plan
from audit.records.digest import sha256_of_text
from audit.records.settings import JudgeSettings

if TYPE_CHECKING:
    from openai import OpenAI

Answered = dict[str, tuple[Said, ...]]
_LONGEST = 200
"""Most characters of a server's own words in an error."""
_OF_KEYS = (401, 403)
"""What servers say of a wrong key repeats parts of it."""


class Endpoint:
    """A judge that is asked over the network.

    ``plan`` makes it count requests and send none.

    Args:
        judge: where and how to ask.
        folder: where answers are kept between runs; None for nowhere.

    Raises:
        MissingExtra: the ``openai`` client is not installed.
        ConfigError: the variable that should hold the key is not set, or the cache cannot be used.
    """

    def __init__(self, judge: JudgeSettings, folder: Path | None) -> None:
        if find_spec("openai") is None:
            raise MissingExtra('quality = "judge"', "judge")
        if judge.key_env and not os.environ.get(judge.key_env):
            raise ConfigError(
                f"The environment variable {judge.key_env} that judge.key_env names is not set; "
                "put the endpoint's key there, or leave key_env out for a server that needs none."
            )
        self._judge, self._budget = judge, Budget(judge)
        self._kept = KeptAnswers(folder)
        self.plan: Plan | None = None

    def ask(self, questions: Sequence[Question]) -> tuple[Answered, list[tuple[Question, str]]]:
        """What the judge says of the pairs, and the questions without an answer, each with the reason."""
        answered: Answered = {}
        failed: list[tuple[Question, str]] = []
        new: list[Question] = []
        for question in questions:
            kept = self._kept.get(self._hash(question))
            if self.plan is not None:
                self.plan.add(len(question.ids), *tokens_of(question), known=kept is not None)
            elif kept is not None:
                answered |= read_answer(kept, question.ids)
            else:
                new.append(question)
        if not new:
            return answered, failed
        with ThreadPoolExecutor(self._judge.concurrent) as pool, _given_up(pool):
            waiting = {pool.submit(self._sent, question): question for question in new}
            for future in as_completed(waiting):
                question = waiting[future]
                try:
                    answer = future.result()
                    answered |= read_answer(answer, question.ids)
                    self._kept.put(self._hash(question), answer)
                except JudgeError as error:
                    failed.append((question, str(error)))
        return answered, failed

    def _sent(self, question: Question) -> str:
        """The endpoint's answer, as it gave it.

        Raises:
            JudgeError: it gave none, refused, or the budget is spent.
        """
        import openai

        aside = self._budget.set_aside(question)
        try:
            made = self._client.chat.completions.create(**self._request(question))
        except openai.APITimeoutError:
            raise JudgeError(f"gave no answer within {self._judge.timeout:g} s") from None
        except openai.APIStatusError as error:
            self._budget.settle(aside, 0, 0)
            own = "" if error.status_code in _OF_KEYS else f": {_short(error.message)}"
            raise JudgeError(f"answered with HTTP {error.status_code}{own}") from None
        except openai.APIConnectionError as error:
            self._budget.settle(aside, 0, 0)
            raise JudgeError(
                f"cannot be reached ({_short(str(error.__cause__ or error))})"
            ) from None
        except (openai.OpenAIError, ValueError) as error:
            raise JudgeError(f"gave no answer that can be read ({_short(str(error))})") from None
        usage = getattr(made, "usage", None)
        if usage is not None:
            self._budget.settle(aside, usage.prompt_tokens, usage.completion_tokens)
        choices = getattr(made, "choices", None)
        if not choices:
            raise JudgeError("gave an answer without a message")
        said = choices[0]
        if said.message.refusal or said.finish_reason == "content_filter":
            raise JudgeError("refused to answer")
        if said.finish_reason == "length":
            raise JudgeError("broke off its answer; set a smaller judge.batch")
        return said.message.content or ""

    def _request(self, question: Question) -> dict[str, Any]:
        return {
            "model": self._judge.model,
            "messages": list(question.messages),
            "response_format": FORMAT,
        }

    def _hash(self, question: Question) -> str:
        everything = {"url": self._judge.url} | self._request(question)
        return sha256_of_text(json.dumps(everything, sort_keys=True, ensure_ascii=False))

    @cached_property
    def _client(self) -> OpenAI:
        from openai import DefaultHttpxClient, OpenAI

        return OpenAI(
            base_url=self._judge.url,
            # Servers on this machine ask for no key; the client wants one all the same.
            api_key=os.environ.get(self._judge.key_env, "") or "none",
            max_retries=self._judge.attempts - 1,
            timeout=self._judge.timeout,
            # Text goes to the host that the user was told of, and to no other.
            http_client=DefaultHttpxClient(follow_redirects=False),
        )


@contextmanager
def _given_up(pool: ThreadPoolExecutor) -> Iterator[None]:
    """Drop what was not sent yet when the user stops the run."""
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
