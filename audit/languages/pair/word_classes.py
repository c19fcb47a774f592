"""Classes of words that exclude each other, in both languages: a son is no brother, all are not some.

A class is a file in ``classes/``; its name is the file's. Words are separated by commas.

``ko``, ``en``
    What says the member, and no other of the class.
``also_ko``, ``also_en``
    What may stand for the member, and perhaps for others: never evidence against one.

A Korean word stands by itself, particles aside; ``~`` before or after it says that it may be the end or
the beginning of a compound, and a space in it may be missing from the text. An English word is met in
the plural, too; with a capital it is met so only; ``most/JJS`` asks the parser for the tag.
The longest wins: "deputy minister" is no minister. ``other_ko`` and ``other_en`` of a class are words of
no member that contain some; ``mask_ko`` and ``mask_en`` are patterns whose matches are passed over.
Sentences are normalised text.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from audit.languages.en.parse import parsed
from audit.languages.en.words import words
from audit.languages.kept import remembered
from audit.languages.ko.morphemes import Morpheme, morphemes
from audit.languages.spans import Taken

FOLDER = Path(__file__).with_name("classes")
_NOUNS = frozenset({"NNG", "NNP", "XPN", "XSN", "XR", "NNB"})
# What may follow a noun in its word besides particles: 아들들, 아버님.
_AFTER_NOUNS = frozenset({"들", "님", "네", "측", "씨", "간", "뿐", "등", "중", "때"})
_WORD_TAGS = frozenset({*_NOUNS, "NP", "NR", "MM", "MAG", "SL", "SH"})
_GAPS = frozenset({" ", "-", ". ", "/", ""})
_SIBILANTS = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words: what a confusion of its members concerns, and the members' names.

    ``check`` is the check that speaks of it.
    """

    name: str
    concerns: str
    check: str
    members: tuple[str, ...]


class Said(NamedTuple):
    """A word of a sentence that says members of ``word_classes()[kind]``, and its span.

    ``certain`` has the members that it says for sure, ``possible`` those and the ones it may stand for.
    """

    kind: int
    certain: frozenset[int]
    possible: frozenset[int]
    start: int
    end: int


class _Entry(NamedTuple):
    """A word or phrase of the tables; ``parts`` is its words in English, itself in Korean."""

    parts: tuple[str, ...]
    kind: int
    certain: frozenset[int]
    possible: frozenset[int]
    tag: str = ""
    opens_left: bool = False
    opens_right: bool = False


_Index = Mapping[str, tuple[_Entry, ...]]


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[str, dict[str, Any]], ...]:
    return tuple(
        (path.stem, tomllib.loads(path.read_text("utf-8")))
        for path in sorted(FOLDER.glob("*.toml"))
    )


@lru_cache(maxsize=1)
def word_classes() -> tuple[WordClass, ...]:
    """The classes, by name."""
    return tuple(
        WordClass(
            name,
            table["concerns"],
            table.get("check", "word_class"),
            tuple(member["name"] for member in table["member"]),
        )
        for name, table in _tables()
    )


@cache
def class_named(name: str) -> int:
    """The place of a class among :func:`word_classes`, by its name."""
    return [row.name for row in word_classes()].index(name)


def listed(text: str) -> list[str]:
    """The words of a field of a table."""
    return [word.strip() for word in text.split(",") if word.strip()]


def _readings(table: Mapping[str, Any], lang: str) -> dict[str, tuple[set[int], set[int]]]:
    """For each word as the table has it, the members that it says and those that it may stand for."""
    found: dict[str, tuple[set[int], set[int]]] = {}
    for number, member in enumerate(table["member"]):
        for field, certain in ((lang, True), (f"also_{lang}", False)):
            for word in listed(member.get(field, "")):
                says, may = found.setdefault(word, (set(), set()))
                may.add(number)
                if certain:
                    says.add(number)
    for word in listed(table.get(f"other_{lang}", "")):
        found.setdefault(word, (set(), set()))
    return found


def _indexed(entries: Iterable[tuple[str, _Entry]]) -> _Index:
    found: dict[str, list[_Entry]] = {}
    for key, entry in entries:
        found.setdefault(key, []).append(entry)
    return {
        key: tuple(sorted(same, key=lambda entry: (-sum(map(len, entry.parts)), not entry.tag)))
        for key, same in found.items()
    }


@lru_cache(maxsize=1)
def _korean_index() -> _Index:
    """The Korean words by their first two characters."""
    return _indexed(
        (form[:2], _Entry((form,), kind, frozenset(says), frozenset(may), "", left, right))
        for kind, (_, table) in enumerate(_tables())
        for word, (says, may) in _readings(table, "ko").items()
        for left, right in ((word.startswith("~"), word.endswith("~")),)
        for form in dict.fromkeys((word.strip("~"), word.strip("~").replace(" ", "")))
    )


@lru_cache(maxsize=1)
def _english_index() -> _Index:
    """The English phrases by their first two words, in lower case."""
    return _indexed(
        (" ".join(parts[:2]).lower(), _Entry(parts, kind, frozenset(says), frozenset(may), tag))
        for kind, (_, table) in enumerate(_tables())
        for readings in (_readings(table, "en"),)
        for word, (says, own) in readings.items()
        for phrase, _, tag in (word.partition("/"),)
        # A word with a tag may mean what it may mean with any.
        for plain in (phrase if phrase in readings else phrase.removesuffix("s"),)
        for may in (own | readings[plain][1] if says and plain in readings else own,)
        for parts in _numbers(tuple(re.split("[ -]", phrase)), tag)
    )


def _numbers(parts: tuple[str, ...], tag: str) -> Iterator[tuple[str, ...]]:
    """A phrase and its plural; as it is where a tag is asked for."""
    yield parts
    last = parts[-1]
    if not tag and not last.endswith("s"):
        if last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
            yield (*parts[:-1], f"{last[:-1]}ies")
        elif last.endswith("man"):
            yield (*parts[:-1], f"{last[:-2]}en")
        else:
            yield (*parts[:-1], f"{last}{'es' if last.endswith(_SIBILANTS) else 's'}")


@lru_cache(maxsize=1)
def _masks() -> Mapping[str, tuple[re.Pattern[str] | None, ...]]:
    return {
        lang: tuple(
            re.compile("|".join(f"(?:{p})" for p in table[f"mask_{lang}"]))
            if table.get(f"mask_{lang}")
            else None
            for _, table in _tables()
        )
        for lang in ("ko", "en")
    }


def _unmasked(sentence: str, lang: str, found: Iterable[Said]) -> tuple[Said, ...]:
    masked: dict[int, Taken] = {}
    kept = []
    for said in found:
        mask = _masks()[lang][said.kind]
        if mask is not None and said.kind not in masked:
            masked[said.kind] = Taken(match.span() for match in mask.finditer(sentence))
        if mask is None or masked[said.kind].leaves_free(said.start, said.start + 1):
            kept.append(said)
    return tuple(kept)


@remembered(16384)
def korean_words(sentence: str) -> tuple[Said, ...]:
    """What a Korean sentence says of any class, in order; the longest word of a class at each place."""
    index, ms = _korean_index(), morphemes(sentence)
    ends = {m.end: i for i, m in enumerate(ms)}
    found: list[Said] = []
    taken: dict[int, int] = {}
    for first, m in enumerate(ms):
        if m.tag[0] in "EJS" and m.tag not in _WORD_TAGS:
            continue
        begins = (sentence[m.start : m.start + size] for size in (2, 1))
        for entry in itertools.chain.from_iterable(index.get(two, ()) for two in begins):
            if taken.get(entry.kind, 0) > m.start or not sentence.startswith(entry.parts, m.start):
                continue
            last = ends.get(m.start + len(entry.parts[0]))
            if last is not None and _stands(ms, first, last, entry):
                taken[entry.kind] = ms[last].end
                found.append(Said(entry.kind, entry.certain, entry.possible, m.start, ms[last].end))
    return _unmasked(sentence, "ko", (said for said in found if said.possible))


def _stands(ms: tuple[Morpheme, ...], first: int, last: int, entry: _Entry) -> bool:
    """Whether morphemes are a word by themselves, or at an end of a compound where the entry lets them."""
    if first == last and ms[first].tag not in _WORD_TAGS:
        return False
    before = ms[first - 1] if first else None
    after = ms[last + 1] if last + 1 < len(ms) else None
    if before and before.end == ms[first].start and before.tag in _NOUNS and not entry.opens_left:
        return False
    return (
        after is None
        or after.start != ms[last].end
        or after.tag not in _NOUNS
        or after.form in _AFTER_NOUNS
        or entry.opens_right
    )


@remembered(16384)
def english_words(sentence: str) -> tuple[Said, ...]:
    """What an English sentence says of any class, in order; the longest phrase of a class at each place."""
    index, tokens = _english_index(), _bare(sentence)
    found: list[Said] = []
    taken: dict[int, int] = {}
    for i, token in enumerate(tokens):
        two = " ".join(word.lowered for word in tokens[i : i + 2])
        for entry in (*index.get(two, ()), *index.get(token.lowered, ())):
            if taken.get(entry.kind, 0) > i or not _reads(sentence, tokens, i, entry):
                continue
            after = i + len(entry.parts)
            taken[entry.kind] = after
            end = tokens[after - 1].start + len(tokens[after - 1].text)
            found.append(Said(entry.kind, entry.certain, entry.possible, token.start, end))
    return _unmasked(sentence, "en", (said for said in found if said.possible))


class _Word(NamedTuple):
    """An English word without its possessive, as it stands and in lower case; ``end`` is after both."""

    text: str
    lowered: str
    start: int
    end: int


def _bare(sentence: str) -> list[_Word]:
    texts = ((word, re.sub(r"['’][sS]?$", "", word.text)) for word in words(sentence))
    return [_Word(text, text.lower(), word.start, word.end) for word, text in texts]


def _reads(sentence: str, tokens: list[_Word], at: int, entry: _Entry) -> bool:
    """Whether an entry's words are the ones from a place on, side by side, with the tag it asks for."""
    here = tokens[at : at + len(entry.parts)]
    if len(here) < len(entry.parts):
        return False
    for part, token in zip(entry.parts, here, strict=True):
        # A capital in the table asks for one in the text.
        if part not in (token.text, token.lowered):
            return False
    if any(sentence[a.end : b.start] not in _GAPS for a, b in itertools.pairwise(here)):
        return False
    return not entry.tag or any(
        parsed(sentence).tokens[i].tag == entry.tag
        for i in parsed(sentence).at(here[-1].start, here[-1].end)
    )
