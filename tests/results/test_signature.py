"""Whatever can change a result changes the signature, and with it what --resume keeps."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit.encoders.bag import BagEncoder
from tests.conftest import EN, KO, ROOT

COPIED = shutil.ignore_patterns("__pycache__")


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    """A copy of the package, to be changed."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT / "audit", folder / "audit", ignore=COPIED)
    return folder


@pytest.fixture
def work(package, tmp_path):
    """One article audited by the copy; gives a function that audits again and tells what was kept."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "budget.ko.txt").write_text(KO, encoding="utf-8")
    (tmp_path / "in" / "budget.en.txt").write_text(EN, encoding="utf-8")

    def score(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "audit", "score", "in", "--out", "out", *arguments],
            cwd=tmp_path, capture_output=True, text=True, check=False,
            env=os.environ | {"PYTHONPATH": str(package), "HOME": str(tmp_path)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return "unchanged, kept" in done.stdout

    assert not score()
    return score


def signature(tmp_path):
    return json.loads((tmp_path / "out" / "records" / "budget.json").read_text())["signature"]


def evidence(tmp_path):
    return json.loads((tmp_path / "out" / "evidence" / "budget.json").read_text())["signature"]


def changes(before, after):
    return {name for name in before if before[name] != after[name]}


def changed(path: Path, change):
    """The file with something changed, as it was again afterwards."""
    before = path.read_bytes()
    path.write_bytes(change(before))
    return before


def append(line: bytes):
    return lambda data: data + line


def another_weight(data: bytes) -> bytes:
    # The last byte of a safetensors file is of a weight.
    return data[:-1] + bytes([data[-1] ^ 1])


def another_figure(data: bytes) -> bytes:
    return re.sub(rb"value = 0\.9\d*", b"value = 0.89", data, count=1)


PARTS = [
    ("quality", "quality/weights/model.safetensors", another_weight),
    ("encoder", "encoders/embedded/model.safetensors", another_weight),
    ("risk", "risk/risk.json", append(b"\n")),
    ("risk", "risk/calibration.csv", append(b"\n")),
    ("confidence", "checks/confidence.toml", another_figure),
    ("checks", "checks/number.py", append(b"# changed\n")),
    ("checks", "checks/common/coverage.py", append(b"# changed\n")),
    ("code", "languages/units.toml", append(b"# changed\n")),
    ("code", "align/monotone.py", append(b"# changed\n")),
    ("code", "settings/house_style.py", append(b"# changed\n")),
    ("checks", "checks/thresholds.toml", append(b"# changed\n")),
    ("risk", "risk/thresholds.toml", append(b"# changed\n")),
    ("code", "align/thresholds.toml", append(b"# changed\n")),
    ("code", "segmentation/thresholds.toml", append(b"# changed\n")),
    ("code", "lineage/thresholds.toml", append(b"# changed\n")),
    ("code", "disclosure/thresholds.toml", append(b"# changed\n")),
]


@pytest.mark.slow
@pytest.mark.parametrize(("part", "file", "change"), PARTS, ids=[file for _, file, _ in PARTS])
def test_a_changed_part_has_articles_audited_again(work, package, tmp_path, part, file, change):
    assert work("--resume")
    before, path = signature(tmp_path), package / "audit" / file
    kept = changed(path, change)
    try:
        assert not work("--resume")
        assert changes(before, signature(tmp_path)) == {part}
        assert evidence(tmp_path) == signature(tmp_path)
    finally:
        path.write_bytes(kept)


@pytest.mark.slow
def test_what_a_change_had_audited_again_is_kept_from_then_on(work, package):
    assert work("--resume")
    path = package / "audit" / "checks" / "number.py"
    kept = changed(path, append(b"# changed\n"))
    try:
        assert not work("--resume")
        assert work("--resume")
    finally:
        path.write_bytes(kept)


SETTINGS = [
    ("settings", "false_alarms = 7\n", {}),
    ("settings", '[checks]\nspelling = "off"\n', {}),
    ("settings", '[checks]\ndisclosure = "minor"\n', {}),
    ("style", 'glossary = "g.csv"\n', {"g.csv": "ko,en\n국회,the Assembly\n"}),
    ("style", 'style = "s.csv"\n', {"s.csv": "rule,term,use\nprefer,per cent,percent\n"}),
    ("disclosure", 'disclosure = "d.toml"\n', {"d.toml": 'require = ["ai"]\n'}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("part", "toml", "files"), SETTINGS, ids=[toml for _, toml, _ in SETTINGS])
def test_another_setting_has_articles_audited_again(work, tmp_path, part, toml, files):
    before = signature(tmp_path)
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "audit.toml").write_text(toml, encoding="utf-8")
    assert not work("--resume")
    assert part in changes(before, signature(tmp_path))
    assert changes(before, signature(tmp_path)) <= {part, "settings"}
    assert evidence(tmp_path) == signature(tmp_path)


def test_another_encoder_reads_none_of_the_vectors_kept_for_the_first(tmp_path):
    from audit.encoders.cache import CachedEncoder

    class Other(BagEncoder):
        def __init__(self, weights_hash):
            super().__init__()
            self.weights_hash = weights_hash
            self.asked = 0

        def encode(self, sentences):
            self.asked += len(sentences)
            return super().encode(sentences)

    for weights_hash, asked in (("a" * 64, 1), ("a" * 64, 0), ("b" * 64, 1)):
        encoder = Other(weights_hash)
        CachedEncoder(encoder, tmp_path).encode(["비가 왔다."])
        assert encoder.asked == asked


def test_the_folder_of_the_package_does_not_matter(package, tmp_path):
    code = (
        "from audit.signature import signature_of\nfrom audit.records.settings import Settings\n"
        "print(signature_of(Settings(), 'e', 'q').digest)"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(folder)},
            capture_output=True, text=True, check=True,
        ).stdout
        for folder in (ROOT, package)
    ]  # fmt: skip
    assert told[0] == told[1]
