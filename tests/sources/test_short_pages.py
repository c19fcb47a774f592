"""Saved pages of few and short sentences: the article is compared, the house's offers are not."""

from __future__ import annotations

from itertools import product

import pytest

from audit.results.spreadsheet import read as table
from audit.segmentation.segment import segment
from audit.sources import webpage
from audit.sources.building import text_of_blocks

KO = [
    "한빛시는 3일 시립도서관을 열었다.",
    "도서관에는 책 5만 권이 있다.",
    "시장은 “누구나 올 수 있다”고 말했다.",
]
LONGER = [
    "한빛시는 3일 오전 10시 중앙로에 새로 지은 시립도서관의 문을 열었다고 밝혔다.",
    "도서관에는 책 5만 권과 열람석 320개가 있다.",
    "시장은 개관식에서 “누구나 언제든 올 수 있는 곳”이라고 말했다.",
]
EN = [
    "The city opened a library on the 3rd.",
    "It has 50,000 books.",
    "“All may come,” the mayor said.",
]
OFFERS = {
    "ko": "한빛일보의 모든 기사를 가장 먼저 받아 보시려면 지금 바로 뉴스레터를 무료로 구독해 주시기 바랍니다.",
    "en": "Get every story of the Hanbit Daily first: sign up now for our free newsletter, sent each morning.",
}  # fmt: skip
TITLE = {"ko": "시 도서관 새로 열어", "en": "City opens a new library"}
HOLDERS = {
    "article": ("<article>", "</article>"),
    "div": ('<div id="articleBody">', "</div>"),
    "inner": ("<main><article><div>", "</div></article></main>"),
}
FIGURE = '<figure><img src="a.jpg"><figcaption>{} (한빛시 제공)</figcaption></figure>'


def page(lang, paragraphs, holder, offer, *, extras=True, breaks=False):
    """A page with its menu and related stories; the offer stands ``inside`` the article, after it or not."""
    opened, closed = HOLDERS[holder]
    body = "<br><br>".join(paragraphs) if breaks else "".join(f"<p>{p}</p>" for p in paragraphs)
    box = f'<div class="letter"><p>{OFFERS[lang]}</p></div>' if offer else ""
    above = f'<p class="byline">김하늘 기자</p>{FIGURE.format(TITLE[lang])}' if extras else ""
    inside, after = (box, "") if offer == "inside" else ("", box)
    return f"""<html><head><title>{TITLE[lang]} - 한빛일보</title>
<meta property="og:title" content="{TITLE[lang]}"></head><body><header><a href="/">한빛일보</a></header>
<nav><ul><li><a href="/p">정치</a></li><li><a href="/e">경제</a></li></ul></nav>
{opened}<h1>{TITLE[lang]}</h1>{above}{body}{inside}{closed}{after}
<aside><h3>관련기사</h3><ul><li><a href="/1">시 예산안 의회 통과</a></li></ul></aside>
<footer><p>한빛일보 | 서울시 중구 | 대표 홍길동</p></footer></body></html>"""


def body_of(lang, source):
    blocks, _ = webpage.blocks_of(source, "x.html")
    text = segment(text_of_blocks(lang, blocks))
    said = [text.raw[b.start : b.end] for b in text.blocks if b.kind == "body"]
    return [line for block in said for line in block.split("\n") if line]


@pytest.mark.parametrize("offer", ["", "inside", "after"])
@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize(("lang", "paragraphs"), [("ko", KO), ("ko", LONGER), ("en", EN)])
def test_the_body_is_its_paragraphs_and_nothing_else(lang, paragraphs, holder, offer):
    for extras, breaks in product((True, False), (True, False)):
        source = page(lang, paragraphs, holder, offer, extras=extras, breaks=breaks)
        assert body_of(lang, source) == paragraphs


def test_the_headline_and_the_caption_are_of_their_kind():
    blocks, _ = webpage.blocks_of(page("ko", KO, "article", "after"), "x.html")
    kinds = {wording: kind.value for kind, wording in blocks}
    assert kinds[TITLE["ko"]] == "headline"
    assert kinds[f"{TITLE['ko']} (한빛시 제공)"] == "caption"


def test_an_error_in_a_short_article_is_flagged(cli, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    wrong = [line.replace("50,000", "5,000") for line in EN]
    (folder / "library.ko.html").write_text(page("ko", KO, "article", "after"), encoding="utf-8")
    (folder / "library.en.html").write_text(page("en", wrong, "article", "after"), encoding="utf-8")
    done = cli("score", "in", "--out", "out")
    assert done.exit_code == 0, done.output
    flags = table(tmp_path / "out" / "flags.csv")
    assert "number" in set(flags["category"])
    beads = " ".join(table(tmp_path / "out" / "beads.csv")["en_text"])
    assert "5,000 books" in beads
    assert "newsletter" not in beads
