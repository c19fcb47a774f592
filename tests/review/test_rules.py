"""Standing rules in the log: made, ended, taken back, told of, and what they would hide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.errors import ConfigError
from audit.records.decision import Action, Decision, Reason
from audit.records.rule import Rule, in_force
from audit.records.settings import HouseStyle, Settings
from audit.review import chain, rules
from audit.review.loading import load
from audit.review.roles import NotAllowed
from audit.review.store import Overtaken

NONE = HouseStyle()
WORDS = {"ko_evidence": "728조원"}
TODAY, LAST = "2026-11-29", "2027-05-28"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(rules, "today_in_korea", lambda: TODAY)


@pytest.fixture
def filled(store, results):
    """Three articles with a flag on the same words, a fourth with one on others."""
    flags = {
        name: [{"flag_id": f"{name}1", "ko_text": "예산은 728조원이다."} | WORDS] for name in "abc"
    }
    flags["d"] = [{"flag_id": "d1", "ko_text": "예산은 729조원이다.", "ko_evidence": "729조원"}]
    load(store, results(flags, title="Budget"))
    return store


def rule(**changes):
    made = Rule(
        "0" * 12, "number.text", "728조원", until=LAST, reason=Reason.TOOL.value,
        comment="both are right", article_id="a", flag_id="a1",
    )  # fmt: skip
    return replace(made, **changes)


def ids(found):
    return [touched.flag_id for touched in found]


def test_a_rule_is_made_from_a_dismissal_and_says_what_it_touches(filled, lead, kim, on):
    dismissal = on("a1", Action.DISMISS, reason=Reason.TOOL.value)
    filled.append(kim, [on("b1", Action.FIXED, corrected="Right.")])
    assert ids(rules.open_flags(filled, rule(), NONE)) == ["a1", "c1"]
    assert [(t.flag_id, t.title) for t in rules.errors(filled, rule(), NONE)] == [("b1", "Budget")]
    with pytest.raises(NotAllowed, match=r"kim@example\.com is a reviewer"):
        rules.make(filled, kim, rule(), [dismissal])
    with pytest.raises(Overtaken):
        rules.make(filled, lead, rule(), [dismissal], seen={("b", "b1"): 0})
    assert filled.length() == 1
    entries = rules.make(filled, lead, rule(), [dismissal], seen={("a", "a1"): 0})
    (made,) = rules.standing(filled, NONE)
    assert made == rule(author=lead.name, made=entries[-1].at, spared=("b1",))
    assert in_force([made], LAST) == (made,)
    assert in_force([made], "2027-05-29") == ()
    assert rules.applied(Settings(), filled).rules == (made,)
    assert rules.applied(Settings(rules_file="r.json"), filled).rules == ()
    assert chain.faults(filled) == []
    # Who disagrees with an acceptance makes a dispute of it, and somebody still calls it an error.
    filled.append(lead, [on("b1", Action.DISMISS)])
    assert ids(rules.errors(filled, rule(), NONE)) == ["b1"]
    # One undo takes back both, the rule and the dismissal it came from.
    filled.undo(lead)
    filled.undo(lead)
    assert rules.standing(filled, NONE) == []
    assert filled.standings("a") == {}
    assert chain.faults(filled) == []


def test_a_rule_is_ended_and_may_be_made_again(filled, lead):
    rules.make(filled, lead, rule())
    with pytest.raises(ConfigError, match=r"such a rule already, by desk@example\.com until 2027"):
        rules.make(filled, lead, rule(id="1" * 12))
    rules.make(filled, lead, rule(id="2" * 12, desk="web"))
    rules.end(filled, lead, "0" * 12)
    assert [made.id for made in rules.standing(filled, NONE)] == ["2" * 12]
    with pytest.raises(ConfigError, match="no standing rule 000000000000"):
        rules.end(filled, lead, "0" * 12)
    rules.make(filled, lead, rule(id="1" * 12))
    assert [made.id for made in rules.standing(filled, NONE)] == ["2" * 12, "1" * 12]
    filled.append(lead, [Decision(Action.MAKE_RULE, "a", rule="{")])  # what cannot be read is none
    assert len(rules.standing(filled, NONE)) == 2
    assert [e.decision.action for e in filled.rule_entries()].count(Action.END_RULE) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"source": ""}, "has to name words"),
        ({"source": " \u200b"}, "has to name words"),
        ({"until": ""}, "last day is missing"),
        ({"until": "2026-11-28"}, "give today or a later day"),
        ({"until": "9999"}, "give today or a later day"),
        ({"until": "20270101"}, "give today or a later day"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(store, lead, changes, said):
    with pytest.raises(ConfigError, match=said):
        rules.make(store, lead, rule(**changes))
    assert store.length() == 0


def test_hits_are_those_of_the_present_results(filled, results, lead):
    assert rules.hits(filled) == {}
    folder = results({"a": [{"flag_id": "a1"}], "b": []})
    stored = folder.find("a")
    (flag,) = stored.result.flags
    held = replace(stored.result, flags=(), held_back=(flag,), suppressed={"a1": "0" * 12})
    folder.write(replace(stored, result=held))
    folder.finish(["a", "b"], ())
    load(filled, folder)
    assert rules.hits(filled) == {"0" * 12: 1}
