"""Standing rules on the pages: made from a flag, told of, seen, and ended, without a browser."""

from __future__ import annotations

import pytest

from audit import batch
from audit.pipeline import Auditor
from audit.records.decision import Action, Decision, Status
from audit.records.settings import HouseStyle, Role, Settings
from audit.results.folder import ResultsFolder
from audit.review import rules
from audit.review.attention import Answer
from audit.review.loading import load
from audit.review.roles import Person
from tests.dashboard.test_pages import card_button, html_of, open_page, press, said, told
from tests.dashboard.test_planted_errors import allowed, attention, planted_flag, somebody

pytestmark = pytest.mark.xdist_group("pages")
__all__ = ["allowed", "attention", "open_page"]
LEE = Person("Lee", Role.LEAD)


def rule_dialog(at):
    """What R opens: the card's button has no server side of its own."""
    at.session_state["never_asked"] = at.session_state["place"].flag
    at.run()
    assert not at.exception
    return at


def test_never_again_from_the_card_to_the_page_of_rules(open_page, store, results, auditor):
    (again,) = ResultsFolder(results).result("wrong-again").flags[:1]
    at = open_page("review", article="wrong")
    assert card_button(at, "never")["key"] == "R"
    at = rule_dialog(at)
    assert at.selectbox(key="rule_words").options[0] == "728조원 → 728 billion won"
    assert "Other open flags that it is about: 1, in 1 article: Budget, wrong again" in html_of(at)
    # Somebody calls the same words an error elsewhere meanwhile.
    store.append(LEE, [Decision(Action.FIXED, "wrong-again", again.flag_id)])
    at = rule_dialog(at)
    assert "would hide what was called an error: 1 flag, in Budget, wrong again" in html_of(at)
    at.selectbox(key="rule_desk").set_value("economy")
    at.text_area(key="rule_comment").set_value("a *house* style <b>")
    press(at, "rule_make")
    assert said(at).startswith("From the next run on this is not flagged, until 20")
    (rule,) = rules.standing(store, HouseStyle())
    assert (rule.code, rule.source, rule.target) == ("number.value", "728조원", "728 billion won")
    assert (rule.desk, rule.author, rule.reason) == ("economy", "Kim", "tool wrong")
    assert rule.spared == (again.flag_id,)
    assert store.standings("wrong")[rule.flag_id].status is Status.DISMISSED
    # The same rule twice is refused in words.
    at = rule_dialog(at)
    at.selectbox(key="rule_desk").set_value("economy")
    press(at, "rule_make")
    assert "There is such a rule already, by Kim" in said(at)

    # The next run holds back the one flag and keeps the other.
    folder = ResultsFolder(results)
    ruled = Auditor(auditor.encoder, rules.applied(Settings(), store))
    batch.run([folder.result(i).article for i in ("wrong", "wrong-again")], ruled, results)
    load(store, folder)
    at = open_page("rules")
    page = html_of(at)
    assert "number (number.value)" in page
    assert "728조원 is 728 trillion won; the English has 728 billion won" in page
    assert "728조원 → 728 billion won" in page
    assert "tool wrong: a *house* style &lt;b&gt;" in page
    assert "<td>1</td>" in page
    assert "1 flag, in Budget, wrong again" in page
    press(at, f"see_{rule.id}")
    (held,) = told(at, "flag_list")["flags"]
    assert (held["article"], held["flag"]) == ("wrong", rule.flag_id)

    at = open_page("review", article="wrong", flag=rule.flag_id, ruled="1")
    assert "Held back by a rule of Kim until" in str(told(at)["card"]["said"])
    at.toggle(key="sieve_ruled").set_value(False).run()
    assert "ruled" not in at.session_state["place"].told
    at = open_page("rules", language="ko")
    press(at, f"end_{rule.id}")
    assert rules.standing(store, HouseStyle()) == []
    assert "상시 규칙이 없습니다" in html_of(at)


def test_no_rule_is_offered_from_an_error(open_page, store, results):
    (flag,) = ResultsFolder(results).result("wrong").flags[:1]
    store.append(LEE, [Decision(Action.ACCEPT, "wrong", flag.flag_id)])
    at = open_page("review", article="wrong", flag=flag.flag_id)
    assert '"never"' not in str(told(at)["card"]["groups"]).replace("'", '"')


def test_a_rule_from_a_known_error_is_its_dismissal_and_no_rule(
    open_page, store, attention, allowed
):
    attention.turn(LEE, on=True)
    name = somebody(attention, store, "wrong")
    flag = planted_flag(open_page("review", name=name, article="wrong"))
    at = open_page("review", name=name, article="wrong", flag=flag)
    assert card_button(at, "never")["key"] == "R"
    press(rule_dialog(at), "rule_make")
    assert attention.answer(name, "wrong") is Answer.DISMISSED
    assert store.length() == 0
