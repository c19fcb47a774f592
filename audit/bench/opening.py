"""How long an archive takes to open on the review pages, and the memory of it, as it grows.

The archives are the sample articles over and over, each copy by other letters. After twenty thousand, parts
come again under other ids. The pages are drawn as the server draws them, without a browser, each archive in
a process of its own that has imported everything.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from audit.bench import Figure, Settings, articles
from audit.records.codec import from_plain, to_json
from audit.records.result import ArticleResult
from audit.records.tables import Tables
from audit.results import parquet
from audit.results.archive import ARTICLES_A_PART, SOUGHT, TABLES, Archive, groups
from audit.results.folder import ResultsFolder
from audit.results.parts import PartWriter, listed, part_rows
from audit.results.stored import StoredResult

SIZES = (100, 2_000)
"""How many articles the smaller archives have."""
_DISTINCT = 20
"""Parts that have no article in common."""
_HANGUL, _SYLLABLES, _LATIN = 0xAC00, 11_172, 26
_LETTERED = ("raw", "text", "title")
"""Fields of a record whose letters are others in each copy, the texts of the article among them."""
_FIRST_DAY = date(2015, 1, 1)
_DAYS = 3_650
PAGES = ("queue", "insights", "export", "review")
_DECISION = "decision"
_SECONDS = 2
_DRAWN = """
import json, resource, sys, time
from streamlit.testing.v1 import AppTest

SCRIPT = '''
from pathlib import Path
from audit.bench.pages import draw

draw(Path({out!r}), {first!r})
'''

def timed(act):
    start = time.perf_counter()
    at = act()
    assert not at.exception, at.exception
    return at, time.perf_counter() - start

def draw(out, first):
    at = AppTest.from_string(SCRIPT.format(out=out, first=first), default_timeout=3600)
    at.session_state["audit_reviewer"] = "Bench"
    return timed(at.run)

def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

warm, out, *names = sys.argv[1:]
for name in (*names, names[-1]):
    draw(warm, name)
told = {"before": memory()}
for name in names:
    at, told[name] = draw(out, name)
    at, told[name + " again"] = draw(out, name)
at, told["decision"] = timed(at.button(key="do_accept").click().run)
told["memory"] = memory()
print(json.dumps(told))
"""
"""Draws pages, the last of which is an article's, and accepts a flag on it."""
METHOD = (
    "Pages drawn without a browser, in a process that has imported everything; memory: its largest."
)


def copies(results: Sequence[ArticleResult]) -> Iterator[ArticleResult]:
    """Results without end: those given, then again and again by other letters, on other days."""
    plain = [json.loads(to_json(result)) for result in results]
    for number in count():
        copy, which = divmod(number, len(results))
        if copy:
            letters = {
                _HANGUL + i: _HANGUL + (i + 37 * copy) % _SYLLABLES for i in range(_SYLLABLES)
            }
            for first in (ord("a"), ord("A")):
                letters |= {first + i: first + (i + copy) % _LATIN for i in range(_LATIN)}
        else:
            letters = {}
        made: ArticleResult = from_plain(ArticleResult, _lettered(plain[which], letters))
        name = f"a{number:07}"
        day = (_FIRST_DAY + timedelta(number * _DAYS // 20_000 % _DAYS)).isoformat()
        meta = replace(made.article.metadata, published=day)
        yield replace(
            made,
            article=replace(made.article, id=name, metadata=meta),
            flags=tuple(replace(flag, article_id=name) for flag in made.flags),
            held_back=tuple(replace(flag, article_id=name) for flag in made.held_back),
            mended=tuple(replace(flag, article_id=name) for flag in made.mended),
        )


def _lettered(value: Any, letters: dict[int, int], *, inside: bool = False) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {
            key: _lettered(each, letters, inside=key in _LETTERED or key == "parameters" or inside)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_lettered(each, letters, inside=inside) for each in value]
    return value.translate(letters) if inside and isinstance(value, str) else value


def write(out: Path, results: Sequence[ArticleResult], size: int) -> ResultsFolder:
    """An archive of so many articles."""
    folder = ResultsFolder(out, frozenset({Tables.PARQUET}))
    folder.create()
    distinct = min(size, _DISTINCT * ARTICLES_A_PART)
    made = copies(results)
    names: list[str] = []
    while len(names) < distinct:
        part = PartWriter(folder.archive)
        for result in islice(made, min(ARTICLES_A_PART, distinct - len(names))):
            part.add(result.article.id, part_rows(StoredResult("", None, result)))
            names.append(result.article.id)
        part.close()
    while len(names) < size:
        ids = [f"a{number:07}" for number in range(len(names), len(names) + ARTICLES_A_PART)]
        _again(folder.archive, len(names) // ARTICLES_A_PART % _DISTINCT, ids)
        names += ids
    folder.archive.end()
    folder.finish(names, ())
    return folder


def _again(archive: Archive, part: int, ids: Sequence[str]) -> None:
    """A part once more, its articles under other ids."""
    import pyarrow as pa
    from pyarrow.compute import index_in

    there, number = pa.array(archive.ids(part)), len(archive.manifest.parts)
    rows = {}
    for table in TABLES:
        path = archive.file(table, number)
        with parquet.Writer(
            path, parquet.schema_of(TABLES[table]), SOUGHT.get(table, ())
        ) as writer:
            for group in groups(archive.file(table, part)):
                places = index_in(group["article_id"], there).to_pylist()
                named = group.set_column(
                    0,
                    group.schema.field("article_id"),
                    pa.array([ids[i] for i in places], pa.string()),
                )
                if "record" in named.column_names:
                    records = [
                        record.as_py().replace(f'"{old.as_py()}"', f'"{new.as_py()}"')
                        for record, old, new in zip(
                            named["record"], group["article_id"], named["article_id"], strict=True
                        )
                    ]
                    at = named.schema.get_field_index("record")
                    named = named.set_column(at, named.schema.field(at), pa.array(records))
                writer.add(named)
        rows[table] = writer.rows
    archive.add(listed(archive, number, rows))


def drawn(out: Path, warm: Path) -> dict[str, float]:
    """Seconds until each page is drawn, first and again, and until a decision is; MB at the end.

    Args:
        out: the archive.
        warm: a small one whose pages are drawn before, so that every import is done and model loaded.
    """
    command = [sys.executable, "-c", _DRAWN, str(warm), str(out), *PAGES]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own pages
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def run(settings: Settings) -> list[Figure]:
    """Seconds until each page of archives of several sizes is drawn, and memory."""
    auditor = settings.auditor()
    results = [auditor.audit(article) for article in articles(settings.corpus)]
    found: list[Figure] = []
    with TemporaryDirectory() as made:
        warm = Path(made) / "warm"
        write(warm, results, len(results))
        for size in (*SIZES, settings.articles):
            out = Path(made) / str(size)
            write(out, results, size)
            found += _figures(size, drawn(out, warm))
    return found


def _figures(size: int, told: dict[str, float]) -> list[Figure]:
    key = f"opening.{size}"
    return [
        *(
            Figure(f"{name} of {size:,} articles, s", told[name], _SECONDS,
                   f"again {told[name + ' again']:.2f}", f"{key}.{name}_s", at_most=True)
            for name in PAGES
        ),
        Figure("  a decision, s", told[_DECISION], _SECONDS, "", f"{key}.decision_s", at_most=True),
        Figure("  memory, MB", told["memory"], None, f"before {told['before']:.0f}", f"{key}.memory_mb"),
    ]  # fmt: skip
