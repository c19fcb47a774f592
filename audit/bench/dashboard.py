"""How fast the review page is, in the browser, beside a Streamlit page with nothing on it but a button."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from audit.batch import run as run_batch
from audit.bench import Figure, Settings
from audit.bench.browser import Server, chromium, served, settle, visit
from audit.errors import InputError
from audit.records.article import Article, Metadata, Text
from audit.records.bead import Bead
from audit.records.flag import Category, Flag, Relation, Severity, Span
from audit.records.message import VERBATIM
from audit.records.result import ArticleResult
from audit.results.folder import ResultsFolder
from audit.results.stored import StoredResult
from audit.review.loading import load
from audit.review.store import Store, url_beside
from audit.sources import read
from audit.sources.building import text_of_sentences
from audit.version import __version__

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

METHOD = (
    "medians in headless Chromium on this machine, each page in a browser that has seen none before"
)
_BEADS, _LONG = 60, 300
_ARTICLES = 10_000
_VISITS, _DECISIONS = 7, 20
_PLAIN = """
import streamlit as st
if st.button("go", shortcut="a"):
    st.session_state["n"] = st.session_state.get("n", 0) + 1
st.html(f"<p class='count'>{st.session_state.get('n', 0)}</p>")
"""
# From just before the key goes down, which the page lets nobody else hear, until the frame after the one in
# which the page shows what it did.
_CHANGE = """
(selector) => {
  const state = () => document.querySelectorAll(selector).length + '|' +
    [...document.querySelectorAll(selector)].map(e => e.textContent).join('|');
  const before = state();
  const began = performance.now();
  window.seen = new Promise((done) => {
    const watcher = new MutationObserver(() => {
      if (state() === before) return;
      watcher.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
    });
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(() => done(10000), 10000);
  });
}
"""
_SCROLL = """
async () => {
  const view = document.querySelector('.beads-view');
  view.style.scrollBehavior = 'auto';
  const frames = [];
  let last = performance.now();
  while (view.scrollTop + view.clientHeight < view.scrollHeight - 2 && frames.length < 2000) {
    view.scrollTop += 60;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  return frames;
}
"""


def run(settings: Settings) -> list[Figure]:
    """Seconds to open a page, milliseconds to a decision on the screen, and smoothness of scrolling.

    Raises:
        InputError: there is no corpus to make the articles of, or no Chromium.
    """
    with tempfile.TemporaryDirectory() as made, chromium() as browser:
        folder = Path(made)
        beads = _article(settings, folder / "article", _BEADS)
        long = _article(settings, folder / "long", _LONG)
        _many(folder / "many")
        plain = folder / "plain.py"
        plain.write_text(_PLAIN, encoding="utf-8")
        with served(folder, folder, plain) as server:
            bare = median(_opening(browser, server, "", ".count") for _ in range(_VISITS))
            bare_change = _changes(browser, server, "", ".count", ("a",) * _DECISIONS)
        with served(folder / "article", folder) as server:
            ready = ".beads-view .row.current"
            _opening(browser, server, "review", ready)
            opening = median(_opening(browser, server, "review", ready) for _ in range(_VISITS))
            # Every other key takes back what the one before decided, so that flags never run out.
            decisions = _changes(browser, server, "review", ".chip", ("a", "z") * (_DECISIONS // 2))
        with served(folder / "long", folder) as server:
            _opening(browser, server, "review", ready)
            long_opening = median(_opening(browser, server, "review", ready) for _ in range(3))
            frames = _scrolling(browser, server)
        with served(folder / "many", folder) as server:
            row = ".queue-table tbody tr"
            _opening(browser, server, "", row)
            queue = median(_opening(browser, server, "", row) for _ in range(_VISITS))
    late = quantiles(decisions, n=20)[-1]
    return [
        Figure(
            f"decision on the screen, {beads} beads, ms", median(decisions), 150,
            f"a button alone {median(bare_change):.0f}", "dashboard.decision_ms", at_most=True,
        ),
        Figure("  19 of 20 within", late, None, "", "dashboard.decision_p95_ms"),
        Figure("  all within", max(decisions), 400, "", "dashboard.decision_max_ms", at_most=True),
        Figure(
            f"article of {beads} beads opens, s", opening, 1.5,
            f"an empty page {bare:.2f}", "dashboard.open_s", at_most=True,
        ),
        Figure(
            f"queue of {_ARTICLES:,} articles opens, s", queue, 1.5,
            f"an empty page {bare:.2f}", "dashboard.queue_s", at_most=True,
        ),
        Figure(f"article of {long} beads opens, s", long_opening, key="dashboard.long_open_s"),
        Figure(
            "  its scrolling, ms a frame", median(frames), baseline="60 a second: 16.7",
            key="dashboard.frame_ms",
        ),
        Figure(
            "  19 of 20 frames within, ms", quantiles(frames, n=20)[-1],
            key="dashboard.frame_p95_ms",
        ),
    ]  # fmt: skip


_KOREAN, _ENGLISH = "모두 3만2000명이 모였다.", "Some 320,000 gathered."
_GRAVE = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)


def _article(settings: Settings, out: Path, least: int) -> int:
    """Results on one article of at least so many beads, sample articles one after the other."""
    pairs = [pair for pair in read(settings.corpus) if isinstance(pair, Article)]
    if not pairs:
        raise InputError("no article pairs", str(settings.corpus), "run it in the repository")
    auditor = settings.auditor()
    ko, en = "", ""
    beads = 0
    for pair in pairs * (1 + least // len(pairs)):
        ko, en = f"{ko}{pair.source.raw}\n\n", f"{en}{pair.target.raw}\n\n"
        whole = Article("article", Text("ko", ko), Text("en", en))
        beads = len(auditor.audit(whole).beads)
        if beads >= least:
            break
    out.mkdir()
    run_batch([whole], auditor, out)
    return beads


def _many(out: Path) -> None:
    """Results on many articles, none of them real, each of one bead."""
    chosen = random.Random(1)
    folder = ResultsFolder(out)
    folder.create()
    names = []
    for number in range(_ARTICLES):
        result = _made(chosen, number)
        names.append(result.article.id)
        folder.write(StoredResult("", None, result))
    folder.finish(names, ())
    store = Store(url_beside(out))
    load(store, folder)
    store.engine.dispose()


def _made(chosen: random.Random, number: int) -> ArticleResult:
    desk = chosen.choice(("politics", "business", "national"))
    day = f"2025-{chosen.randint(1, 12):02d}-{chosen.randint(1, 28):02d}"
    meta = Metadata(
        title=f"Article number {number}", published=day, desk=desk, translator="T", editor="E"
    )
    source, target = text_of_sentences("ko", [_KOREAN]), text_of_sentences("en", [_ENGLISH])
    article = Article(f"article-{number:05d}", source, target, metadata=meta)
    spans = (Span("source", "k1", 3, 9, "3만2000명"), Span("target", "e1", 5, 12, "320,000"))
    flags = tuple(
        Flag(
            code=f"bench.{VERBATIM}", category=Category.NUMBER, severity=chosen.choice(_GRAVE),
            relation=Relation.CONTRADICTS, bead_id="b1", source_sentence_ids=("k1",),
            target_sentence_ids=("e1",), spans=spans, parameters={"text": ""},
            article_id=article.id, flag_id=f"{number:06d}{place:06d}", risk=chosen.random(),
        )
        for place in range(chosen.randint(0, 12))
    )  # fmt: skip
    return ArticleResult(
        article, (Bead("b1", (0,), (0,), 0.9, 0.3),), flags, "embedded", __version__
    )


def _visit(browser: Browser, server: Server, path: str, ready: str) -> Page:
    page = visit(browser, server, path, "Bench")
    page.locator(ready).first.wait_for(timeout=60_000)
    return page


def _opening(browser: Browser, server: Server, path: str, ready: str) -> float:
    """Seconds from the request until what is looked for is on the page."""
    page = _visit(browser, server, path, ready)
    taken = page.evaluate("performance.now()") / 1000
    page.context.close()
    return float(taken)


def _changes(
    browser: Browser, server: Server, path: str, watched: str, keys: tuple[str, ...]
) -> list[float]:
    """Milliseconds from each key until the elements that are watched have changed on the screen."""
    page = _visit(browser, server, path, watched)
    settle(page)
    page.wait_for_timeout(3000)
    press: Callable[[str], None] = page.keyboard.press
    found = []
    for key in keys:
        page.evaluate(_CHANGE, watched)
        press(key)
        found.append(float(page.evaluate("window.seen")))
        settle(page)
    page.context.close()
    return found


def _scrolling(browser: Browser, server: Server) -> list[float]:
    page = _visit(browser, server, "review", ".beads-view .row.current")
    settle(page)
    page.wait_for_timeout(3000)
    frames = [float(frame) for frame in page.evaluate(_SCROLL)]
    page.context.close()
    return frames
