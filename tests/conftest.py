"""What the tests share: the real command line, and small article pairs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from audit.pipeline import Auditor

if TYPE_CHECKING:
    from click.testing import Result

# No test measures time.
settings.register_profile("audit", deadline=None)
settings.load_profile("audit")

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Started = Callable[..., "subprocess.Popen[str]"]

KO = """정부, 내년 예산안 국회 제출

정부는 22일 내년도 예산안을 국회에 제출했다고 밝혔다. 예산안 규모는 728조원으로 올해보다 8.1% 늘었다.

기획재정부는 "경기 회복을 위해 재정을 적극적으로 운용하겠다"고 말했다. 야당은 예산안에 반대하지 않았다.
"""
EN = """Government submits next year's budget to parliament

The government said on the 22nd that it had submitted next year's budget to the National Assembly. \
The budget amounts to 728 trillion won, up 8.1 percent from this year.

"We will manage public finances actively for an economic recovery," the Ministry of Economy and \
Finance said. The opposition party did not oppose the budget.
"""


@pytest.fixture(scope="session")
def auditor() -> Auditor:
    return Auditor()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """``python -m audit ARGUMENTS`` in an empty folder, at 80 columns."""

    def call(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "audit", *map(str, arguments)],
            cwd=cwd or tmp_path,
            env={
                "PATH": "/usr/bin:/bin",
                "PYTHONPATH": str(ROOT),
                "COLUMNS": "80",
                "HOME": str(tmp_path),
                "HF_HUB_OFFLINE": "1",
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return call


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """``translation-audit ARGUMENTS`` in an empty folder and in this process, which is much faster."""
    from typer.testing import CliRunner

    from audit.cli import app

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    """The command line with some code before it, running in a session and a process group of its own."""
    running: list[subprocess.Popen[str]] = []

    def call(
        code: str, *arguments: object, cwd: Path | None = None, stderr: int = subprocess.PIPE
    ) -> subprocess.Popen[str]:
        site = tmp_path / "site"
        site.mkdir(exist_ok=True)
        (site / "sitecustomize.py").write_text(code, encoding="utf-8")
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "audit", *map(str, arguments)],
                cwd=cwd or tmp_path,
                env=os.environ | {"PYTHONPATH": f"{site}{os.pathsep}{ROOT}", "COLUMNS": "80"},
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        )
        return running[-1]

    yield call
    for process in running:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture
def outside(started: Started) -> Run:
    """Runs the command line with some code before it, as a fault in the tool would be."""

    def call(
        code: str, *arguments: object, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        process = started(code, *arguments, cwd=cwd)
        said = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, *said)

    return call


@pytest.fixture
def pair_folder(tmp_path: Path) -> Path:
    """A folder with one good pair, ``budget``."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "budget.ko.txt").write_text(KO, encoding="utf-8")
    (folder / "budget.en.txt").write_text(EN, encoding="utf-8")
    return folder


_BROWSER = {"browser", "server", "page"}
_PAGES = {"finished"}
_PROCESS = {
    "run",
    "started",
    "python",
    "work",
    "outside",
    "package",
    "service",
    "started_service",
    "watch",
}


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are processors: a third of the time tests wait for a browser or a process."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it uses, so that the fast ones can be run alone."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & _BROWSER:
            item.add_marker("browser")
        elif fixtures & _PAGES:
            item.add_marker("pages")
        elif "postgresql" in fixtures or "[postgresql" in item.nodeid:
            item.add_marker("postgres")
        elif fixtures & _PROCESS:
            item.add_marker("cli")
        else:
            item.add_marker("unit")
    # What takes a minute and is begun last would be waited for with nothing else to do.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
