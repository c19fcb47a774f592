"""A verdict is written only where an editor meant it, in a real browser on the real server."""

from __future__ import annotations

import pytest

from audit.bench.browser import press, rerun, settle
from audit.records.decision import Action, Decision, Status
from audit.records.settings import Role
from audit.review.roles import Person
from tests.dashboard.test_journeys import flag_in, review, statuses

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")
LOW = {"width": 1280, "height": 720}
PATIENCE = 60_000


def said(page, words):
    """What the page says, once it holds the words; it is read to who cannot see, and in view."""
    line = page.locator('[role="status"], [role="alert"]').filter(has_text=words)
    line.first.wait_for(timeout=PATIENCE)
    box = line.first.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= page.viewport_size["height"]
    return line.first.inner_text()


def beside(store, article, flag, action, **more):
    """What a colleague decides while the page is open."""
    store.append(Person("Lee", Role.LEAD), [Decision(action, article, flag, **more)])


def verdicts(store, article):
    return [(e.decision.flag_id, e.decision.action.value) for e in store.entries(article)]


def comment(page):
    """Open the field for a comment; it has the keyboard."""
    page.keyboard.press("m")
    page.locator(".flag-card textarea:focus").wait_for(timeout=PATIENCE)


def send(page, **key):
    """A key as a keyboard with an input method sends it."""
    keyboard = page.context.new_cdp_session(page)
    for kind in ("keyDown", "keyUp"):
        keyboard.send("Input.dispatchKeyEvent", {"type": kind, **key})


def test_a_comment_is_typed_at_once_and_decides_nothing(visit, store):
    page = review(visit, "hostile")
    comment(page)
    page.keyboard.type("fact 123 jz ")
    keyboard = page.context.new_cdp_session(page)
    for syllable in ("ㅎ", "하", "한"):
        key = {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process", "code": "KeyA"}
        keyboard.send("Input.dispatchKeyEvent", key)
        keyboard.send(
            "Input.imeSetComposition", {"text": syllable, "selectionStart": 1, "selectionEnd": 1}
        )
    # Enter ends the syllable, not the comment.
    keyboard.send("Input.dispatchKeyEvent", key | {"code": "Enter"})
    keyboard.send("Input.insertText", {"text": "한글"})
    with rerun(page):
        page.keyboard.press("Enter")
    (entry,) = store.entries("hostile")
    assert entry.decision.comment == "fact 123 jz 한글"


def test_no_key_acts_while_a_dialog_a_field_or_an_input_method_has_it(visit, store):
    page = review(visit, "hostile")
    before = page.url
    press(page, "h")
    page.locator('[role="dialog"]').wait_for(timeout=PATIENCE)
    page.keyboard.type("af1jz")
    page.keyboard.press("Escape")
    page.locator('[role="dialog"]').wait_for(state="detached", timeout=PATIENCE)
    page.locator(".st-key-who_corner button").click()
    page.locator('[role="dialog"] input[type="text"]').click()
    page.keyboard.type("af1jz")
    page.keyboard.press("Escape")
    page.locator('[role="dialog"]').wait_for(state="detached", timeout=PATIENCE)
    with rerun(page):
        page.locator(".row.current .cell.en .sentence").first.click()
    press(page, "g")
    page.locator('[role="dialog"] [data-testid="stSelectbox"] :is(input, button)').first.focus()
    page.keyboard.type("af1jz")
    for _ in range(2):
        page.keyboard.press("Escape")
    page.locator('[role="dialog"]').wait_for(state="detached", timeout=PATIENCE)
    settle(page)
    before = page.url
    # The same keys while Hangul is being put together.
    page.locator(".flag-card").click()
    for key in ({"key": "Process", "code": "KeyA"}, {"windowsVirtualKeyCode": 229, "code": "KeyF"}):
        send(page, **key)
    page.evaluate(
        """document.body.dispatchEvent(new KeyboardEvent(
            "keydown", { key: "1", code: "Digit1", isComposing: true, bubbles: true }))"""
    )
    settle(page)
    assert store.entries("hostile") == []
    assert page.url == before


def test_a_held_key_decides_once(visit, store):
    page = review(visit, "hostile")
    first = flag_in(page)
    with rerun(page):
        page.keyboard.down("a")
    for _ in range(30):
        page.keyboard.down("a")
        page.wait_for_timeout(40)
    page.keyboard.up("a")
    settle(page)
    assert verdicts(store, "hostile") == [(first, "accept")]


@pytest.mark.parametrize("gap", [0, 60])
def test_a_second_press_decides_no_flag_that_nobody_saw(visit, store, gap):
    page = review(visit, "hostile")
    first = flag_in(page)
    with rerun(page):
        page.keyboard.press("a")
        page.wait_for_timeout(gap)
        page.keyboard.press("1")
    assert verdicts(store, "hostile") == [(first, "accept")]
    said(page, "press again")
    # It can be pressed again, and goes to the flag that is now there.
    second = flag_in(page)
    press(page, "1")
    assert verdicts(store, "hostile")[1:] == [(second, "dismiss")]


def test_two_clicks_are_one_verdict(visit, store):
    page = review(visit, "hostile")
    first = flag_in(page)
    with rerun(page):
        page.get_by_role("button", name="It is an error").dblclick()
    settle(page)
    assert verdicts(store, "hostile") == [(first, "accept")]
    # A button that has the focus is a key as well.
    second = flag_in(page)
    page.get_by_role("button", name="Unsure").focus()
    with rerun(page):
        for _ in range(5):
            page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    settle(page)
    assert verdicts(store, "hostile")[1:] == [(second, "unsure")]


def test_moves_pressed_while_the_page_works_are_kept_in_order(visit, store):
    page = review(visit, "hostile")
    flags = [flag_in(page)]
    for _ in range(3):
        press(page, "j")
        flags.append(flag_in(page))
    press(page, "k", "k", "k")
    assert flag_in(page) == flags[0]
    with rerun(page):
        page.keyboard.type("jjj")
    page.wait_for_url(f"**flag={flags[3]}*", timeout=PATIENCE)


def test_after_the_last_flag_nothing_more_is_written(visit, store):
    page = review(visit, "wrong")
    page.set_viewport_size(LOW)
    flag = flag_in(page)
    press(page, "a")
    said(page, "Every flag of this article is decided")
    press(page, "a", "a")
    assert verdicts(store, "wrong") == [(flag, "accept")]
    assert "accepted" in said(page, "already")
    # Another verdict on it is a change, which takes a second press.
    press(page, "2")
    assert verdicts(store, "wrong") == [(flag, "accept")]
    said(page, "Press again to change")
    press(page, "2")
    assert verdicts(store, "wrong") == [(flag, "accept"), (flag, "dismiss")]
    press(page, "z", "z")
    assert store.standings("wrong") == {}
    press(page, "z")
    said(page, "Nothing of yours to undo")


def test_without_a_name_a_key_asks_for_it_there(visit, store):
    page = review(visit, "wrong", name="")
    page.set_viewport_size(LOW)
    page.keyboard.press("a")
    said(page, "Type your name first")
    page.locator(".st-key-name_typed input:focus").wait_for(timeout=PATIENCE)
    page.keyboard.type("Seo")
    with rerun(page):
        page.keyboard.press("Enter")
    page.get_by_role("button", name="It is an error").wait_for(timeout=PATIENCE)
    settle(page)
    press(page, "a")
    assert [(e.reviewer, e.decision.action) for e in store.entries("wrong")] == [
        ("Seo", Action.ACCEPT)
    ]


def test_a_verdict_goes_to_the_chosen_sentence_or_nowhere(visit, store):
    page = review(visit, "wrong")
    page.set_viewport_size(LOW)
    with rerun(page):
        page.locator(".row:not(.flagged) .cell.en .sentence").first.click()
    press(page, "a")
    assert store.entries("wrong") == []
    said(page, "The chosen sentence has no flag")
    with rerun(page):
        page.locator(".row.flagged .cell.en .sentence").first.click()
    press(page, "a")
    assert statuses(store, "wrong") == ["accepted"]


def test_what_a_colleague_decides_is_shown_and_not_overruled_silently(visit, store):
    kim, lee = review(visit, "wrong"), review(visit, "wrong", name="Lee")
    kim.set_viewport_size(LOW)
    flag = flag_in(kim)
    press(lee, "2")
    kim.locator(".flag-card", has_text="Lee").wait_for(timeout=PATIENCE)
    assert "dismissed" in kim.locator(".chip").first.inner_text()
    settle(kim)
    press(kim, "a")
    assert verdicts(store, "wrong") == [(flag, "dismiss")]
    line = said(kim, "Lee")
    assert "dismissed" in line and "ress again" in line
    press(kim, "a")
    assert verdicts(store, "wrong") == [(flag, "dismiss"), (flag, "accept")]
    assert statuses(store, "wrong") == ["disputed"]


def test_a_verdict_is_not_written_over_one_that_came_a_moment_before(visit, store):
    page = review(visit, "wrong", locale="ko-KR")
    page.set_viewport_size(LOW)
    flag = flag_in(page)
    beside(store, "wrong", flag, Action.FIXED)
    press(page, "a")
    assert verdicts(store, "wrong") == [(flag, "fixed")]
    assert "수정함" in said(page, "Lee")
    press(page, "a")
    assert store.standings("wrong")[flag].status is Status.FIXED
    assert {e.reviewer for e in store.entries("wrong")} == {"Lee", "Kim"}


def test_a_comment_being_typed_outlives_what_a_colleague_decides(visit, store):
    page = review(visit, "wrong")
    comment(page)
    page.keyboard.type("half a ")
    beside(store, "wrong", flag_in(page), Action.FIXED)
    page.wait_for_timeout(8000)
    page.keyboard.type("sentence")
    with rerun(page):
        page.keyboard.press("Enter")
    assert [e.decision.comment for e in store.entries("wrong")] == ["", "half a sentence"]
