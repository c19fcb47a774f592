"""XML of unknown origin: parsed without entities, external references or the network."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from audit.errors import InputError
from audit.sources.decoding import whole_text

_MOST_TAGS = 100_000
"""Tags of one unit of a file; its elements are held in memory together."""
_MOST_OUTSIDE = 1_000_000
"""Tags of a file outside its units, of which nothing is read but attributes."""
_SUBSET = re.compile(r"<!DOCTYPE[^\[<>]*\[|<!ENTITY")
_BLANK = re.compile(r"\s+")


Event = tuple[str, etree._Element]
"""``start`` or ``end``, and the element; at its start only its attributes are known."""


def events_of(path: Path, tag: str, units: Collection[str]) -> Iterator[Event]:
    """The start and the end of every element of an XML file; of its tree only one unit is kept at a time.

    A document type that only names its DTD is let be and the DTD not fetched.

    Args:
        path: the file, in UTF-8, UTF-16 or CP949 whatever it declares.
        tag: the local name that the root must have.
        units: local names of the elements that are whole at their end; of others only attributes are sure.

    Raises:
        InputError: it is too large, not XML, of another kind, or declares entities.
        OSError: it cannot be opened.
    """
    content = whole_text(path, "file_mb").removeprefix("\ufeff")
    if match := _SUBSET.search(content):
        line = content.count("\n", 0, match.start()) + 1
        raise InputError(
            "the file declares entities or types of its own, which are not read",
            f"{path}:{line}", "remove the declarations in its DOCTYPE",
        )  # fmt: skip
    source = BytesIO(content.encode())
    del content
    walk = etree.iterparse(
        source, events=("start", "end"), encoding="utf-8", resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        yield from _checked(walk, path, tag, units)
    except etree.XMLSyntaxError as error:
        # Of an entity that is not declared only the log knows.
        logged = next(iter(walk.error_log), None)
        said, line = (
            (logged.message, logged.line)
            if logged and not error.lineno
            else (error.msg, error.lineno)
        )
        raise InputError(
            f"this is no well-formed XML: {said}", f"{path}:{line or 1}",
            "correct that line or export the file again",
        ) from error  # fmt: skip


def _checked(
    walk: Iterable[Event], path: Path, tag: str, units: Collection[str]
) -> Iterator[Event]:
    """The events of a file of the right kind; what is done with is taken out of its tree."""
    root: etree._Element | None = None
    unit: etree._Element | None = None
    within = outside = 0
    for event, element in walk:
        if root is None:
            root = element
            if local(root) != tag:
                raise InputError(
                    f"the file is <{local(root)}>, not <{tag}>", f"{path}:{root.sourceline}",
                    f"give a file of the format {tag}",
                )  # fmt: skip
        if event == "start":
            if unit is None and local(element) in units:
                unit, within = element, 0
            within, outside = within + 1, outside + (unit is None)
            if within > _MOST_TAGS if unit is not None else outside > _MOST_OUTSIDE:
                raise InputError(
                    "there are more tags in one unit than any has, or outside all units",
                    f"{path}:{element.sourceline}", "export the file again, with its units alone",
                )  # fmt: skip
        elif unit is None or element is unit:
            _check_entities(element, path)
        yield event, element
        if event == "end" and (unit is None or element is unit):
            unit = None
            element.clear(keep_tail=True)
            parent = element.getparent()
            while parent is not None and (before := element.getprevious()) is not None:
                _check_entities(before, path)
                parent.remove(before)


def _check_entities(element: etree._Element, path: Path) -> None:
    if (entity := next(element.iter(etree.Entity), None)) is not None:
        raise InputError(
            f"the entity {entity.text} is not known", f"{path}:{entity.sourceline}",
            "write the character itself",
        )  # fmt: skip


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for an unresolved entity."""
    # A namespace may be any text, of which lxml's own QName refuses some; a name has no bracket.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """The children with one of these names, whatever their namespace."""
    return [child for child in element if local(child) in names]


def wording(element: etree._Element | None, codes: Collection[str]) -> str:
    """The text of an element and of the inline tags in it, on one line.

    Args:
        element: a segment; none has no text.
        codes: inline elements whose content is mark-up of the original file, and is left out.
    """
    if element is None:
        return ""
    words = [element.text or ""]
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if inner is element:
            continue
        if event == "end":
            words.append(inner.tail or "")
        elif local(inner) in codes:
            walk.skip_subtree()
        else:
            words.append(inner.text or "")
    return _BLANK.sub(" ", "".join(words)).strip()


def language(code: str | None) -> str:
    """``ko`` or ``en`` of a language tag such as ``ko-KR`` or ``EN_us``; else the tag as it is."""
    plain = (code or "").strip().lower()
    main = re.split("[-_]", plain)[0]
    return {"kor": "ko", "eng": "en"}.get(main, main if main in ("ko", "en") else plain)
