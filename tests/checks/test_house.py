"""What the house prints: its own glossary and style sheet against the English."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.bench.divergence import single
from audit.checks import house as check
from audit.messages import message
from audit.pipeline import Auditor
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Severity
from audit.records.settings import GlossaryEntry, HouseStyle, Settings, StyleRule
from audit.settings.house_style import read_house_style

GLOSSARY = """ko,en,variants,kind,note
통일부,Ministry of Unification,the ministry|MOU,organisation,
통일부,Reunification Ministry,,forbidden,
국방부,Ministry of National Defense,defense ministry,organisation,
외교부,Ministry of Foreign Affairs,,organisation,
청와대,Cheong Wa Dae,,organisation,
국회,National Assembly,,organisation,
미국,U.S.,United States,country,
국가정보원,National Intelligence Service,,organisation,
국가정보원,K-NSA,,forbidden,
공화당,Republican Party,GOP,organisation,
법무부,Ministry of Justice,,organisation,
서울경찰청,Seoul Metropolitan Police Agency,,organisation,
탈북민,North Korean defector,defector,,
탈북민,North Korean refugee,escapee,forbidden,
한국,Korea,,country,
한국,South Korea,,forbidden,
더불어민주당,Democratic Party,,organisation,
더불어민주당,Minjoo Party,,forbidden,
달빛재단,Moonlight Foundation,Dalbit Foundation,organisation,
"국민의힘",People Power Party,,organisation,
"""
STYLE = """rule,term,use,note
forbid,Sea of Japan,East Sea,
forbid,comfort girl|comfort girls,victim of wartime sexual slavery,
forbid,illegal immigrant,,say what the person did
forbid,Pyeongchang Accord,Moonlight Foundation,
forbid,LGBT,LGBTQ,
prefer,per cent,percent,
prefer,organisation,organization,
prefer,health care,healthcare,
prefer,Korean peninsula,Korean Peninsula,
romanise,이재명,Lee Jae-myung,
romanise,윤석열,Yoon Suk Yeol,
romanise,손흥민,Son Heung-min,
romanise,부산,Busan,
romanise,한강,Han River,
romanise,한글,hangul,
romanise,김민수,Kim Min-soo,
"""


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "house").mkdir()
    (folder / "house" / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    (folder / "house" / "style.csv").write_text(STYLE, encoding="utf-8")
    return Settings(house_style=read_house_style(folder, "house/glossary.csv", "house/style.csv"))


@pytest.fixture(scope="module")
def auditor(config):
    return Auditor(settings=config)


def flags(auditor, ko, en):
    article = auditor.aligned(single(ko, en))
    return [flag for bead in article.beads for flag in check.check(bead, article)]


def printed(flag):
    return [e.text for e in flag.spans if e.side == "target"]


WRONG = [
    ("통일부는 21일 회담을 제안했다.", "The Unification Ministry proposed talks on the 21st.", "major", "통일부", "Unification Ministry"),
    ("통일부는 21일 회담을 제안했다.", "The Reunification Ministry proposed talks on the 21st.", "major", "통일부", "Reunification Ministry"),
    ("외교부 당국자는 답하지 않았다.", "A Foreign Ministry official did not reply.", "major", "외교부", "Foreign Ministry"),
    ("청와대는 논평을 거부했다.", "The Blue House declined to comment.", "major", "청와대", "Blue House"),
    ("국가정보원은 확인했다.", "The National Security Agency, or K-NSA, confirmed it.", "major", "국가정보원", "K-NSA"),
    ("탈북민 3명이 입국했다.", "Three people, each a North Korean refugee, arrived.", "major", "탈북민", "North Korean refugee"),
    ("탈북민은 두려워했다.", "The escapee was afraid.", "major", "탈북민", "escapee"),
    ("한국 경제가 성장했다.", "South Korea's economy grew.", "major", "한국", "South Korea"),
    ("더불어민주당은 반대했다.", "The Minjoo Party opposed it.", "major", "더불어민주당", "Minjoo Party"),
    ("달빛재단이 상을 줬다.", "The Pyeongchang Accord gave the award.", "major", "달빛재단", "Pyeongchang Accord"),
    ("이재명 대통령이 연설했다.", "President Lee Jae Myung gave a speech.", "major", "이재명", "Lee Jae Myung"),
    ("이재명 대통령이 연설했다.", "President Yi Jae-myeong gave a speech.", "major", "이재명", "Yi Jae-myeong"),
    ("이재명 대통령이 연설했다.", "President Lee Jae-Myung's speech was short.", "major", "이재명", "Lee Jae-Myung"),
    ("윤석열 전 대통령이 출석했다.", "Former President Yoon Seok-yeol appeared.", "major", "윤석열", "Yoon Seok-yeol"),
    ("이재명 의원이 반대했다.", "Rep. Rhee Jae-myung opposed it.", "major", "이재명", "Rhee Jae-myung"),
    ("통일부 의원실 자료다.", "It is data that the Unification Ministry has.", "major", "통일부", "Unification Ministry"),
    ("윤석열 전 대통령이 출석했다.", "Former President Yoon Suk-yeol appeared.", "major", "윤석열", "Yoon Suk-yeol"),
    ("손흥민이 두 골을 넣었다.", "Heungmin Son scored twice.", "major", "손흥민", "Heungmin Son"),
    ("태풍이 부산에 상륙했다.", "The typhoon made landfall in Pusan.", "major", "부산", "Pusan"),
    ("한강 수위가 올랐다.", "The Hangang rose.", "major", "한강", "Hangang"),
    ("한글 간판이 늘었다.", "Signs in hangeul are on the rise.", "major", "한글", "hangeul"),
    ("동해에서 훈련이 있었다.", "A drill was held in the Sea of Japan.", "minor", None, "Sea of Japan"),
    ("피해자들이 모였다.", "Former comfort girls gathered.", "minor", None, "comfort girls"),
    ("경찰은 두 명을 체포했다.", "Police arrested an illegal immigrant and a driver.", "minor", None, "illegal immigrant"),
    ("물가가 3% 올랐다.", "Prices rose 3 per cent.", "minor", None, "per cent"),
    ("국제기구가 우려했다.", "Organisation officials were worried.", "minor", None, "Organisation"),
    ("의료 예산이 늘었다.", "The health-care budget grew.", "minor", None, "health-care"),
    ("한반도 정세를 논의했다.", "They discussed the Korean peninsula.", "minor", None, "Korean peninsula"),
    ("성소수자 단체가 행진했다.", "LGBT groups marched.", "minor", None, "LGBT"),
]  # fmt: skip

RIGHT = [
    ("통일부는 21일 회담을 제안했다.", "The Ministry of Unification proposed talks on the 21st."),
    ("통일부는 21일 회담을 제안했다.", "The ministry proposed talks on the 21st."),
    ("통일부는 21일 회담을 제안했다.", "Officials proposed talks on the 21st."),
    ("통일부는 21일 회담을 제안했다.", "The Ministry of Unification, or Unification Ministry, proposed talks."),
    ("정부는 회담을 제안했다.", "The Unification Ministry proposed talks."),
    ("국방부는 확인했다.", "The Defense Ministry confirmed it."),
    ("일본 외교부가 아니라 외무성이 항의했다.", "Japan's Foreign Ministry protested."),
    ("중국 외교부는 부인했다.", "The Chinese Foreign Ministry denied it."),
    ("中 외교부는 부인했다.", "China's Foreign Ministry denied it."),
    ("외교부는 러시아 외무부와 협의했다.", "The ministry held consultations with Russia's Foreign Ministry."),
    ("국가정보원은 확인했다.", "The NIS confirmed it."),
    ("공화당원들은 반대했다.", "Republicans opposed it."),
    ("공화당은 반대했다.", "Republicans opposed it."),
    ("법무부는 FBI가 조사했다고 말했다.", "The Justice Department said the FBI had investigated."),
    ("서울경찰청은 그를 체포했다.", "Seoul police arrested him."),
    ("한국계 미국인 두 명이 다쳤다.", "Two South Korean-born Americans were injured."),
    ("보수당 의원과 공화당 의원들이 만났다.", "Tory MPs and Republicans met."),
    ("미국인들이 다쳤다.", "Five from the United States of America were injured."),
    ("국회는 법안을 통과시켰다.", "Parliament passed the bill."),
    ("국회의원 두 명이 사퇴했다.", "Two lawmakers resigned."),
    ("미국은 이를 환영했다.", "Washington welcomed it."),
    ("미국 대표단이 도착했다.", "The American delegation arrived."),
    ("미국은 이를 환영했다.", "The United States welcomed it."),
    ("탈북민들이 모였다.", "North Korean defectors gathered."),
    ("난민 두 명이 구조됐다.", "A North Korean refugee and an escapee were rescued."),
    ("한국 경제가 성장했다.", "Korea's economy grew."),
    ("더불어민주당은 반대했다.", "The Democratic Party opposed it."),
    ("이재명 대통령이 연설했다.", "President Lee Jae-myung gave a speech."),
    ("이재명 대통령이 연설했다.", "President Lee gave a speech."),
    ("이재명 대통령이 연설했다.", "PRESIDENT LEE JAE-MYUNG GIVES SPEECH"),
    ("손흥민이 두 골을 넣었다.", "Heung-min Son scored twice."),
    ("김민수와 김민서가 만났다.", "Kim Min-soo met Kim Min-seo."),
    ("김민수 씨의 동생 김민소 씨가 왔다.", "Kim Min-so, the younger brother of the man, came."),
    ("부산 지역 부산대학교 연구진이 밝혔다.", "Researchers at Pusan National University said so."),
    ("부산물을 처리했다.", "They treated the by-products at Pusan."),
    ("한강 수위가 올랐다.", "The Han River rose."),
    ("한글 간판이 늘었다.", "Signs in Hangul are on the rise."),
    ("동해에서 훈련이 있었다.", "A drill was held in the East Sea."),
    ("주소는 그대로다.", "The address is still www.organisation.example or desk@organisation.example."),
    ("성소수자 단체가 행진했다.", "LGBTQ groups marched."),
    ("의료 예산이 늘었다.", "The healthcare budget grew."),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "severity", "term", "wording"), WRONG)
def test_what_the_house_does_not_print_is_flagged_where_it_stands(
    auditor, ko, en, severity, term, wording
):
    [flag] = flags(auditor, ko, en)
    assert printed(flag) == [wording]
    assert [e.text for e in flag.spans if e.side == "source"] == ([term] if term else [])
    assert flag.severity.value == severity
    assert flag.confidence >= 0.7
    for e in flag.spans:
        assert (ko if e.side == "source" else en)[e.start : e.end] == e.text


@pytest.mark.parametrize(("ko", "en"), RIGHT)
def test_what_an_editor_may_print_is_left_alone(auditor, ko, en):
    assert [message(flag) for flag in flags(auditor, ko, en)] == []


def text(lang, raws):
    at, found = 0, []
    for i, raw in enumerate(raws, start=1):
        found.append(Sentence(f"{lang[0]}{i}", raw, at, at + len(raw), 0, BlockKind.BODY))
        at += len(raw) + 1
    return Text(lang, "\n".join(raws), (), tuple(found))


def article(auditor, ko, en):
    """Sentences that belong together one to one; empty ones make null beads."""
    sides = (text("ko", [s for s in ko if s]), text("en", [s for s in en if s]))
    at, beads = [0, 0], []
    for i, pair in enumerate(zip(ko, en, strict=True), start=1):
        ids = [(at[j],) if sentence else () for j, sentence in enumerate(pair)]
        at = [n + bool(sentence) for n, sentence in zip(at, pair, strict=True)]
        beads.append(Bead(f"b{i}", *ids, 1.0, 1.0))
    return auditor.context(Article("a", *sides), tuple(beads))


def of_house(auditor, ko, en):
    return [flag for flag in auditor.flags(article(auditor, ko, en)) if flag.check == "house"]


def test_the_message_says_what_the_house_prints_and_which_file_says_so(auditor):
    [term] = flags(auditor, "통일부는 부인했다.", "The Unification Ministry denied it.")
    assert message(term) == (
        "The house prints “Ministry of Unification” for 통일부, not “Unification Ministry” "
        "(house/glossary.csv, line 2)"
    )
    [name] = flags(auditor, "이재명 대통령이다.", "It is President Lee Jae Myung.")
    assert message(name) == (
        "The house spells 이재명 “Lee Jae-myung”, not “Lee Jae Myung” (house/style.csv, line 11)"
    )
    [rule] = flags(auditor, "동해다.", "It is the Sea of Japan.")
    assert message(rule) == (
        "The house does not print “Sea of Japan” but “East Sea” (house/style.csv, line 2)"
    )
    [bare] = flags(auditor, "그는 체포됐다.", "The illegal immigrant was arrested.")
    assert message(bare) == "The house does not print “illegal immigrant” (house/style.csv, line 4)"
    [better] = flags(auditor, "3% 올랐다.", "It rose 3 per cent.")
    assert message(better) == (
        "The house prefers “percent” to “per cent” (house/style.csv, line 7)"
    )


SAID = [
    ("term", "통일부는 부인했다.", "The Unification Ministry denied it."),
    ("name", "이재명 대통령이다.", "It is President Lee Jae Myung."),
    ("preferred", "3% 올랐다.", "It rose 3 per cent."),
    ("forbidden", "그는 체포됐다.", "The illegal immigrant was arrested."),
    ("replaced", "동해다.", "It is the Sea of Japan."),
]


@pytest.mark.parametrize(("what", "ko", "en"), SAID)
def test_each_message_is_said_in_both_languages(auditor, what, ko, en):
    [flag] = flags(auditor, ko, en)
    assert flag.code == f"house.{what}"
    assert "사내" in message(flag, "ko")
    assert printed(flag)[0] in message(flag, "ko")


def test_every_message_is_among_them():
    assert set(check.MESSAGES) == {what for what, *_ in SAID}


def test_a_rule_is_flagged_once_a_bead_and_points_at_every_place(auditor):
    en = "Exports rose 3 per cent and imports 5 per cent, off the Sea of Japan."
    found = flags(auditor, "수출은 3%, 수입은 5% 늘었다.", en)
    assert [printed(flag) for flag in found] == [["Sea of Japan"], ["per cent", "per cent"]]


def test_a_wording_that_two_rows_are_about_is_flagged_once(auditor):
    # The style sheet forbids "Pyeongchang Accord" for what the glossary calls Moonlight Foundation.
    assert len(flags(auditor, "달빛재단이 밝혔다.", "The Pyeongchang Accord said so.")) == 1
    [flag] = flags(auditor, "재단이 밝혔다.", "The Pyeongchang Accord said so.")
    assert flag.severity.value == "minor"


def test_another_known_name_after_the_house_s_own_is_a_second_mention(auditor):
    ko = ["통일부는 이를 확인했다.", "통일부는 더 말하지 않았다."]
    second = "The Unification Ministry said no more."
    assert not of_house(auditor, ko, ["The Ministry of Unification confirmed it.", second])
    assert of_house(auditor, ko, ["It was confirmed.", second])


def test_a_name_that_another_sentence_has_is_spelled_as_the_house_does_too(auditor):
    ko = ["이재명 대통령이 도착했다.", "대통령은 곧 회의에 들어갔다."]
    [flag] = of_house(
        auditor, ko, ["President Lee Jae-myung arrived.", "Lee Jae Myung went into a meeting."]
    )
    assert (printed(flag), flag.bead_id) == (["Lee Jae Myung"], "b2")
    assert not of_house(auditor, ["그가 왔다."], ["Lee Jae Myung came."])


def test_forbidden_words_are_found_in_english_without_korean_and_nothing_else_is(auditor):
    ko = ["통일부가 밝혔다.", ""]
    en = ["The ministry said so.", "The Unification Ministry is near the Sea of Japan."]
    [flag] = of_house(auditor, ko, en)
    assert (printed(flag), flag.source_sentence_ids) == (["Sea of Japan"], ())
    assert not of_house(auditor, ["통일부가 밝혔다."], [""])


def test_evidence_points_into_the_text_as_given(auditor):
    ko, en = "\u200b통일부는 부인했다.", "The Unification\u00a0Ministry\u200b denied it."
    [flag] = flags(auditor, ko, en)
    assert [e.text for e in flag.spans] == ["통일부", "Unification\u00a0Ministry"]
    for e in flag.spans:
        assert (ko if e.side == "source" else en)[e.start : e.end] == e.text


BLESSED = HouseStyle(
    entries=(
        GlossaryEntry("한국천문연구원", "Star Institute", ("KASI",), "organisation"),
        GlossaryEntry("국민의힘", "Conservative Party", (), "organisation"),
        GlossaryEntry("두레기획", "Kazimir Arts", (), "company"),
        GlossaryEntry("마을잔치", "kazimirfest"),
    ),
    rules=(StyleRule("romanise", ("서만석",), "Soh Marn-sook"),),
)


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("국민의힘은 반대했다.", "The Conservative Party opposed it."),
        ("어제 두레기획이 공연을 열었다.", "The concert was held yesterday by Kazimir Arts."),
        ("마을잔치가 열렸다.", "A kazimirfest was held."),
    ],
)
def test_what_the_house_prints_is_no_wrong_name_and_no_misspelling(ko, en):
    def names(house):
        auditor = Auditor(settings=Settings(house_style=house))
        return [
            f
            for f in auditor.flags(auditor.aligned(single(ko, en)))
            if f.check in ("name", "spelling")
        ]

    assert names(HouseStyle())
    assert not names(BLESSED)


def test_a_name_that_the_house_does_not_print_is_still_wrong():
    auditor = Auditor(settings=Settings(house_style=BLESSED))
    ko, en = "서만석 씨가 밭을 빌려줬다.", "Seo Min-seok lent her the field."
    assert [f.check for f in auditor.flags(auditor.aligned(single(ko, en)))].count("name") == 1
    # The house's wording stands for its own term only.
    ko, en = "더불어민주당은 반대했다.", "The Conservative Party opposed it."
    assert any(f.check == "name" for f in auditor.flags(auditor.aligned(single(ko, en))))


def test_without_house_files_there_is_no_flag_and_no_trace_in_the_settings(config):
    plain = Auditor()
    for ko, en, *_ in WRONG:
        assert not of_house(plain, [ko], [en])
    assert "house" not in Settings().described()
    assert config.described()["house"]


def test_a_budget_of_false_alarms_hides_nothing_that_the_house_forbids(config):
    report = Auditor(settings=replace(config, false_alarms=2)).audit(
        single(
            "통일부는 21일 동해에서 훈련했다.",
            "The Unification Ministry drilled in the Sea of Japan.",
        )
    )
    risks = {printed(f)[0]: f.risk for f in report.flags if f.check == "house"}
    assert set(risks) == {"Unification Ministry", "Sea of Japan"}
    assert min(risks.values()) > 0.8


def test_severity_and_off_hold_for_this_check_too(config):
    ko, en = ["동해다."], ["It is the Sea of Japan."]
    grave = replace(config, severity={"house": Severity.CRITICAL})
    assert [f.severity.value for f in of_house(Auditor(settings=grave), ko, en)] == ["critical"]
    assert not of_house(Auditor(settings=replace(config, off=frozenset({"house"}))), ko, en)
