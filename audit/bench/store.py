"""The review store under load: processes that decide at once, one of them killed every second.

Each process looks at a flag, decides on it as the page does, and writes what it was told of it into a file of
its own that is on the disk before it goes on. Half of the decisions fall on a few flags, so that they meet.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from audit.bench import Figure, Settings, articles
from audit.bench.opening import copies
from audit.bench.postgres import running
from audit.errors import AuditError, InputError
from audit.evidence import log_heads
from audit.records.decision import Action, Decision, Entry
from audit.records.settings import Role
from audit.results.folder import LOG_HEADS, ResultsFolder
from audit.results.stored import StoredResult
from audit.review import chain, schema, store_check
from audit.review.loading import load
from audit.review.roles import Person
from audit.review.standing import Standing
from audit.review.store import Overtaken, Store, url_beside

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

PROCESSES = 6
ARTICLES = 100
_HOT = 10
"""Flags, each of another article, on which half of the decisions fall."""
_BEGUN = 60.0
"""Seconds within which every process has decided once."""
_ACTIONS = (Action.ACCEPT, Action.DISMISS, Action.UNSURE)
TAKEN, OVERTAKEN, REFUSED = "taken", "overtaken", "refused"
METHOD = (
    f"{PROCESSES} processes decide on flags of {ARTICLES} articles; one is killed (SIGKILL) each second and "
    "another begun, and at the end all are. SQLite with synchronous=FULL, PostgreSQL with fsync, which it "
    "reaches by a socket of this machine."
)


@dataclass(slots=True)
class Told:
    """What the processes were told: decisions by their remark, each its own; seconds of the longest wait."""

    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    not_taken: list[str] = field(default_factory=list)
    number: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0


def decide(url: str, out: str, name: str, file: str) -> None:
    """Decide without end, as one person.

    Args:
        url: of the store.
        out: the folder of results.
        name: the person's.
        file: takes a line for each answer.
    """
    store, person, lots = Store(url, Path(out)), Person(name, Role.REVIEWER), Random(name)
    with store.reading() as connection:
        columns = schema.flag.c.article_id, schema.flag.c.flag_id
        flags = [tuple(row) for row in connection.execute(select(*columns).order_by(*columns))]
    hot = list({article: (article, flag) for article, flag in flags}.values())[:_HOT]
    with Path(file).open("ab") as answers:
        for number in count(1):
            article, flag = lots.choice(hot if lots.random() < 0.5 else flags)
            seen = store.standings(article).get(flag, Standing()).decided
            remark = f"{name}.{number}"
            made = Decision(lots.choice(_ACTIONS), article, flag, comment=remark)
            told: dict[str, Any] = {"remark": remark, "seen": seen, "what": TAKEN}
            start = time.perf_counter()
            try:
                (entry,) = store.append(person, [made], seen={(article, flag): seen})
                told |= {"seq": entry.seq, "hash": entry.hash}
            except Overtaken:
                told["what"] = OVERTAKEN
            except AuditError as error:
                told |= {"what": REFUSED, "why": str(error)}
            told["seconds"] = time.perf_counter() - start
            answers.write(json.dumps(told).encode() + b"\n")
            answers.flush()
            os.fsync(answers.fileno())


def load_for(url: str, out: Path, seconds: float) -> tuple[Told, int, float]:
    """Have processes decide on a store for some seconds.

    Returns:
        What they were told, how many were killed while they decided, and the seconds that it took.
    """
    context = get_context("forkserver")
    # So that a process that takes another's place is there at once.
    context.set_forkserver_preload(["audit.bench.store"])
    names, files = count(1), out / "answers"
    files.mkdir()

    def begun() -> BaseProcess:
        name = f"p{next(names)}"
        arguments = (url, str(out), name, str(files / name))
        process = context.Process(target=decide, args=arguments, daemon=True)
        process.start()
        return process

    processes = [begun() for _ in range(PROCESSES)]
    try:
        _wait_for(files, processes)
        start, killed = time.monotonic(), 0
        while (left := start + seconds - time.monotonic()) > 0:
            time.sleep(min(1.0, left))
            if left > 1.0:
                _kill(processes.pop(0))
                killed += 1
                processes.append(begun())
        taken = time.monotonic() - start
    finally:
        for process in processes:
            _kill(process)
    return _told(files), killed, taken


def _wait_for(files: Path, processes: Sequence[BaseProcess]) -> None:
    until = time.monotonic() + _BEGUN
    while sum(file.stat().st_size > 0 for file in files.iterdir()) < len(processes):
        if time.monotonic() > until or not all(process.is_alive() for process in processes):
            raise InputError("a process did not decide", str(files.parent), "see what it printed")
        time.sleep(0.1)


def _kill(process: BaseProcess) -> None:
    process.kill()
    process.join()


def _told(files: Path) -> Told:
    found = Told()
    for file in sorted(files.iterdir()):
        # A last line without its end was being written when its process was killed.
        for line in file.read_bytes().rpartition(b"\n")[0].splitlines():
            told = json.loads(line)
            found.number[told["what"]] += 1
            found.longest = max(found.longest, told["seconds"])
            if told["what"] == TAKEN:
                found.taken[told["remark"]] = told
            else:
                found.not_taken.append(told["remark"])
    return found


def unlike(entries: Sequence[Entry], told: Told) -> dict[str, int]:
    """How many decisions the log has otherwise than was told.

    Returns:
        Of those told as taken, the ``lost``; the ``doubled``; those told as not taken and there all the
        same, ``denied``; and those on a flag that did not stand where it had been seen, ``unseen``.
    """
    by_remark = {entry.decision.comment: entry for entry in entries}
    number = Counter(entry.decision.comment for entry in entries)
    lost = [
        remark
        for remark, each in told.taken.items()
        if remark not in by_remark
        or (by_remark[remark].seq, by_remark[remark].hash) != (each["seq"], each["hash"])
    ]
    return {
        "lost": len(lost),
        "doubled": sum(times > 1 for times in number.values()),
        "denied": sum(remark in by_remark for remark in told.not_taken),
        "unseen": sum(_unseen(entries, told)),
    }


def _unseen(entries: Sequence[Entry], told: Told) -> Iterator[bool]:
    last: dict[tuple[str, str], int] = {}
    for entry in entries:
        flag = entry.decision.article_id, entry.decision.flag_id
        if entry.decision.comment in told.taken:
            yield told.taken[entry.decision.comment]["seen"] != last.get(flag, 0)
        last[flag] = entry.seq


def wrong_with(store: Store, folder: ResultsFolder) -> list[str]:
    """What is wrong with the log, the tables and the heads of the log beside the results."""
    known, faults = log_heads.read(folder.path / LOG_HEADS)
    hashes = store.hashes()
    faults += [
        f"{each.where}: entry {each.head.entries} is not in the log"
        for each in known
        if hashes.get(each.head.entries) != each.head.hash
    ]
    return [*chain.faults(store), *store_check.faults(store, folder), *faults]


def _figures(label: str, key: str, url: str, out: Path, seconds: float) -> list[Figure]:
    folder = ResultsFolder(out)
    # SQLite's connections must not come into another process, and a server's need not.
    store = Store(url, out)
    load(store, folder)
    store.engine.dispose()
    told, killed, taken = load_for(url, out, seconds)
    again = Store(url, out)
    entries = again.entries()
    found = unlike(entries, told)
    wrong = wrong_with(again, folder)
    heads = {each.head.entries for each in log_heads.read(out / LOG_HEADS)[0]}
    again.engine.dispose()
    said = f"{killed} processes killed, {len(entries)} entries"
    return [
        Figure(f"{label}: decisions taken", len(told.taken), None, said, f"{key}.taken"),
        *(
            Figure(f"  {what}", found[name], 0, "", f"{key}.{name}", at_most=True)
            for name, what in (
                ("lost", "lost"),
                ("doubled", "doubled"),
                ("denied", "told as not taken, and there"),
                ("unseen", "on what had not been seen"),
            )
        ),
        Figure("  refused", told.number[REFUSED], 0, "", f"{key}.refused", at_most=True),
        Figure("  overtaken", told.number[OVERTAKEN], None, "", f"{key}.overtaken"),
        Figure("  faults that verify finds", len(wrong), 0, "; ".join(wrong[:3]),
               f"{key}.faults", at_most=True),
        Figure("  entries without a head beside them", len(entries) - len(heads), None, "",
               f"{key}.no_head"),
        Figure("  decisions a second", len(told.taken) / taken, None, "", f"{key}.per_s"),
        Figure("  longest wait, s", told.longest, None, "", f"{key}.longest_s"),
    ]  # fmt: skip


def run(settings: Settings) -> list[Figure]:
    """Decisions lost and doubled on SQLite and on PostgreSQL, how many a second, and the longest wait.

    Raises:
        InputError: there is no PostgreSQL here.
    """
    auditor = settings.auditor()
    results = [auditor.audit(article) for article in articles(settings.corpus)]
    with (
        TemporaryDirectory() as made,
        running(durable=True) as server,
        server.database() as address,
    ):
        outs = [Path(made) / name for name in ("sqlite", "postgresql")]
        for out in outs:
            folder = ResultsFolder(out)
            folder.create()
            some = list(islice(copies(results), ARTICLES))
            for result in some:
                folder.write(StoredResult("", None, result))
            folder.finish([result.article.id for result in some], ())
        return [
            *_figures("SQLite", "store.sqlite", url_beside(outs[0]), outs[0], settings.seconds),
            *_figures("PostgreSQL", "store.postgresql", address, outs[1], settings.seconds),
        ]
