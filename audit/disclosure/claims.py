"""What a page claims of its own making: AI, a translator, an editor, read from its disclosure.

The words behind each claim lie in ``claims.toml``, English and Korean. Nothing is inferred: a claim is
what the page says, and what it does not say is not claimed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from audit.languages.normalise import normalise_page
from audit.records.article import Article, Block, BlockKind, Lang, Text
from audit.records.settings import Claim

_DENIED_BY = {
    Claim.AI: Claim.NO_AI,
    Claim.EDITOR: Claim.UNREVIEWED,
    Claim.REVIEWED: Claim.UNREVIEWED,
}
CONTRADICTIONS = tuple(_DENIED_BY.items())
"""Pairs of claims that cannot both be true of one article."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim with its words: offsets into that side's ``Text.raw``."""

    claim: Claim
    lang: Lang
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What an article's pages claim; ``tools`` are the AI tools that they name, in order."""

    claims: tuple[Claimed, ...]
    tools: tuple[str, ...]
    found: bool

    @property
    def kinds(self) -> frozenset[Claim]:
        """The claims without their words."""
        return frozenset(claimed.claim for claimed in self.claims)

    @property
    def contradictions(self) -> tuple[tuple[Claim, Claim], ...]:
        """Pairs of claims that exclude each other."""
        kinds = self.kinds
        return tuple(pair for pair in CONTRADICTIONS if kinds.issuperset(pair))


def wording(claim: Claim, language: Lang = "en") -> str:
    """A claim in words."""
    return str(table()[claim.value]["said" if language == "en" else "said_ko"])


def disclosed(pair: Article) -> Disclosure:
    """The disclosure of a segmented pair, of both its pages; ``found`` is False where there is none."""
    stretches = [(text, block) for text in (pair.target, pair.source) for block in blocks_of(text)]
    claims: dict[tuple[Claim, Lang], Claimed] = {}
    for text, block in stretches:
        for claimed in _claims(text, block):
            claims.setdefault((claimed.claim, claimed.lang), claimed)
    tools = [
        tool for text, block in stretches for tool in _tools(text.raw[block.start : block.end])
    ]
    return Disclosure(tuple(claims.values()), tuple(dict.fromkeys(tools)), bool(stretches))


@cache
def table() -> dict[str, dict[str, Any]]:
    """The patterns as they are written."""
    source = files("audit.disclosure").joinpath("claims.toml")
    return tomllib.loads(source.read_text("utf-8"))


def claims_in(text: str, lang: Lang) -> Iterator[tuple[Claim, int, int]]:
    """The claims in a stretch of text with where their words stand, each at its first place."""
    plain = normalise_page(text)
    folded = re.sub(r"\s", " ", plain.text)
    spans = {claim: [m.span() for m in _pattern(claim, lang).finditer(folded)] for claim in Claim}
    for claim, found in spans.items():
        # "No AI was used" does not claim AI, nor "not edited by a human" an editor.
        denials = spans[_DENIED_BY[claim]] if claim in _DENIED_BY else []
        stated = [(a, b) for a, b in found if not any(c < b and a < d for c, d in denials)]
        if stated:
            yield claim, *plain.span(*stated[0])


@cache
def _pattern(claim: Claim, lang: Lang) -> re.Pattern[str]:
    return re.compile(table()[claim.value][lang], re.IGNORECASE)


def blocks_of(text: Text) -> list[Block]:
    """The disclosures of a segmented text, a repeated one once."""
    kept = BlockKind.DISCLOSURE
    return [block for block in text.blocks if block.kind is kept and block.repeat_of is None]


def _claims(text: Text, block: Block) -> Iterator[Claimed]:
    for claim, first, last in claims_in(text.raw[block.start : block.end], text.lang):
        start, end = block.start + first, block.start + last
        yield Claimed(claim, text.lang, start, end, text.raw[start:end])


def _tools(text: str) -> Iterator[str]:
    names = table()["tools"]
    for name in names["names"]:
        if re.search(rf"(?<!\w){re.escape(name)}(?![\w-])", text, re.IGNORECASE):
            yield name
    for name, meant in names["korean"].items():
        if name in text:
            yield meant
