"""TMX 1.4b: translation units of Korean and English segments, taken as aligned.

A file is one article, its id the file's name; where units have a ``<prop type="x-document">``, the
units of one document are an article with that name. Each unit is a link of one segment a side;
a unit that lacks one of the two is a null link; of a second segment in a language the first is taken, and
that is noted. Native codes (``bpt``, ``ept``, ``ph``, ``it``, ``ut``)
are left out, highlighted text stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from audit.errors import InputError, contained
from audit.records.article import Article
from audit.records.flag import Note
from audit.sources.building import checked, id_from_name, linked_texts, stem
from audit.sources.limits import check_sentences, limits
from audit.sources.notes import VARIANTS
from audit.sources.safe_xml import children, events_of, language, local, wording

NAME = "tmx"
SUFFIXES = (".tmx",)

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(slots=True)
class _Document:
    """The units of a document: the line of its first, their texts, and lines of those with several."""

    line: int
    rows: list[tuple[str, str]] = field(default_factory=list)
    variants: list[int] = field(default_factory=list)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be said of second segments."""
        if not self.variants:
            return ()
        told = {"count": str(len(self.variants)), "first": str(self.variants[0])}
        return (Note(VARIANTS, told),)


def read(path: Path) -> Iterator[Article | InputError]:
    """The articles of a TMX file.

    Raises:
        InputError: the file is no TMX, or has no Korean and English units.
        OSError: it cannot be opened.
    """
    documents: dict[str, _Document] = {}
    most = limits().sentences
    for event, unit in events_of(path, "tmx", ("tu",)):
        if event != "end" or local(unit) != "tu":
            continue
        ko, en, several = _segments(unit)
        if ko or en:
            line = unit.sourceline or 1
            found = documents.setdefault(_document(unit), _Document(line))
            if len(found.rows) <= most:  # the first too many is enough to refuse them
                found.rows.append((ko, en))
                found.variants += [line] if several else []
    if not documents:
        raise InputError(
            "there are no Korean and English units in it", str(path),
            "export the units with xml:lang ko and en",
        )  # fmt: skip
    for name, document in documents.items():
        where = f"{path}:{document.line}" if name else str(path)
        try:
            with contained("reading", where):
                check_sentences(len(document.rows), "the document", where)
                ko_text, en_text, links = linked_texts(document.rows)
                article = checked(
                    Article(
                        id=id_from_name(name or stem(path), where),
                        source=ko_text,
                        target=en_text,
                        given=links,
                        origin=where,
                        notes=document.notes,
                    )
                )
        except InputError as error:
            yield error
        else:
            yield article


def _segments(unit: etree._Element) -> tuple[str, str, bool]:
    """The first segment with text in either language, and whether one has another besides."""
    found: dict[str, list[str]] = {"ko": [], "en": []}
    for variant in children(unit, "tuv"):
        lang = language(variant.get(_LANG) or variant.get("lang"))
        for segment in children(variant, "seg"):
            text = wording(segment, _CODES)
            if lang in found and text and text not in found[lang]:
                found[lang].append(text)
    ko, en = ("".join(found[lang][:1]) for lang in ("ko", "en"))
    return ko, en, any(len(texts) > 1 for texts in found.values())


def _document(unit: etree._Element) -> str:
    for prop in children(unit, "prop"):
        if prop.get("type") == "x-document":
            return (prop.text or "").strip()
    return ""
