import tomllib
from pathlib import Path

import pytest

from audit.languages.pair import opposites
from audit.languages.pair.opposites import antonyms, english_poles, korean_poles

ROWS = tomllib.loads(Path(opposites.__file__).with_suffix(".toml").read_text("utf-8"))["antonym"]


@pytest.mark.parametrize(
    ("korean", "pair", "pole"),
    [
        ("수출이 증가했다.", "increase/decrease", 0),
        ("인구가 줄었다.", "increase/decrease", 1),
        ("주가가 하락했다.", "go up", 1),
        ("야당이 법안에 반대했다.", "agree/oppose", 1),
        ("법원은 무죄를 선고했다.", "guilty/acquitted", 1),
        ("무역수지가 적자를 냈다.", "surplus/deficit", 1),
        ("규제를 완화한다.", "strengthen/ease", 1),
        ("금리를 인하했다.", "raise/cut rates", 1),
        ("찬성 100표", "agree/oppose", 0),
        ("합법 체류자", "legal/illegal", 0),
        ("100명 이하만 입장한다.", "or more/or less", 1),
    ],
)
def test_korean_poles(korean, pair, pole):
    assert (pair, pole) in {(antonyms()[p.pair].name, p.pole) for p in korean_poles(korean)}


@pytest.mark.parametrize("sentence", ["불공정한 거래였다.", "규정이 불안정하다."])
def test_a_negating_prefix_changes_the_pole(sentence):
    names = antonyms()
    found = {(names[p.pair].name, p.pole) for p in korean_poles(sentence)}
    assert found <= {("fair/unfair", 1), ("stable/unstable", 1)}
    assert found


@pytest.mark.parametrize(
    ("english", "pair", "pole"),
    [
        ("Exports fell 3 percent.", "increase/decrease", 1),
        ("Exports rose 3 percent.", "increase/decrease", 0),
        ("He was found not guilty.", "guilty/acquitted", 1),
        ("At least 30 people came.", "or more/or less", 0),
        ("The rule was eased.", "strengthen/ease", 1),
    ],
)
def test_english_poles(english, pair, pole):
    names = antonyms()
    found = {(names[p.pair].name, p.pole) for p in english_poles(english) if p.certain}
    assert (pair, pole) in found


def test_each_pole_has_its_own_gloss():
    glosses = {antonym.name: antonym.glosses for antonym in antonyms()}
    assert glosses["increase/decrease"] == ("increase", "decrease")
    assert glosses["go up"] == ("go up", "go down")
    assert glosses["raise/cut rates"] == ("raise rates", "cut rates")
    assert glosses["record high/low"] == ("record high", "record low")
    assert all(first != second for first, second in glosses.values())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_every_pair_of_opposites(row):
    assert set(row) - {"ko_patterns", "glosses"} == {
        "name",
        "ko",
        "en",
        "also_en",
        "strength",
        "concerns",
    }
    assert row["concerns"] in {"direction", "verdict", "opposite"}
    assert 0.3 < row["strength"] < 1
    for field in ("ko", "en"):
        first, second = ({*words.split()} for words in row[field])
        assert not first & second
    for pole in (0, 1):
        assert row["ko"][pole].split()
        assert row["en"][pole].split()
        assert not set(row["en"][pole].split()) & set(row["also_en"][1 - pole].split())
        for word in row["en"][pole].split():
            phrase = word.replace("_", " ")
            assert any(
                antonyms()[p.pair].name == row["name"] and p.pole == pole
                for p in english_poles(f"They {phrase} it 5 times.")
            ), word


def test_enough_pairs_with_names_of_their_own():
    names = [row["name"] for row in ROWS]
    assert len(names) >= 80
    assert len(set(names)) == len(names)
