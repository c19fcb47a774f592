"""What is sent again, nobody knowing whether it was written, is in the log once, whatever it is."""

from __future__ import annotations

import threading

import pytest

from audit.errors import StoreError
from audit.evidence import log_heads
from audit.languages.dates import today_in_korea
from audit.records.decision import Action, Decision
from audit.records.rule import Rule
from audit.records.settings import Role, SignoffSettings
from audit.results.folder import LOG_HEADS
from audit.review import chain, loading, rules, signoff
from audit.review.roles import Person
from audit.review.statement import Signatory
from audit.review.store import Store
from tests.lost_commits import end_one, lost_commits

KEYS = [f"{number:032x}" for number in range(9)]
LEE = Person("lee", Role.LEAD)


@pytest.fixture
def sent(results, new_flag):
    """What a lead may do on two articles, each with a key, by its name; in this order all can be done."""
    folder = results({"a": [{"flag_id": "a1"}, {"flag_id": "a2"}], "b": [{"flag_id": "b1"}]})
    until = today_in_korea()
    rule = Rule("r1", "number.value", source="1원", target="1 won", until=until, reason="other")
    own = [Decision(Action.ADD, "a", "mine", severity="minor", category="meaning", comment="x")]
    row = {"mine": new_flag("a", "mine")}

    def acts(store):
        def append(*decisions, found=None):
            return lambda key: store.append(LEE, decisions, found, key=key)

        signs = (LEE, folder.result("b"), Signatory("Lee", "editor", "desk@x"), SignoffSettings())
        return {
            "comment": append(Decision(Action.COMMENT, "a", "a1", comment="once")),
            "own flag": append(*own, found=row),
            "assign": append(Decision(Action.ASSIGN, "a", assignee="kim")),
            "verdict": append(Decision(Action.ACCEPT, "a", "a1")),
            "undo": lambda key: store.undo(LEE, key),
            "rule": lambda key: rules.make(store, LEE, rule, key=key),
            "end of the rule": lambda key: rules.end(store, LEE, rule.id, key),
            "two verdicts": append(*(Decision(Action.DISMISS, i[0], i) for i in ("a2", "b1"))),
            "sign-off": lambda key: [signoff.sign(store, *signs, key=key)],
            "sign-off taken back": lambda key: [signoff.take_back(store, LEE, "b", key)],
        }

    return folder, acts


def logged(store):
    return [(entry.group, entry.decision) for entry in store.entries()]


def test_the_same_key_again_is_told_what_was_written_and_writes_nothing(url, sent):
    folder, acts = sent
    store = Store(url)
    loading.load(store, folder)
    for number, (name, act) in enumerate(acts(store).items()):
        key = f"{number:032x}"
        before = store.length()
        first = act(key)
        now = logged(store)
        assert len(now) > before, name
        assert act(key) == first, name
        assert logged(store) == now, name
        assert {group for group, _ in now[before:]} == {key}
    # Something else, or the same from another form, is written.
    assert len(acts(store)["comment"]("f" * 32)) == 1
    assert chain.faults(store) == []
    store.engine.dispose()


def test_two_at_once_with_the_same_key_are_one(url, sent):
    folder, acts = sent
    store = Store(url)
    loading.load(store, folder)
    threads = [threading.Thread(target=acts(store)["comment"], args=("0" * 32,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.length() == 1
    store.engine.dispose()


def test_what_a_lost_backend_had_committed_is_not_written_twice(postgresql, sent):
    folder, acts = sent
    heads = folder.path / LOG_HEADS
    with postgresql.database() as url:
        store = Store(url, folder.path)
        loading.load(store, folder)
        for number, (name, act) in enumerate(acts(store).items()):
            key = f"{number:032x}"
            before = store.length()
            with lost_commits(postgresql) as watching:
                ending = threading.Thread(target=end_one, args=(watching,))
                ending.start()
                with pytest.raises(StoreError, match="press again: what was taken is not written"):
                    act(key)
                ending.join()
            now = logged(store)
            assert len(now) > before, name
            assert act(key), name
            assert logged(store) == now, name
            # The head that nobody could write down is there now.
            assert log_heads.last(heads).head.entries == store.length(), name
        assert chain.faults(store) == []
        store.engine.dispose()
