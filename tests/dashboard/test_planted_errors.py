"""Known errors planted for a check of attention: shown to one person, told at once, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.exports import forms
from audit.records.decision import Action, Decision
from audit.records.digest import sha256_of_file
from audit.records.settings import Role, Settings
from audit.results import spreadsheet
from audit.results.folder import ResultsFolder
from audit.review import agreement, article_figures, article_query, flag_query, schema
from audit.review.article_query import Wanted
from audit.review.attention import Answer, Attention
from audit.review.corrected import corrected_target
from audit.review.flag_query import GROUPS, FlagFilter
from audit.review.proof import checked
from audit.review.roles import Person
from audit.review.sealing import sealed
from audit.review.tables import LOG_COLUMNS, VERDICT_COLUMNS, log_rows, verdict_rows
from tests.dashboard.test_pages import card_of, html_of, open_page, press, said, told

__all__ = ["open_page"]

pytestmark = pytest.mark.xdist_group("pages")
TRUE, PLANTED = "did not oppose the budget", "opposed the budget"
CHIEF = Person("Chief", Role.LEAD)


@pytest.fixture
def allowed(tmp_path):
    """A newsroom whose settings allow known errors, as many as there may be."""
    (tmp_path / "audit.toml").write_text("[attention]\nrate = 0.1\n", encoding="utf-8")


@pytest.fixture
def attention(store):
    opened = Attention(store)
    yield opened
    opened.engine.dispose()


def somebody(attention, store, article, *, due=True):
    """A reviewer whose lot on an article's flags is to be shown a known error, or not to be."""
    flags = [f.flag_id for f in ResultsFolder(_out(store)).result(article).flags]
    names = (f"Reviewer {number}" for number in range(500))
    return next(n for n in names if attention.is_due(n, article, flags, 0.1) is due)


def _out(store):
    return Path(store.engine.url.database).parent


def english(at):
    """The English as the browser is given it."""
    rows = [row for row in told(at)["article"]["rows"] if "en" in row]
    return " ".join("".join(p[0] for s in row["en"] for p in s["pieces"]) for row in rows)


def planted_flag(at):
    return next(flag for flag in told(at)["flags"] if flag["label"] == "negation")["id"]


def everything_that_leaves(store, out):
    """All that exports, reports, the queue and the insights give, and every byte that they come from."""
    folder, all_flags = ResultsFolder(out), FlagFilter()
    results = [folder.result(article_id) for article_id in folder.ids()]
    policy, found = Settings().policy, {}
    for result in results:
        entries = store.entries(result.article.id)
        found[result.article.id, "english"] = corrected_target(result, entries)
        for name, form in forms.all_forms().items():
            found[result.article.id, name] = form.written(result, entries, policy)
    for name, form in forms.all_reports().items():
        found["run", name] = form.of_run(results, folder.errors())
    found["flags.csv"] = spreadsheet.whole(VERDICT_COLUMNS, verdict_rows(store, all_flags))
    found["log.csv"] = spreadsheet.whole(LOG_COLUMNS, log_rows(store))
    found["totals"] = article_query.totals(store, Wanted())
    found["rows"] = article_query.page_of(store, Wanted(), 1, 50)
    found["agreement"] = agreement.of(store.entries(), flag_query.check_of(store))
    found["verdicts"] = flag_query.verdicts_by_check(store, all_flags)
    found["by"] = [flag_query.by(store, all_flags, group) for group in GROUPS]
    found["risk"] = article_figures.riskiest(store, all_flags, 50)
    found["faults"] = checked(out, Settings(), None)
    with store.reading() as connection:
        for table in schema.metadata.sorted_tables:
            found["table", table.name] = list(map(tuple, connection.execute(table.select())))
    store.file_state(out / "review.db")
    for path in sorted(out.rglob("*")):
        if path.is_file() and not path.name.startswith(("review.attention", "review.db-")):
            found[path.relative_to(out).as_posix()] = sha256_of_file(path)
    return found


def test_off_by_default_and_until_a_lead_puts_them_on(
    open_page, store, attention, allowed, tmp_path
):
    name = somebody(attention, store, "wrong")
    # The settings allow them, nobody has put them on.
    at = open_page("review", name=name, article="wrong")
    assert TRUE in english(at)
    assert len(told(at)["flags"]) == 1
    # Put on, and not allowed by the settings.
    at = open_page("attention", name="Chief")
    at.toggle(key="attention_on").set_value(True).run()
    assert not at.exception
    assert "by Chief" in html_of(at)
    assert attention.last_turned().on
    (tmp_path / "audit.toml").unlink()
    at = open_page("review", name=name, article="wrong")
    assert TRUE in english(at)
    assert attention.caught(CHIEF) == []
    assert "rate = 0.02" in html_of(open_page("attention", name="Chief"))


def test_nothing_of_a_planted_error_leaves_the_review_page(
    open_page, store, results, attention, allowed
):
    attention.turn(CHIEF, on=True)
    name, other = (somebody(attention, store, "wrong", due=due) for due in (True, False))
    (again,) = ResultsFolder(results).result("wrong-again").flags
    fixed = Decision(
        Action.FIXED, "wrong-again", again.flag_id, corrected="It is 728 trillion won."
    )
    store.append(CHIEF, [fixed])
    sealed(results, Settings(), None, encoder="embedded")
    before = everything_that_leaves(store, results)
    assert before["faults"][0] == []

    at = open_page("review", name=name, article="wrong")
    assert TRUE not in english(at)
    assert PLANTED in english(at)
    assert len(told(at)["flags"]) == 2
    flag = planted_flag(at)
    assert everything_that_leaves(store, results) == before
    # Nobody else sees it; who shares the address does not either.
    at = open_page("review", name=other, article="wrong", flag=flag)
    assert TRUE in english(at)
    assert len(told(at)["flags"]) == 1

    at = open_page("review", name=name, article="wrong", flag=flag)
    card = card_of(at)
    assert "반대하지 않았다" in card
    assert "planted" not in card
    # The field for a correction goes on from what is shown.
    assert PLANTED in told(at)["card"]["edit"]["text"]
    press(at, "do_severity_7")
    assert "minor" in told(at)["card"]["grave"]
    press(at, "do_fixed")
    assert "planted check: nothing of it is in the article" in said(at)
    assert TRUE in english(at)
    assert len(told(at)["flags"]) == 1
    assert "English in that row" in html_of(at)
    # It is no verdict that could be taken back, and none before it is.
    press(at, "undo")
    assert "it stays" in said(at)
    assert attention.answer(name, "wrong") is Answer.FIXED
    assert everything_that_leaves(store, results) == before

    # It never comes again, and the real flag is as it was.
    at = open_page("review", name=name, article="wrong")
    assert TRUE in english(at)
    press(at, "do_accept")
    (entry,) = store.entries("wrong")
    assert (entry.reviewer, entry.decision.action) == (name, Action.ACCEPT)

    page = html_of(open_page("attention", name="Chief"))
    assert f"<td>{name}</td><td>1</td><td>1</td><td>100%</td><td>21%–100%</td>" in page
    page = html_of(open_page("attention", name="Chief", language="ko"))
    assert "잡은 비율" in page


def test_a_planted_error_ends_where_somebody_signs_or_flags_the_sentence(
    open_page, store, results, attention, allowed
):
    attention.turn(CHIEF, on=True)
    name = somebody(attention, store, "wrong")
    at = open_page("review", name=name, article="wrong")
    assert PLANTED in english(at)
    press(at, "sign")
    # What is signed is what is on the screen.
    assert TRUE in english(at)
    assert "taken away before you decided it" in said(at)
    assert attention.answer(name, "wrong") is Answer.ENDED
    assert store.length() == 0
