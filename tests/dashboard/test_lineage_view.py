"""The versions of an article side by side on the Provenance page, in a real browser."""

from __future__ import annotations

import pytest

from audit import batch
from audit.bench.browser import rerun, settle, until
from audit.records.article import Revision, Text
from tests.conftest import EN
from tests.dashboard.conftest import MARKUP, MOVED_EN, MOVED_KO, NASTY, TURNED, WRONG, pair

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")

DRAFT = (
    WRONG.replace("The opposition party did not oppose the budget.\n", "")
    + "Nothing else was said.\n"
)
# Colours as they are painted, whatever notation they are written in.
CONTRAST = """element => {
  const painted = colour => {
    const context = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d");
    for (const each of colour) { context.fillStyle = each; context.fillRect(0, 0, 1, 1); }
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => v / 255)
      .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
  const [one, other] = [painted([ground]), painted([ground, getComputedStyle(element).color])];
  return (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
}"""
STRANGER = """A choir from Jeju sang in Vienna on Monday evening. The hall was sold out weeks before. \
Listeners asked for three encores. The conductor thanked the mayor of the island.
"""
FIRST = EN.replace("up 8.1 percent", "up 8 percent")
PRINT = f"{EN.rstrip()} The ruling party praised the bill.\n"


@pytest.fixture
def results(results, auditor):
    """The results with an article more that has a draft and two revisions."""
    revisions = (
        Revision("2025-08-22T10:11", Text("en", FIRST)),
        Revision("2025-08-22T14:03", Text("en", EN)),
    )
    hostile = EN.replace("this year.", f"{NASTY} {MARKUP} {TURNED}.")
    batch.run(
        [
            pair("twice", "Twice", PRINT, "economy", draft=Text("en", DRAFT), revisions=revisions),
            pair("hostile", NASTY, hostile, "web", draft=Text("en", hostile + f"\n{NASTY}\n")),
            pair("right", "Right", EN, "politics"),
            pair("stranger", "Stranger", EN, "politics", draft=Text("en", STRANGER)),
            pair("moved", "Moved", MOVED_EN, "national", ko=MOVED_KO),
            pair("wrong", "Wrong", WRONG, "economy"),
        ],
        auditor,
        results,
    )
    return results


@pytest.fixture
def lineage(visit):
    def open_page(article, **options):
        page = visit(f"provenance?article={article}", **options)
        page.locator(".flow-view .flow-block").first.wait_for(timeout=60_000)
        settle(page)
        return page

    return open_page


def heads(page):
    return page.locator(".flow-head").all_inner_texts()


def block(page, column, words):
    return page.locator(f'.flow-block[data-column="{column}"]', has_text=words)


def lit(page):
    return [text.split(maxsplit=1)[0] for text in page.locator(".flow-block.on").all_inner_texts()]


def test_versions_stand_side_by_side_with_what_became_of_each_sentence(lineage):
    page = lineage("twice")
    assert heads(page) == [
        "Korean original", "AI draft", "On the page from 2025-08-22 14:03", "English as published",
    ]  # fmt: skip
    assert "number · mended" in block(page, 1, "728 billion").inner_text()
    assert "dropped" in block(page, 1, "Nothing else was said").inner_text()
    assert "added" in block(page, 2, "did not oppose").inner_text()
    assert "reworded · HTER" in block(page, 2, "728 trillion").inner_text()
    assert "added" in block(page, 3, "The ruling party praised").inner_text()
    # Korean to draft, draft to revision, revision to print; each as many as there are pairs.
    paths = page.locator(".flow-stage path")
    kinds = {path.get_attribute("class") for path in paths.all()}
    assert kinds >= {"translated", "kept"}
    assert kinds & {"light", "rewritten"}
    for path in paths.all():
        box = path.bounding_box()
        assert box["width"] > 0
        assert box["height"] > 0


def test_pointing_and_the_keyboard_light_a_whole_thread(lineage):
    page = lineage("twice")
    block(page, 2, "728 trillion").hover()
    assert lit(page) == ["k3", "d3", "e3", "e3"]
    assert page.locator(".flow-stage path.on").count() == 3
    page.mouse.move(0, 0)
    assert lit(page) == []
    block(page, 0, "728조원").focus()
    assert lit(page) == ["k3", "d3", "e3", "e3"]
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.innerText").startswith("d4")
    assert lit(page) == ["k4", "d4", "e4", "e4"]


def test_the_slider_chooses_the_last_column(lineage):
    page = lineage("twice")
    slider = page.get_by_role("slider")
    slider.focus()
    with rerun(page):
        page.keyboard.press("ArrowLeft")
    assert heads(page)[1:] == [
        "AI draft", "On the page from 2025-08-22 10:11", "On the page from 2025-08-22 14:03",
    ]  # fmt: skip
    assert "reworded" in block(page, 3, "up 8.1 percent").inner_text()
    slider.focus()
    with rerun(page):
        page.keyboard.press("Home")
    assert heads(page) == ["Korean original", "AI draft"]


def test_only_what_changed(lineage):
    page = lineage("twice")
    quoted = block(page, 3, "an economic recovery")
    assert quoted.is_visible()
    with rerun(page):
        page.get_by_text("Only what changed").click()
    assert not quoted.is_visible()
    assert block(page, 3, "The ruling party praised").is_visible()
    # What belongs to something that changed stays with it.
    assert block(page, 0, "728조원").is_visible()


def test_without_a_draft_there_is_nothing_to_slide(lineage):
    page = lineage("right")
    assert heads(page) == ["Korean original", "English as published"]
    assert block(page, 0, "예산안").first.is_visible()
    assert page.get_by_role("slider").count() == 0
    assert page.get_by_text("Only what changed").count() == 0
    assert page.locator(".flow-stage path.translated").count() >= 4


def test_hostile_text_is_shown_as_text(lineage):
    page = lineage("hostile")
    assert NASTY in block(page, 2, "<script>").first.inner_text()
    assert page.locator(".flow-view img, .flow-view script, .flow-view a").count() == 0
    assert page.title() != "owned"


def test_a_narrow_page_scrolls_inside_the_view_only(lineage):
    page = lineage("twice")
    page.set_viewport_size({"width": 390, "height": 844})
    until(
        page,
        "document.querySelector('.flow-scroll').scrollWidth > document.querySelector('.flow-scroll').clientWidth",
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_has_no_counterpart_and_what_moved_is_said_in_words(lineage):
    page = lineage("moved")
    assert "not in the English" in block(page, 0, "도로 세 곳").inner_text()
    assert "moved" in block(page, 1, "The mayor said").inner_text()
    legend = page.locator(".flow-legend").inner_text().split()
    assert {"translated", "dropped", "moved"} <= set(legend)
    assert page.locator(".flow-stage path.moved").count() == 1


def test_english_in_print_without_korean_is_said_beside_what_became_of_it(lineage):
    page = lineage("twice")
    assert "added · no Korean source" in block(page, 3, "The ruling party praised").inner_text()


def test_one_sentence_is_reached_with_tab_and_tells_what_the_ribbons_show(lineage):
    page = lineage("twice")
    assert page.locator('.flow-view [tabindex="0"]').count() == 1
    korean = block(page, 0, "728조원")
    assert korean.get_attribute("aria-description") == "becomes d3"
    assert block(page, 1, "728 billion").get_attribute("aria-description") == (
        "comes from k3, becomes e3"
    )
    assert page.get_by_role("list", name="AI draft").get_by_role("listitem").count() == (
        page.locator('.flow-block[data-column="1"]').count()
    )
    korean.focus()
    assert page.locator('.flow-view [tabindex="0"]').count() == 1
    assert korean.get_attribute("tabindex") == "0"


def test_a_thread_that_is_lit_stays_so_when_the_ribbons_are_drawn_anew(lineage):
    page = lineage("twice")
    block(page, 0, "728조원").focus()
    first = page.locator(".flow-stage path.on").first
    before = first.get_attribute("d")
    page.set_viewport_size({"width": 700, "height": 900})
    until(
        page, "d => document.querySelector('.flow-stage path.on')?.getAttribute('d') !== d", before
    )
    assert page.locator(".flow-stage path.on").count() == 3
    assert lit(page) == ["k3", "d3", "e3", "e3"]


def test_a_flag_is_marked_with_its_shape_and_says_what_it_is(lineage):
    page = lineage("wrong")
    mark = block(page, 1, "728 billion").locator(".flow-mark").first
    assert mark.inner_text() == "◆ number"
    assert "728 billion" in mark.get_attribute("title")
    assert "728 billion" in mark.get_attribute("aria-label")


def test_a_draft_of_another_article_stands_there_without_ribbons_and_is_said(lineage):
    page = lineage("stranger")
    assert heads(page) == ["Korean original", "AI draft", "English as published"]
    assert page.locator(".flow-stage path").count() == 0
    assert page.locator(".flow-note").count() == 0
    assert page.get_by_text("The AI draft does not look like one of this article").count() == 1


def test_what_is_said_in_the_view_can_be_read(lineage):
    """Contrast of at least 4.5:1 against the page, in the light and in the dark."""
    for scheme in ("light", "dark"):
        page = lineage("twice", color_scheme=scheme)
        for part in (
            ".flow-text",
            ".flow-id",
            ".flow-note",
            ".flow-mark",
            ".flow-head",
            ".flow-legend",
        ):
            assert page.locator(part).first.evaluate(CONTRAST) >= 4.5, (scheme, part)
