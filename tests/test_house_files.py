"""The house's own glossary and style sheet as files: read, refused with file and line, and used."""

from __future__ import annotations

import pytest

from audit.errors import ConfigError
from audit.records.settings import HouseStyle, Settings
from audit.results.spreadsheet import read
from audit.settings import read_settings
from audit.settings.house_style import read_house_style

GLOSSARY = (
    "ko,en,variants,kind,note\n통일부,Ministry of Unification,the ministry|MOU,organisation,\n"
)
STYLE = "rule,term,use,note\nforbid,Sea of Japan,East Sea,\nromanise,이재명,Lee Jae-myung,\n"


def house(tmp_path, glossary=None, style=None):
    """The house read from files with these contents."""
    names = {}
    for key, content in (("glossary", glossary), ("style", style)):
        if content is not None:
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            (tmp_path / f"{key}.csv").write_bytes(data)
            names[key] = f"{key}.csv"
    return read_house_style(tmp_path, **names)


def test_both_files_are_read(tmp_path):
    found = house(tmp_path, GLOSSARY, STYLE)
    [entry] = found.entries
    assert entry.wordings == ("Ministry of Unification", "the ministry", "MOU")
    assert (entry.ko, entry.kind) == ("통일부", "organisation")
    assert [(r.rule, r.terms, r.use) for r in found.rules] == [
        ("forbid", ("Sea of Japan",), "East Sea"),
        ("romanise", ("이재명",), "Lee Jae-myung"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        GLOSSARY.encode("utf-8-sig"),
        GLOSSARY.encode("utf-16"),
        GLOSSARY.replace("\n", "\r\n").encode(),
        GLOSSARY.replace("ko,en", " KO , En ").encode(),
        (GLOSSARY + "\n,,,,\n").encode(),
        GLOSSARY.replace("\n", ",,\n").encode(),
        GLOSSARY.replace("the ministry|MOU", '"the ministry | MOU|"').encode(),
        b"kind,variants,en,ko\n"
        + "organisation,the ministry|MOU,Ministry of Unification,통일부\n".encode(),
    ],
    ids=["excel", "utf-16", "windows", "header", "blank rows", "blank columns", "spaces", "order"],
)
def test_a_spreadsheet_program_may_have_saved_it_in_any_of_its_ways(tmp_path, written):
    [entry] = house(tmp_path, written).entries
    assert (entry.ko, entry.en, entry.variants, entry.kind) == (
        "통일부",
        "Ministry of Unification",
        ("the ministry", "MOU"),
        "organisation",
    )


def test_korean_in_cp949_is_read(tmp_path):
    rows = "".join(
        f"{ko},{en},,,\n"
        for ko, en in [("통일부와 그 소속 기관", "the ministry"), ("국회의 이전과 이후", "parliament"),
                       ("정부는 이에 대하여", "the government"), ("대통령이 임명하는 사람", "appointee")]
    )  # fmt: skip
    content = "ko,en,variants,kind,note\n" + rows
    entries = house(tmp_path, content.encode("cp949")).entries
    assert len(entries) == 4
    assert entries[0].ko == "통일부와 그 소속 기관"


def test_decomposed_hangul_and_curly_marks_are_the_same_word(tmp_path):
    import unicodedata

    decomposed = unicodedata.normalize("NFD", "통일부")
    [entry] = house(tmp_path, f"ko,en\n{decomposed},People’s Office\n").entries
    assert (entry.ko, entry.en) == ("통일부", "People's Office")


HEAD_G, HEAD_S = "ko,en,variants,kind,note\n", "rule,term,use,note\n"
BAD = {
    "unknown column": ("glossary", "ko,en,colour\n통일부,MOU,red\n", 1, "'colour'"),
    "column missing": ("glossary", "ko,variants\n통일부,MOU\n", 1, "'en'"),
    "column twice": ("glossary", "ko,en,en\n통일부,MOU,MU\n", 1, "twice"),
    "empty file": ("glossary", "", 1, "empty"),
    "empty ko": ("glossary", HEAD_G + "통일부,MOU,,,\n,Foreign Ministry,,,\n", 3, "ko is empty"),
    "empty en": ("glossary", HEAD_G + "통일부,,MOU,,\n", 2, "en is empty"),
    "term twice": ("glossary", HEAD_G + "통일부,MOU,,,\n\n통일부,MU,,,\n", 4, "already"),
    "several in en": ("glossary", HEAD_G + "통일부,MOU|MU,,,\n", 2, "variants"),
    "comma unquoted": ("glossary", HEAD_G + "국토부,Ministry of Land, Transport,,,,\n", 2, "cells"),
    "only forbidden": ("glossary", HEAD_G + "통일부,MU,,forbidden,\n", 2, "printed for 통일부"),
    "printed and forbidden": (
        "glossary", HEAD_G + "통일부,MU,,,\n통일부,MU,,forbidden,\n", 2, "both printed and forbidden",
    ),
    "open quotation": ("glossary", HEAD_G + '통일부,"MOU,,,\n국회,NA,,,\n', 3, "quotation marks"),
    "no text": ("glossary", b"\x00\x01\x02\x03", 1, "UTF-8"),
    "unknown rule": ("style", HEAD_S + "forbit,Sea of Japan,East Sea,\n", 2, "'forbit'"),
    "no rule": ("style", HEAD_S + ",Sea of Japan,East Sea,\n", 2, "unknown rule ''"),
    "empty term": ("style", HEAD_S + "forbid,,East Sea,\n", 2, "term is empty"),
    "term of bars": ("style", HEAD_S + "forbid,|,East Sea,\n", 2, "term is empty"),
    "prefer nothing": ("style", HEAD_S + "prefer,per cent,,\n", 2, "use is empty"),
    "romanise nothing": ("style", HEAD_S + "romanise,이재명,,\n", 2, "use is empty"),
    "romanise Latin": ("style", HEAD_S + "romanise,Lee Jae-myung,Lee,\n", 2, "Hangul"),
    "romanise to Hangul": ("style", HEAD_S + "romanise,이재명,이 재명,\n", 2, "Latin"),
    "romanise a syllable": ("style", HEAD_S + "romanise,이,Lee,\n", 2, "two syllables"),
    "the same": ("style", HEAD_S + "prefer,percent,percent,\n", 2, "'percent'"),
    "two rules": (
        "style", HEAD_S + "prefer,per cent,percent,\nforbid,per cent,,\n", 3, "already",
    ),
    "after a cell of two lines": (
        "style", HEAD_S + 'forbid,Sea of Japan,East Sea,"see\nthe note"\nforbit,x,y,\n', 4, "forbit",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_named_by_file_and_line(tmp_path, name):
    file, content, line, says = BAD[name]
    with pytest.raises(ConfigError) as error:
        house(tmp_path, **{file: content})
    assert str(error.value).startswith(f"{tmp_path / file}.csv:{line}: ")
    assert says in str(error.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"nowhere\.csv cannot be read"):
        read_house_style(tmp_path, glossary="nowhere.csv")


@pytest.mark.parametrize(
    ("setting", "wanted"),
    [
        ("glossary = 3", "CSV"),
        ("style = ['a.csv']", "CSV"),
        ("encoder = 3", "text in quotation marks"),
        ("cache = []", "text in quotation marks"),
        ("review = true", "text in quotation marks"),
    ],
)
def test_a_setting_that_is_no_name_is_refused(tmp_path, setting, wanted):
    (tmp_path / "audit.toml").write_text(setting, encoding="utf-8")
    with pytest.raises(ConfigError, match=wanted):
        read_settings(tmp_path / "audit.toml")


def test_no_files_are_no_house(tmp_path):
    assert not read_house_style(tmp_path)
    (tmp_path / "audit.toml").write_text("false_alarms = 3.2\n", encoding="utf-8")
    assert read_settings(tmp_path / "audit.toml") == Settings()
    assert Settings().house_style == HouseStyle()


def newsroom(tmp_path, settings=""):
    folder = tmp_path / "desk" / "house"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "glossary.csv").write_text(
        HEAD_G + "국회,Korean parliament,parliament,organisation,\n", encoding="utf-8"
    )
    (folder / "style.csv").write_text(HEAD_S + "forbid,budget,spending plan,\n", encoding="utf-8")
    toml = tmp_path / "desk" / "audit.toml"
    toml.write_text(
        f'glossary = "house/glossary.csv"\nstyle = "house/style.csv"\n{settings}', encoding="utf-8"
    )
    return toml


def test_another_content_is_another_configuration(tmp_path):
    toml = newsroom(tmp_path)
    before = read_settings(toml).described()
    assert read_settings(toml).described() == before
    style = toml.parent / "house" / "style.csv"
    style.write_text(HEAD_S + "forbid,budget,fiscal plan,\n", encoding="utf-8")
    assert read_settings(toml).described() != before


def test_the_command_line_flags_what_the_house_forbids(run, pair_folder, tmp_path):
    toml = newsroom(tmp_path)
    done = run("score", pair_folder, "--config", toml, "--out", "out")
    assert done.returncode == 0, done.stderr
    flags = read(tmp_path / "out" / "flags.csv")
    flags = flags[flags["check"] == "house"]
    told = " ".join(flags["message"])
    assert "The house does not print “budget” but “spending plan” (house/style.csv, line 2)" in told
    assert "The house prints “Korean parliament” for 국회, not “National Assembly”" not in told
    assert set(flags["category"]) == {"consistency"}
    # A changed file is another audit, an unchanged one is the same.
    assert "unchanged, kept" in run(
        "score", pair_folder, "--config", toml, "--out", "out", "--resume"
    ).stdout  # fmt: skip
    (toml.parent / "house" / "style.csv").write_text(HEAD_S, encoding="utf-8")
    again = run("score", pair_folder, "--config", toml, "--out", "out", "--resume")
    assert "unchanged, kept" not in again.stdout
    flags = read(tmp_path / "out" / "flags.csv")
    assert "budget" not in " ".join(flags[flags["check"] == "house"]["message"])


def test_the_command_line_stops_at_a_bad_file(run, pair_folder, tmp_path):
    toml = newsroom(tmp_path)
    (toml.parent / "house" / "style.csv").write_text(HEAD_S + "forbit,x,y,\n", encoding="utf-8")
    done = run("score", pair_folder, "--config", toml, "--out", "out")
    assert done.returncode == 2
    assert "style.csv:2" in done.stderr.replace("\n", "")
    assert "Traceback" not in done.stderr
