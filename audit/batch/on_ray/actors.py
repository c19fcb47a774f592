"""Actors that audit, and what becomes of an article whose actor is lost.

They are Ray's plain actors, not the pool of ``map_batches``: that one gives an article whose actor died to
another without end and never says which it was, so that one article could stop the run. Here a lost actor is
replaced, the article that it was at is audited again, and at the third loss it is an error.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audit.batch.on_ray.auditing import Auditing
from audit.batch.on_ray.cluster import required
from audit.batch.pool import Job, Pool
from audit.batch.process import THREADS
from audit.batch.task import kept
from audit.errors import WorkerError
from audit.pipeline import Auditor
from audit.results.folder import ResultsFolder

_LOSSES = 3
"""Actors that an article may cost."""
_HELD = 2
"""Articles that an actor has at a time: the next one is there while the last one's record is written here."""
_GROWN = 10.0
"""Seconds between two looks at whether the cluster has got more processors."""
_PATIENCE = 300.0
"""Seconds for which no actor may be ready before the run ends."""


@dataclass(eq=False, slots=True)
class _Actor:
    """An actor, the call that loads its models until that is done, and what it is at, the oldest first."""

    handle: Any
    loading: Any
    at: deque[tuple[Any, Job]] = field(default_factory=deque)

    @property
    def calls(self) -> list[Any]:
        return [self.loading] if self.loading is not None else [call for call, _ in self.at]


class Actors(Pool):
    """Audits articles in actors of a cluster; this process writes the records.

    Args:
        auditor: loaded anew in each actor.
        folder: where the records go.
        count: most actors, more than there are processors wait for some; None for as many as there are.
    """

    def __init__(self, auditor: Auditor, folder: ResultsFolder, count: int | None) -> None:
        super().__init__(count or 1)
        self._ray = required()
        self._auditor, self._folder, self._fixed = auditor, folder, count is not None
        self._actors: list[_Actor] = []
        self._lost_loading = 0
        self._looked = -_GROWN
        self._class = self._ray.remote(Auditing).options(
            num_cpus=1, max_restarts=0, scheduling_strategy="SPREAD",
            runtime_env={"env_vars": dict.fromkeys(THREADS, "1")},
        )  # fmt: skip

    def _hand_out(self) -> None:
        ready = [actor for actor in self._actors if actor.loading is None]
        for held in range(_HELD):
            for actor in ready:
                if self._waiting and len(actor.at) == held:
                    job = self._waiting.popleft()
                    actor.at.append((actor.handle.audit.remote(job.state), job))
        self._look()
        loading = len(self._actors) - len(ready)
        for _ in range(min(self._count - len(self._actors), len(self._waiting) - loading)):
            self._start()

    def _look(self) -> None:
        if not self._fixed and time.monotonic() - self._looked >= _GROWN:
            self._looked = time.monotonic()
            self._count = max(1, int(self._ray.cluster_resources().get("CPU", 0)))

    def _start(self) -> None:
        handle = self._class.remote()
        made = self._auditor.__reduce__()
        digest = self._auditor.signature.digest
        self._actors.append(
            _Actor(handle, handle.load.remote(*made, self._folder, str(Path.cwd()), digest))
        )

    def _receive(self) -> None:
        calls = {call: actor for actor in self._actors for call in actor.calls}
        if any(actor.loading is None for actor in self._actors):
            done, _ = self._ray.wait(list(calls))
        else:
            done, _ = self._ray.wait(list(calls), timeout=_PATIENCE)
            if not done:
                raise WorkerError(
                    f"The cluster had no processor free for {_PATIENCE:.0f} seconds; add nodes, or wait "
                    "until other work there is done, and go on with --resume."
                )
        for call in done:
            self._take(calls[call])
        self._hand_out()

    def _take(self, actor: _Actor) -> None:
        """Take what an actor has finished; bury it where it is lost."""
        ray = self._ray
        try:
            if actor.loading is not None:
                if (error := ray.get(actor.loading)) is not None:
                    raise error
                actor.loading, self._lost_loading = None, 0
                return
            while actor.at and ray.wait([actor.at[0][0]], timeout=0)[0]:
                audit = ray.get(actor.at[0][0])
                _, job = actor.at.popleft()
                self._finish(job, kept(audit, self._folder))
        except ray.exceptions.RayTaskError as error:
            raise error.cause from error
        except ray.exceptions.RayError as error:
            self._bury(actor, error)

    def _bury(self, actor: _Actor, error: Exception) -> None:
        self._actors.remove(actor)
        self._ray.kill(actor.handle)  # it may only be out of reach
        if actor.loading is not None:
            self._lost_loading += 1
            if self._lost_loading == _LOSSES:
                said = str(error).strip().splitlines()[-1].strip().rstrip(".")
                raise WorkerError(
                    f"{_LOSSES} actors in a row were lost while they loaded their models ({said}); install "
                    "the same version of the tool on every node, with .8 GB of memory a processor."
                )
            return
        if not actor.at:
            return
        # It was at the oldest: the others waited behind that.
        blamed = actor.at[0][1]
        blamed.losses += 1
        self._waiting.extendleft(job for _, job in reversed(actor.at))
        if blamed.losses == _LOSSES:
            self._waiting.remove(blamed)
            blamed.fail(
                f"the actors that audited it were lost {_LOSSES} times, as happens when memory runs out",
                "run it again with --resume, with fewer --workers if memory was short",
            )

    def _end(self) -> None:
        for actor in self._actors:
            self._ray.kill(actor.handle)
        self._actors.clear()
