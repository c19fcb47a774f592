"""TMX 1.4b: translation units of Korean and English segments, taken as aligned.

A file is one article, its id the file's name; where units have a ``<prop type="x-document">``, the
units of one document are an article with that name. Each unit is a link of one segment a side;
a unit that lacks one of the two is a null link. Native codes (``bpt``, ``ept``, ``ph``, ``it``, ``ut``)
are left out, highlighted text stays. At most 50 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from audit.errors import InputError, contained
from audit.records.article import Article
from audit.sources.building import checked, id_from_name, linked_texts, stem
from audit.sources.safe_xml import children, language, root_of, wording

NAME = "tmx"
SUFFIXES = (".tmx",)

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(path: Path) -> Iterator[Article | InputError]:
    """The articles of a TMX file.

    Raises:
        InputError: the file is no TMX, or has no Korean and English units.
        OSError: it cannot be opened.
    """
    documents: dict[str, list[tuple[str, str]]] = {}
    lines: dict[str, int] = {}
    for body in children(root_of(path, "tmx"), "body"):
        for unit in children(body, "tu"):
            ko, en = _segments(unit)
            if ko or en:
                name = _document(unit)
                documents.setdefault(name, []).append((ko, en))
                lines.setdefault(name, unit.sourceline or 1)
    if not documents:
        raise InputError(
            "there are no Korean and English units in it", str(path),
            "export the units with xml:lang ko and en",
        )  # fmt: skip
    for name, rows in documents.items():
        where = f"{path}:{lines[name]}" if name else str(path)
        try:
            with contained("reading", where):
                ko_text, en_text, links = linked_texts(rows)
                article = checked(
                    Article(
                        id=id_from_name(name or stem(path), where),
                        source=ko_text,
                        target=en_text,
                        given=links,
                        origin=where,
                    )
                )
        except InputError as error:
            yield error
        else:
            yield article


def _segments(unit: etree._Element) -> tuple[str, str]:
    found = {"ko": "", "en": ""}
    for variant in children(unit, "tuv"):
        lang = language(variant.get(_LANG) or variant.get("lang"))
        if lang in found and not found[lang]:
            found[lang] = wording(next(iter(children(variant, "seg")), None), _CODES)
    return found["ko"], found["en"]


def _document(unit: etree._Element) -> str:
    for prop in children(unit, "prop"):
        if prop.get("type") == "x-document":
            return (prop.text or "").strip()
    return ""
