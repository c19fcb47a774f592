"""XML of unknown origin: parsed without entities, external references or the network."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from lxml import etree

from audit.errors import InputError
from audit.sources.decoding import whole_text

FILE_LIMIT = 50_000_000
"""Largest XML file, in bytes."""

_SUBSET = re.compile(r"<!DOCTYPE[^\[<>]*\[|<!ENTITY")
_BLANK = re.compile(r"\s+")


def root_of(path: Path, tag: str) -> etree._Element:
    """The root element of an XML file.

    A document type that only names its DTD is let be and the DTD not fetched.

    Args:
        path: the file, in UTF-8, UTF-16 or CP949 whatever it declares.
        tag: the local name that the root must have.

    Raises:
        InputError: it is too large, not XML, of another kind, or declares entities.
        OSError: it cannot be opened.
    """
    content = whole_text(path, FILE_LIMIT).removeprefix("\ufeff")
    if match := _SUBSET.search(content):
        line = content.count("\n", 0, match.start()) + 1
        raise InputError(
            "the file declares entities or types of its own, which are not read",
            f"{path}:{line}", "remove the declarations in its DOCTYPE",
        )  # fmt: skip
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"this is no well-formed XML: {error.msg}", f"{path}:{error.lineno or 1}",
            "correct that line or export the file again",
        ) from error  # fmt: skip
    if (entity := next(root.iter(etree.Entity), None)) is not None:
        raise InputError(
            f"the entity {entity.text} is not known", f"{path}:{entity.sourceline}",
            "write the character itself",
        )  # fmt: skip
    if local(root) != tag:
        raise InputError(
            f"the file is <{local(root)}>, not <{tag}>", f"{path}:{root.sourceline}",
            f"give a file of the format {tag}",
        )  # fmt: skip
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for an unresolved entity."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


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
