"""Files as tools export them: what cannot be read as it stands is said, and nothing is lost in silence."""

from __future__ import annotations

import csv
import json

import pytest

from audit.results.spreadsheet import read as table
from tests.conftest import EN, KO

XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" '
    'source-language="ko" target-language="en" datatype="plaintext"><body>{}</body></file></xliff>'
)
SOURCES = {
    "1": "정부는 예산 728조원을 냈다.", "2": "야당은 반대했다.", "3": "여당은 다음 주에 표결하자고 했다.",
}  # fmt: skip
TARGETS = {
    "1": "The government submitted a budget of 728 trillion won.", "2": "The opposition objected.",
    "3": "The ruling party wants a vote next week.", "4": "A storm is also expected to hit Busan.",
}  # fmt: skip


def marks(segments, texts):
    return " ".join(f'<mrk mtype="seg" mid="{mid}">{texts[mid]}</mrk>' for mid in segments)


def unit(source, target, number="u1"):
    whole = " ".join(SOURCES[mid] for mid in source)
    return (
        f'<trans-unit id="{number}"><source>{whole}</source>'
        f"<seg-source>{marks(source, SOURCES)}</seg-source><target>{target}</target></trans-unit>"
    )


@pytest.fixture
def scored(cli, tmp_path):
    """Audits one file through the command line; gives the run, its beads, articles and flags by rows."""

    def call(name, content, encoding="utf-8"):
        (tmp_path / name).write_text(content, encoding=encoding)
        done = cli("score", name, "--out", "out")
        assert done.exception is None or isinstance(done.exception, SystemExit)
        out = tmp_path / "out"
        tables = ("beads", "articles", "flags")
        return done, *(
            table(out / f"{each}.csv").to_dict("records") if (out / f"{each}.csv").exists() else []
            for each in tables
        )

    return call


def pairs(beads):
    return [(bead["ko_text"], bead["en_text"]) for bead in beads]


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ("123", [("1", "1"), ("2", "2"), ("3", "3")]),
        ("13", [("1", "1"), ("2", ""), ("3", "3")]),
        ("1234", [("1", "1"), ("2", "2"), ("3", "3"), ("", "4")]),
        ("341", [("3", "3"), ("", "4"), ("1", "1"), ("2", "")]),
    ],
)
def test_xliff_segments_are_paired_by_their_mid(scored, targets, expected):
    _, beads, _, _ = scored("x.xliff", XLIFF.format(unit("123", marks(targets, TARGETS))))
    wanted = {(SOURCES.get(ko, ""), TARGETS.get(en, "")) for ko, en in expected}
    assert set(pairs(beads)) == wanted
    assert len(beads) == len(wanted)


def test_an_error_beside_a_missing_segment_is_flagged(scored):
    wrong = TARGETS | {"1": TARGETS["1"].replace("trillion", "billion")}
    _, _, _, flags = scored("x.xliff", XLIFF.format(unit("123", marks("13", wrong))))
    assert "number" in {flag["category"] for flag in flags}


@pytest.mark.parametrize(
    "target",
    [
        f"{TARGETS['1']} {TARGETS['2']} {TARGETS['3']}",
        f"{marks('12', TARGETS)} {TARGETS['3']}",
    ],
)
def test_a_target_that_is_not_all_in_segments_stays_whole(scored, target):
    _, beads, _, _ = scored("x.xliff", XLIFF.format(unit("123", target)))
    assert pairs(beads) == [
        (" ".join(SOURCES.values()), " ".join(TARGETS[mid] for mid in "123"))
    ]  # fmt: skip


def test_an_empty_target_leaves_every_segment_alone(scored):
    units = unit("12", "") + unit("3", marks("3", TARGETS), "u2")
    _, beads, _, _ = scored("x.xliff", XLIFF.format(units))
    assert set(pairs(beads)) == {
        (SOURCES["1"], ""), (SOURCES["2"], ""), (SOURCES["3"], TARGETS["3"]),
    }  # fmt: skip


def tmx(*units):
    rows = "\n".join(
        "<tu>" + "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in variants)
        + "</tu>"
        for variants in units
    )  # fmt: skip
    return f'<?xml version="1.0"?>\n<tmx version="1.4"><header/><body>\n{rows}\n</body></tmx>'


ONE, TWO = (("ko", SOURCES[mid]) for mid in "12")
FIRST, SECOND = (("en", TARGETS[mid]) for mid in "12")


def test_a_second_segment_of_a_language_is_noted(scored):
    units = [(ONE, FIRST), (TWO, SECOND, ("en-GB", "The opposition was against it."))]
    _, beads, articles, _ = scored("x.tmx", tmx(*units))
    assert pairs(beads) == [(ONE[1], FIRST[1]), (TWO[1], SECOND[1])]
    assert articles[0]["notes"].startswith(
        "1 translation units have a second segment in the same language, the first at line 4"
    )


def test_the_same_segment_twice_is_nothing_to_note(scored):
    _, _, articles, _ = scored("x.tmx", tmx((ONE, FIRST, ("en-US", FIRST[1]), ("fr", "Non."))))
    assert articles[0]["notes"] == ""


WESTERN = (
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><article>'
    "<h1>Government submits budget</h1><p>The government said on the 22nd that it had submitted its budget to "
    "the National Assembly.</p><p>\x93We will manage public finances well,\x94 the Ministry of Economy and "
    "Finance said at the caf\xe9 \x96 it didn\x92t say more.</p></article></body></html>"
)


@pytest.mark.parametrize("name", ["windows-1252", "Windows-1252", "iso-8859-1", "ISO-8859-1"])
def test_a_page_that_says_it_is_western_is_read(cli, tmp_path, name):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "budget.ko.txt").write_text(KO, encoding="utf-8")
    (tmp_path / "in" / "budget.en.html").write_bytes(WESTERN.format(name).encode("latin-1"))
    done = cli("score", "in", "--out", "out")
    assert done.exit_code == 0, done.output
    said = " ".join(table(tmp_path / "out" / "beads.csv")["en_text"])
    assert "“We will manage public finances well,”" in said
    assert "café – it didn’t say more" in said


def test_a_korean_page_that_says_so_is_korean(cli, tmp_path):
    (tmp_path / "in").mkdir()
    body = "".join(f"<p>{line}</p>" for line in KO.splitlines() if line)
    korean = f'<html><head><meta charset="iso-8859-1"></head><body><article>{body}</article></body></html>'
    (tmp_path / "in" / "budget.ko.html").write_bytes(korean.encode("cp949"))
    (tmp_path / "in" / "budget.en.txt").write_text(EN, encoding="utf-8")
    assert cli("score", "in", "--out", "out").exit_code == 0
    assert "728조원" in " ".join(table(tmp_path / "out" / "beads.csv")["ko_text"])


ESCAPED = (
    EN.replace("“", '"')
    .replace('"', "&quot;")
    .replace("parliament", "parliament &#8212; again &amp; again")
)


def test_entities_of_json_lines_are_decoded_with_one_note(scored):
    row = {
        "id": "a",
        "ko": KO.replace('"', "&#34;"),
        "en": ESCAPED,
        "title": "Budget &amp; parliament",
    }
    _, beads, (article,), flags = scored("x.jsonl", json.dumps(row))
    said = " ".join(bead["en_text"] for bead in beads)
    assert "parliament — again & again" in said
    assert '"We will manage' in said
    assert "untranslated" not in {flag["check"] for flag in flags}
    assert article["notes"] == (
        "The text had 7 HTML entities such as &#34;, which were read as the characters that they stand for."
    )
    assert article["title"] == "Budget & parliament"


@pytest.mark.parametrize("header", [["id", "ko", "en"], ["article", "ko", "en"]])
def test_entities_of_a_table_are_decoded_once(cli, tmp_path, header):
    with (tmp_path / "x.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerow(["a", "AT&T는 새 규칙 &amp;lt;b&amp;gt;를 R&D;에 썼다고 밝혔다.",
                         "AT&T said it had used the new rule &amp;lt;b&amp;gt; in R&D; and Q&A."])  # fmt: skip
    assert cli("score", "x.csv", "--out", "out").exit_code == 0
    [bead] = table(tmp_path / "out" / "beads.csv").to_dict("records")
    assert bead["en_text"] == "AT&T said it had used the new rule &lt;b&gt; in R&D; and Q&A."
    [article] = table(tmp_path / "out" / "articles.csv").to_dict("records")
    assert "4 HTML entities such as &amp;," in article["notes"]


def test_text_without_entities_has_no_note(scored):
    row = {"id": "a", "ko": KO, "en": EN, "url": "https://hanbit.example/?a=1&amp;b=2"}
    _, _, (article,), _ = scored("x.jsonl", json.dumps(row))
    assert article["notes"] == ""


@pytest.mark.parametrize(
    ("name", "content", "where", "what"),
    [
        ("x.xliff", "<xliff>\n<file>\n</xliff>", "x.xliff:3", "no well-formed XML"),
        ("x.xliff", XLIFF.format("<trans-unit id='1'>")[:-4], "x.xliff:1", "no well-formed XML"),
        (
            "x.jsonl",
            '[\n {"id": "a",\n  "ko": "x"}\n]\n',
            "x.jsonl:1",
            "one JSON document over many lines",
        ),
        ("x.jsonl", '{\n "id": "a"\n}\n', "x.jsonl:1", "one JSON document over many lines"),
        ("x.jsonl", '{"id": "a", "ko": "x",}\n', "x.jsonl:1", "this is no JSON"),
        ("x.jsonl", "[" * 100_000, "x.jsonl:1", "no JSON that can be read"),
        ("budget.json", '{\n"title": "x"\n"desk": 1}', "budget.json:3", "this is no JSON"),
    ],
)
def test_a_malformed_file_is_one_sentence_and_the_others_are_audited(
    cli, tmp_path, name, content, where, what
):
    (tmp_path / "in").mkdir()
    for article in ("budget", "other"):
        (tmp_path / "in" / f"{article}.ko.txt").write_text(KO, encoding="utf-8")
        (tmp_path / "in" / f"{article}.en.txt").write_text(EN, encoding="utf-8")
    (tmp_path / "in" / name).write_text(content, encoding="utf-8")
    done = cli("score", "in", "--out", "out")
    assert done.exit_code == 1
    [error] = table(tmp_path / "out" / "errors.csv").to_dict("records")
    assert where in error["where"]
    assert what in error["what"]
    assert "other" in set(table(tmp_path / "out" / "articles.csv")["article_id"])


@pytest.mark.parametrize(
    "signed",
    [
        "BY KIM HA-NEUL [kim.haneul@hanbit.example]", "By Kim Ha-neul (kim@hanbit.example)",
        "BY KIM HA-NEUL, LEE MIN-SEO [kim.haneul@hanbit.example]", "BY KIM HA-NEUL",
        "BY KIM HA-NEUL AND LEE MIN-SEO kim@hanbit.example", "BY KIM HA-NEUL [YONHAP]",
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", ["\n\n", "\n", " "])
def test_the_byline_at_the_end_is_no_sentence(auditor, signed, between):
    from audit.records.article import Article, Text

    result = auditor.audit(Article("a", Text("ko", KO), Text("en", EN.rstrip() + between + signed)))
    said = [sentence.text for sentence in result.article.target.sentences]
    assert said[-1] == "The opposition party did not oppose the budget."
    assert not any("HA-NEUL" in flag.spans[0].text.upper() for flag in result.flags if flag.spans)


@pytest.mark.parametrize(
    "last",
    ["By Monday, talks had begun.", "BY 2030, IT WILL DOUBLE.", "It was shown by KIM HA-NEUL.", "By and by, he left."],
)  # fmt: skip
def test_a_sentence_with_by_stays_one(auditor, last):
    from audit.records.article import Text
    from audit.segmentation.segment import segment

    assert segment(Text("en", f"{EN.rstrip()} {last}")).sentences[-1].text == last


def test_an_abbreviation_is_pointed_at_as_a_whole():
    from audit.checks.common.model_doubt import _whole_words

    for text, doubted, shown in (
        ("cut R&D spending", "D spending", "R&D spending"), ("cut R&D spending", "R", "R&D"),
        ("an M&A deal", "A deal", "M&A deal"), ("S&P 500", "P", "S&P"), ("AT&T rose", "T rose", "AT&T rose"),
        ("salt & pepper", "pepper", "pepper"), ("the plan", "plan", "plan"),
    ):  # fmt: skip
        start = text.rindex(doubted) if doubted != "R" else text.index("R")
        first, last = _whole_words(text, start, start + len(doubted))
        assert text[first:last] == shown


@pytest.mark.parametrize(
    ("ko", "en", "kept"),
    [
        ("", "WASHINGTON (AP) — ", True), ("", "SEOUL, Nov. 3 (Yonhap) -- ", True),
        ("(서울=한빛통신) 김하늘 기자 = ", "", True), ("", "Seoul, the capital — ", False),
    ],
)  # fmt: skip
def test_a_dateline_of_a_given_sentence_is_not_compared(cli, tmp_path, ko, en, kept):
    rows = [("a", f"{ko}{SOURCES['1']}", f"{en}{TARGETS['1']}"), ("a", SOURCES["2"], TARGETS["2"])]
    lines = "".join("\t".join(row) + "\n" for row in (("article", "ko", "en"), *rows))
    (tmp_path / "x.tsv").write_text(lines, encoding="utf-8")
    assert cli("score", "x.tsv", "--out", "out").exit_code == 0
    [first, _] = table(tmp_path / "out" / "beads.csv").to_dict("records")
    assert (first["ko_text"], first["en_text"]) == (
        (SOURCES["1"], TARGETS["1"]) if kept else (SOURCES["1"], f"{en}{TARGETS['1']}")
    )
    if kept:
        assert len(table(tmp_path / "out" / "flags.csv")) == 0


def test_a_byline_that_a_table_gives_as_a_sentence_is_no_addition(cli, tmp_path):
    signed = "BY KIM HA-NEUL [kim.haneul@hanbit.example]"
    rows = [("a", SOURCES["1"], TARGETS["1"]), ("a", SOURCES["2"], f"{TARGETS['2']} {signed}")]
    rows += [
        ("a", "", signed),
        ("a", "김하늘 기자 kim@hanbit.example", ""),
        ("a", "", TARGETS["4"]),
    ]
    lines = "".join("\t".join(row) + "\n" for row in (("article", "ko", "en"), *rows))
    (tmp_path / "x.tsv").write_text(lines, encoding="utf-8")
    assert cli("score", "x.tsv", "--out", "out").exit_code == 0
    flags = table(tmp_path / "out" / "flags.csv")
    assert list(flags["en_text"]) == [TARGETS["4"]]
