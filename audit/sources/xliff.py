"""XLIFF 1.2 and 2.x: source and target segments, taken as aligned.

Each ``<file>`` is an article; its id is the XLIFF file's name, followed by the ``original`` (or the
``id``) of the ``<file>`` where there are several. The source is Korean and the target English, or the
other way round. A segment without target is a null link; those of ``seg-source`` are paired by their ``mid``,
and one that the other side lacks is a null link too. Inline tags are dropped and their text kept, but for
native codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from audit.errors import InputError, contained
from audit.records.article import Article, Link
from audit.sources.building import checked, id_from_name, stem, text_of_sentences
from audit.sources.limits import check_sentences, limits
from audit.sources.safe_xml import children, events_of, language, local, wording

NAME = "xliff"
SUFFIXES = (".xlf", ".xliff", ".sdlxliff", ".mqxliff")

_UNITS = ("trans-unit", "unit")
_CODES = frozenset({"bpt", "ept", "ph", "it", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp"})


# XLIFF 2, order: a positive integer; more places than these no unit has.
_ORDER = re.compile("[0-9]{1,9}")


class _Segment(NamedTuple):
    """A source and its target; ``order`` is the target's place (XLIFF 2, 4.3.1.9 ``order``)."""

    source: str
    target: str
    order: tuple[int, int]


@dataclass(slots=True)
class _File:
    """A ``<file>``: its line and name, its languages' tags, and its segments with any text, in order."""

    line: int
    name: str
    source: str
    target: str
    units: int = 0
    segments: list[_Segment] = field(default_factory=list)

    @classmethod
    def begun(cls, element: etree._Element, languages: tuple[str, str]) -> _File:
        """A file of which only the attributes are known; ``languages`` are what the document says."""
        return cls(
            element.sourceline or 1,
            element.get("original") or element.get("id") or "",
            element.get("source-language") or languages[0],
            element.get("target-language") or languages[1],
        )

    def add(self, unit: etree._Element) -> None:
        """Take the segments of the next unit."""
        found = _of_unit_1(unit) if local(unit) == "trans-unit" else _of_unit_2(unit)
        for at, (source, target, order) in enumerate(found):
            if source or target:
                self.segments.append(_Segment(source, target, (self.units, order or at + 1)))
        self.units += 1


def read(path: Path) -> Iterator[Article | InputError]:
    """The articles of an XLIFF file.

    Raises:
        InputError: the file is no XLIFF, or has no ``<file>``.
        OSError: it cannot be opened.
    """
    files: list[_File] = []
    languages = ("", "")
    most = limits().sentences
    for event, element in events_of(path, "xliff", _UNITS):
        name = local(element)
        if event == "start" and name == "xliff":
            languages = element.get("srcLang", ""), element.get("trgLang", "")
        elif event == "start" and name == "file":
            files.append(_File.begun(element, languages))
        elif event == "end" and name in _UNITS and files and len(files[-1].segments) <= most:
            files[-1].add(element)
    if not files:
        raise InputError("there is no <file> in it", str(path), "export the file again")
    for number, file in enumerate(files, 1):
        where = f"{path}:{file.line}" if len(files) > 1 else str(path)
        name = stem(path)
        if len(files) > 1:
            name += f"-{file.name or number}"
        try:
            with contained("reading", where):
                article = _article(file, id_from_name(name, where), where)
        except InputError as error:
            yield error
        else:
            yield article


def _article(file: _File, name: str, where: str) -> Article:
    source, target = language(file.source), language(file.target)
    # A target language may be left out while nothing is translated; what it is follows.
    target = target or {"ko": "en", "en": "ko"}.get(source, "")
    if {source, target} != {"ko", "en"}:
        raise InputError(
            f"the languages are {source or 'unknown'!r} and {target or 'unknown'!r}", where,
            "give a file of ko and en",
        )  # fmt: skip
    check_sentences(len(file.segments), "the file", where)
    segments = file.segments
    targets = sorted(
        (i for i, segment in enumerate(segments) if segment.target),
        key=lambda i: segments[i].order,
    )
    sources = [i for i, segment in enumerate(segments) if segment.source]
    source_at = {segment: i for i, segment in enumerate(sources)}
    target_at = {segment: i for i, segment in enumerate(targets)}
    links: list[Link] = []
    for i in range(len(segments)):
        left = (source_at[i],) if i in source_at else ()
        right = (target_at[i],) if i in target_at else ()
        links.append((left, right) if source == "ko" else (right, left))
    wordings = {
        source: [segments[i].source for i in sources],
        target: [segments[i].target for i in targets],
    }
    return checked(
        Article(
            id=name,
            source=text_of_sentences("ko", wordings["ko"]),
            target=text_of_sentences("en", wordings["en"]),
            given=tuple(links),
            origin=where,
        )
    )


def _of_unit_1(unit: etree._Element) -> list[tuple[str, str, int]]:
    """A unit of 1.2: whole, or segment by segment where ``seg-source`` and ``target`` have segments."""
    source = next(iter(children(unit, "source")), None)
    target = next(iter(children(unit, "target")), None)
    segmented = next(iter(children(unit, "seg-source")), None)
    left, right = _marked(segmented), _marked(target)
    # A target that is there but not in segments belongs to the source as a whole.
    if left is None or right is None or not left or (not right and wording(target, _CODES)):
        return [(wording(source, _CODES), wording(target, _CODES), 0)]
    places = {mid: i for i, mid in enumerate(right, 1)}
    return [
        (left.get(mid, ""), right.get(mid, ""), places.get(mid, 0))
        for mid in dict.fromkeys([*left, *right])
    ]


def _marked(element: etree._Element | None) -> dict[str, str] | None:
    """The segments of a side by their ``mid``; None where text stands outside them."""
    if element is None:
        return {}
    found: dict[str, str] = {}
    marks = [e for e in element.iter() if local(e) == "mrk" and e.get("mtype") == "seg"]
    for mark in marks:
        mid = mark.get("mid", "")
        # One that is there twice is a segment in two parts.
        found[mid] = " ".join(part for part in (found.get(mid), wording(mark, _CODES)) if part)
    outside = _letters(wording(element, _CODES)) - _letters(" ".join(found.values()))
    return None if outside and marks else found


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _of_unit_2(unit: etree._Element) -> list[tuple[str, str, int]]:
    """A unit of 2.x, segment by segment; ``order`` counts what can be ignored as well."""
    found = []
    for part in children(unit, "segment", "ignorable"):
        source = next(iter(children(part, "source")), None)
        target = next(iter(children(part, "target")), None)
        order = target.get("order", "") if target is not None else ""
        place = int(order) if _ORDER.fullmatch(order) else 0
        found.append((wording(source, _CODES), wording(target, _CODES), place))
    return found
