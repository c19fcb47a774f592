"""A newsroom's login: a real OpenID provider, real tokens, roles from the settings."""

from __future__ import annotations

import warnings

import pytest

from audit.bench.browser import Server, press, rerun, settle
from audit.records.settings import Role
from audit.results.folder import ResultsFolder
from audit.review.attention import Answer, Attention
from audit.review.planting import plant
from audit.review.roles import Person
from tests.dashboard.test_journeys import flag_in

pytestmark = pytest.mark.xdist_group("browser")
ROLES = """
[roles]
"*@news.example" = "reviewer"
"chief@news.example" = "lead"
"intern@news.example" = "reader"
"""


@pytest.fixture
def provider():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        with oidc_provider_mock.run_server_in_thread() as running:
            yield f"http://localhost:{running.server_port}"


@pytest.fixture
def server(results, tmp_path, provider):
    """The server with a login in its secrets and roles in its settings."""
    (tmp_path / "audit.toml").write_text(ROLES, encoding="utf-8")
    running = Server(results, tmp_path)
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(
        f"""
[auth]
redirect_uri = "{running.address}/oauth2callback"
cookie_secret = "not a secret, this is a test"
client_id = "audit"
client_secret = "audit"
server_metadata_url = "{provider}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    running.start()
    yield running
    running.kill()


def log_in(visit, provider, server, address, *, verified=True):
    import httpx

    claims = {"email": address, "email_verified": verified}
    httpx.put(f"{provider}/users/{address}", json=claims).raise_for_status()
    page = visit("review?article=wrong", name="")
    page.get_by_role("button", name="Log in").click()
    page.locator('input[name="sub"]').fill(address)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{server.address}/**", timeout=60_000)
    page.goto(f"{server.address}/review?article=wrong")
    page.locator(".beads-view .row").first.wait_for(timeout=60_000)
    settle(page)
    return page


def test_without_a_login_nothing_is_shown(visit, server):
    page = visit("review?article=wrong", name="Kim")
    assert page.get_by_role("button", name="Log in").count() == 1
    assert "728" not in page.locator("body").inner_text()


def test_a_reviewer_decides_under_their_address(visit, provider, server, store):
    page = log_in(visit, provider, server, "kim@news.example")
    press(page, "a")
    (entry,) = store.entries("wrong")
    assert entry.reviewer == "kim@news.example"
    assert entry.role == "reviewer"
    assert page.get_by_role("button", name="Assign").count() == 0


def test_a_lead_may_assign(visit, provider, server, store):
    page = log_in(visit, provider, server, "chief@news.example")
    assert page.get_by_role("button", name="Assign").count() == 1


@pytest.mark.parametrize("address", ["intern@news.example", "stranger@elsewhere.example"])
def test_a_reader_sees_everything_and_no_action(visit, provider, server, store, address):
    page = log_in(visit, provider, server, address)
    assert page.get_by_role("button", name="It is an error").count() == 0
    assert page.get_by_role("button", name="Undo").count() == 0
    page.keyboard.press("a")
    page.wait_for_timeout(500)
    settle(page)
    assert store.entries("wrong") == []
    assert "ask a lead" in page.locator("body").inner_text()


def test_an_address_that_nobody_verified_is_nobody(visit, provider, server, store):
    page = log_in(visit, provider, server, "chief@news.example", verified=False)
    assert page.get_by_role("button", name="It is an error").count() == 0


def test_a_known_error_is_kept_from_the_log_and_the_rate_caught_from_who_was_checked(
    visit, provider, server, store, results, auditor, tmp_path
):
    (tmp_path / "audit.toml").write_text(f"{ROLES}[attention]\nrate = 0.02\n", encoding="utf-8")
    kim, attention, folder = "kim@news.example", Attention(store), ResultsFolder(results)
    attention.turn(Person("chief@news.example", Role.LEAD), on=True)
    planted = {name: plant(auditor, folder.result(name), (), str) for name in ("wrong", "moved")}
    for name, each in planted.items():
        attention.show(kim, name, each)

    page = log_in(visit, provider, server, kim)
    assert planted["wrong"].after in page.locator(".beads-view").inner_text()
    press(page, "j")
    assert flag_in(page) == planted["wrong"].flag.flag_id
    page.keyboard.press("m")
    page.locator(".flag-card .field textarea:focus").fill("Did it?")
    with rerun(page):
        page.keyboard.press("Enter")
    assert "Did it?" in page.locator(".flag-card .said").inner_text()
    page.keyboard.press("f")
    page.locator(".flag-card .field textarea:focus").fill("It did not oppose it.")
    with rerun(page):
        page.keyboard.press("Enter")
    body = page.locator("body").inner_text()
    assert "This was a planted check: nothing of it is in the article." in body
    text = page.locator(".beads-view").inner_text()
    assert planted["wrong"].before in text
    assert planted["wrong"].after not in text
    assert "Did it?" not in text
    assert attention.answer(kim, "wrong") is Answer.FIXED

    # Who adds a flag on a sentence with a known error in it is told, and flags nothing in the article.
    page.goto(f"{server.address}/review?article=moved")
    row = page.locator(f'.row[data-row="{planted["moved"].bead_id}"]')
    row.wait_for(timeout=60_000)
    settle(page)
    with rerun(page):
        row.locator(".cell.en .sentence").click()
    press(page, "g")
    with rerun(page):
        page.locator('[role="dialog"]').get_by_role("button", name="Save").click()
    assert "taken away before you decided it" in page.locator("body").inner_text()
    assert planted["moved"].before in page.locator(".beads-view").inner_text()
    assert attention.answer(kim, "moved") is Answer.ENDED
    assert store.length() == 0

    page.goto(f"{server.address}/attention")
    page.get_by_text("Only a lead sees this page.").wait_for(timeout=60_000)
    assert page.locator(".plain-table").count() == 0
    attention.engine.dispose()
