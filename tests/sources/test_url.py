"""Articles behind URLs are read as files are."""

import http.server
import json
import threading
from dataclasses import replace
from functools import partial

import pytest
from source_texts import EN, KO

from audit.errors import InputError
from audit.sources import read, read_all

ROWS = [{"id": f"a{i}", "ko": KO, "en": EN} for i in range(3)]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (made / "rows.jsonl").write_text(lines, "utf-8")
    (made / "pair.ko.txt").write_text(KO, "utf-8")
    (made / "pair.en.txt").write_text(EN, "utf-8")
    (made / ".hidden.jsonl").write_text("{", "utf-8")
    return made


@pytest.fixture
def url(folder):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_file_behind_http_is_read_as_one_that_is_here(folder, url):
    there, here = list(read(f"{url}/rows.jsonl")), list(read(folder / "rows.jsonl"))
    assert [article.origin for article in there] == [f"{url}/rows.jsonl:{n}" for n in (1, 2, 3)]
    assert [replace(article, origin="") for article in there] == [
        replace(article, origin="") for article in here
    ]


def test_a_folder_behind_a_url_is_read_as_one_that_is_here(folder):
    there, here = list(read(f"file://{folder}")), list(read(folder))
    assert [article.id for article in there] == ["pair", "a0", "a1", "a2"]
    assert there[0].target_origin == f"file://{folder}/pair.en.txt"
    assert [(a.id, a.source, a.target) for a in there] == [(a.id, a.source, a.target) for a in here]


def test_what_is_not_there_or_cannot_be_reached_is_said_in_a_sentence(url):
    places = (f"{url}/none.jsonl", "http://127.0.0.1:1/x.jsonl", "nosuch://bucket/x.jsonl")
    missing, closed, unknown = read_all(places)
    assert "there is no such file or folder" in str(missing)
    assert str(closed).startswith("http://127.0.0.1:1/x.jsonl: ")
    assert isinstance(unknown, InputError)
    assert str(unknown).startswith("nosuch://bucket/x.jsonl: it cannot be reached (Unsupported")
