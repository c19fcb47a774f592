"""What an editor does, in a real browser on the real server."""

from __future__ import annotations

import pytest

from audit.bench.browser import press, rerun, settle, until
from audit.dashboard import frame
from audit.evidence.found_heads import heads_in
from audit.records.decision import Status
from audit.results.spreadsheet import read
from audit.review import flag_query
from audit.review.chain import faults
from audit.review.flag_query import FlagFilter
from tests.dashboard.conftest import LOADING, MARKUP, NASTY

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")


def review(visit, article, **options):
    page = visit(f"review?article={article}", **options)
    page.locator(".beads-view .row").first.wait_for(timeout=60_000)
    settle(page)
    return page


def statuses(store, article):
    return sorted(standing.status.value for standing in store.standings(article).values())


def flag_in(page):
    return page.url.split("flag=")[1].split("&")[0]


def test_from_the_queue_into_the_riskiest_article_and_back(visit, store):
    page = visit()
    page.locator(".queue-table tbody tr").first.wait_for(timeout=60_000)
    riskiest = page.locator(".queue-table tbody tr").first.get_attribute("data-article")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/review?article={riskiest}*", timeout=60_000)
    page.locator(".beads-view .row.current").wait_for(timeout=60_000)
    settle(page)
    # However many flags were looked at, Back leads out of the article.
    press(page, "a", "z")
    page.go_back()
    page.locator(".queue-table").wait_for(timeout=60_000)
    page.go_forward()
    page.wait_for_url(f"**/review?article={riskiest}&flag=*", timeout=60_000)
    page.locator(".beads-view .row.current").wait_for(timeout=60_000)


def test_back_works_as_soon_as_the_article_is_there(visit, store):
    page = visit()
    page.locator(".queue-table tbody tr").first.wait_for(timeout=60_000)
    page.keyboard.press("Enter")
    page.locator(".beads-view .row.current").wait_for(timeout=60_000)
    page.go_back()
    page.locator(".queue-table").wait_for(timeout=60_000)


def test_a_row_of_the_queue_opens_its_article(visit, store):
    page = visit()
    page.locator('.queue-table tr[data-article="moved"] a').click()
    page.wait_for_url("**/review?article=moved*", timeout=60_000)
    page.locator(".beads-view .row").first.wait_for(timeout=60_000)


def test_the_queue_sorts_by_a_column_both_ways(visit, store):
    page = visit()
    page.locator(".queue-table").wait_for(timeout=60_000)

    def titles():
        return page.locator(".queue-table tbody a").all_inner_texts()

    for falling in (False, True):
        with rerun(page):
            page.locator(".queue-table th button", has_text="Article").click()
        assert titles() == sorted(titles(), key=str.lower, reverse=falling)


def test_the_list_of_flags_is_gone_through_article_by_article(visit, store):
    page = visit("flags")
    page.locator(".flag-list a").first.wait_for(timeout=60_000)
    listed = flag_query.gravest(store, FlagFilter(statuses=("open",)), 1, 100)
    ids = [row["flag_id"] for row in listed]
    # The list goes from one article to another and back, as it is ordered by what is at stake.
    assert len({row["article_id"] for row in listed[:4]}) > 1
    page.locator(".flag-list a").first.click()
    page.wait_for_url(f"**flag={ids[0]}*", timeout=60_000)
    page.locator(".beads-view .row.current").wait_for(timeout=60_000)
    settle(page)
    page.get_by_text(f"List: {len(ids)} open").first.wait_for(timeout=60_000)
    for flag, key in zip(ids[1:4], ("a", "j", "u"), strict=True):
        press(page, key)
        page.wait_for_url(f"**flag={flag}*", timeout=60_000)
    page.get_by_text(f"List: {len(ids) - 1} open").first.click()
    settle(page)
    # Out of the list one goes on in the article.
    press(page, "a")
    assert page.url.split("article=")[1].split("&")[0] == listed[3]["article_id"]
    assert page.get_by_text("List:").count() == 0
    assert store.standings(listed[0]["article_id"])[ids[0]].status is Status.ACCEPTED
    assert store.standings(listed[2]["article_id"])[ids[2]].status is Status.UNSURE


def test_reviewing_with_the_keyboard_alone(visit, store):
    page = review(visit, "hostile")
    first = flag_in(page)
    press(page, "a")
    assert store.standings("hostile")[first].status is Status.ACCEPTED
    second = flag_in(page)
    assert second != first
    press(page, "3")
    assert store.standings("hostile")[second].status is Status.DISMISSED
    assert store.standings("hostile")[second].last.reason == "tool wrong"
    press(page, "z")
    assert second not in store.standings("hostile")
    assert flag_in(page) == second
    press(page, "k")
    assert flag_in(page) == first
    press(page, "8", "j")
    assert store.standings("hostile")[first].severity == "major"
    assert faults(store) == []


def test_the_keys_work_with_the_korean_keyboard_on(visit, store):
    page = review(visit, "wrong")
    keyboard = page.context.new_cdp_session(page)
    with rerun(page):
        for kind in ("keyDown", "keyUp"):
            # What the browser tells of the A key while Hangul is being typed.
            keyboard.send("Input.dispatchKeyEvent", {"type": kind, "key": "ㅁ", "code": "KeyA"})
    assert statuses(store, "wrong") == ["accepted"]


def test_typing_a_comment_decides_nothing(visit, store):
    page = review(visit, "wrong")
    page.keyboard.press("m")
    field = page.locator(".flag-card textarea")
    field.wait_for(timeout=60_000)
    field.click()
    page.keyboard.type("a fuzz 123 jz")
    with rerun(page):
        page.locator(".flag-card").get_by_role("button", name="Save").click()
    (entry,) = store.entries("wrong")
    assert entry.decision.comment == "a fuzz 123 jz"
    assert "a fuzz 123 jz" in page.locator(".flag-card").inner_text()


def test_a_flag_that_the_tool_missed_is_added_on_the_chosen_sentence(visit, store):
    page = review(visit, "right")
    sentence = page.locator(".cell.en .sentence", has_text="did not oppose")
    sentence.locator("[data-word]", has_text="oppose").dblclick()
    page.locator(".sentence.chosen", has_text="did not oppose").wait_for(timeout=60_000)
    settle(page)
    press(page, "g")
    dialog = page.locator('[role="dialog"]')
    dialog.wait_for(timeout=60_000)
    assert dialog.get_by_label("Words").input_value() == "oppose"
    dialog.locator("textarea").fill("It abstained")
    with rerun(page):
        dialog.get_by_role("button", name="Save").click()
    assert statuses(store, "right") == ["accepted"]
    assert "It abstained" in page.locator(".flag-card").inner_text()
    assert "oppose" in page.locator(".cell.en mark").all_inner_texts()
    press(page, "z", "z")
    assert page.locator(".chip").count() == 0


def test_a_reload_keeps_the_place(visit, store):
    page = review(visit, "hostile")
    press(page, "j", "o")
    before = page.url
    card = page.locator(".flag-card .what").inner_text()
    page.reload()
    page.locator(".beads-view.only .row.current").wait_for(timeout=60_000)
    assert page.url == before
    assert page.locator(".flag-card .what").inner_text() == card


def test_only_flagged_hides_the_other_rows_and_back(visit, store):
    page = review(visit, "wrong")

    def visible():
        return page.locator(".beads-view .row:visible").count()

    everything = visible()
    press(page, "o")
    assert 0 < visible() < everything
    press(page, "o")
    assert visible() == everything


def test_a_killed_server_loses_nothing_that_was_decided(visit, store, server):
    page = review(visit, "wrong")
    press(page, "a")
    server.kill()
    server.start()
    assert statuses(store, "wrong") == ["accepted"]
    assert faults(store) == []
    again = review(visit, "wrong")
    assert "accepted" in again.locator(".chip").first.inner_text()


def test_two_reviewers_at_once_see_their_disagreement(visit, store):
    kim, lee = review(visit, "wrong"), review(visit, "wrong", name="Lee")
    press(kim, "a")
    # The first press is told of the other's verdict, the second stands beside it.
    press(lee, "2", "2")
    assert statuses(store, "wrong") == ["disputed"]
    kim.locator(".chip", has_text="disputed").wait_for(timeout=60_000)
    settle(kim)
    assert "Lee" in kim.locator(".flag-card").inner_text()
    press(kim, "Shift+A")
    assert statuses(store, "wrong") == ["accepted"]
    assert faults(store) == []


def test_a_moved_sentence_leads_to_its_counterpart_and_back(visit, store):
    page = review(visit, "moved")
    ghost = page.locator(".beads-view .ghost").first
    bead = ghost.get_attribute("data-row").removeprefix("ghost-")
    ghost.locator("button").click()
    focused = page.evaluate("document.activeElement.dataset.row")
    assert focused == bead
    assert page.locator(f'.row[data-row="{bead}"] .gutter button').count() == 1


def test_a_lost_sentence_is_a_gap_with_its_label(visit, store):
    page = review(visit, "moved")
    row = page.locator(".row", has_text="도로 세 곳은")
    assert "not in the English" in row.locator(".cell.en").inner_text()


def test_pointing_at_an_english_word_shows_the_korean_behind_it(visit, store):
    page = review(visit, "moved")
    word = page.locator(".cell.en [data-word]", has_text="schools").first
    word.hover()
    page.locator(".supports").first.wait_for(timeout=60_000)
    assert "학교" in "".join(page.locator(".cell.ko .supports").all_inner_texts())


def test_hostile_text_is_shown_and_does_nothing(visit, store, server):
    page = visit()
    page.locator(".queue-table").wait_for(timeout=60_000)
    assert NASTY in page.locator(".queue-table").inner_text()
    for path in (each.NAME for each in frame.pages()[1:]):
        page.goto(f"{server.address}/{path}?article=hostile")
        settle(page)
        page.wait_for_timeout(1000)
        assert "owned" not in page.title(), path
        assert page.locator('img[src="x"], a[href^="http://example"]').count() == 0, path
        if path == "review":
            text = page.locator(".beads-view").inner_text()
            assert NASTY in text
            assert MARKUP in text
            # What turns the direction of writing is shown by its name.
            assert "safe⟨RLO⟩gpj.exe" in text
            assert "\u202e" not in page.locator("body").inner_text()


def test_a_hostile_name_and_comment_are_text(visit, store):
    page = review(visit, "wrong", name="<img src=x onerror=alert(1)>")
    page.keyboard.press("m")
    page.locator(".flag-card textarea").fill(f"{NASTY} {MARKUP} {LOADING}")
    with rerun(page):
        page.locator(".flag-card").get_by_role("button", name="Save").click()
    card = page.locator(".flag-card").inner_text()
    assert NASTY in card
    assert MARKUP in card
    assert LOADING in card
    assert page.locator('img[src="x"]').count() == 0


def test_what_was_decided_is_in_the_downloads(visit, store, tmp_path):
    page = review(visit, "wrong")
    press(page, "a")
    page.get_by_role("link", name="Export").click()
    page.get_by_text("Download flags (CSV)").wait_for(timeout=60_000)
    settle(page)
    found = {}
    for label in ("Download flags (CSV)", "Download report (HTML)", "Download review log (CSV)"):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        found[label] = tmp_path / download.value.suggested_filename
        download.value.save_as(found[label])
    flags, report, log = found.values()
    frame = read(flags)
    decided = frame[frame["verdict"] == "accepted"]
    assert decided[["article_id", "reviewer"]].to_numpy().tolist() == [["wrong", "Kim"]]
    assert "accepted by Kim" in report.read_text(encoding="utf-8")
    assert read(log)["action"].tolist() == ["accept"]
    # Each carries how far the log went.
    heads = [{head.hash for head in heads_in(path.read_bytes())} for path in found.values()]
    assert heads == [{store.head_at(1)}] * 3


def test_the_name_is_typed_once_and_remembered(visit, store):
    page = review(visit, "wrong", name="")
    assert page.get_by_role("button", name="It is an error").count() == 0
    page.get_by_role("textbox", name="Your name").fill("서지우")
    with rerun(page):
        page.get_by_role("button", name="Start reviewing").click()
    page.get_by_role("button", name="It is an error").wait_for(timeout=60_000)
    page.reload()
    page.get_by_role("button", name="It is an error").wait_for(timeout=60_000)
    settle(page)
    press(page, "a")
    assert {entry.reviewer for entry in store.entries("wrong")} == {"서지우"}


def test_the_labels_are_korean_where_the_browser_is(visit, store):
    page = review(visit, "wrong", locale="ko-KR")
    assert page.get_by_role("button", name="오류 인정").count() == 1
    assert "한국어 원문" in page.locator(".beads-view .head").inner_text()
    assert page.get_by_role("link", name="내보내기").count() == 1
    assert page.locator(".flag-card .what").inner_text() == (
        "한국어 원문은 “728조원”(728 trillion won)인데 영어는 “728 billion won”입니다"
    )


def test_it_is_legible_in_the_dark(visit, store):
    page = review(visit, "wrong", color_scheme="dark")

    def brightness(selector, name):
        colour = page.locator(selector).first.evaluate(
            f"e => getComputedStyle(e).getPropertyValue('{name}')"
        )
        numbers = [
            float(n) for n in colour[colour.index("(") + 1 : -1].replace(",", " ").split()[:3]
        ]
        return sum(numbers) / 3

    assert brightness(".beads-view", "color") > 180
    assert brightness(".stApp", "background-color") < 60


def test_light_and_dark_are_switched_and_kept_on_every_page(visit, store):
    page = review(visit, "wrong", color_scheme="light")

    def dark():
        return page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme")

    assert dark() == "light"
    page.locator(".st-key-who_corner button").first.click()
    page.locator(".st-key-theme button").click()
    until(
        page,
        "getComputedStyle(document.querySelector('.stApp') || document.body).colorScheme === 'dark'",
    )
    settle(page)
    page.get_by_role("link", name="Queue").click()
    page.locator(".queue-table").wait_for(timeout=60_000)
    page.reload()
    page.locator(".queue-table").wait_for(timeout=60_000)
    assert dark() == "dark"


def test_nothing_is_asked_of_any_other_machine(visit, store, server):
    page = visit()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "review?article=wrong", "insights", "try_it"):
        page.goto(f"{server.address}/{path}")
        settle(page)
        page.wait_for_timeout(500)
    assert asked
    assert [u for u in asked if not u.startswith(("http://localhost", "data:", "blob:"))] == []


def test_results_of_a_new_run_appear_without_a_restart(visit, store, results, auditor):
    from audit import batch
    from tests.dashboard.conftest import WRONG, pair

    page = review(visit, "wrong")
    press(page, "a")
    assert statuses(store, "wrong") == ["accepted"]
    again = WRONG.replace("Government submits", "Cabinet submits")
    batch.run([pair("wrong", "Budget, new", again, "economy")], auditor, results)
    page.reload()
    page.locator("h1", has_text="Budget, new").wait_for(timeout=60_000)
    # The heading is drawn before the texts.
    page.locator(".chip", has_text="number").filter(has_text="accepted").wait_for(timeout=60_000)
    assert "accepted" in page.locator(".chip", has_text="number").inner_text()
