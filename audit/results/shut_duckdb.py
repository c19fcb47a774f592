"""DuckDB with everything shut: it can read what it is given, and change no setting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from audit.errors import MissingExtra
from audit.results import parquet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SHUT: Mapping[str, bool | str] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
    "temp_directory": "",
}


def opened(
    given: Mapping[str, object] | None = None,
    files: Mapping[str, Sequence[Path]] | None = None,
    *,
    in_order: bool = False,
) -> DuckDBPyConnection:
    """A database in memory that holds what it is given, and can reach nothing else.

    Args:
        given: datasets or readers of pyarrow, by the name of the view that shows them.
        files: files of Parquet, by the name of the view that shows their rows, each with
            ``file_row_number``; at least one a view.
        in_order: whether rows come in the order in which they lie, which takes one thread.

    Raises:
        MissingExtra: DuckDB is not installed.
    """
    parquet.require()
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra("Picking rows", "archive") from error

    connection = duckdb.connect(":memory:", config=dict(_SHUT))
    # A name is a pattern to DuckDB; both are asked for, the pattern and what it finds.
    folders = {str(path.parent) for paths in (files or {}).values() for path in paths}
    allowed = sorted({*folders, *map(escape, folders)})
    connection.execute("SET allowed_directories = ?", [allowed])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET parquet_metadata_cache = true")
    if in_order:
        connection.execute("SET threads = 1")
    for name, rows in (given or {}).items():
        connection.register(name, rows)
    for name, paths in (files or {}).items():
        patterns = [escape(str(path)) for path in paths]
        connection.read_parquet(patterns, file_row_number=True).create_view(name)
    connection.execute("SET lock_configuration = true")
    return connection
