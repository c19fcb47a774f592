"""The picture of the rooms, drawn from the contracts in pyproject.toml: ``python -m docs.rooms``."""

from __future__ import annotations

import ast
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "architecture.svg"
_ROW, _WIDTH, _LEFT = 34, 860, 170
_PASSES = {
    "audit.sources": "path → Article",
    "audit.segmentation": "Text → blocks and sentences",
    "audit.encoders": "sentences → vectors",
    "audit.align": "vectors → Beads",
    "audit.quality": "beads → judgements",
    "audit.lineage": "versions → Passages",
    "audit.checks": "beads → Findings",
    "audit.risk": "Findings → Flags",
    "audit.pipeline": "Article → ArticleResult",
    "audit.results": "ArticleResults ↔ files",
    "audit.batch": "paths → a folder of results",
    "audit.evidence": "folder → proof",
    "audit.review": "flags + decisions → standing",
    "audit.service": "JSON → ArticleResult",
    "audit.exports": "ArticleResult + decisions → bytes",
}
"""What goes in and comes out of the rooms that an article passes."""


def layers() -> list[str]:
    """The rooms as the first contract orders them, the highest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return list(settings["tool"]["importlinter"]["contracts"][0]["layers"])


def purpose(room: str) -> str:
    """The first line of a room's docstring."""
    path = ROOT.joinpath(*room.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    told = ast.get_docstring(ast.parse(source.read_text("utf-8"))) or ""
    return told.splitlines()[0] if told else ""


def drawn() -> str:
    """The picture as SVG."""
    rooms = layers()
    height = _ROW * len(rooms) + 50
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        'font-family="system-ui, sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        '<text x="12" y="22" fill="#5d6670">'
        "A room imports from those below it, never from those above.</text>",
    ]
    for at, room in enumerate(rooms):
        y = 36 + at * _ROW
        passes = _PASSES.get(room, "")
        fill = "#e8f0fa" if passes else "#f5f7f9"
        what = purpose(room).replace("`", "")
        lines += [
            f'<rect x="8" y="{y}" width="{_WIDTH - 16}" height="{_ROW - 5}" rx="4" fill="{fill}" '
            'stroke="#c9d1d9"/>',
            f'<text x="20" y="{y + 19}" font-weight="600">{room.removeprefix("audit.")}</text>',
            f'<text x="{_LEFT}" y="{y + 19}" fill="#1f5fa8">{escape(passes)}</text>',
        ]
        left = _LEFT + (260 if passes else 0)
        most = 58 if passes else 92
        what = what if len(what) <= most else what[: most - 1] + "…"
        lines.append(f'<text x="{left}" y="{y + 19}" fill="#5d6670">{escape(what)}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
