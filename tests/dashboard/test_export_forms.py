"""An article taken from the export page to another tool, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from translate.storage.tmx import tmxfile

from audit.bench.browser import rerun

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")


def test_a_translation_memory_of_an_article_is_downloaded(visit, store):
    page = visit("export?article=moved")
    assert page.get_by_text("Nothing was corrected in the review").count() == 1
    box = page.get_by_role("combobox", name="Form", exact=True)
    box.click(timeout=60_000)
    box.fill("TMX")
    page.get_by_role("option", name="Translation memory (TMX)").wait_for(timeout=60_000)
    with rerun(page):
        box.press("Enter")
    with page.expect_download() as download:
        page.locator(".st-key-download_form button").click()
    assert download.value.suggested_filename == "moved.tmx"
    memory = tmxfile.parsestring(Path(download.value.path()).read_bytes())
    pairs = {unit.source: unit.target for unit in memory.units}
    assert pairs["학교 12곳이 문을 닫았다."] == "Twelve schools were closed."
