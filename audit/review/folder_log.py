"""The review log that belongs to a folder of results, and what it says of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from audit.errors import ConfigError
from audit.records.decision import Entry
from audit.records.settings import Settings
from audit.results.folder import REVIEW_STORE, ResultsFolder
from audit.review.signoff import SignOff, signoff_of
from audit.review.store import Store, url_beside


def existing(url: str, out: Path) -> Store:
    """The store at an address, or beside some results where none is given; never a new one.

    Raises:
        InputError: the folder has no results.
        ConfigError: there is none, or it cannot be opened.
    """
    if not url and not (out / REVIEW_STORE).exists():
        ResultsFolder(out).require()
        raise ConfigError(
            f"There is no review store {out / REVIEW_STORE}; give the folder of results that was reviewed, "
            "or name the store as review in audit.toml."
        )
    return Store(url or url_beside(out), out)


def log_of(folder: ResultsFolder, settings: Settings) -> Store | None:
    """The review log of a folder; None where there is none.

    Raises:
        ConfigError: it cannot be opened.
    """
    there = settings.review or folder.review_store.exists()
    return existing(settings.review, folder.path) if there else None


def entries_of(out: Path, settings: Settings, article_id: str) -> list[Entry]:
    """What was decided on an article, empty where there is no review log.

    Raises:
        ConfigError: the log cannot be opened.
    """
    store = log_of(ResultsFolder(out), settings)
    return store.entries(article_id) if store else []


def signoffs(folder: ResultsFolder, settings: Settings, ids: Iterable[str]) -> Iterator[SignOff]:
    """Where the sign-offs of some articles stand.

    Args:
        folder: of the results.
        settings: they say where the log is, and how many people have to sign.
        ids: of the articles.

    Raises:
        InputError: a record is missing or damaged.
        ConfigError: the log cannot be opened.
    """
    store = log_of(folder, settings)
    for article_id in ids:
        entries = store.entries(article_id) if store else []
        yield signoff_of(folder.result(article_id), entries, settings.signoff.people)
