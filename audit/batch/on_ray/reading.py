"""Articles read by Ray Data: the same readers, in tasks, in the order of the run.

What lies behind a URL is read on any node; a file of this machine is read on this machine. The tasks ask for
no processor, so that they run beside actors that have them all.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from audit.batch.on_ray.cluster import required
from audit.errors import InputError, WorkerError
from audit.records.article import Article
from audit.records.settings import Limits
from audit.sources import Opened, Source, distinct, read_source, sources_of
from audit.sources.limits import limits, put_in_force

_TASKS = 4
"""Files that are read at a time: one task alone read 500 articles a second, busy as the machine was."""
_BLOCKS = 1000
"""Most pieces that the list of files is cut into; each is a task."""
_OF_A_MACHINE = ("", "file", "local")
"""Protocols of the file system of a machine: it is this machine's that is meant."""
_BLOCK = 1_000_000
"""Bytes of articles after which a task hands them on."""


def read(
    paths: Iterable[Path | str], format: str | None = None, opened: Opened = lambda _: None
) -> Iterator[Article | InputError]:
    """The articles of files, folders and URLs, as :func:`audit.sources.read_all` gives them.

    Files are opened on the cluster, so nobody is told of them.

    Raises:
        ConfigError: there is no such format.
        MissingExtra: there is a URL, and what reads from URLs is not installed.
    """
    return distinct(_articles(sources_of(paths, format)))


def _articles(sources: Iterator[Source | InputError]) -> Iterator[Article | InputError]:
    for here, group in groupby(sources, _is_here):
        yield from _read(list(group), here=here)


def _is_here(source: Source | InputError) -> bool:
    # A path of universal_pathlib has a protocol.
    return isinstance(source, InputError) or getattr(source.path, "protocol", "") in _OF_A_MACHINE


def _read(sources: list[Source | InputError], *, here: bool) -> Iterator[Article | InputError]:
    ray = required()
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    context.target_max_block_size = _BLOCK
    node = ray.get_runtime_context().get_node_id()
    # What Ray keeps of a row is bytes; this is how it sends objects itself, from our own tasks to us.
    rows = [{"source": pickle.dumps(source)} for source in sources]
    blocks = min(len(rows), _BLOCKS)
    found = ray.data.from_items(rows, override_num_blocks=blocks).flat_map(
        _rows,
        fn_kwargs={"folder": str(Path.cwd()) if here else "", "most": limits()},
        num_cpus=0,
        label_selector={"ray.io/node-id": node} if here else None,
        compute=ray.data.TaskPoolStrategy(size=min(blocks, _TASKS)),
    )
    try:
        for row in found.iter_rows():
            yield pickle.loads(row["found"])  # noqa: S301 - made by _rows
    except ray.exceptions.RayError as error:
        said = str(error).strip().splitlines()[-1]
        raise WorkerError(
            f"Reading the articles on the cluster failed ({said.rstrip('.')}); go on with --resume."
        ) from error


def _rows(row: dict[str, Any], folder: str, most: Limits) -> Iterator[dict[str, bytes]]:
    put_in_force(most)
    if folder:
        os.chdir(folder)  # a path may be relative to it
    for found in read_source(pickle.loads(row["source"])):  # noqa: S301 - made by _read
        yield {"found": pickle.dumps(found)}
