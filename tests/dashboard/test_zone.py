"""Times are told by the newsroom's clock."""

from __future__ import annotations

import pytest

from audit.dashboard.times import told
from audit.errors import ConfigError
from audit.records.settings import Settings
from audit.settings import read_settings


def test_a_time_is_told_in_the_newsroom_s_zone_which_is_named():
    late = "2026-11-28T23:30:05.123+00:00"
    assert told(late, Settings()) == "2026-11-29 08:30 KST"
    assert told(late, Settings(zone="Europe/Berlin"), seconds=True) == "2026-11-29 00:30:05 CET"
    assert told("2026-11-28", Settings()) == "2026-11-28"
    assert told("yesterday", Settings()) == "yesterday"


def test_a_zone_that_there_is_not_is_one_sentence(tmp_path):
    path = tmp_path / "audit.toml"
    path.write_text('zone = "Seoul/Mapo"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="no time zone; write one as in Asia/Seoul"):
        read_settings(path)
    path.write_text('zone = "America/New_York"\n', encoding="utf-8")
    assert read_settings(path).zone == "America/New_York"
