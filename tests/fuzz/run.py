"""Try hostile inputs on every reader and analyser for a given time: ``python -m tests.fuzz.run --seconds 60``.

An input fails where something else than an ``AuditError`` is raised, it takes more than two seconds of the
processor, or memory goes over 1.5 GB. What fails is put into ``tests/fuzz/found/TARGET/``, where it is an
ordinary test from then on.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from random import randrange
from tempfile import TemporaryDirectory

from tests.fuzz.targets import targets
from tests.fuzz.worker import MAPPED, keep, read_board

FOUND = Path(__file__).parent / "found"
_GUIDED = (
    "jsonl", "csv", "tmx", "xliff", "metadata", "docx-part", "settings", "judge", "glossary", "style", "disclosure", "rules", "log-entry", "seal", "log-heads", "exported-head", "txt-en",
    "md-en", "html-en", "mhtml-en", "docx", "parquet", "numbers-en", "numbers-ko", "dates-en", "dates-ko",
)  # fmt: skip
"""Targets that atheris is worth its time on: their own code, not a library's, takes the bytes apart."""
_ENDS = 3
"""Processes of a target that may end before it is given up."""


@dataclass
class Tried:
    """What was tried on a target."""

    inputs: int = 0
    slowest: float = 0.0
    peak: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, inputs: int, slowest: int, peak: int) -> None:
        """What a process measured: the slowest in nanoseconds, the peak in kB."""
        self.inputs += inputs
        self.slowest, self.peak = max(self.slowest, slowest / 1e6), max(self.peak, peak)


@dataclass(frozen=True)
class Place:
    """Where inputs are tried and failing ones are put."""

    folder: Path
    found: Path

    @property
    def board(self) -> Path:
        """The file that is mapped into the memory of the process that tries."""
        return self.folder / "board"

    def lines(self, module: str, *arguments: object) -> Iterator[dict[str, object]]:
        """What a process says, and at last how it ended."""
        self.board.write_bytes(bytes(MAPPED))
        said = (self.folder / "said").open("w", encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", f"tests.fuzz.{module}", str(self.board), str(self.found),
             str(randrange(1 << 30)), *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=said, text=True,
            env=os.environ | {"TMPDIR": str(self.folder)},
        )  # fmt: skip
        assert process.stdout
        with said:
            for line in process.stdout:
                if line.startswith("{"):
                    yield json.loads(line)
                else:
                    said.write(line)
        yield {"ended": process.wait()}

    def said(self) -> str:
        """The last that the process wrote besides."""
        return "\n".join((self.folder / "said").read_text("utf-8", "replace").splitlines()[-20:])


def mutation(place: Place, names: Sequence[str], seconds: float) -> Iterator[tuple[str, Tried]]:
    """Try targets one after the other; another process goes on where one has ended."""
    left, at, tried, ends = list(names), "", Tried(), 0
    while left:
        for said in place.lines("worker", seconds, *left):
            if "begun" in said:
                at, tried = str(said["begun"]), tried if said["begun"] == at else Tried()
            elif "fault" in said:
                tried.faults.append(f"{said['path']}\n{said['trace']}")
            elif "done" in said:
                tried.add(said["tried"], said["slowest"], said["peak"])  # type: ignore[arg-type]
                yield at, tried
                left.remove(at)
                at, ends = "", 0
            elif left:
                ends += 1
                _of_ended(place, at or left[0], tried, said["ended"])
        if left and ends >= _ENDS:
            yield at or left[0], tried
            left.remove(at or left[0])
            at, ends = "", 0


def guided(place: Place, names: Sequence[str], seconds: float) -> Iterator[tuple[str, Tried]]:
    """Try each target in a process of atheris."""
    for name in names:
        tried = Tried()
        with TemporaryDirectory(dir=place.folder) as seeds:
            for said in place.lines("guided", seconds, name, seeds):
                if "fault" in said:
                    tried.faults.append(f"{said['path']}\n{said['trace']}")
                elif "ended" in said:
                    _of_ended(place, name, tried, said["ended"])
        yield name, tried


def _of_ended(place: Place, name: str, tried: Tried, code: object) -> None:
    """Count what a process that has ended had tried; where it was in the middle of an input, keep that."""
    inputs, slowest, peak, data = read_board(place.board)
    tried.add(inputs, slowest, peak)
    if code or data:
        path = keep(place.found / name, data)
        tried.faults.append(
            f"{path}\nthe process ended with {code} (-27: over 4 s of the processor)\n{place.said()}"
        )


ENGINES = {"atheris": guided, "hypothesis": mutation}


def _engines(asked: str | None, names: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Which engine tries which targets."""
    if asked:
        return [(asked, list(names))]
    if find_spec("atheris") is None:
        print("atheris is not installed: inputs are drawn by hypothesis and mutated at random")
        return [("hypothesis", list(names))]
    return [
        ("atheris", [name for name in names if name in _GUIDED]),
        ("hypothesis", list(names)),
    ]


def main() -> int:
    """Go round the targets; 1 where an input failed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--seconds", type=float, default=60, help="all of it takes, loading aside")
    options.add_argument(
        "--target", action="append", choices=list(targets()), metavar="TARGET", help="only this one"
    )
    options.add_argument("--engine", choices=list(ENGINES))
    options.add_argument("--found", type=Path, default=FOUND, help="where failing inputs are put")
    given = options.parse_args()
    if given.engine == "atheris" and find_spec("atheris") is None:
        options.error(
            "atheris is not installed; run pip install -e '.[fuzz]', or leave --engine out"
        )
    rounds = _engines(given.engine, given.target or list(targets()))
    seconds = given.seconds / sum(len(names) for _, names in rounds)
    total = failed = 0
    print(f"{'target':<24}{'engine':<12}{'inputs':>9}{'slowest, ms':>13}{'peak, MB':>10}")
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        place = Place(Path(folder), given.found)
        for engine, names in rounds:
            for name, tried in ENGINES[engine](place, names, seconds):
                total, failed = total + tried.inputs, failed + len(tried.faults)
                print(
                    f"{name:<24}{engine:<12}{tried.inputs:>9,}{tried.slowest:>13,.1f}"
                    f"{tried.peak / 1000:>10,.0f}",
                    *tried.faults, sep="\n", flush=True,
                )  # fmt: skip
    print(f"{total:,} inputs, {failed} faults")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
