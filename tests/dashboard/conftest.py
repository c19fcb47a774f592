"""A finished run, the pages on it without a browser, and with one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audit import batch
from audit.bench.browser import CHROMIUM, chromium, escapes, served, settle
from audit.bench.browser import visit as browser_visit
from audit.records.article import Article, Metadata, Text
from audit.results.folder import ResultsFolder
from audit.review.loading import load
from audit.review.store import Store, url_beside
from tests.conftest import EN, KO

NASTY = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
MARKUP = ":material/home: [link](http://example.com) $\\LaTeX$ **bold** `code` ![p](http://example.com/p)"
# What would load, run or send something where a field is taken for markup or a formula.
LOADING = (
    "<style>@import 'http://example.com/s.css'; body { display: none }</style> "
    "<link rel=stylesheet href=http://example.com/s.css> "
    "<meta http-equiv=refresh content='0;url=http://example.com'> "
    "<svg/onload=location='http://example.com'> <form action=http://example.com><button>x</button></form> "
    '=HYPERLINK("http://example.com","x")'
)
TURNED = "safe\u202egpj.exe"
WRONG = EN.replace("728 trillion", "728 billion")
MOVED_KO = """비가 그쳤다고 기상청이 3일 밝혔다. 학교 12곳이 문을 닫았다. 시장은 피해 복구에 50억원을 쓰겠다고 말했다. \
도로 세 곳은 아직 통제 중이다. 주민들은 체육관에서 밤을 보냈다.
"""
MOVED_EN = """The mayor said 5 billion won would be spent on repairing the damage. The rain has stopped, the \
weather agency said on the 3rd. Twelve schools were closed. Residents spent the night in a gymnasium.
"""


def pair(name, title, en, desk, ko=KO, **more):
    meta = Metadata(title=title, published="2025-08-22", desk=desk, translator=more.pop("by", ""))
    return Article(name, Text("ko", ko), Text("en", en), metadata=meta, **more)


@pytest.fixture(scope="session")
def finished(auditor, tmp_path_factory) -> Path:
    """A run over a few articles: wrong ones, a right one, one with moved sentences, a hostile one."""
    out = tmp_path_factory.mktemp("finished")
    nasty = EN.replace("this year.", f"{NASTY} {MARKUP} {TURNED}.").replace("728", "729")
    articles = [
        pair("wrong", "Budget, wrong", WRONG, "economy", by="Kim"),
        pair("wrong-again", "Budget, wrong again", WRONG.replace("actively", "boldly"), "economy"),
        pair("right", "Budget, right", EN, "politics", draft=Text("en", WRONG)),
        pair("moved", "Rain stops", MOVED_EN, "national", ko=MOVED_KO),
        pair(
            "hostile",
            f"Hostile {NASTY} {MARKUP} {TURNED}",
            nasty,
            f"web {MARKUP}",
            by=f"{NASTY} {LOADING}",
        ),
    ]
    batch.run(articles, auditor, out)
    return out


@pytest.fixture
def results(finished, tmp_path) -> Path:
    """That run in a folder of its own, nothing decided yet."""
    out = tmp_path / "out"
    shutil.copytree(finished, out)
    return out


@pytest.fixture
def store(results) -> Store:
    """The store of those results, the run taken over."""
    opened = Store(url_beside(results))
    load(opened, ResultsFolder(results))
    return opened


@pytest.fixture
def server(results, tmp_path):
    """The real server on results of its own."""
    with served(results, tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; on Debian: apt-get install chromium")
    with chromium() as opened:
        yield opened


@pytest.fixture
def visit(browser, server):
    """Open an address of the server as somebody, in a browser of their own; no page may reach elsewhere."""
    pages = []

    def open_page(path="", name="Kim", **options):
        page = browser_visit(browser, server, path, name, **options)
        pages.append(page)
        settle(page)
        return page

    yield open_page
    # Who says who somebody is, is on this machine too, where a test has a login.
    tried = [e for page in pages for e in escapes(page) if not e.startswith("http://localhost:")]
    for page in pages:
        page.context.close()
    assert tried == []
