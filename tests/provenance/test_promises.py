"""What a page says of its making, against the house policy and against its AI draft."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audit.article import ArticlePair, Metadata, Text
from audit.config import read_config
from audit.errors import ConfigError
from audit.exports.table import article_risk, flag_row
from audit.pipeline import Auditor
from audit.provenance.policy import Policy, read_policy
from audit.provenance.promises import promises
from audit.report import Category
from audit.sources import read_all
from audit.text.segment import segment
from tests.conftest import EN, KO

CORPUS = Path(__file__).parents[2] / "corpora"
EDITED = "This article was translated from Korean with ChatGPT and edited by a human editor."


def pair(said="", draft=None):
    return ArticlePair(
        "a", Text("ko", KO), Text("en", f"{EN}\n\n{said}\n"), Text("en", draft) if draft else None,
        metadata=Metadata(title="Budget", published="2025-08-22"),
    )  # fmt: skip


def segmented(found):
    from dataclasses import replace

    return replace(found, ko=segment(found.ko), en=segment(found.en))


def policy(tmp_path, text):
    (tmp_path / "policy.toml").write_text(text, encoding="utf-8")
    return read_policy(tmp_path, "policy.toml")


def said(found, rules=None):
    return [flag.message for flag in promises(segmented(found), (), rules or Policy())]


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
    assert flag.message == (
        "The disclosure says “an editor edited”, but 100% of the words stand as the AI drafted them"
    )
    assert [e.text for e in flag.evidence] == ["edited by a human editor"]
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
    found = [f.message for f in report.flags if f.category is Category.DISCLOSURE]
    assert found == [
        "The disclosure says “no AI was used”, but there is an AI draft of this article"
    ]


def test_the_disclosure_counts_in_no_score_of_the_translation(tmp_path):
    (tmp_path / "policy.toml").write_text('require = ["ai"]', encoding="utf-8")
    (tmp_path / "audit.toml").write_text('disclosure = "policy.toml"', encoding="utf-8")
    with_policy = Auditor(config=read_config(tmp_path / "audit.toml")).audit(pair())
    assert [f.category for f in with_policy.flags] == [Category.DISCLOSURE]
    assert article_risk(with_policy) == (0, 0)


def test_the_samples_keep_their_promises_by_the_gold(auditor):
    """Every page has what its gold calls a disclosure, and none contradicts itself or its draft."""
    import json

    for found in read_all([CORPUS], None):
        report = auditor.audit(found)
        gold = json.loads((CORPUS / "gold" / f"{found.id}.json").read_text(encoding="utf-8"))
        there = any(kind == "disclosure" for side in gold["blocks"].values() for kind, _ in side)
        asked = list(promises(report.pair, report.lineage, Policy(tools=False, require=("ai",))))
        assert [f.message for f in asked if "discloses nothing" in f.message] == (
            [] if there else ["The page discloses nothing of how it was made"]
        ), found.id
        assert [f for f in report.flags if f.category is Category.DISCLOSURE] == []


@pytest.mark.parametrize(
    ("text", "message"),
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
def test_a_policy_that_makes_no_sense(tmp_path, text, message):
    with pytest.raises(ConfigError, match=re.escape(message)) as raised:
        policy(tmp_path, text)
    assert "policy.toml" in str(raised.value)


def test_a_policy_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.toml cannot be read"):
        read_policy(tmp_path, "none.toml")
