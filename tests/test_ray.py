"""Many articles on a cluster: what comes out is that of one process, whatever happens to an actor or a node."""

from __future__ import annotations

import http.server
import os
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.conftest import EN, KO, ROOT
from tests.test_workers import FAULT, content, until, write

pytest.importorskip("ray", reason="the extra ray is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.xdist_group("ray")]

NODES = """
import sys
from ray.cluster_utils import Cluster

one = {"num_cpus": 1, "object_store_memory": 100_000_000, "include_dashboard": False}
cluster = Cluster(initialize_head=True, head_node_args=one)
print(cluster.address, flush=True)
second = None
for line in sys.stdin:
    if line == "join\\n":
        second = cluster.add_node(num_cpus=1, object_store_memory=100_000_000)
    else:
        cluster.remove_node(second, allow_graceful=False)
    print("done", flush=True)
cluster.shutdown()
"""
# Only what audits has the faults: neither the command itself nor Ray's own processes.
FAULTS = "import sys\nif any('default_worker' in part for part in sys.orig_argv):\n" + "".join(
    f"    {line}\n"
    for line in FAULT.format(
        then="""if 'It kills' in text: import os, signal; os.kill(os.getpid(), signal.SIGKILL)
    if 'It waits' in text:
        import os, pathlib, time
        (pathlib.Path.home() / f'waits-{os.getpid()}').touch()
        while not (pathlib.Path.home() / 'go').exists(): time.sleep(.05)"""
    ).splitlines()
)


class Nodes:
    """A cluster of this machine's, one processor a node."""

    def __init__(self, home: Path) -> None:
        self.home = home
        site = home / "site"
        site.mkdir()
        (site / "sitecustomize.py").write_text(FAULTS, encoding="utf-8")
        self.env = os.environ | {
            "HOME": str(home), "PYTHONPATH": f"{site}{os.pathsep}{ROOT}", "COLUMNS": "80",
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-c", NODES], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, env=self.env,
        )  # fmt: skip
        self.address = self.process.stdout.readline().strip()

    def do(self, what):
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"

    def score(self, *arguments, cwd):
        """The command, at a terminal of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "audit", "score", *arguments], cwd=cwd, env=self.env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


@pytest.fixture(scope="module")
def nodes(tmp_path_factory):
    started = Nodes(tmp_path_factory.mktemp("nodes"))
    yield started
    started.end()


def finished(process):
    said = process.communicate(timeout=300)
    return process.returncode, *said


def on_ray(nodes):
    return ("--engine", "ray", "--address", nodes.address)


@pytest.fixture
def served(tmp_path):
    """A folder behind HTTP."""
    folder = tmp_path / "served"
    folder.mkdir()
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_run_that_loses_a_node_ends_as_one_process_does(nodes, served, tmp_path):
    folder, url = served
    write(tmp_path, "", "", "It waits.", "It waits.", "", "", "It waits.", "")
    with (tmp_path / "in.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "bad", "ko": "없다"}\n')
    rows = [{"id": name, "ko": KO, "en": EN} for name in ("f0", "f1", "a0")]
    parquet.write_table(pa.Table.from_pylist(rows), folder / "far.parquet")
    files = ("in.jsonl", f"{url}/far.parquet", "nowhere", "--tables", "csv", "--tables", "parquet")
    alone = finished(nodes.score(*files, "--out", "out", "--workers", "1", cwd=tmp_path))
    assert alone[0] == 1
    written = content(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / "alone")
    nodes.do("join")
    process = nodes.score(*files, "--out", "out", *on_ray(nodes), cwd=tmp_path)
    # Both actors wait in an article when one of them is lost with its node.
    until(lambda: len(list(nodes.home.glob("waits-*"))) == 2, process)
    assert not (tmp_path / "out" / "flags.csv").exists()
    nodes.do("kill")
    (nodes.home / "go").touch()
    assert finished(process) == alone
    assert content(tmp_path / "out") == written


def test_an_article_that_kills_its_actors_is_an_error_and_the_run_goes_on(nodes, tmp_path):
    (nodes.home / "go").touch()
    write(tmp_path, "", "It kills.", "", "")
    code, out, err = finished(nodes.score("in.jsonl", *on_ray(nodes), cwd=tmp_path))
    assert code == 1, err
    assert " ".join(err.split()) == (
        "error: a1 (in.jsonl:2): the actors that audited it were lost 3 times, as happens when memory runs "
        "out; run it again with --resume, with fewer --workers if memory was short."
    )
    assert "Articles            3" in out
    there = {path.stem for path in (tmp_path / "out" / "records").iterdir()}
    assert there == {"a0", "a2", "a3"}
    code, out, _ = finished(nodes.score("in.jsonl", "--resume", cwd=tmp_path))
    assert (code, "unchanged, kept   3" in out) == (0, True)


@pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")
def test_a_stopped_run_leaves_no_process_and_is_finished_to_the_same_bytes(nodes, tmp_path):
    (nodes.home / "go").unlink(missing_ok=True)
    write(tmp_path, "", "", "It waits.", "", "It waits.", "")
    process = nodes.score("in.jsonl", "--engine", "ray", "--workers", "1", cwd=tmp_path)
    until(lambda: len(list((tmp_path / "out" / "records").glob("*.json"))) == 2, process)
    there = begun_by(process.pid)
    assert len(there) > 3
    os.killpg(process.pid, signal.SIGINT)
    assert finished(process) == (
        130, "", "Stopped. What was done is kept in out; go on with --resume.\n",
    )  # fmt: skip
    until(lambda: not [pid for pid in there if Path(f"/proc/{pid}").exists()])
    (nodes.home / "go").touch()
    code, out, err = finished(nodes.score("in.jsonl", "--resume", *on_ray(nodes), cwd=tmp_path))
    assert (code, err) == (0, "")
    assert "unchanged, kept   2" in out
    written = content(tmp_path / "out")
    finished(nodes.score("in.jsonl", "--workers", "1", cwd=tmp_path))
    assert content(tmp_path / "out") == written


def begun_by(pid):
    """The processes that one began, and those that they did."""
    found = set()
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found |= {int(child)} | begun_by(int(child))
    return found


@pytest.mark.parametrize(
    ("code", "arguments", "says"),
    [
        ("", ["--engine", "ray", "--address", "127.0.0.1:1"], "The Ray cluster at 127.0.0.1:1 cannot be joined"),
        ("", ["--engine", "ray", "--address", "ray://head:10001"], "is no address of a Ray cluster"),
        ("", ["--address", "127.0.0.1:1"], "give --engine ray with it"),
        ("", ["--engine", "spark"], "There is no engine 'spark'; the engines are local, ray."),
        ("import sys; sys.modules['ray'] = None", ["--engine", "ray"], "translation-provenance-audit[ray]"),
    ],
    ids=["nobody there", "client", "no engine", "unknown", "not installed"],
)  # fmt: skip
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_is_written(
    outside, tmp_path, code, arguments, says
):
    write(tmp_path, "")
    done = outside(code, "score", "in.jsonl", *arguments)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
