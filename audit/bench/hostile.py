"""What no newspaper prints at length (see ``audit.bench.hostile_pieces``), audited at three lengths.

Each piece is repeated, or each list goes on, to a length, twice it and four times it, and stands behind an
ordinary sentence on the side that it is of, or on both. The whole audit is measured, and what reads a text
by itself, in processor time. Each measurement is made in a process that ends, whatever it is doing, when it
has used up its time.
"""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from time import process_time
from typing import NamedTuple

from audit.bench import Figure, Settings
from audit.bench.hostile_pieces import LISTS, PIECES, PIECES_EN, PIECES_KO, text
from audit.languages import kept
from audit.languages.en.background import explains, is_aside, only_background
from audit.languages.en.dates import english_moments
from audit.languages.en.numerals import english_quantities
from audit.languages.en.quotations import english_quotations
from audit.languages.ko.dates import korean_moments
from audit.languages.ko.numerals import korean_quantities
from audit.languages.ko.quotations import korean_quotations
from audit.languages.normalise import normalise_page
from audit.languages.pair.names import english_people, foreign_names, korean_people
from audit.pipeline import Auditor
from audit.records.article import Article, Lang, Text
from audit.segmentation.sentences import split

KOREAN = "정부는 3일 서울에서 회의를 열고 예산 2조원을 편성했다고 김철수 장관이 말했다."
ENGLISH = (
    "The government held a meeting in Seoul on the 3rd and drew up a budget of 2 trillion won, "
    "Minister Kim Cheol-su said."
)
LENGTH = 5_000
"""Characters of the shortest text; the longest has four times as many."""
_LIMIT = 30.0
"""Processor seconds after which a measurement is given up and counts as so many."""
_TELLING = 0.2
"""Seconds of the longest text from which on two times tell how they grow."""
STEEPEST, SLOWEST = 1.3, 2.0
"""The targets: the exponent of the growth, and seconds of the longest text."""
_TIMES = 3
"""Measurements of what misses a target; the least of them counts."""
METHOD = (
    f"User and system time of one process, {LENGTH:,}, {2 * LENGTH:,} and {4 * LENGTH:,} characters; the "
    f"exponent is that of the time from the second length to the third, where it takes {_TELLING} s "
    f"at least; {_LIMIT:g} s are the most that is waited for."
)


class Task(NamedTuple):
    """What is measured, on which side, of which piece, at how many characters."""

    what: str
    side: str
    piece: str
    length: int


FUNCTIONS: dict[str, tuple[Lang | None, Callable[[str], object]]] = {
    "normalising": (None, normalise_page),
    "sentences, ko": ("ko", lambda text: split(text, "ko")),
    "sentences, en": ("en", lambda text: split(text, "en")),
    "numbers, ko": ("ko", korean_quantities),
    "numbers, en": ("en", english_quantities),
    "dates, ko": ("ko", korean_moments),
    "dates, en": ("en", english_moments),
    "names, ko": ("ko", korean_people),
    "names, en": ("en", lambda text: (english_people(text), foreign_names(text))),
    "quotations, ko": ("ko", korean_quotations),
    "quotations, en": ("en", english_quotations),
    "background": (
        "en",
        lambda text: (explains(text), is_aside(text, 0, 9), only_background("The plan.", text)),
    ),
}
"""What reads a text by itself, by its name, and the language whose pieces it is given besides both's."""
AUDIT = "audit"


def tasks() -> Iterator[tuple[Task, Task, Task]]:
    """Every measurement at its three lengths."""
    for piece in (*PIECES, *LISTS):
        sides = (
            ("en", "both")
            if piece in PIECES_EN
            else ("ko", "both")
            if piece in PIECES_KO
            else ("both",)
        )
        for side in sides:
            yield _at_lengths(AUDIT, side, piece)
        for name, (lang, _) in FUNCTIONS.items():
            if lang is None or piece not in (PIECES_KO if lang == "en" else PIECES_EN):
                yield _at_lengths(name, "", piece)


def _at_lengths(what: str, side: str, piece: str) -> tuple[Task, Task, Task]:
    one, two, four = (Task(what, side, piece, LENGTH * times) for times in (1, 2, 4))
    return one, two, four


def article(task: Task) -> Article:
    """The article that is audited: the piece behind a sentence on one side, or on both."""
    ko, en = (
        text(task.piece, lang, task.length) if task.side in (lang, "both") else ""
        for lang in ("ko", "en")
    )
    return Article("hostile", Text("ko", f"{KOREAN} {ko}"), Text("en", f"{ENGLISH} {en}"))


def seconds(task: Task, auditor: Auditor) -> float:
    """Processor seconds of one measurement, nothing being known from the one before."""
    kept.forget()
    if task.what == AUDIT:
        made = article(task)
        start = process_time()
        auditor.audit(made)
    else:
        lang, function = FUNCTIONS[task.what]
        given = text(task.piece, lang or "ko", task.length)
        start = process_time()
        function(given)
    return process_time() - start


class _Worker:
    """A process that measures; where a measurement ends it, another takes its place."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __call__(self, task: Task) -> float:
        """Seconds of a measurement; the limit where it is reached."""
        process = self._process = self._process or self._started()
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(task) + "\n")
        process.stdin.flush()
        said = process.stdout.readline()
        if not said:
            process.wait()
            self._process = None
            return _LIMIT
        return float(said)

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - this module
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the process."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait()


class Measured(NamedTuple):
    """A measurement at its longest: how its time grows, None where it is too short to tell."""

    task: Task
    seconds: float
    exponent: float | None


def measure(task: Callable[[Task], float], every: Iterable[Sequence[Task]]) -> Iterator[Measured]:
    """Each measurement at its lengths; a longer one is not tried where a shorter took all of its time."""
    for one, two, four in every:
        task(one)  # what is loaded or compiled at first use is no part of the growth
        half = whole = _LIMIT
        for _ in range(_TIMES):
            half = min(half, task(two))
            whole = min(whole, _LIMIT if half >= _LIMIT else task(four))
            exponent = math.log2(whole / half) if whole >= _TELLING and half > 0 else None
            # Other work on the machine makes a measurement longer, never shorter.
            if whole <= SLOWEST and (exponent or 0) <= STEEPEST:
                break
        yield Measured(four, whole, exponent)


def run(_: Settings) -> list[Figure]:
    """The worst exponent and the longest time of the audit and of what reads a text, with their pieces."""
    worker = _Worker()
    try:
        found = list(measure(worker, tasks()))
    finally:
        worker.close()
    whole = [one for one in found if one.task.what == AUDIT]
    return list(
        chain(
            _worst("audit, one side", "one", [one for one in whole if one.task.side != "both"]),
            _worst("audit, both sides", "both", [one for one in whole if one.task.side == "both"]),
            *(
                _worst(
                    name, name.replace(", ", "_"), [one for one in found if one.task.what == name]
                )
                for name in FUNCTIONS
            ),
        )
    )


def _worst(label: str, key: str, found: Sequence[Measured]) -> Iterator[Figure]:
    steepest = max(found, key=lambda one: one.exponent or 0.0)
    slowest = max(found, key=lambda one: one.seconds)
    if steepest.exponent is not None:
        yield Figure(
            f"{label}: worst exponent ({steepest.task.piece!r})", steepest.exponent, STEEPEST, "",
            f"hostile.{key}.exponent", at_most=True,
        )  # fmt: skip
    yield Figure(
        f"{label}: slowest, s ({slowest.task.piece!r})", slowest.seconds, SLOWEST, "",
        f"hostile.{key}.seconds", at_most=True,
    )  # fmt: skip


def _work() -> None:
    auditor = Auditor()
    auditor.audit(article(Task(AUDIT, "", " ", 1)))
    for line in sys.stdin:
        # Its signal ends the process even while it is in a library; none of Python's own would.
        signal.setitimer(signal.ITIMER_VIRTUAL, _LIMIT)
        taken = seconds(Task(*json.loads(line)), auditor)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        print(taken, flush=True)


if __name__ == "__main__":
    _work()
