"""A process that tries inputs on targets, one after the other, and may end at any of them.

What it is trying and what it measured stands in a file that is mapped into memory, where ``run`` finds it
when the process has ended. Standard output has a line of JSON for every fault and every target done.
"""

from __future__ import annotations

import json
import mmap
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from random import Random
from time import monotonic, process_time

from hypothesis import HealthCheck, Phase, given, seed, settings

from audit.errors import UnforeseenError
from audit.languages import kept
from tests.fuzz.mutations import mutated, shortened
from tests.fuzz.targets import Target, refused, targets

HANG = 2.0
"""Processor seconds that an input may take."""
MEMORY = 1_500_000_000
"""Bytes that the process may have in memory, models included, and that an input may map besides."""
LOADING = 60.0
"""Processor seconds of an input at first, when models are loaded."""
MAPPED = 1 << 20
_HEAD = struct.Struct("<QQQQ")
_DRAWN = 60
"""Seeds that are drawn of a target's strategy at a time."""
_ROUND = 8_000
"""Inputs that are made of them until others are drawn."""
_FORGET = 500


class Board:
    """What ``run`` may read at any time: inputs tried, the slowest's nanoseconds, peak kB, the input.

    Args:
        path: of the mapped file.
    """

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), MAPPED)
        self.clear()

    def clear(self) -> None:
        """Begin with another target."""
        self.tried = self.slowest = self.peak = 0

    def trying(self, data: bytes) -> None:
        """Say what is tried next."""
        _HEAD.pack_into(self._map, 0, self.tried, self.slowest, self.peak, len(data))
        self._map[_HEAD.size : _HEAD.size + len(data)] = data


def read_board(path: Path) -> tuple[int, int, int, bytes]:
    """What a process that ended was at: inputs tried, nanoseconds of the slowest, peak kB, the input."""
    data = path.read_bytes()
    tried, slowest, peak, size = _HEAD.unpack_from(data)
    return tried, slowest, peak, data[_HEAD.size : _HEAD.size + size]


def drawn(target: Target, number: int, start: int) -> list[bytes]:
    """Inputs as a target's strategy draws them."""
    found: list[bytes] = []

    @seed(start)
    @settings(
        max_examples=number, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(target.seeds)
    def collect(data: bytes) -> None:
        found.append(data[: MAPPED // 2])

    collect()
    return found


def fault_of(target: Target, data: bytes) -> tuple[str, str]:
    """What is wrong with how a target took an input: its kind, and all of it; both empty if nothing."""
    try:
        refused(target, data)
    except KeyboardInterrupt:
        raise
    except UnforeseenError as error:
        return _kind(error.trace), error.trace
    except BaseException:  # a library in Rust panics with one that is no Exception
        trace = traceback.format_exc()
        return _kind(trace), trace
    return "", ""


def _kind(trace: str) -> str:
    """The place where it was raised, and what: faults that share it are one."""
    places = [line.strip() for line in trace.splitlines() if line.startswith("  File ")]
    own = [place for place in places if "/audit/" in place] or places
    return f"{own[-1] if own else ''} {trace.rstrip().splitlines()[-1].partition(':')[0]}"


class Trial:
    """Tries inputs on one target and keeps those that fail, the first of each kind.

    Args:
        name: of the target.
        found: the folder that failing inputs are put in, each target's in one of its own.
        board: where ``run`` sees what is tried.
    """

    def __init__(self, name: str, found: Path, board: Board) -> None:
        self._name, self._found, self._board = name, found / name, board
        self._target = targets()[name]
        self._kinds: set[str] = set()

    def warm(self) -> None:
        """Load what is loaded at first use, which is no part of any input's time."""
        for data in drawn(self._target, 3, 0):
            self._board.trying(data)
            signal.setitimer(signal.ITIMER_PROF, LOADING)
            fault_of(self._target, data)
        signal.setitimer(signal.ITIMER_PROF, 0)
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")  # the peak is this target's from here on

    def __call__(self, data: bytes) -> None:
        """Try an input; the process ends in the middle of it where it takes twice as long as it may."""
        board = self._board
        board.trying(data)
        # Its signal ends the process even while it is in a library; none of Python's own would.
        signal.setitimer(signal.ITIMER_PROF, 2 * HANG)
        start = process_time()
        kind, trace = fault_of(self._target, data)
        taken = process_time() - start
        signal.setitimer(signal.ITIMER_PROF, 0)
        board.tried += 1
        board.slowest = max(board.slowest, int(taken * 1e9))
        board.peak = max(board.peak, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        if board.tried % _FORGET == 0:
            kept.forget()
        if kind:
            self._keep(kind, trace, data)
        elif taken > HANG:
            self._keep("slow", f"{taken:.1f} s", data)
        elif board.peak * 1024 > MEMORY:
            self._keep("memory", f"{board.peak / 1e6:.1f} GB", data)

    def _keep(self, kind: str, trace: str, data: bytes) -> None:
        if kind in self._kinds:
            return
        self._kinds.add(kind)
        if "File" in kind:
            data = shortened(data, lambda shorter: fault_of(self._target, shorter)[0] == kind)
        path = keep(self._found, data)
        say(fault=self._name, kind=kind, trace=trace, path=str(path))


def keep(folder: Path, data: bytes) -> Path:
    """Put an input that fails into a folder, named by its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


def say(**values: object) -> None:
    """A line for ``run``."""
    print(json.dumps(values), flush=True)


def limit_memory() -> None:
    """Have the system refuse this process more memory than an input may need."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(
        resource.RLIMIT_AS, (mapped + MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1])
    )


def by_mutation(trial: Trial, name: str, seconds: float, start: int) -> None:
    """Try what the strategy draws, and what is made of it and of the cases found before."""
    random = Random(start)
    end = monotonic() + seconds
    while monotonic() < end:
        pool = drawn(targets()[name], _DRAWN, random.randrange(1 << 30))
        for data in pool:
            trial(data)
        for _ in range(_ROUND):
            if monotonic() > end:
                return
            trial(mutated(random, random.choice(pool), random.choice(pool)))


def main(arguments: list[str]) -> None:
    """Try each target for so many seconds: BOARD FOUND SEED SECONDS TARGET…"""
    board, found = Board(Path(arguments[0])), Path(arguments[1])
    start, seconds = int(arguments[2]), float(arguments[3])
    for name in arguments[4:]:
        trial = Trial(name, found, board)
        say(begun=name)
        trial.warm()
        limit_memory()
        by_mutation(trial, name, seconds, start)
        board.trying(b"")
        say(done=name, tried=board.tried, slowest=board.slowest, peak=board.peak)
        board.clear()


Engine = Callable[[Trial, str, float, int], None]

if __name__ == "__main__":
    main(sys.argv[1:])
