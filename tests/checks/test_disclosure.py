"""What a page says of its making, against the house policy and against its AI draft."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from audit.checks import disclosure
from audit.checks.context import Context
from audit.disclosure.claims import wording
from audit.errors import ConfigError
from audit.messages import message
from audit.pipeline import Auditor
from audit.records.article import Article, Metadata, Text
from audit.records.flag import Category
from audit.records.passage import Passage, Step
from audit.records.settings import Claim, DisclosurePolicy
from audit.results.tables import article_risk, flag_row
from audit.segmentation.segment import segment
from audit.settings import read_settings
from audit.settings.disclosure_policy import read_policy
from audit.sources import read_all
from tests.conftest import EN, KO

CORPUS = Path(__file__).parents[2] / "corpora"
EDITED = "This article was translated from Korean with ChatGPT and edited by a human editor."


def pair(said="", draft=None):
    return Article(
        "a", Text("ko", KO), Text("en", f"{EN}\n\n{said}\n"), Text("en", draft) if draft else None,
        metadata=Metadata(title="Budget", published="2025-08-22"),
    )  # fmt: skip


def segmented(found):
    return replace(found, source=segment(found.source), target=segment(found.target))


def policy(tmp_path, text):
    (tmp_path / "policy.toml").write_text(text, encoding="utf-8")
    return read_policy(tmp_path, "policy.toml")


def findings(article, rules=None, lineage=()):
    """What the check finds in a segmented article."""
    rules = rules or DisclosurePolicy()
    context = Context(article, (), lambda sentence: None, policy=rules, lineage=lineage)
    return list(disclosure.check(context))


def said(found, rules=None):
    return [message(one) for one in findings(segmented(found), rules)]


def test_a_missing_disclosure_is_flagged_where_the_house_asks_for_one(tmp_path):
    rules = policy(tmp_path, 'require = ["ai"]')
    assert said(pair(), rules) == ["The page discloses nothing of how it was made"]
    assert said(pair()) == []


def test_a_disclosure_weaker_than_the_policy(tmp_path):
    rules = policy(tmp_path, 'require = ["ai", "editor", "native"]\ntools = true')
    assert said(pair(EDITED), rules) == [
        "The disclosure is weaker than the house policy: it does not say “a native speaker took part”"
    ]
    assert said(pair(EDITED), policy(tmp_path, 'require = ["ai", "editor"]\ntools = true')) == []


def test_a_claim_that_the_house_forbids(tmp_path):
    text = "This article was machine-translated from Korean and was not reviewed by a human."
    assert said(pair(text), policy(tmp_path, 'forbid = ["unreviewed"]')) == [
        "The disclosure says “not reviewed”, which the house policy forbids"
    ]


def test_a_disclosure_that_contradicts_itself():
    text = "This article was translated with AI and edited by a human editor. It was published without human review."
    found = said(pair(text))
    assert found == ["The disclosure contradicts itself: “an editor edited” and “not reviewed”"]


def test_claims_of_editing_while_the_draft_stands_untouched(auditor):
    report = auditor.audit(pair(EDITED, EN))
    (flag,) = [f for f in report.flags if f.category is Category.DISCLOSURE]
    assert message(flag) == (
        "The disclosure says “an editor edited”, but 100% of the words stand as the AI drafted them"
    )
    assert [e.text for e in flag.spans] == ["edited by a human editor"]
    row = flag_row(report, flag)
    assert row[2] == ""
    assert row[3] == "disclosure"


def test_claims_of_editing_of_an_edited_draft(auditor):
    draft = EN.replace("submits", "hands in").replace("did not oppose", "was not against")
    draft = draft.replace("amounts to 728 trillion won", "comes to 728 trillion won in all")
    report = auditor.audit(pair(EDITED, draft))
    assert [f for f in report.flags if f.category is Category.DISCLOSURE] == []


def test_no_ai_while_there_is_a_draft(auditor):
    report = auditor.audit(pair("Translated from Korean. No AI was used in this translation.", EN))
    found = [message(f) for f in report.flags if f.category is Category.DISCLOSURE]
    assert found == [
        "The disclosure says “no AI was used”, but there is an AI draft of this article"
    ]


def test_the_disclosure_counts_in_no_score_of_the_translation(tmp_path):
    (tmp_path / "policy.toml").write_text('require = ["ai"]', encoding="utf-8")
    (tmp_path / "audit.toml").write_text('disclosure = "policy.toml"', encoding="utf-8")
    with_policy = Auditor(settings=read_settings(tmp_path / "audit.toml")).audit(pair())
    assert [f.category for f in with_policy.flags] == [Category.DISCLOSURE]
    assert article_risk(with_policy) == (0, 0)


@pytest.mark.slow
def test_the_samples_disclose_what_their_gold_says(auditor):
    """Every page has what its gold calls a disclosure, and none contradicts itself or its draft."""
    import json

    for found in read_all([CORPUS], None):
        report = auditor.audit(found)
        gold = json.loads((CORPUS / "gold" / f"{found.id}.json").read_text(encoding="utf-8"))
        there = any(kind == "disclosure" for side in gold["blocks"].values() for kind, _ in side)
        rules = DisclosurePolicy(tools=False, require=(Claim.AI,))
        asked = map(message, findings(report.article, rules, report.lineage))
        assert [words for words in asked if "discloses nothing" in words] == (
            [] if there else ["The page discloses nothing of how it was made"]
        ), found.id
        assert [f for f in report.flags if f.category is Category.DISCLOSURE] == []


DRAFTED = (
    "Translated from Korean. No AI was used in this translation. It was edited by a human editor."
)
SAID = [
    (
        "missing", "", 'require = ["ai"]',
        "The page discloses nothing of how it was made",
        "지면이 제작 과정을 전혀 밝히지 않았습니다",
    ),
    (
        "contradiction", "Translated with AI and edited by a human editor, without human review.", "",
        "The disclosure contradicts itself: “an editor edited” and “not reviewed”",
        "고지문이 서로 어긋납니다: “편집자가 편집”, “검수하지 않음”",
    ),
    (
        "weaker", "This article was machine-translated from Korean.",
        'require = ["native", "reviewed"]\ntools = true',
        "The disclosure is weaker than the house policy: it does not say “a native speaker took part”, "
        "“reviewed” and which AI tool was used",
        "고지문이 사내 방침에 미치지 못합니다. 다음을 밝히지 않았습니다: “원어민 참여”, “검수함”, 사용한 AI 도구",
    ),
    (
        "forbidden", EDITED, 'forbid = ["editor"]',
        "The disclosure says “an editor edited”, which the house policy forbids",
        "사내 방침이 금하는 내용이 고지문에 있습니다: “편집자가 편집”",
    ),
    (
        "ai_draft", DRAFTED, "",
        "The disclosure says “no AI was used”, but there is an AI draft of this article",
        "고지문 내용은 “AI 미사용”인데 이 기사에는 AI 초고가 있습니다",
    ),
    (
        "untouched", DRAFTED, "",
        "The disclosure says “an editor edited”, but 100% of the words stand as the AI drafted them",
        "고지문 내용은 “편집자가 편집”인데 단어의 100%가 AI 초고 그대로입니다",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text", "rules", "english", "korean"), SAID)
def test_each_message_is_said_in_both_languages(tmp_path, what, text, rules, english, korean):
    article = segmented(pair(text))
    kept = range(len(article.target.sentences))
    lineage = tuple(Passage((i,), (i,), Step.KEPT) for i in kept) if text == DRAFTED else ()
    found = findings(article, policy(tmp_path, rules), lineage)
    (one,) = [one for one in found if one.code == f"disclosure.{what}"]
    assert (message(one), message(one, "ko")) == (english, korean)
    assert one.bead_id == ""


def test_every_message_is_among_them():
    assert set(disclosure.MESSAGES) == {what for what, *_ in SAID}


@pytest.mark.parametrize("claim", list(Claim))
def test_every_claim_has_a_name_in_both_languages(claim):
    assert re.search("[가-힣]", wording(claim, "ko"))
    assert wording(claim).isascii()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("require = [", "cannot be read as TOML"),
        ("requires = []", "unknown setting 'requires'"),
        ('require = ["robot"]', "require has 'robot'"),
        ('require = "ai"', "require is no list"),
        ('require = ["ai"]\nforbid = ["ai"]', "ai is both required and forbidden"),
        ("tools = 1", "tools is 1"),
        ("untouched = 2", "untouched is 2"),
        ('digital_source_type = "human"', "digital_source_type is 'human'; the types of IPTC are"),
        ('digital_source_type = "minorHumanEdits"', "digital_source_type is 'minorHumanEdits'"),
        ("digital_source_type = [1]", "digital_source_type is [1]"),
    ],
)
def test_a_policy_that_makes_no_sense(tmp_path, text, problem):
    with pytest.raises(ConfigError, match=re.escape(problem)) as raised:
        policy(tmp_path, text)
    assert "policy.toml" in str(raised.value)


def test_a_policy_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.toml cannot be read"):
        read_policy(tmp_path, "none.toml")
