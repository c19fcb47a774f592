import base64
import quopri

import pytest
from source_texts import EN, KO
from test_sources_text import error, one, put, wordings

AT = "https://hanbit.example/en/1?a=b"
BODY = "<p>" + EN.strip().replace("\n\n", "</p><p>") + "</p>"
PAGE = (
    '<html><head><title>Ferry sinks off Jindo</title><meta property="article:published_time" '
    f'content="2024-03-21T08:10:00+09:00"></head><body><article>{BODY}</article></body></html>'
)
HEADLINE, *REST = EN.strip().split("\n\n")
LINES = [("headline", HEADLINE), *(("body", line) for line in REST)]


def part(content, kind="text/html", encoding="quoted-printable", location=AT, charset=""):
    coded = {
        "quoted-printable": quopri.encodestring,
        "base64": base64.encodebytes,
        "binary": lambda content: content,
    }[encoding](content if isinstance(content, bytes) else content.encode())
    head = f"Content-Type: {kind}{charset and f'; charset={charset}'}\r\nContent-ID: <frame-1@mhtml.blink>"
    head += f"\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: {location}\r\n\r\n"
    return head.encode() + coded.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def saved(*parts, place=AT, end=b"--\r\n"):
    """A page the way Chrome saves it."""
    border = b"------MultipartBoundary--x----"
    head = [
        "From: <Saved by Blink>",
        *([f"Snapshot-Content-Location: {place}"] if place else []),
        "Subject: =?utf-8?Q?=EC=97=AC=EA=B0=9D=EC=84=A0?=",
        "Date: Thu, 21 Mar 2024 09:00:00 +0900",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x----"',
        "\r\n",
    ]
    inside = b"".join(border + b"\r\n" + one_part + b"\r\n" for one_part in parts)
    return "\r\n".join(head).encode() + inside + border + end


PICTURE = part(bytes(range(256)) * 9, "image/png", "base64", "https://hanbit.example/1.png")
FRAME = part("<p>Buy now! Everything must go this week.</p>", location="https://ads.example/")


def english(tmp_path, content, ending="mhtml"):
    return one(put(tmp_path, a__ko__txt=KO, **{f"a.en.{ending}": content}))


def refused(tmp_path, content):
    found = error(put(tmp_path, a__ko__txt=KO, a__en__mhtml=content))
    assert found.where == str(tmp_path / "a.en.mhtml")
    assert "\n" not in str(found)
    return found


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "binary"])
@pytest.mark.parametrize("ending", ["mhtml", "mht"])
def test_a_saved_page_is_read_as_the_page_itself(tmp_path, encoding, ending):
    whole = saved(part(PAGE, encoding=encoding), part("p {}", "text/css"), PICTURE)
    pair = english(tmp_path / "saved", whole, ending)
    page = one(put(tmp_path / "page", a__ko__txt=KO, a__en__html=PAGE))
    assert wordings(pair.target) == wordings(page.target) == LINES
    assert pair.metadata == page.metadata
    assert pair.metadata.published == "2024-03-21T08:10:00+09:00"


def test_both_sides_and_a_draft_may_be_saved_pages(tmp_path):
    korean = PAGE.replace(BODY, "<p>" + KO.strip().replace("\n\n", "</p><p>") + "</p>")
    files = {
        "기사.ko.mhtml": saved(part(korean)),
        "기사.en.mht": saved(part(PAGE)),
        "기사.draft.en.mhtml": saved(part(PAGE.replace("sinks", "sank"))),
    }
    pair = one(put(tmp_path, **files))
    assert (pair.id, pair.source.raw, pair.target.raw) == ("기사", KO.strip(), EN.strip())
    assert pair.draft is not None
    assert "Ferry sank off Jindo" in pair.draft.raw


def test_the_page_is_told_from_those_framed_in_it(tmp_path):
    assert wordings(english(tmp_path, saved(FRAME, part(PAGE), PICTURE)).target) == LINES


def test_without_a_place_the_first_page_is_meant(tmp_path):
    assert wordings(english(tmp_path, saved(part(PAGE), FRAME, place="")).target) == LINES
    assert wordings(
        english(tmp_path, saved(part(PAGE), FRAME, place="https://moved.example")).target
    ) == (LINES)


def test_a_page_that_is_the_whole_message(tmp_path):
    alone = b"MIME-Version: 1.0\r\n" + part(PAGE)
    assert wordings(english(tmp_path, alone).target) == LINES


@pytest.mark.parametrize(
    ("codec", "charset", "meta"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "", ""),
        ("utf-8-sig", "", ""),
        ("utf-8", "no-such-charset", ""),
        ("cp949", "euc-kr", ""),
        ("cp949", "ks_c_5601-1987", ""),
        ("cp949", "", "euc-kr"),
        ("cp949", '"windows-949"', "utf-8"),
        # A page that was turned to UTF-8 may still name its old encoding.
        ("utf-8", "", "ascii"),
    ],
)
def test_encodings(tmp_path, codec, charset, meta):
    # A syllable that only CP949 has, not EUC-KR.
    korean = KO.strip() + " 펲시를 마셨다고 했다."
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={meta}"></head>'
    )
    page += f"<body><p>{korean}</p></body></html>".replace("\n\n", "</p><p>")
    content = saved(part(page.encode(codec), charset=charset))
    assert one(put(tmp_path, a__ko__mhtml=content, a__en__txt=EN)).source.raw == korean


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (saved(PICTURE), "there is no web page in this file"),
        (PAGE.encode(), "there is no web page in this file"),
        (b"", "there is no web page in this file"),
        (b"\0\xff" * 400, "there is no web page in this file"),
        (saved(part("<p> </p>")), "no article text was found in it"),
        (saved(part(PAGE), end=b"")[:-300], "the file ends before its page does"),
        (saved(part("<p>A ferry sank.</p>".encode("utf-16-le"))), "NULs or broken characters"),
        (saved(part(PAGE.replace("Ferry", "뷁").encode("cp949"))), "neither in the encoding"),
    ],
    ids=["no page", "html", "empty", "binary", "no text", "cut off", "utf-16", "unnamed cp949"],
)
def test_what_is_no_saved_page_is_said_in_a_sentence(tmp_path, content, words):
    assert words in refused(tmp_path, content).what


def test_what_is_too_large_is_refused(tmp_path):
    found = refused(tmp_path, saved(part("<p>" + "word " * 4_200_000, encoding="binary")))
    assert found.what == "the page has 21 MB; the most that is read is 20 MB"
    found = refused(tmp_path, bytes(51_000_000))
    assert found.what == "the page has 51 MB; the most that is read is 50 MB"
