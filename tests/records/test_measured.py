"""The tables of figures that decide a result: each row says what set it, and each is used."""

import importlib
import re

import pytest

from audit.checks.confidence import FILE as CONFIDENCE
from audit.records.measured import THRESHOLDS, table, threshold_groups, thresholds
from tests.conftest import ROOT

ROOMS = sorted((ROOT / "audit").rglob(THRESHOLDS))
TABLES = [*ROOMS, ROOT / "audit" / "checks" / CONFIDENCE]


def rows(found, above=()):
    for name, row in found.items():
        if "value" in row:
            yield (*above, name), row
        else:
            yield from rows(row, (*above, name))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_row_says_when_it_was_set_and_how(path):
    for name, row in rows(table(path)):
        assert set(row) == {"value", "measured"}, name
        assert re.search(r"20\d\d-\d\d|half of ", row["measured"]), name


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.parent.name)
def test_every_threshold_is_that_of_a_module_which_asks_for_it(path):
    for (*parts, name), row in rows(table(path)):
        module = importlib.import_module(".".join(("audit", path.parent.name, *parts)))
        several = isinstance(row["value"], dict)
        asked = (threshold_groups if several else thresholds)(module.__name__)
        assert asked[name] == row["value"]
        code = (path.parent.joinpath(*parts).with_suffix(".py")).read_text("utf-8")
        assert f'["{name}"]' in code


def test_a_threshold_without_a_row_is_an_error():
    with pytest.raises(KeyError):
        thresholds("audit.align.gaps")["no_such_row"]
    with pytest.raises(KeyError):
        thresholds("audit.checks.tense")
