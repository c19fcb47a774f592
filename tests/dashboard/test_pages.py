"""Every page and every action, run as the server runs them but without a browser."""

from __future__ import annotations

import io
import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from audit import batch
from audit.dashboard import frame, presence
from audit.dashboard.labels import LANGUAGES, Labels, table
from audit.dashboard.pages import try_it
from audit.dashboard.session import Session
from audit.dashboard.widgets import seal_badge, tried
from audit.errors import MissingExtra
from audit.evidence import keys
from audit.messages import message
from audit.records.article import Article, Text
from audit.records.decision import Action, Decision, Status
from audit.records.digest import sha256_of_text
from audit.records.flag import Category, Severity
from audit.records.settings import Role, Settings
from audit.records.tables import Tables
from audit.results import spreadsheet
from audit.results.folder import ResultsFolder
from audit.review.article_query import Shown
from audit.review.effective_flags import added_flag
from audit.review.flag_query import FlagFilter
from audit.review.loading import row_of, rows_of
from audit.review.proof import checked
from audit.review.roles import NotAllowed, Person
from audit.review.sealing import sealed
from audit.review.tables import VERDICT_COLUMNS, verdict_rows
from tests.dashboard.conftest import NASTY

pytestmark = pytest.mark.xdist_group("pages")


def script(out: str, first: str) -> None:
    from pathlib import Path

    from audit.bench.pages import draw

    draw(Path(out), first)


@pytest.fixture
def open_page(results, monkeypatch, tmp_path):
    """A page on the results, as somebody, with what the address says."""
    monkeypatch.chdir(tmp_path)

    def start(first, name="Kim", language="en", **address):
        at = AppTest.from_function(script, args=(str(results), first), default_timeout=60)
        at.session_state["audit_language"] = language
        if name:
            at.session_state["audit_reviewer"] = name
        for key, value in address.items():
            at.query_params[key] = value
        at.run()
        assert not at.exception
        return at

    return start


def press(at, key):
    at.button(key=key).click().run()
    assert not at.exception
    return at


def standing(store, article, flag):
    return store.standings(article)[flag]


def address(at, name):
    """What the browser is told to have the address say."""
    return at.session_state["place"].told.get(name, "")


def first_flag(at):
    return address(at, "flag")


def said(at):
    """The line that the page says."""
    return at.session_state["said"][1]


def html_of(at):
    return " ".join(element.proto.body for element in at.get("html"))


def told(at, component="beads"):
    """What the browser is given of a component: of the article its rows, its flags, the open one's card."""
    (proto,) = (
        element.proto
        for element in at.get("bidi_component")
        if element.proto.component_name == f"audit.{component}"
    )
    return json.loads(proto.json)


def card_of(at):
    """The words of the card."""
    return json.dumps(told(at)["card"], ensure_ascii=False)


def copied(at):
    """The text that the button copies."""
    return told(at, "copy_text")["text"]


def card_button(at, name):
    (found,) = (
        button
        for group in told(at)["card"]["groups"]
        for button in group["buttons"]
        if button["name"] == name
    )
    return found


def test_the_pages_stand_in_the_order_of_the_work():
    names = [page.NAME for page in frame.pages()]
    assert names == [
        "queue",
        "flags",
        "review",
        "try_it",
        "insights",
        "rules",
        "attention",
        "provenance",
        "export",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("queue", "검토 목록"),
        ("flags", "표시"),
        ("review", "한국어 원문은 “728조원”(728 trillion won)인데 영어는 “728 billion won”입니다"),
        ("try_it", "직접 해 보기"),
        ("insights", "통계"),
        ("rules", "규칙"),
        ("attention", "주의력 점검"),
        ("provenance", "출처"),
        ("export", "내보내기"),
    ],
)
def test_every_page_speaks_korean(open_page, store, name, words):
    at = open_page(name, language="ko", article="wrong")
    assert words in " ".join(
        [*(title.value for title in at.title), html_of(at), card_of(at) if name == "review" else ""]
    )


# The queue


def test_the_queue_counts_what_is_open(open_page, store):
    at = open_page("queue")
    assert any("5 articles" not in c.value and "open" in c.value for c in at.caption)


def test_the_queue_searches_and_filters(open_page, store):
    at = open_page("queue")
    at.text_input(key="queue_search").set_value("again").run()
    assert "1 article " in at.caption[1].value
    # Words of the Korean text, which no title has.
    at.text_input(key="queue_search").set_value("체육관에서 밤을").run()
    assert [row["id"] for row in told(at, "table")["rows"]] == ["moved"]
    at.text_input(key="queue_search").set_value("").run()
    at.segmented_control(key="queue_shown").set_value(Shown.ALL).run()
    assert "5 articles" in at.caption[1].value
    at.multiselect(key="queue_desks").set_value(["national"]).run()
    assert "1 article " in at.caption[1].value


def test_a_search_without_a_hit_says_what_to_do(open_page, store):
    at = open_page("queue")
    at.text_input(key="queue_search").set_value("nowhere").run()
    assert "Change the search" in html_of(at)


def test_without_results_every_page_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for first in ("queue", "review", "insights", "provenance", "export"):
        at = AppTest.from_function(script, args=(str(tmp_path), first), default_timeout=60).run()
        assert "articles have to be audited first" in html_of(at), first
        assert at.get("page_link")[0].proto.label == "Try it on two texts of your own"


@pytest.mark.unit
def test_no_label_has_anybody_type_a_command():
    typed = re.compile(r"python|\bpip\b|make (audit|review|test|lint|bench)|translation-audit|\$ ")
    for section, labels in table().items():
        for name, words in labels.items():
            assert not any(map(typed.search, words.values())), f"{section}.{name}"
    missing = MissingExtra("The judge", "judge")
    assert not any(typed.search(Labels(language).fault(missing)) for language in LANGUAGES)


@pytest.fixture
def packed(auditor, finished, results):
    """The results, in an archive instead of sheets."""
    articles = [result.article for result in ResultsFolder(finished).results()]
    batch.run(articles, auditor, results, tables=frozenset({Tables.PARQUET}))
    assert not (results / "articles.csv").exists()
    return results


def test_an_archive_is_reviewed_as_sheets_are(open_page, packed):
    at = open_page("queue")
    at.segmented_control(key="queue_shown").set_value(Shown.ALL).run()
    assert "5 articles" in at.caption[1].value
    at = open_page("review", article="wrong")
    assert "728조원" in card_of(at) and "728 billion" in card_of(at)


def test_an_archive_that_is_none_is_one_sentence(open_page, packed):
    (packed / "archive" / "manifest.json").write_text("{", encoding="utf-8")
    at = open_page("queue")
    assert "cannot be read" in html_of(at)
    assert "manifest.json" in html_of(at)


@pytest.mark.parametrize("name", ["run.json", "records/wrong.json"])
@pytest.mark.parametrize("content", ["{", "[]", '{"format": 99}'])
def test_results_that_are_no_results_are_one_sentence(open_page, results, name, content):
    (results / name).write_text(content, encoding="utf-8")
    at = open_page("queue")
    assert "cannot be read" in html_of(at)
    assert name in html_of(at)


def test_the_tables_are_written_and_never_read(open_page, results):
    (results / "flags.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    at = open_page("queue")
    at.segmented_control(key="queue_shown").set_value(Shown.ALL).run()
    assert "5 articles" in at.caption[1].value


def test_the_queue_says_what_is_at_stake_and_who_is_there(open_page, store, results):
    presence.tell(results, "wrong", "Lee")
    presence.tell(results, "moved", "Kim")
    rows = {row["id"]: row for row in told(open_page("queue"), "table")["rows"]}
    assert "◆ number" in rows["wrong"]["reason"]
    assert rows["wrong"]["now"] == "now: Lee"
    assert rows["moved"]["now"] == ""
    assert 0 < rows["wrong"]["share"] <= 1


def test_flags_of_all_articles_stand_in_one_list_the_gravest_first(open_page, store):
    ranks = ["critical", "major", "minor", "neutral"]
    at = open_page("flags", language="ko")
    flags = told(at, "flag_list")["flags"]
    assert [f["severity"] for f in flags] == sorted((f["severity"] for f in flags), key=ranks.index)
    assert len({f["article"] for f in flags}) > 2
    assert "728조원 → 728 billion" in str([f["words"] for f in flags])
    # In the reader's language, where the store has it in English alone.
    assert "한국어 원문은 “728조원”" in str([f["what"] for f in flags])
    at.multiselect(key="flags_severities").set_value(["critical"])
    at.multiselect(key="flags_categories").set_value(["number"]).run()
    numbers = told(at, "flag_list")["flags"]
    assert {(f["severity"], f["category"]) for f in numbers} == {("critical", "숫자")}
    press(open_page("review", article="wrong", flag=numbers[0]["flag"]), "do_accept")
    at.multiselect(key="flags_desks").set_value(["economy"]).run()
    left = told(at, "flag_list")["flags"]
    assert [f["article"] for f in left] == ["wrong-again"]
    at.toggle(key="flags_decided").set_value(True).run()
    assert [f["article"] for f in told(at, "flag_list")["flags"]] == ["wrong", "wrong-again"]


# Reviewing


def test_without_an_address_the_riskiest_unreviewed_article_opens(open_page, store):
    from audit.review import article_query

    at = open_page("review")
    assert address(at, "article") == article_query.riskiest(store)


def test_the_panel_says_what_diverges_and_why(open_page, store):
    at = open_page("review", article="wrong")
    text = card_of(at)
    assert "728조원" in text and "728 billion" in text
    assert "What this check looks for" in text


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("do_accept", Status.ACCEPTED),
        ("do_fixed", Status.FIXED),
        ("do_unsure", Status.UNSURE),
        ("do_dismiss_1", Status.DISMISSED),
        ("do_dismiss_2", Status.DISMISSED),
        ("do_dismiss_3", Status.DISMISSED),
        ("do_dismiss_4", Status.DISMISSED),
    ],
)
def test_a_verdict_is_kept_and_the_next_open_flag_comes(open_page, store, key, status):
    at = open_page("review", article="hostile")
    flag = first_flag(at)
    press(at, key)
    found = standing(store, "hostile", flag)
    assert found.status is status
    assert found.last.reviewer == "Kim"
    assert first_flag(at) != flag


def test_each_dismissal_has_its_reason(open_page, store):
    at = open_page("review", article="wrong")
    flag = first_flag(at)
    press(at, "do_dismiss_3")
    assert standing(store, "wrong", flag).last.reason == "tool wrong"


def test_the_severity_changes_and_the_flag_stays(open_page, store):
    at = open_page("review", article="wrong")
    flag = first_flag(at)
    press(at, "do_severity_7")
    assert standing(store, "wrong", flag).severity == "minor"
    assert first_flag(at) == flag
    assert card_button(at, "do_severity_7")["pressed"]


def test_undo_takes_back_and_goes_there(open_page, store):
    at = open_page("review", article="hostile")
    flag = first_flag(at)
    press(press(at, "do_accept"), "undo")
    assert first_flag(at) == flag
    assert flag not in store.standings("hostile")
    assert "Taken back" in said(at)


def test_undo_with_nothing_to_undo_says_so(open_page, store):
    assert "Nothing of yours" in said(press(open_page("review", article="wrong"), "undo"))


def test_next_and_previous_flag(open_page, store):
    at = open_page("review", article="hostile")
    flag = first_flag(at)
    press(at, "next_flag")
    assert first_flag(at) != flag
    press(at, "previous_flag")
    assert first_flag(at) == flag


def test_next_and_previous_article(open_page, store):
    at = open_page("review")
    first = address(at, "article")
    press(at, "next_article")
    assert address(at, "article") != first
    press(at, "previous_article")
    assert address(at, "article") == first


def test_identical_flags_of_other_articles_are_named_and_dismissed_together(open_page, store):
    at = open_page("review", article="wrong")
    together = told(at)["card"]["together"]
    assert "1 other article" in together["label"]
    assert together["listed"] == []
    flag = first_flag(at)
    at.session_state["place"].together = True
    at.run()
    (line,) = told(at)["card"]["together"]["listed"]
    assert line.startswith("Budget, wrong again: ") and "728 billion" in line
    press(at, "do_dismiss_1")
    assert standing(store, "wrong", flag).status is Status.DISMISSED
    other = store.standings("wrong-again")
    assert [s.status for s in other.values()] == [Status.DISMISSED]
    press(at, "undo")
    assert not store.standings("wrong-again")


def test_filters_stand_in_the_address_and_hide_what_they_do_not_admit(open_page, store):
    at = open_page("review", article="hostile")
    flags = told(at)["flags"]
    chosen = next(flag for flag in flags if flag["id"] != first_flag(at))
    others = [flag for flag in flags if flag["label"] != chosen["label"]]
    assert others
    at = open_page("review", article="hostile", flag=chosen["id"], category=chosen["label"])
    assert {flag["label"] for flag in told(at)["flags"]} == {chosen["label"]}
    assert address(at, "category") == chosen["label"]
    assert told(at)["card"]["place"].endswith(f"/{len(flags) - len(others)}")
    at.button_group(key="sieve_category").set_value([]).run()
    assert not at.exception
    assert len(told(at)["flags"]) == len(flags)
    assert address(at, "category") == ""
    press(at, "do_accept")
    at.button_group(key="sieve_state").set_value(["decided"]).run()
    assert chosen["id"] in {flag["id"] for flag in told(at)["flags"]}
    assert len(told(at)["flags"]) < len(flags)


def test_the_draft_is_a_column_where_there_is_one(open_page, store):
    at = open_page("review", article="right")
    assert "728 billion" in str([row.get("draft") for row in told(at)["article"]["rows"]])
    press(at, "show_draft")
    assert not told(at)["article"]["drafted"]
    assert address(at, "nodraft") == "1"
    at = open_page("review", article="wrong")
    assert not told(at)["article"]["drafted"]
    assert not [button for button in at.button if button.key == "show_draft"]


def test_a_smaller_budget_shows_fewer_flags_and_a_larger_one_more(open_page, store):
    at = open_page("review", article="hostile")

    def count():
        return len(told(at)["flags"])

    asked = count()
    at.select_slider(key="budget").set_value(1.0).run()
    fewer = count()
    at.select_slider(key="budget").set_value(15.0).run()
    assert fewer <= asked <= count()
    assert fewer < count()
    assert address(at, "budget") == "15"


def test_only_flagged_is_in_the_address(open_page, store):
    at = open_page("review", article="wrong")
    press(at, "only_flagged")
    assert address(at, "only") == "1"
    assert not address(press(at, "only_flagged"), "only")


def test_the_keys_are_listed(open_page, store):
    at = press(open_page("review", article="wrong"), "help")
    assert "dismiss: legitimate edit" in html_of(at)


def test_a_lead_assigns_an_article(open_page, store):
    from audit.review import article_query

    at = press(open_page("review", article="wrong"), "assign")
    at.selectbox(key="assignee").set_value("Kim")
    press(at, "assign_save")
    assert article_query.article(store, "wrong")["assignee"] == "Kim"


def test_a_dispute_is_shown_and_a_lead_settles_it(open_page, store):
    at = open_page("review", article="wrong")
    flag = first_flag(at)
    press(at, "do_accept")
    other = open_page("review", name="Lee", article="wrong", flag=flag)
    press(other, "do_dismiss_1")
    assert standing(store, "wrong", flag).status is Status.DISPUTED
    again = open_page("review", article="wrong", flag=flag)
    assert "disagree" in card_of(again)
    press(again, "settle_dismissed")
    found = standing(store, "wrong", flag)
    assert found.status is Status.DISMISSED
    assert found.settled.reviewer == "Kim"


def test_without_a_name_nothing_can_be_decided_until_it_is_typed(open_page, store):
    at = open_page("review", name="", article="wrong")
    assert not [b for b in at.button if b.key == "do_accept"]
    at.text_input(key="name_typed").set_value("Seo Ji-woo")
    next(b for b in at.button if b.label == "Start reviewing").click().run()
    press(at, "do_accept")
    assert {e.reviewer for e in store.entries("wrong")} == {"Seo Ji-woo"}


def test_a_stale_flag_says_what_was_decided_before(open_page, store, results, auditor):
    from audit import batch
    from tests.dashboard.conftest import WRONG, pair

    at = open_page("review", article="wrong")
    press(at, "do_accept")
    changed = WRONG.replace("up 8.1 percent from", "8.1 percent more than")
    batch.run([pair("wrong", "Budget, wrong", changed, "economy")], auditor, results)
    at = open_page("review", article="wrong")
    assert "text has changed" in card_of(at)


def test_an_unknown_article_is_said(open_page, store):
    assert "no article nowhere" in html_of(open_page("review", article="nowhere"))


def test_a_damaged_record_is_said(open_page, store, results):
    ResultsFolder(results).record_path("wrong").write_text("{", encoding="utf-8")
    assert "missing or damaged" in html_of(open_page("review", article="wrong"))


# Try it


def test_pasted_texts_are_audited(open_page):
    from tests.conftest import KO
    from tests.dashboard.conftest import WRONG

    at = open_page("try_it")
    at.text_area(key="try_ko").set_value(KO)
    at.text_area(key="try_en").set_value(WRONG)
    press(at, "try_run")
    assert "728 billion" in card_of(at)
    assert "1 flag in " in at.header[0].value


def test_the_page_says_to_whom_text_is_sent_before_it_is(open_page, tmp_path):
    assert "leave this machine" not in html_of(open_page("try_it"))
    (tmp_path / "audit.toml").write_text(
        'quality = "judge"\n[judge]\nurl = "http://judge.example/v1"\nmodel = "tiny"\n',
        encoding="utf-8",
    )
    told = html_of(open_page("try_it"))
    assert "leave this machine" in told
    assert "judge.example (model tiny)" in told


def test_uploaded_files_are_audited_by_their_kind(open_page):
    from tests.conftest import EN, KO

    at = open_page("try_it")
    page = "<html><body><h1>Budget</h1><p>" + EN.replace("728", "725") + "</p></body></html>"
    at.file_uploader(key="try_ko_file").set_value([("a.txt", KO.encode(), "text/plain")])
    at.file_uploader(key="try_en_file").set_value([("a.html", page.encode(), "text/html")])
    press(at, "try_run")
    assert any("725 trillion" in message(flag) for flag in at.session_state["tried"].report.flags)


@pytest.mark.unit
def test_each_example_has_the_one_error_that_it_is_an_example_of(auditor):
    assert len(try_it.examples()) >= 4
    for name, texts in try_it.examples().items():
        pair = Article(name, *(Text(lang, texts[lang]) for lang in ("ko", "en")))
        assert [flag.category.value for flag in auditor.audit(pair).flags] == [name]


def test_an_example_is_decided_on_and_copied_and_nothing_is_kept(open_page, store):
    at = open_page("try_it", language="ko")
    at.file_uploader(key="try_en_file").set_value([("a.txt", b"Another text.", "text/plain")])
    press(press(at, "example_number"), "try_run")
    assert "3만5000명" in at.text_area(key="try_ko").value
    press(at, "do_accept")
    assert "Kim: 오류 인정" in card_of(at)
    assert said(at) == "이 기사의 표시가 모두 판정되었습니다."
    assert copied(at).splitlines() == [
        "영어 문장 3개에서 표시 1개",
        "",
        "1. ◆ 치명적 · 숫자 · 원문과 다름",
        "   한국어 원문은 “3만5000명”(35,000)인데 영어는 “350,000”입니다",
        "   한국어: 3만5000명",
        "   English: 350,000",
        "   제안: 35,000",
        "   판정: 오류 인정",
    ]
    press(at, "undo")
    assert "판정: 미판정" in copied(at)
    press(at, "do_dismiss_3")
    assert "판정: 기각 (도구 오류)" in copied(at)
    rows = tried.rows(at.session_state["tried"])
    (row,) = (dict(zip(VERDICT_COLUMNS, values, strict=True)) for values in rows)
    assert [row[name] for name in ("en_evidence", "verdict", "reason", "reviewer")] == [
        "350,000", "dismissed", "tool wrong", "Kim",
    ]  # fmt: skip
    assert store.length() == 0
    # Another example begins anew.
    press(press(at, "example_omission"), "try_run")
    assert "판정: 미판정" in copied(at)
    assert "스프링클러" in copied(at)


def test_one_text_alone_is_not_enough(open_page):
    at = open_page("try_it")
    at.text_area(key="try_ko").set_value("비가 왔다.")
    assert "both" in html_of(press(at, "try_run"))


def test_a_file_that_is_no_word_document_is_one_sentence(open_page):
    from tests.conftest import KO

    at = open_page("try_it")
    at.text_area(key="try_ko").set_value(KO)
    at.file_uploader(key="try_en_file").set_value([("a.docx", b"no", "application/zip")])
    text = html_of(press(at, "try_run"))
    assert "pasted.en.docx" in text
    assert "/tmp" not in text


def test_faults_are_told_in_the_language_of_the_page(open_page, store, results):
    from tests.conftest import EN, KO

    at = open_page("try_it", language="ko")
    at.text_area(key="try_ko").set_value(EN)
    at.text_area(key="try_en").set_value(KO)
    text = html_of(press(at, "try_run"))
    assert "두 글이 뒤바뀌었습니다. 서로 바꾸어 넣으십시오." in text
    assert "swapped" not in text
    at.text_area(key="try_ko").set_value(KO)
    assert "pasted.en.txt: 영문이 한국어로 되어 있습니다. 영어 글을 넣으십시오." in html_of(
        press(at, "try_run")
    )
    with pytest.raises(NotAllowed) as refused:
        Person("Lee", Role.READER).check(Action.ACCEPT)
    assert Labels("ko").fault(refused.value).startswith("Lee의 권한으로는 할 수 없습니다.")
    assert Labels("en").fault(refused.value).startswith("Lee is a reader")


# Insights, provenance, export


def test_insights_before_and_after_decisions(open_page, store, results):
    at = open_page("insights")
    assert "No flag is decided yet" in html_of(at)
    assert "Reviewers have added no flag" in html_of(at)
    at = open_page("review", article="wrong")
    flag = first_flag(at)
    press(at, "do_accept")
    press(open_page("review", name="Lee", article="wrong", flag=flag), "do_accept")
    press(open_page("review", article="wrong-again"), "do_dismiss_3")
    report = ResultsFolder(results).result("right")
    missed = added_flag(
        report, report.beads[0], "r1", Category.NAME, Severity.MAJOR, f"No minister {NASTY}", ()
    )
    added = [Decision(action, "right", "r1") for action in (Action.ADD, Action.ACCEPT)]
    store.append(Person("Lee", Role.REVIEWER), added, {"r1": row_of(report, missed, 9)})
    at = open_page("insights", language="ko")
    # One of two was dismissed: by Wilson's interval that is 9 to 91 in a hundred.
    figures = "<td>1</td><td>2</td><td>50%</td><td>9%~91%</td>"
    text = html_of(at)
    assert f"<th scope='row'>숫자</th>{figures}" in text
    seoul = ZoneInfo("Asia/Seoul")
    month = datetime.now(seoul).strftime("%Y-%m")
    assert f"<th scope='row'>{month}</th>{figures}" in text
    assert "100%" in text
    assert [element.value for element in at.subheader] == ["이름 1개"]
    (line,) = told(at, "flag_list")["flags"]
    assert (line["article"], line["flag"], line["title"]) == ("right", "r1", "Budget, right")
    assert line["what"] == f"No minister {NASTY}"
    at.segmented_control(key="insights_span").set_value("week").run()
    monday = datetime.now(seoul).date()
    monday -= timedelta(days=monday.weekday())
    assert f"<th scope='row'>{monday}</th>{figures}" in html_of(at)
    for group in ("desk", "translator", "month"):
        at.segmented_control(key="insights_group").set_value(group).run()
        assert not at.exception


def test_insights_that_nothing_matches(open_page, store):
    at = open_page("insights")
    at.date_input(key="insights_dates").set_value((date(2001, 1, 1), date(2001, 1, 2))).run()
    assert not at.exception
    assert "Nothing matches" in html_of(at)


def test_insights_say_what_editors_mended_of_the_drafts(open_page, store, results):
    at = open_page("insights")
    # One article has a draft: 728 billion for 728조, which the published English has right.
    mended = ResultsFolder(results).result("right").mended
    assert [flag.category.value for flag in mended] == ["number"]
    assert any("Mended on drafts: 1 of 1 flag (100%)" in line.value for line in at.markdown)
    at.date_input(key="insights_dates").set_value((date(2001, 1, 1), date(2001, 1, 2))).run()
    assert "No article came with a draft that has flags" in html_of(at)


def test_provenance_names_people_texts_and_decisions(open_page, store, results):
    press(open_page("review", article="wrong"), "do_accept")
    at = open_page("provenance", article="right")
    assert any("of the words differ" in line.value for line in at.markdown)
    at = open_page("provenance", article="wrong")
    assert "Kim" in html_of(at)
    assert "accepted" in html_of(at)
    assert [(at.title[0].value, len(at.header))] == [("Provenance", 0)]
    # Under the article's own heading, a level below the page's: what happened to it first, hashes last.
    assert "<h2 style=" in html_of(at)
    assert [element.value for element in at.subheader] == [
        "Where each sentence came from", "Sign-off", "Who made it", "From the draft to print",
        "What the page says", "Review of this article", "Is the record whole?", "What was compared",
    ]  # fmt: skip
    (entry,) = store.entries("wrong")
    last = at.expander[-1]
    assert last.label.startswith("Hashes")
    (hashes,) = (element.proto.body for element in last.get("html"))
    raw = ResultsFolder(results).result("wrong").article.target.raw
    assert sha256_of_text(raw) in hashes and entry.hash in hashes
    assert f": 1 entry, the last of {entry.at}, SHA-256 {entry.hash}</code>" in hashes
    assert html_of(at).count(entry.hash[:12]) == hashes.count(entry.hash[:12])


def test_provenance_reads_what_the_page_discloses(open_page, results, auditor):
    from audit import batch
    from tests.conftest import EN, KO
    from tests.dashboard.conftest import pair

    en = f"{EN}\n\nThis article was translated from Korean with ChatGPT and edited by a human editor.\n"
    ko = f"{KO}\n\n이 영문 기사는 AI를 사용하지 않고 기자가 번역했습니다.\n"
    batch.run([pair("said", "Said", en, "economy", ko=ko)], auditor, results)
    text = html_of(open_page("provenance", article="said"))
    assert "<td>AI was used<br><small>ChatGPT</small></td>" in text
    assert "✕ contradicted</td><td>The disclosure also says “" in text
    assert "<td>tools named</td><td></td><td>ChatGPT</td>" in text
    assert "<td>an editor edited<br><small>edited by a human editor</small></td>" in text
    assert "? not shown</td><td>Nobody is named as the editor. No AI draft was given.</td>" in text
    assert "The disclosure contradicts itself: “AI was used” and “no AI was used”" in text
    review = open_page("review", article="said")
    assert "The disclosure contradicts itself" in card_of(review)


def test_provenance_names_the_versions_and_what_editors_mended(open_page, results, auditor):
    from audit import batch
    from audit.records.article import Revision, Text
    from tests.conftest import EN
    from tests.dashboard.conftest import WRONG, pair

    first = Revision("2025-08-22T10:11", Text("en", EN.replace("up 8.1", "up 8")))
    article = pair("twice", "Twice", EN, "economy", draft=Text("en", WRONG), revisions=(first,))
    batch.run([article], auditor, results)
    at = open_page("provenance", article="twice")
    assert "<dt>On the page from 2025-08-22 10:11</dt><dd>5 sentences</dd>" in html_of(at)
    at.select_slider(key="versions_twice").set_value(0).run()
    assert not at.exception
    assert any("Editors mended 100%" in line.value for line in at.markdown)


def test_the_seal_is_checked_on_the_page(open_page, results):
    assert "Not sealed." in html_of(open_page("provenance", article="right"))
    sealed(results, Settings(), None, "embedded")
    at = open_page("provenance", article="right")
    assert "Verified.</b> This article&#x27;s record is as it was sealed" in html_of(at)
    assert "The seal is not signed." in html_of(at)
    press(at, "check_seal")
    assert "Verified. 15 files, nothing altered" in html_of(at)
    with (results / "beads.csv").open("a", encoding="utf-8") as file:
        file.write("x")
    at = press(open_page("provenance", article="right"), "check_seal")
    assert "Altered. beads.csv was altered." in html_of(at)
    (results / "evidence" / "right.json").write_text("{}", encoding="utf-8")
    assert "Altered.</b> evidence/right.json was altered." in html_of(
        open_page("provenance", article="right")
    )
    assert "Verified.</b>" in html_of(open_page("provenance", article="wrong"))


def test_a_lead_seals_again_on_the_page_where_there_is_a_key(
    open_page, store, results, tmp_path, monkeypatch
):
    key = tmp_path / "newsroom.key"
    keys.make(key)
    sealed(results, Settings(), key, "embedded")
    press(open_page("review", article="wrong"), "do_accept")
    at = open_page("provenance", article="wrong")
    text = html_of(at)
    assert "Decisions since: 1" in text and "Whoever runs the audits seals" in text
    assert not [button for button in at.button if button.key == "seal_again"]

    monkeypatch.setenv(keys.VARIABLE, str(key))
    lead, reviewer = (
        Session(results, Settings(), Person("Lee", role), Labels("en"), {}, store)
        for role in (Role.LEAD, Role.REVIEWER)
    )
    assert (seal_badge.offered(lead), seal_badge.offered(reviewer)) == (True, False)
    at = open_page("provenance", article="wrong")
    assert "Whoever runs the audits seals" not in html_of(at)
    assert "New under the next seal: 1 entry of the review log, by Kim (1)." in html_of(at)
    # What comes before the button is pressed is named first.
    lee = Person("<b>Lee</b>", Role.REVIEWER)
    store.append(lee, [Decision(Action.COMMENT, "right", "f", comment="meanwhile")])
    at.session_state["audit_language"] = "ko"
    text = html_of(press(at, "seal_again"))
    assert "다시 확인한 뒤 봉인하십시오" in text
    assert "다음 봉인에 새로 담길 검토 기록 2건: &lt;b&gt;Lee&lt;/b&gt; (1), Kim (1)." in text
    at.session_state["audit_language"] = "en"
    text = html_of(press(at, "seal_again"))
    assert "Sealed with all decisions taken so far." in text
    assert "Verified.</b>" in text and "Signed with the key" in text
    assert "Decisions since" not in text and "New under the next seal" not in text
    assert checked(results, Settings(), Path(f"{key}.pub"))[0] == []

    # What was altered is not sealed over.
    before = (results / "seal.json").read_bytes()
    with (results / "beads.csv").open("a", encoding="utf-8") as file:
        file.write("x")
    text = html_of(press(open_page("provenance", article="wrong"), "seal_again"))
    assert "Not sealed, for a new seal would hide" in text and "beads.csv was altered" in text
    assert (results / "seal.json").read_bytes() == before


def test_the_address_of_a_file_name_is_no_markup(open_page, store):
    text = html_of(open_page("provenance", article="hostile"))
    assert NASTY not in text
    assert "&lt;script&gt;" in text


def test_exported_flags_carry_their_verdicts_and_filters_hold(open_page, store):
    at = open_page("review", article="wrong")
    press(at, "do_accept")
    at = open_page("export")
    everything = at.caption[1].value
    at.multiselect(key="export_statuses").set_value(["accepted"]).run()
    assert at.caption[1].value == "1 flag in 1 article"
    assert everything != at.caption[1].value


def test_a_table_of_verdicts_reads_back(store, results):
    row = next(iter(verdict_rows(store, FlagFilter(article="wrong"))))
    flag = dict(zip(VERDICT_COLUMNS, row, strict=True))
    store.append(
        Person("Kim", Role.LEAD),
        [
            Decision(Action.DISMISS, "wrong", flag["flag_id"], reason="tool wrong"),
            Decision(Action.COMMENT, "wrong", flag["flag_id"], comment="=1+1"),
        ],
    )
    data = spreadsheet.whole(VERDICT_COLUMNS, verdict_rows(store, FlagFilter(article="wrong")))
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    assert frame.loc[0, ["verdict", "reason", "reviewer"]].tolist() == [
        "dismissed", "tool wrong", "Kim",
    ]  # fmt: skip
    assert frame.loc[0, "comment"] == "'=1+1"
    assert frame.columns[-7:].tolist() == [
        "comment", "reason", "code", "relation", "suggestion", "corrected", "review_log",
    ]  # fmt: skip
    assert frame.loc[0, ["check", "code", "relation"]].tolist() == [
        "number", "number.value", "contradicts",
    ]  # fmt: skip


def test_rows_of_a_report_know_their_text(finished):
    rows = rows_of(ResultsFolder(finished).result("wrong"))
    assert rows
    assert all(row["text_hash"] for row in rows.values())
