"""Folders of results made one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audit.errors import InputError
from audit.results.folder import Problem, ResultsFolder
from audit.results.summary import Summary


def merge(folders: Sequence[Path], out: Path) -> Summary:
    """Put the results of several runs into one folder, and write its tables anew.

    Reviews are not merged: each lies with the store that it was made in.

    Args:
        folders: of results, in the order in which their articles are to stand.
        out: the folder, created if need be; it may not hold results yet.

    Returns:
        What the runs did together.

    Raises:
        InputError: one is no folder of results or is damaged, two have another result of one article, or
            ``out`` holds results.
    """
    target = ResultsFolder(out)
    if target.exists:
        raise InputError("there are results in it", str(out), "give a folder that is not there yet")
    where: dict[str, Path] = {}
    errors: dict[Problem, None] = {}
    parts = [ResultsFolder(folder) for folder in folders]
    for part in parts:
        part.require()
        for result in part.results():
            article_id = result.article.id
            if (
                article_id in where
                and ResultsFolder(where[article_id]).result(article_id) != result
            ):
                raise InputError(
                    f"{article_id} has another result here than in {where[article_id]}",
                    str(part.path), "audit it once, with one set of settings",
                )  # fmt: skip
            where.setdefault(article_id, part.path)
        errors |= dict.fromkeys(part.errors())
    target.create()
    summary = Summary()
    for article_id, path in where.items():
        stored = ResultsFolder(path).find(article_id)
        if stored is not None:
            target.write(stored)
            summary = summary.merged(Summary.of(stored.result))
    target.finish(list(where), errors)
    return summary.merged(
        Summary(errors=tuple(InputError(e.what, e.where, e.remedy) for e in errors))
    )
