"""Standing rules applied to an audit: what they hold back, what they leave, and what the signature says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.errors import ConfigError
from audit.messages import message
from audit.pipeline import Auditor
from audit.records.article import Article, Metadata, Text
from audit.records.codec import to_json
from audit.records.rule import Rule, RuleFile
from audit.records.settings import GlossaryEntry, HouseStyle, Settings
from audit.results.tables import ARTICLE_COLUMNS, article_row, flag_rows
from audit.risk.rules import Words, matches, suppressed, terms_of
from audit.settings import read_settings
from tests.conftest import EN, KO

ARTICLE = Article(
    "budget",
    Text("ko", KO),
    Text("en", EN.replace("728 trillion", "728 billion")),
    metadata=Metadata(desk="economy"),
)
RULE = Rule("0" * 12, "number.value", "728조원", "728 billion won", until="9999-12-31")
HOUSE = HouseStyle(
    (
        GlossaryEntry(
            "통일부", "Ministry of Unification", ("MOU",), forbidden=("Reunification Office",)
        ),
    )
)
NONE = HouseStyle()


@pytest.fixture(scope="module")
def bare(auditor):
    return auditor.audit(ARTICLE)


def test_a_rule_holds_back_its_flag_which_can_still_be_seen(auditor, bare):
    (flag,) = bare.flags
    ruled = Auditor(auditor.encoder, Settings(rules=(RULE,)))
    result = ruled.audit(ARTICLE)
    assert (result.flags, result.held_back) == ((), (flag,))
    assert dict(result.suppressed) == {flag.flag_id: RULE.id}
    assert "728 billion" in message(result.held_back[0])
    assert list(flag_rows(result)) == []
    row = dict(zip(ARTICLE_COLUMNS, article_row(result), strict=True))
    assert (row["flags"], row["suppressed"], row["risk"]) == (0, (RULE.id,), 0)
    # Two runs with other rules are not one run.
    assert ruled.signature.digest != auditor.signature.digest
    until_later = Settings(rules=(replace(RULE, until="9999-12-30", comment="why", author="Kim"),))
    assert Auditor(auditor.encoder, until_later).signature == ruled.signature


@pytest.mark.parametrize(
    "change",
    [
        {"code": "number.sign"},
        {"source": "729조원"},
        {"target": "728 Billion won"},
        {"desk": "politics"},
        {"term": "정부"},
        {"source": "", "target": ""},
    ],
)
def test_a_rule_leaves_what_differs(bare, change):
    result = suppressed(bare, [replace(RULE, **change)], NONE)
    assert (result.flags, dict(result.suppressed)) == (bare.flags, {})


@pytest.mark.parametrize(
    "change",
    [{"desk": "economy"}, {"source": ""}, {"target": ""}, {"target": "728\u00a0billion  won"}],
)
def test_a_rule_of_its_desk_or_of_one_side_holds(bare, change):
    assert suppressed(bare, [replace(RULE, **change)], NONE).flags == ()


def test_a_flag_that_was_called_an_error_is_spared(bare):
    (flag,) = bare.flags
    assert suppressed(bare, [replace(RULE, spared=(flag.flag_id,))], NONE).flags == (flag,)
    # What another rule says as well holds for it as before.
    both = [replace(RULE, spared=(flag.flag_id,)), replace(RULE, id="1" * 12)]
    assert suppressed(bare, both, NONE).flags == (flag,)


def test_a_rule_of_a_glossary_entry_is_of_all_its_wordings_and_of_nothing_else():
    rule = Rule("2" * 12, "house.term", term="통일부")

    def held(source, target):
        return matches(rule, Words("house.term", source, target, ""), HOUSE)

    assert held("통일부", "MOU")
    assert held("", "reunification office")
    assert held("통일부 | 통일부", "MOU | Ministry of Unification")
    assert not held("통일부", "Ministry of Defense")
    assert not held("국방부", "MOU")
    assert not held("통일부는 22일", "MOU")
    assert not held("", "")
    assert not matches(rule, Words("house.term", "통일부", "MOU", ""), NONE)
    assert terms_of(Words("house.term", "통일부", "MOU", ""), HOUSE) == ("통일부",)
    # The entries of the shipped glossary serve as well.
    assert "미국" in terms_of(Words("name.missing", "미국", "U.S.", ""), NONE)


def test_rules_are_read_from_a_file_and_past_ones_left(tmp_path):
    settings = tmp_path / "audit.toml"
    settings.write_text('rules = "rules.json"', encoding="utf-8")
    past = replace(RULE, id="3" * 12, until="2020-01-01")
    (tmp_path / "rules.json").write_bytes(to_json(RuleFile((RULE, past))))
    assert read_settings(settings).rules == (RULE,)
    for content, said in (
        (b"{", "holds no standing rules"),
        (to_json(RuleFile((replace(RULE, id="=1+1"),))), "has no id or no last day"),
    ):
        (tmp_path / "rules.json").write_bytes(content)
        with pytest.raises(ConfigError, match=said):
            read_settings(settings)
    (tmp_path / "rules.json").unlink()
    with pytest.raises(ConfigError, match="cannot be read"):
        read_settings(settings)
