"""One article that nobody reckoned with is one row of ``errors.csv``, whatever it is; the rest is audited."""

from __future__ import annotations

import json
import os
from pathlib import Path

from audit import pipeline
from audit.languages.en.polarity_scope import in_subordinate_clause
from audit.languages.pair.mentions import korean_mentions
from audit.results.spreadsheet import read
from tests.conftest import EN, KO

FIGURE = "9" * 5000
XLIFF = (
    '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="ko" trgLang="en">'
    '<file id="f"><unit id="u"><segment><source>정부는 예산안을 국회에 제출했다.</source>'
    '<target order="{}">The government submitted the budget to parliament.</target></segment></unit>'
    "</file></xliff>"
)


def score(cli, articles, *paths):
    rows = [{"id": name, "ko": KO, "en": EN} | more for name, more in articles.items()]
    Path("in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    done = cli("score", "in.jsonl", *paths, "--out", "out", "--workers", "1")
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert "Traceback" not in done.stderr
    return done


def audited():
    return set(read(Path("out/articles.csv"))["article_id"])


def errors():
    return read(Path("out/errors.csv")).to_dict("records")


def test_what_no_calendar_and_no_number_has_is_said_of_its_article_alone(cli):
    others = {
        "figure": {"ko": KO.replace("728", FIGURE), "en": EN.replace("728", FIGURE)},
        "digits": {"ko": KO.replace("728", "٧٢٨"), "en": EN.replace("728", "𝟕𝟐𝟖")},
        "spaces": {
            "ko": KO.replace("기획재정부는", " " * 3000 + "김철수는"),
            "en": EN + " " * 3000,
        },
        "beyond": {"published": "9999-12-31", "ko": KO + "내일 또 열린다. 99999년 뒤 끝난다.\n"},
        "before": {"published": "0001-01-01", "en": EN + "It began yesterday, 99999 years ago.\n"},
    }
    wrong = {
        "none": {"published": "99999-01-01"},
        "noday": {"updated": "2025-02-30"},
        "list": {"editor": ["Kim"]},
        "i" * 300: {},
        "surrogate": {"title": "\ud800"},
    }
    Path("order.xlf").write_text(XLIFF.format(FIGURE), "utf-8")
    done = score(cli, {"first": {}} | others | wrong | {"last": {}}, "order.xlf")
    assert done.exit_code == 1
    assert audited() == {"first", "last", "order", *others}
    assert [(error["stage"], error["code"]) for error in errors()] == [("reading", "input")] * 5
    assert cli("verify", "out").exit_code == 0


def test_names_that_are_not_utf_8_and_paths_too_long_are_written_as_their_codes(cli):
    Path("in").mkdir()
    for name, english in ((b"good\xff", EN), (b"bad\xfe", "")):
        for side, text in ((b"ko", KO), (b"en", english)):
            path = Path(os.fsdecode(b"in/" + name + b"." + side + b".txt"))
            path.write_text(text, "utf-8")
    Path(f"in/{'z' * 250}.json").write_text("{}")
    done = score(cli, {"first": {}}, "in", "a" * 5000, f"{'n' * 300}.jsonl")
    assert done.exit_code == 1
    assert audited() == {"first", "good"}
    bad, long, longer = errors()
    assert bad["where"] == r"in/bad\xfe.en.txt"
    assert "cannot be reached" in long["what"]
    assert "cannot be reached" in longer["what"]
    stored = json.loads(Path("out/records/good.json").read_bytes())
    assert stored["result"]["article"]["origin"] == r"in/good\xff.ko.txt"
    assert cli("verify", "out").exit_code == 0


def test_a_fault_is_a_row_with_stage_article_and_code_and_its_traceback_is_for_who_asks(
    cli, monkeypatch
):
    def faulty(findings, context, severity, was=pipeline.flags_of):
        if context.article.id == "bad":
            raise ZeroDivisionError("by none")
        return was(findings, context, severity)

    monkeypatch.setattr(pipeline, "flags_of", faulty)
    done = score(cli, {"first": {}, "bad": {}, "last": {}})
    assert done.exit_code == 1
    assert audited() == {"first", "last"}
    (error,) = errors()
    assert error["what"] == "grading the flags failed with ZeroDivisionError: by none"
    assert (error["stage"], error["article"], error["code"]) == (
        "grading the flags",
        "bad",
        "fault",
    )
    again = cli("score", "in.jsonl", "--out", "out", "--workers", "1", "--debug")
    assert "Traceback" in again.stderr


def test_what_the_analysers_make_nothing_of_is_no_name_and_no_clause():
    assert korean_mentions(" ") == ()
    long = "The ministry did not say. " * 100  # no sentence of so many characters is parsed
    assert not in_subordinate_clause(long, long.index("not"), long.index("not") + 3)
