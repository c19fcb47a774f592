"""Decisions over several runs: what stays, what is carried, what is marked stale."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from audit import batch
from audit.pipeline import Auditor
from audit.records.article import Article, Metadata, Text
from audit.records.decision import Action, Decision, Reason
from audit.records.flag import Severity
from audit.records.settings import Settings
from audit.results.folder import ResultsFolder
from audit.review import loading, schema
from audit.review.chain import faults
from audit.review.effective_flags import ADDED
from audit.review.roles import TOOL
from tests.conftest import EN, KO

WRONG = EN.replace("728 trillion", "728 billion")
REWORDED = WRONG.replace("The budget amounts to", "The budget now comes to")
KO_BUDGET = " 예산안 규모는 728조원으로 올해보다 8.1% 늘었다."
EN_BUDGET = " The budget amounts to 728 billion won, up 8.1 percent from this year."

JOINED = {"flag_id": "a2", "ko_text": "a1 문장.", "en_text": "One. Two.", "ko_evidence": "1"}


@pytest.fixture
def audited(store, auditor, tmp_path):
    """Audits articles, loads what was found, and sees to it that nothing is out of order then."""

    def audit_and_load(articles, by=auditor, title="Budget"):
        pairs = []
        for name, texts in articles.items():
            ko, en = texts if isinstance(texts, tuple) else (KO, texts)
            meta = Metadata(title=title)
            pairs.append(Article(name, Text("ko", ko), Text("en", en), metadata=meta))
        out = ResultsFolder(tmp_path / "out")
        batch.run(pairs, by, out.path)
        assert not loading.is_loaded(store, out)
        loading.load(store, out)
        assert loading.is_loaded(store, out)
        assert faults(store) == []

    return audit_and_load


@pytest.fixture
def there(store):
    """The flags of an article in the last run, the riskiest first."""

    def find(article_id="x", **columns):
        c = schema.flag.c
        with store.reading() as connection:
            rows = connection.execute(
                select(schema.flag)
                .where(
                    c.article_id == article_id,
                    c.present,
                    *(c[name] == value for name, value in columns.items()),
                )
                .order_by(c.place)
            )
            return [dict(row) for row in rows.mappings()]

    return find


def dismissal(flag, **fields):
    return Decision(
        Action.DISMISS, flag["article_id"], flag["flag_id"], flag["text_hash"],
        reason=Reason.LEGITIMATE, **fields,
    )  # fmt: skip


def again(store, results, articles, title=""):
    loading.load(store, results(articles, title))
    assert faults(store) == []


def state(store):
    """Everything that the store holds."""
    with store.reading() as connection:
        return {
            table.name: sorted(tuple(row) for row in connection.execute(select(table)))
            for table in schema.metadata.sorted_tables
        }


def test_a_run_is_loaded_with_its_flags_and_counts(audited, there, store, article_of):
    audited({"x": WRONG, "y": EN})
    [flag] = there()
    assert (flag["check"], flag["ko_evidence"], flag["status"]) == ("number", "728조원", "open")
    row = article_of(store, "x")
    assert (row["title"], row["flags"], row["open"], row["critical"]) == ("Budget", 1, 1, 1)
    assert article_of(store, "y")["open"] == 0
    assert store.entries() == []


def test_a_decision_stays_when_another_sentence_changes(audited, there, store, kim):
    audited({"x": WRONG})
    store.append(kim, [dismissal(there()[0])])
    audited({"x": WRONG.replace("did not oppose", "opposed")})
    assert [(f["check"], f["status"]) for f in there()] == [
        ("number", "dismissed"), ("negation", "open"),
    ]  # fmt: skip
    assert len(store.entries()) == 1


def test_a_decision_stays_when_its_sentence_moves_elsewhere(audited, there, store, kim):
    audited({"x": WRONG})
    store.append(kim, [dismissal(there()[0])])
    moved = (
        KO.replace(KO_BUDGET, "").rstrip() + KO_BUDGET,
        WRONG.replace(EN_BUDGET, "").rstrip() + EN_BUDGET,
    )
    before = there()[0]["bead_id"]
    audited({"x": moved})
    [flag] = there(check="number")
    assert flag["bead_id"] != before
    assert flag["status"] == "dismissed"


def test_a_decision_is_stale_when_its_sentence_was_reworded(audited, there, store, kim, article_of):
    audited({"x": WRONG})
    store.append(kim, [dismissal(there()[0])])
    assert article_of(store, "x")["open"] == 0
    audited({"x": REWORDED})
    [flag] = there()
    assert flag["status"] == "stale"
    assert flag["en_text"].startswith("The budget now comes to")
    assert store.standings("x")[flag["flag_id"]].earlier == "dismissed"
    assert article_of(store, "x")["open"] == 1
    assert store.entries()[-1].reviewer == TOOL.name


def test_a_decision_is_there_again_when_its_wording_is(audited, there, store, kim):
    audited({"x": WRONG})
    store.append(kim, [dismissal(there()[0])])
    audited({"x": REWORDED})
    audited({"x": WRONG})
    assert [f["status"] for f in there()] == ["dismissed"]


def test_a_decision_does_not_pass_to_an_unlike_sentence(store, results, kim, on, flag_of):
    first = {
        "flag_id": "a1",
        "ko_text": "정부는 예산안을 냈다.",
        "en_text": "A budget was submitted.",
    }
    again(store, results, {"a": [first]})
    store.append(kim, [on("a1", Action.DISMISS)])
    other = {"flag_id": "a2", "ko_text": "비가 온다.", "en_text": "It will rain tomorrow."}
    again(store, results, {"a": [other]})
    assert flag_of(store, "a2")["status"] == "open"
    assert len(store.entries()) == 1


def test_a_decision_does_not_pass_to_a_flag_of_another_check(store, results, kim, on, flag_of):
    first = {"flag_id": "a1", "en_text": "One.", "ko_text": "하나."}
    again(store, results, {"a": [first]})
    store.append(kim, [on("a1", Action.DISMISS)])
    again(store, results, {"a": [first | {"flag_id": "a2", "check": "name"}]})
    assert flag_of(store, "a2")["status"] == "open"


def test_the_nearest_kin_takes_over_whichever_flag_comes_first(store, results, kim, on, flag_of):
    one = {"ko_text": "하나.", "en_text": "One thing is here.", "ko_evidence": "하나"}
    two = one | {"en_text": "One thing is there."}
    again(store, results, {"a": [one | {"flag_id": "a1"}, two | {"flag_id": "a2"}]})
    store.append(kim, [on("a1", Action.DISMISS)])
    store.append(kim, [on("a2", Action.ACCEPT)])
    # The text of a1 is gone; that of a2 has a sentence beside it now.
    joined = two | {"flag_id": "a3", "en_text": "One thing is there. So it is."}
    again(store, results, {"a": [joined]})
    assert flag_of(store, "a3")["status"] == "accepted"


def test_decisions_come_back_with_an_article_that_had_vanished(
    audited, there, store, kim, article_of
):
    audited({"x": WRONG, "y": EN})
    store.append(kim, [dismissal(there()[0])])
    audited({"y": EN})
    assert there() == []
    assert not article_of(store, "x")["present"]
    assert article_of(store, "x")["flags"] == 0
    audited({"x": WRONG, "y": EN})
    assert [f["status"] for f in there()] == ["dismissed"]
    assert (article_of(store, "x")["flags"], article_of(store, "x")["open"]) == (1, 0)


def test_an_article_that_nobody_decided_on_goes_without_a_trace(audited, there, store):
    audited({"x": WRONG, "y": EN})
    audited({"y": EN})
    assert [row[0] for row in state(store)["article"]] == ["y"]
    assert state(store)["flag"] == []


def test_loading_twice_changes_nothing(audited, there, store, kim, new_flag, tmp_path):
    audited({"x": WRONG, "y": WRONG})
    store.append(kim, [dismissal(there()[0])])
    store.append(kim, [dismissal(there("y")[0])])
    own = new_flag("x", "own", en_text="The opposition party did not oppose the budget.")
    gone = new_flag("x", "gone", en_text="Nobody wrote this.")
    for row in (own, gone):
        store.append(kim, [Decision(Action.ADD, "x", row["flag_id"])], {row["flag_id"]: row})
    audited({"x": REWORDED, "z": EN})
    before = state(store)
    loading.load(store, ResultsFolder(tmp_path / "out"))
    assert state(store) == before


def test_a_flag_that_a_reviewer_added_stays_where_its_sentence_stands(
    audited, there, store, kim, new_flag
):
    audited({"x": WRONG})
    own = new_flag(
        "x", "own", bead_id="b5", en_sentence_ids="e5", ko_sentence_ids="", ko_text="",
        en_text="The opposition party did not oppose the budget.",
    )  # fmt: skip
    store.append(kim, [Decision(Action.ADD, "x", "own")], {"own": own})
    store.append(kim, [Decision(Action.ACCEPT, "x", "own")])
    audited({"x": (KO.replace(KO_BUDGET, ""), WRONG.replace(EN_BUDGET, ""))})
    [flag] = there(check=ADDED)
    assert (flag["status"], flag["bead_id"], flag["en_sentence_ids"]) == ("accepted", "b4", "e4")


def test_a_flag_that_a_reviewer_added_is_stale_when_its_sentence_is_gone(
    audited, there, store, kim, new_flag, article_of
):
    audited({"x": WRONG})
    own = new_flag(
        "x", "own", en_text="The opposition party did not oppose the budget.", ko_text=""
    )
    store.append(kim, [Decision(Action.ADD, "x", "own")], {"own": own})
    store.append(kim, [Decision(Action.FIXED, "x", "own")])
    audited({"x": WRONG.replace("did not oppose", "opposed")})
    [flag] = there(check=ADDED)
    assert flag["status"] == "stale"
    assert store.standings("x")["own"].earlier == "fixed"
    assert article_of(store, "x")["open"] == 3


def test_a_stale_added_flag_that_is_decided_stays_decided(
    audited, there, store, kim, new_flag, tmp_path
):
    audited({"x": WRONG})
    own = new_flag("x", "own", en_text="Nobody wrote this.", ko_text="")
    store.append(kim, [Decision(Action.ADD, "x", "own")], {"own": own})
    audited({"x": REWORDED})
    store.append(kim, [Decision(Action.DISMISS, "x", "own")])
    audited({"x": WRONG})
    [flag] = there(check=ADDED)
    assert flag["status"] == "dismissed"


def test_an_added_flag_is_stale_again_when_its_sentence_goes_a_second_time(
    audited, there, store, kim, new_flag
):
    own = new_flag(
        "x", "own", en_text="The opposition party did not oppose the budget.", ko_text=""
    )
    without = WRONG.replace("did not oppose", "opposed")
    audited({"x": WRONG})
    store.append(kim, [Decision(Action.ADD, "x", "own")], {"own": own})
    audited({"x": without})
    audited({"x": WRONG})
    store.append(kim, [Decision(Action.ACCEPT, "x", "own")])
    assert [f["status"] for f in there(check=ADDED)] == ["accepted"]
    audited({"x": without})
    assert [f["status"] for f in there(check=ADDED)] == ["stale"]
    assert store.standings("x")["own"].earlier == "accepted"


def test_a_flag_that_a_reviewer_added_goes_with_its_article_and_comes_back(
    audited, there, store, kim, new_flag, article_of
):
    audited({"x": WRONG, "y": EN})
    own = new_flag(
        "x", "own", en_text="The opposition party did not oppose the budget.", ko_text=""
    )
    store.append(kim, [Decision(Action.ADD, "x", "own")], {"own": own})
    audited({"y": EN})
    assert there() == []
    assert article_of(store, "x")["open"] == 0
    audited({"x": WRONG, "y": EN})
    assert [f["flag_id"] for f in there(check=ADDED)] == ["own"]
    assert article_of(store, "x")["open"] == 2


def test_another_severity_in_the_settings_shows_on_a_decided_flag(
    audited, there, store, kim, auditor, article_of
):
    audited({"x": WRONG})
    store.append(kim, [Decision(Action.UNSURE, "x", there()[0]["flag_id"])])
    audited({"x": WRONG}, Auditor(auditor.encoder, Settings(severity={"number": Severity.MINOR})))
    [flag] = there()
    assert (flag["severity_now"], flag["status"]) == ("minor", "unsure")
    assert article_of(store, "x")["minor"] == 1


def test_a_held_back_flag_that_was_decided_keeps_its_decision(
    store, auditor, audited, there, kim, tmp_path
):
    strict = Auditor(auditor.encoder, Settings(false_alarms=0.0))
    audited({"x": WRONG.replace("did not oppose", "opposed")}, strict)
    [report] = ResultsFolder(tmp_path / "out").results()
    rows = loading.rows_of(report)
    quiet = next(f for f in report.held_back if f.check == "negation")
    store.append(kim, [dismissal(rows[quiet.flag_id])], rows)
    before = state(store)
    loading.load(store, ResultsFolder(tmp_path / "out"))
    assert state(store) == before
    assert [f["status"] for f in there(check="negation")] == ["dismissed"]


def test_undoing_a_decision_that_was_carried_leaves_the_flag_open(store, results, kim, on, flag_of):
    again(store, results, {"a": [{"flag_id": "a1", "en_text": "One.", "ko_evidence": "1"}]})
    store.append(kim, [on("a1", Action.DISMISS)])
    again(store, results, {"a": [JOINED]})
    assert flag_of(store, "a2")["status"] == "dismissed"
    store.undo(kim)
    assert flag_of(store, "a2")["status"] == "open"
    assert faults(store) == []


def test_a_decision_is_carried_when_sentences_are_joined_or_parted(
    store, results, kim, on, flag_of
):
    again(store, results, {"a": [{"flag_id": "a1", "en_text": "One.", "ko_evidence": "1"}]})
    store.append(kim, [on("a1", Action.DISMISS, comment="fine")])
    again(store, results, {"a": [JOINED]})
    row = flag_of(store, "a2")
    assert (row["status"], row["reviewer"], row["comment"]) == ("dismissed", kim.name, "fine")
    assert store.entries()[-1].decision.action is Action.CARRY


def test_undoing_a_decision_after_its_text_changed_leaves_the_new_flag_open(
    audited, there, store, kim
):
    audited({"x": WRONG})
    store.append(kim, [dismissal(there()[0])])
    audited({"x": REWORDED})
    store.undo(kim)
    assert [f["status"] for f in there()] == ["open"]
    assert faults(store) == []


def test_undoing_what_was_decided_on_a_stale_flag_makes_it_stale_again(audited, there, store, kim):
    audited({"x": WRONG})
    store.append(kim, [dismissal(there()[0])])
    audited({"x": REWORDED})
    store.append(kim, [Decision(Action.ACCEPT, "x", there()[0]["flag_id"])])
    assert [f["status"] for f in there()] == ["accepted"]
    store.undo(kim)
    assert [f["status"] for f in there()] == ["stale"]


def test_a_remark_alone_does_not_make_a_reworded_flag_stale(audited, there, store, kim):
    audited({"x": WRONG})
    store.append(kim, [Decision(Action.COMMENT, "x", there()[0]["flag_id"], comment="hm")])
    audited({"x": REWORDED})
    assert [(f["status"], f["comment"]) for f in there()] == [("open", "hm")]


@pytest.mark.slow
def test_the_former_verdict_is_that_on_the_last_wording(audited, there, store, kim):
    audited({"x": WRONG})
    store.append(kim, [dismissal(there()[0])])
    audited({"x": REWORDED})
    store.append(kim, [Decision(Action.ACCEPT, "x", there()[0]["flag_id"])])
    audited({"x": REWORDED.replace("now comes to", "would come to")})
    [flag] = there()
    assert flag["status"] == "stale"
    assert store.standings("x")[flag["flag_id"]].earlier == "accepted"


def test_a_flag_that_nobody_looked_at_again_stays_stale_over_a_third_wording(
    audited, there, store, kim
):
    audited({"x": WRONG})
    store.append(kim, [dismissal(there()[0])])
    audited({"x": REWORDED})
    audited({"x": REWORDED.replace("now comes to", "would come to")})
    [flag] = there()
    assert flag["status"] == "stale"
    assert store.standings("x")[flag["flag_id"]].earlier == "dismissed"


def test_a_stale_flag_stays_stale_when_its_sentences_are_joined(store, results, kim, on, flag_of):
    first = {"flag_id": "a1", "ko_text": "하나.", "en_text": "One thing.", "ko_evidence": "하나"}
    again(store, results, {"a": [first]})
    store.append(kim, [on("a1", Action.DISMISS)])
    second = first | {"flag_id": "a2", "en_text": "One thing!"}
    again(store, results, {"a": [second]})
    again(store, results, {"a": [second | {"flag_id": "a3", "en_text": "One thing! Two."}]})
    assert flag_of(store, "a3")["status"] == "stale"
    assert store.standings("a")["a3"].earlier == "dismissed"


def test_of_two_flags_on_a_reworded_sentence_the_one_on_the_same_words_is_stale(
    audited, there, store, kim
):
    both = WRONG.replace("up 8.1 percent", "up 9.3 percent")
    audited({"x": both})
    [percent] = there(ko_evidence="8.1%")
    store.append(kim, [dismissal(percent)])
    audited({"x": both.replace("The budget amounts to", "The budget now comes to")})
    assert {f["ko_evidence"]: f["status"] for f in there()} == {"728조원": "open", "8.1%": "stale"}


def test_a_new_run_is_not_loaded_yet(audited, store, tmp_path, auditor):
    audited({"x": WRONG})
    out = ResultsFolder(tmp_path / "out")
    batch.run([Article("x", Text("ko", KO), Text("en", EN))], auditor, out.path)
    assert not loading.is_loaded(store, out)


def test_nothing_is_loaded_where_there_are_no_results(store, tmp_path):
    assert not loading.is_loaded(store, ResultsFolder(tmp_path))


@pytest.mark.parametrize(
    "name", ["a\"b'c", "=1+1", "기사 1", "%s {0} :id", "';DROP TABLE entry;--"]
)
def test_an_article_may_have_any_name(audited, there, store, kim, name):
    audited({name: WRONG})
    store.append(kim, [dismissal(there(name)[0])])
    audited({name: REWORDED})
    assert [f["status"] for f in there(name)] == ["stale"]


def test_nul_in_an_articles_name_is_replaced(store, results, kim, article_of, monkeypatch):
    odd = "a\0b"
    # No file has it in its name, so the record's has another.
    monkeypatch.setattr(
        ResultsFolder,
        "record_path",
        lambda folder, name: folder.path / "records" / f"{name!a}.json",
    )
    again(store, results, {odd: [{"flag_id": "f1", "en_text": "\0One."}]}, title="T\0")
    assert article_of(store, "a\ufffdb")["title"] == "T\ufffd"
    store.append(kim, [Decision(Action.DISMISS, odd, "f1")])
    assert article_of(store, "a\ufffdb")["open"] == 0
    again(store, results, {odd: [{"flag_id": "f1", "en_text": "\0One."}]})
    assert article_of(store, "a\ufffdb")["open"] == 0
    assert len(store.entries()) == 1


ODD = "한국어 👩‍👩‍👧 \u202e\u2028\ufeff\uffff\x7f\x1b[31m <b>&amp;</b> '=1"


def test_a_title_may_hold_any_character(audited, store, article_of):
    audited({"x": WRONG}, title=ODD)
    assert article_of(store, "x")["title"] == ODD


@pytest.mark.slow
def test_many_articles_are_loaded_in_order_of_risk(store, results, there):
    articles = {
        f"a{i}": [{"flag_id": f"{i}.{j}", "severity": "minor"} for j in range(3)]
        for i in range(2000)
    }
    again(store, results, articles)
    with store.reading() as connection:
        total = connection.execute(select(func.sum(schema.article.c.open))).scalar_one()
    assert total == 6000
    assert [f["flag_id"] for f in there("a1999")] == ["1999.0", "1999.1", "1999.2"]


def test_an_interrupted_load_leaves_the_store_as_it_was(store, results, kim, on, monkeypatch):
    again(store, results, {"a": [{"flag_id": "a1"}]})
    store.append(kim, [on("a1", Action.DISMISS)])
    before = state(store)
    out = results({"a": [{"flag_id": "a2"}]})

    def stop(share):
        if share >= 0.8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loading.load(store, out, stop)
    assert state(store) == before
    assert not loading.is_loaded(store, out)
