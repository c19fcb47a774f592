"""A process in which atheris (libFuzzer) tries inputs on one target, led by what code each reaches.

atheris is no requirement: ``pip install 'translation-provenance-audit[fuzz]'``. It instruments the bytecode
of what is imported below it, and ends the process itself.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["audit"]):
    from tests.fuzz import worker
    from tests.fuzz.mutations import LONGEST, mutated
    from tests.fuzz.targets import targets


def main(arguments: list[str]) -> None:
    """Try a target for so many seconds: BOARD FOUND SEED SECONDS TARGET FOLDER, which is that of the seeds."""
    board, found, start, seconds, name, folder = arguments
    shown = worker.Board(Path(board))
    trial = worker.Trial(name, Path(found), shown)
    worker.say(begun=name)
    trial.warm()
    seeds = worker.drawn(targets()[name], 200, int(start))
    for number, data in enumerate(seeds):
        (Path(folder) / str(number)).write_bytes(data)
    worker.limit_memory()

    def try_one(data: bytes) -> None:
        trial(data)
        shown.trying(b"")

    def other(data: bytes, most: int, number: int) -> bytes:
        """Half of the inputs are libFuzzer's own mutations, half have our pieces in them."""
        random = Random(number)
        if number % 2:
            return bytes(atheris.Mutate(data, most))
        return mutated(random, data, random.choice(seeds))[:most]

    # Its own limit is one of the clock, and 0 is a second of it; ours is of the processor.
    options = [
        f"-max_total_time={max(int(float(seconds)), 1)}", f"-max_len={max(LONGEST, *map(len, seeds))}", "-rss_limit_mb=0", "-timeout=3600",
        f"-seed={int(start) % (1 << 31) + 1}", "-verbosity=0", "-close_fd_mask=2",
        f"-artifact_prefix={Path(board).parent}/",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, folder], try_one, custom_mutator=other)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
