"""The service as a user runs it: a real process on a free port, asked over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from audit import Article, Auditor, Text
from audit.records.codec import from_json
from audit.records.result import ArticleResult
from tests.conftest import EN, KO, ROOT

WRONG = EN.replace("728 trillion", "728 billion")
PAIR = {"id": "budget", "ko": KO, "en": WRONG, "title": "Budget"}
TOKEN = "s3cret-of-the/desk+1=="
MANY = 3000


def pair_of(sentences):
    return {
        "id": "long",
        "ko": "\n".join(
            f"정부는 {i}번째 예산안을 국회에 제출했다고 밝혔다." for i in range(sentences)
        ),
        "en": "\n".join(
            f"The government said it submitted budget No. {i}." for i in range(sentences)
        ),
    }


class Service:
    def __init__(self, cwd, *arguments, **environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "audit", "serve", "--port", "0", *arguments],
            cwd=cwd,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        words = self.process.stdout.readline().split()
        assert words[:2] == ["Listening", "on"], self.process.stderr.read()
        self.client = httpx.Client(base_url=words[2], timeout=120)

    def post(self, body=PAIR, **more):
        return self.client.post("/audit", json=body, **more)

    def end(self, number=signal.SIGTERM):
        self.client.close()
        self.process.send_signal(number)
        said = self.process.communicate(timeout=120)
        return self.process.returncode, *said


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    running = Service(tmp_path_factory.mktemp("service"), "--max-body", "0.02")
    yield running
    running.process.kill()
    running.process.communicate()


@pytest.fixture
def started_service(tmp_path):
    running = []

    def start(*arguments, **environment):
        running.append(Service(tmp_path, *arguments, **environment))
        return running[-1]

    yield start
    for each in running:
        each.process.kill()
        each.process.communicate()


def test_an_article_gives_the_result_that_the_library_gives(service):
    answer = service.post()
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    result = from_json(ArticleResult, answer.content)
    assert [(f.code, f.severity.value) for f in result.flags] == [("number.value", "critical")]
    assert result.article.metadata.title == "Budget"
    own = Auditor().audit(Article("budget", Text("ko", KO), Text("en", WRONG)))
    assert result.flags == own.flags
    assert result.beads == own.beads


def test_sentences_may_be_given(service):
    body = {
        "id": "s",
        "ko_sentences": ["규모는 728조원이다."],
        "en_sentences": ["It is 728 trillion won."],
    }
    assert service.post(body).json()["flags"] == []


def test_health_and_the_description_of_the_service(service):
    assert service.client.get("/health").json()["status"] == "ok"
    told = service.client.get("/openapi.json").json()
    asked = told["paths"]["/audit"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert {"id", "ko", "en", "draft", "revisions", "published"} <= set(asked["properties"])
    assert {"beads", "flags"} <= set(told["components"]["schemas"]["ArticleResult"]["properties"])
    assert "swagger" in service.client.get("/docs").text.lower()


JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    ("content", "headers", "code", "says"),
    [
        (b'{"id": "a", "ko": ', JSON, 422, "request: this is no JSON"),
        (b"[1]", JSON, 422, "no JSON object"),
        (b'{"id": "a", "ko": "\xff"}', JSON, 400, "no UTF-8"),
        ('{"id": "a", "ko": "안녕하세요."}'.encode(), JSON, 422, "the English text is missing; give it as en"),
        (b'{"id": "../x", "ko": "k", "en": "e"}', JSON, 422, "cannot name a file"),
        (b'{"id": "a", "ko": "\\ud800", "en": "e"}', JSON, 422, "broken characters"),
        (b"[" * 15_000, JSON, 422, "no JSON"),
        (b"x" * 20_001, JSON, 413, "larger than 0.02 MB"),
        (b"{}", {"content-type": "text/plain"}, 415, "Content-Type: application/json"),
        (b"{}", JSON | {"host": "attacker.example"}, 400, "only localhost"),
    ],
)  # fmt: skip
def test_a_bad_request_is_answered_in_a_sentence(service, content, headers, code, says):
    answer = service.client.post("/audit", content=content, headers=headers)
    assert answer.status_code == code
    (said,) = answer.json().values()
    assert says in said and said.endswith(".") and "\n" not in said


def test_a_body_of_no_stated_length_is_limited_too(service):
    answer = service.client.post("/audit", content=iter([b"x" * 9_000] * 3), headers=JSON)
    assert answer.status_code == 413
    assert service.post().status_code == 200


def test_another_address_is_said_to_be_none(service):
    for answer in (service.client.get("/"), service.client.get("/audit")):
        assert answer.status_code in (404, 405)
        assert answer.json()["error"].startswith("There is no such address; POST /audit")


def test_a_token_is_required_where_one_is_set(started_service):
    service = started_service("--token-env", "DESK_TOKEN", DESK_TOKEN=TOKEN)
    bearer = f"Bearer {TOKEN}".encode()
    for wrong in ({}, {"authorization": bearer[:-1]}, {"authorization": b"Basic " + bearer[7:]}):
        answer = service.post(headers=wrong)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.json()["error"] == "Give the service's token as Authorization: Bearer TOKEN."
    assert service.post(headers={"authorization": bearer}).status_code == 200
    # Who has the token may come by another name, through a proxy.
    assert (
        service.post(headers={"authorization": bearer, "host": "desk.example"}).status_code == 200
    )
    assert service.client.get("/health").status_code == 200
    assert TOKEN not in "".join(service.end()[1:])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--host", "0.0.0.0"], "0.0.0.0 can be reached by others"),
        (["--host", "::"], "can be reached by others"),
        (["--host", "desk.example"], "can be reached by others"),
        (["--token-env", "NOWHERE"], "variable NOWHERE is empty"),
        (["--token-env", "PATH"], "variable PATH holds no token"),
        (["--config", "none.toml"], "no configuration file none.toml"),
        (["--quality", "clever"], "no quality model 'clever'"),
    ],
)  # fmt: skip
def test_what_would_be_open_or_makes_no_sense_does_not_start(run, arguments, says):
    done = run("serve", "--port", "0", *arguments)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_named(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", port)
    assert done.returncode == 2
    assert f"127.0.0.1:{port} cannot be listened on" in " ".join(done.stderr.split())


def test_an_article_that_takes_too_long_and_those_behind_it_are_told(started_service):
    service = started_service("--timeout", "0.3")
    # Thousands of sentences take many times as long as the limit; the small one never gets its turn.
    late = service.post(pair_of(MANY))
    assert late.status_code == 504
    assert late.json()["error"].startswith("The audit took longer than 0.3 seconds; send a shorter")
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: service.post(), range(20)))
    assert {answer.status_code for answer in answers} == {503}
    for answer in answers:
        assert answer.json()["error"] == (
            "Other articles are being audited; try again in a few seconds."
        )
        assert answer.headers["retry-after"] == "5"
    assert service.client.get("/health").status_code == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_asked_to(started_service, number):
    service = started_service()
    assert service.post().status_code == 200
    assert service.end(number) == (0, "", "Stopped.\n")


def test_without_its_packages_it_says_how_to_get_them(outside):
    done = outside("import sys\nsys.modules['fastapi'] = None", "serve", "--port", "0")
    assert done.returncode == 2
    assert "translation-provenance-audit[serve]" in " ".join(done.stderr.split())
