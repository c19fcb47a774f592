"""Folders of results made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from audit.errors import InputError
from audit.records.tables import ORDINARY, Tables
from audit.results.folder import ResultsFolder
from audit.results.parts import taken_over
from audit.results.stored import read_stored
from audit.results.summary import Summary


def merge(folders: Sequence[Path], out: Path) -> Summary:
    """Put the results of several runs into one folder, and write its tables anew.

    The tables are in the forms that all of them have, else in CSV. Archives are merged by parts: those that
    have no article of an earlier one are copied. Reviews are not merged: each lies with the store that it was
    made in.

    Args:
        folders: of results, in the order in which their articles are to stand.
        out: the folder, created if need be; it may not hold results yet.

    Returns:
        What the runs did together.

    Raises:
        InputError: one is no folder of results or is damaged, two have another result of one article, or
            ``out`` holds results.
    """
    sources = [ResultsFolder(folder) for folder in folders]
    for source in sources:
        source.require()
    shared = frozenset.intersection(*(source.tables for source in sources)) or ORDINARY
    target = ResultsFolder(out, shared)
    if ResultsFolder(out).exists:
        raise InputError("there are results in it", str(out), "give a folder that is not there yet")
    by_parts = shared == {Tables.PARQUET}
    where: dict[str, ResultsFolder] = {}
    for source in sources:
        for article_id in _whole_ids(source) if by_parts else _readable_ids(source):
            if article_id in where and where[article_id].result(article_id) != source.result(
                article_id
            ):
                raise InputError(
                    f"{article_id} has another result here than in {where[article_id].path}",
                    str(source.path), "audit it once, with one set of settings",
                )  # fmt: skip
            where.setdefault(article_id, source)
    errors = dict.fromkeys(error for source in sources for error in source.errors())
    summary = _packed(sources, target) if by_parts else _written(where, target)
    target.finish(list(where), errors)
    return summary.merged(
        Summary(errors=tuple(InputError(e.what, e.where, e.remedy) for e in errors))
    )


def _readable_ids(source: ResultsFolder) -> Iterator[str]:
    return (result.article.id for result in source.results())


def _whole_ids(source: ResultsFolder) -> Iterator[str]:
    for part, listed in enumerate(source.archive.manifest.parts):
        if not source.archive.is_as_listed(part):
            raise InputError(
                f"{listed.name} of its archive is missing or was altered",
                str(source.path), "run the audit again, with --resume",
            )  # fmt: skip
        yield from source.archive.ids(part)


def _written(where: Mapping[str, ResultsFolder], target: ResultsFolder) -> Summary:
    """Write each article's record from the folder that it is taken from."""
    packer = target.begin(resume=False)
    summary = Summary()
    with packer or nullcontext():
        for article_id, source in where.items():
            stored = source.find(article_id)
            if stored is not None:
                target.write(stored)
                summary = summary.merged(Summary.of(stored.result))
                if packer:
                    packer.add(article_id)
        if packer:
            packer.end()
    return summary


def _packed(sources: Iterable[ResultsFolder], target: ResultsFolder) -> Summary:
    """Put the parts of archives one after another, without the articles that an earlier one has."""
    target.begin(resume=False)
    target.archive.remove()
    seen: set[str] = set()
    summary = Summary()
    for source in sources:
        for part in range(len(source.archive.manifest.parts)):
            new = [name for name in source.archive.ids(part) if name not in seen]
            taken_over(source.archive, part, new, target.archive)
            for name, record in source.archive.records(part):
                if name not in seen:
                    summary = summary.merged(Summary.of(read_stored(record).result))
            seen.update(new)
    target.archive.end()
    return summary
