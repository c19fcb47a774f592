"""Text, Markdown, HTML or Word files: NAME.ko.txt beside NAME.en.txt.

Either side may be ``.txt``, ``.md``, ``.html``, ``.htm``, ``.docx`` or a browser's saved page,
``.mhtml`` or ``.mht``, whatever the other is. Beside them may lie ``NAME.draft.en.txt`` (or another
ending), the raw machine translation, ``NAME.20250321T1011.en.txt``, what the English page said from
10:11 on March 21 until the next such file or ``NAME.en.txt`` took its place, and ``NAME.json``, an
object with fields of ``audit.records.article.Metadata``; other keys are ignored. The article's id is NAME.
A side has at most 20 MB, a file with pictures 50 MB. Plain text stays as it is; of the others the
text is that of the rendered page.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from audit.errors import InputError, MissingSideError
from audit.records.article import Article, BlockKind, Lang, Metadata, Revision, Text
from audit.records.digest import is_file
from audit.sources import markdown, saved_page, webpage, word
from audit.sources.building import checked, id_from_name, metadata_of, text_of_blocks
from audit.sources.decoding import whole_text

NAME = "text"
_SIDES = ("ko", "en", "draft.en")
_Page = tuple[list[tuple[BlockKind, str]], Metadata]


def _web_page(path: Path) -> _Page:
    return webpage.blocks_of(whole_text(path), str(path))


_PAGES: dict[str, Callable[[Path], _Page]] = {
    "md": lambda path: markdown.blocks_of(whole_text(path), str(path)),
    "html": _web_page,
    "htm": _web_page,
    "docx": word.blocks_of,
    "mhtml": saved_page.blocks_of,
    "mht": saved_page.blocks_of,
}
"""How the blocks of a page and what it says about the article are read, by the file's ending."""

_ENDINGS = ("txt", *_PAGES)
SUFFIXES = tuple(f".{side}.{ending}" for side in _SIDES[:2] for ending in _ENDINGS)

_TIME = r"\d{8}T\d{4}(?:\d\d)?"
_FILE = re.compile(
    rf"(?s)(.+?)\.({'|'.join(map(re.escape, _SIDES))}|{_TIME}\.en)\.({'|'.join(_ENDINGS)})"
)


class Side(NamedTuple):
    """One file as read: its text and what its page says about the article."""

    text: Text
    metadata: Metadata


def claims(path: Path) -> bool:
    """Whether a file belongs to an article: a text by its name, metadata by the texts beside it."""
    if path.suffix == ".json":
        return any(_files(path.parent, path.stem, side) for side in _SIDES)
    return _FILE.fullmatch(path.name) is not None


def article_of(path: Path) -> Path:
    """The article that a file belongs to, as a path without side and ending."""
    match = _FILE.fullmatch(path.name)
    name = match[1] if match else path.stem
    return path.with_name(unicodedata.normalize("NFC", name))


def read(path: Path) -> Iterator[Article | InputError]:
    """The article that one of its files belongs to.

    Raises:
        MissingSideError: a side is missing.
        InputError: a side is there twice, or cannot be audited; the metadata are broken.
        OSError: a file cannot be opened.
    """
    match = _FILE.fullmatch(path.name)
    if match is None and path.suffix != ".json":
        raise InputError(
            "the file's name does not tell its side", str(path),
            "name the two files NAME.ko.txt and NAME.en.txt",
        )  # fmt: skip
    name = match[1] if match else path.stem
    found = {side: _the_file(path.parent, name, side) for side in _SIDES}
    ko_path, en_path, draft_path = (found[side] for side in _SIDES)
    if ko_path is None or en_path is None:
        there = next((file for file in found.values() if file), path)
        lang, language = ("en", "English") if ko_path else ("ko", "Korean")
        raise MissingSideError(
            f"its {language} side is missing", str(there), f"put {name}.{lang}.txt beside it"
        )
    own = _own_metadata(path.parent, name)
    ko, en = _side(ko_path, "ko"), _side(en_path, "en")
    draft = _side(draft_path, "en") if draft_path else None
    places = {"ko": str(ko_path), "en": str(en_path), "draft": str(draft_path)}
    pair = Article(
        id=id_from_name(name, str(ko_path)),
        source=ko.text,
        target=en.text,
        draft=draft.text if draft else None,
        revisions=tuple(_revisions(ko_path.parent, name, places)),
        metadata=own.merged_over(_of_pages(ko.metadata, en.metadata)),
        origin=str(ko_path),
        target_origin=str(en_path),
    )
    yield checked(pair, places)


def _files(folder: Path, name: str, side: str) -> list[Path]:
    """The files of one side; a name may be spelled with composed or decomposed Hangul."""
    spellings = dict.fromkeys(
        [name, *(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))]
    )
    places = [folder / f"{spelling}.{side}.{end}" for spelling in spellings for end in _ENDINGS]
    there: list[Path] = []
    for place in places:
        if is_file(place) and not any(place.samefile(other) for other in there):
            there.append(place)
    return there


def _the_file(folder: Path, name: str, side: str) -> Path | None:
    there = _files(folder, name, side)
    if len(there) > 1:
        raise InputError(
            f"this side is also in {there[1].name}", str(there[0]), "keep one of the two files"
        )
    return there[0] if there else None


def _revisions(folder: Path, name: str, places: dict[str, str]) -> Iterator[Revision]:
    """What the page said before, the earliest first; where each lies is put into ``places``."""
    by_time = _dated_files(folder, folder.stat().st_mtime_ns)
    for side in sorted(by_time.get(unicodedata.normalize("NFC", name), ())):
        path = _the_file(folder, name, side)
        if path is None:
            continue
        try:
            at = datetime.fromisoformat(side.removesuffix(".en")).isoformat()
        except ValueError as error:
            raise InputError(
                f"{side.removesuffix('.en')} is no date and time", str(path),
                f"name it like {name}.20250321T1011.en.txt",
            ) from error  # fmt: skip
        places[at] = str(path)
        yield Revision(at, _side(path, "en").text)


@lru_cache(maxsize=4)
def _dated_files(folder: Path, changed: int) -> dict[str, set[str]]:
    """The sides with a time in a folder by the article's name; ``changed`` is when the folder was."""
    found: dict[str, set[str]] = {}
    for path in folder.iterdir():
        match = _FILE.fullmatch(path.name)
        if match and match[2] not in _SIDES:
            found.setdefault(unicodedata.normalize("NFC", match[1]), set()).add(match[2])
    return found


def _side(path: Path, lang: Lang) -> Side:
    if path.suffix == ".txt":
        return Side(Text(lang, whole_text(path).removeprefix("\ufeff")), Metadata())
    blocks, about = _PAGES[path.suffix[1:]](path)
    if not blocks:
        none = InputError("no article text was found in it", str(path), "give the text as .txt")
        raise none.in_korean("기사 본문을 찾지 못했습니다. 글을 .txt로 올리십시오.")
    return Side(text_of_blocks(lang, blocks), about)


def _of_pages(ko: Metadata, en: Metadata) -> Metadata:
    """What the two pages say: the English one first, the Korean one of what both share."""
    shared = Metadata(source_title=ko.title, publisher=ko.publisher, published=ko.published)
    return en.merged_over(shared)


def _own_metadata(folder: Path, name: str) -> Metadata:
    path = folder / f"{name}.json"
    if not path.is_file():
        return Metadata()
    try:
        values = json.loads(whole_text(path))
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is no JSON: {error.msg}", f"{path}:{error.lineno}", "correct that line"
        ) from error
    except (RecursionError, ValueError) as error:
        raise InputError("this is no JSON that can be read", str(path), "write it anew") from error
    if not isinstance(values, dict):
        raise InputError("the metadata are no JSON object", str(path), 'write {"title": "…"}')
    return metadata_of(values, str(path))
