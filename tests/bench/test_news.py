"""Measures of flags on pairs that were read by hand, from flags that are made up here."""

from __future__ import annotations

import json

import pytest

from audit.bench import bootstrap, cases, news
from audit.bench.bootstrap import share
from audit.bench.shown import Shown, pair
from audit.pipeline import Auditor
from audit.records.flag import Category, Flag, Relation, Severity, Span

KO = "시는 3월에 공원 12곳을 열었다."
EN = "The city opened 21 parks in March."


def flag(ko="", en="", severity="critical", texts=(KO, EN), check="number"):
    spans = tuple(
        Span(side, "", text.index(words), text.index(words) + len(words), words)
        for side, text, words in (("source", texts[0], ko), ("target", texts[1], en))
        if words
    )
    return Flag(
        f"{check}.value", Category.NUMBER, Severity(severity), Relation.CONTRADICTS, "b1", spans=spans
    )  # fmt: skip


def gold(name, kind, *divergences, ko=KO, en=EN):
    return news.pair_of(
        {"id": name, "kind": kind, "ko": ko, "en": en, "divergences": list(divergences)}
    )


def divergence(severity="critical", ko="12곳", en="21", category="number", **more):
    return {"category": category, "severity": severity, "ko": ko, "en": en, **more}


def measured(rows, **flags):
    found = news.figures(rows, {row.id: flags.get(row.id, ()) for row in rows})
    return {figure.key.partition(".")[2]: figure for figure in found}


@pytest.mark.parametrize(
    ("one", "right"),
    [
        (flag(en="21"), True),
        (flag(en="21 parks"), True),
        (flag(ko="공원 12곳을"), True),
        (flag(en="March"), False),
        (flag(), False),
    ],
)
def test_a_flag_is_about_the_words_that_it_overlaps_on_either_side(one, right):
    row = gold("a", "planted", divergence())
    assert news.points_at(row, one, row.divergences[0]) is right


def test_a_flag_on_much_more_than_the_words_points_at_nothing():
    long = "The city opened 21 parks in March, " + "and then it rained for days and days " * 3
    row = gold("a", "planted", divergence(), en=long)
    near, far = "21 parks in March, and then it rained", long.strip()
    assert news.points_at(row, flag(en=near, texts=(KO, long)), row.divergences[0])
    assert not news.points_at(row, flag(en=far, texts=(KO, long)), row.divergences[0])


def test_dots_stand_for_words_between():
    assert [*news.places("one two three two", "one … two")] == [(0, 3), (4, 7), (14, 17)]


def test_planted_errors_are_found_and_graded_by_hand():
    rows = [
        gold("a", "planted", divergence("critical")),
        gold("b", "planted", divergence("critical")),
        gold("c", "planted", divergence("major", category="role")),
        gold(
            "d",
            "planted",
            divergence("minor", planted=False),
            divergence("major", "3월에", "March"),
        ),
    ]
    told = measured(
        rows,
        a=[flag(en="21")],
        b=[flag(en="21", severity="minor")],
        d=[flag(en="21"), flag(en="parks")],
    )
    assert told["planted_found"].value == 2 / 4
    assert told["planted_found_serious"].value == 1 / 4
    assert told["severity_right"].value == 1 / 2
    assert told["planted_found_by.number"].value == 2 / 3
    assert told["planted_found_by.role"].value == 0
    assert (told["planted_found"].verdict, told["severity_right"].verdict) == ("met", "missed")


def test_what_is_clean_is_left_alone_but_for_minor_flags():
    rows = [
        gold("a", "paraphrase"), gold("b", "paraphrase", divergence("none")),
        gold("c", "paraphrase", divergence("minor")), gold("d", "natural"),
    ]  # fmt: skip
    told = measured(
        rows,
        a=[flag(en="21", severity="major")],
        b=[flag(en="21", severity="minor")],
        c=[flag(en="21")],
    )
    assert told["clean_paraphrase"].value == 1 / 2
    assert told["clean_natural"].value == 0
    assert told["clean_paraphrase"].verdict == "missed"


def test_flags_on_natural_pairs_are_what_they_point_at():
    rows = [
        gold("a", "natural", divergence("minor"), divergence("major", "", "parks")),
        gold("b", "natural", divergence("critical", "", "", "unrelated")),
        gold("c", "natural"),
    ]
    told = measured(
        rows,
        a=[flag(en="21 parks"), flag(en="21", severity="major"), flag(en="March", severity="minor")],
        b=[flag(en="March")], c=[flag(en="21", severity="major")],
    )  # fmt: skip
    assert told["natural_precision"].value == 2 / 4  # 21 parks, unrelated; not 21 alone, nor on c
    assert told["critical_precision"].value == 1
    assert told["natural_recall"].value == 1


def case(name, kind="figs", wrong=EN):
    row = {"id": name, "kind": kind, "ko": KO, "en": EN.replace("21", "12"), "en_wrong": wrong}
    return cases.case_of(row | {"published": None})


def test_a_wrong_sentence_counts_where_it_has_a_flag_that_the_right_one_has_not():
    rows = [case("a"), case("b"), case("c", "names", None)]
    both = flag(en="March")
    flags = {"a": [both], "a-x": [both], "b": [], "b-x": [flag(en="21")], "c": [both]}
    told = {figure.key: figure.value for figure in cases.figures(rows, flags)}
    assert told["cases.wrong_flagged"] == 1 / 2
    assert told["cases.right_flagged"] == 2 / 3
    assert told["cases.right_flagged_by.names"] == 1
    assert "cases.wrong_flagged_by.names" not in told


def test_an_interval_holds_the_share_and_is_the_same_every_time():
    one = share([(i < 30, 1) for i in range(100)])
    assert one == share([(i < 30, 1) for i in range(100)])
    assert one.value == 0.3
    # Of a binomial: .3 ± 1.96 · √(.3 · .7 / 100) = .21 to .39.
    assert one.low == pytest.approx(0.21, abs=0.02)
    assert one.high == pytest.approx(0.39, abs=0.02)


def test_counts_of_one_article_are_drawn_together():
    apart, together = share([(1, 1), (0, 1)] * 50), share([(10, 10), (0, 10)] * 5)
    assert apart.value == together.value == 0.5
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_of_nothing_there_is_no_share():
    assert share([]) == share([(0, 0)]) == bootstrap.Share(0, 0, 0, 0)


def test_an_article_that_cannot_be_audited_is_counted_and_the_others_are_measured():
    shown = Shown([pair("a", "", EN), pair("b", KO, EN)], Auditor())
    assert shown.flags["a"] == ()
    assert any(one.check == "number" for one in shown.flags["b"])
    assert (figure := shown.figure("x")).value == 1
    assert "no sentences to audit" in figure.baseline


def test_both_are_measured_from_the_command_line(run, tmp_path):
    rows = [
        {"id": "a", "kind": "planted", "ko": KO, "en": EN, "divergences": [divergence()]},
        {"id": "b", "kind": "natural", "ko": KO, "en": EN.replace("21", "12"), "divergences": []},
    ]
    right = EN.replace("21", "12")
    wrong = {"id": "c", "kind": "figs", "ko": KO, "en": right, "en_wrong": EN, "published": None}
    for name, content in (("news", rows), ("cases", [wrong])):
        lines = "".join(json.dumps(row) + "\n" for row in content)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        done = run("bench", name, f"--{name}", f"{name}.jsonl", "--json", f"{name}.json")
        assert done.returncode == 0, done.stderr
        assert "percentile bootstrap" in " ".join(done.stdout.split())
    told = json.loads((tmp_path / "news.json").read_text())["news"]
    assert (told["planted_found"], told["planted_found_interval"]) == (1, [1, 1])
    told = json.loads((tmp_path / "cases.json").read_text())["cases"]
    assert (told["wrong_flagged"], told["right_flagged"]) == (1, 0)


@pytest.mark.parametrize("name", ["news", "cases", "clean"])
def test_without_its_data_a_measurement_is_one_sentence(run, name):
    done = run("bench", name)
    assert done.returncode == 2
    assert "development set not found" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_line_that_is_no_row_is_named(run, tmp_path):
    (tmp_path / "bad.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    done = run("bench", "news", "--news", "bad.jsonl")
    assert done.returncode == 2
    assert "bad.jsonl:1" in done.stderr
