"""What axe-core finds on the pages: nothing serious, no heading astray, in both languages, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from audit.bench.browser import settle, until
from audit.dashboard import frame

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")
# Streamlit's own, which a page can't mend: none of them is serious by axe's own scale.
GRAVE = ("serious", "critical")


@pytest.mark.parametrize("locale", ["en-US", "ko-KR"])
def test_axe_finds_nothing_serious_on_any_page(visit, store, server, locale):
    page = visit("", locale=locale, color_scheme="light")
    found = {}
    for place, name in enumerate(each.NAME for each in frame.pages()):
        page.emulate_media(color_scheme="light")
        page.goto(f"{server.address}/{f'{name}?article=hostile' if place else ''}")
        # Whatever the page is of, it is there once the person's corner is.
        page.locator(".st-key-who_corner button").wait_for(timeout=60_000)
        page.wait_for_timeout(300)
        settle(page)
        found[f"{name}, light"], light = _faults(page), _ground(page)
        page.emulate_media(color_scheme="dark")
        until(page, f"{_GROUND} !== '{light}'")
        page.wait_for_timeout(300)
        settle(page)
        found[f"{name}, dark"] = _faults(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


# The colour of the page.
_GROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"


def _ground(page):
    return page.evaluate(_GROUND)


def _faults(page):
    return [
        (violation["id"], node["target"], node["any"] and node["any"][0]["message"])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in GRAVE or violation["id"] == "heading-order"
        for node in violation["nodes"]
    ]
