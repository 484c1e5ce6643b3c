"""`vnplan evaluate`: a table, JSON, and gains and losses against an earlier run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vnplan.cli import run


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("evaluation") / "old.json"
    assert run(["evaluate", "--no-baselines", "--json", "--out", str(file)]) == 0
    return file


def test_json_holds_counts_and_intervals(earlier):
    data = json.loads(earlier.read_text(encoding="utf-8"))
    assert data["schema"] == "vnplan/evaluation"
    pooled = data["segmenters"][0]["pooled"]
    assert pooled["links"]["expected"] > 100
    assert set(pooled["intervals"]) >= {"links", "deviations", "coverage"}


def test_against_an_earlier_run_lists_what_changed(earlier, capsys):
    assert run(["evaluate", "--no-baselines", "--against", str(earlier)]) == 0
    out = capsys.readouterr().out
    assert "No item came out otherwise." in out
    assert "links F1" in out


def test_with_json_stdout_stays_json(earlier, capsys):
    assert run(["evaluate", "--no-baselines", "--json", "--against", str(earlier)]) == 0
    shown = capsys.readouterr()
    json.loads(shown.out)
    assert "No item came out otherwise." in shown.err


def test_a_missing_or_foreign_earlier_file_is_refused(tmp_path, capsys):
    assert run(["evaluate", "--against", str(tmp_path / "none.json")]) == 1
    other = tmp_path / "other.json"
    other.write_text('{"schema": "vnplan/document"}', encoding="utf-8")
    assert run(["evaluate", "--against", str(other)]) == 1
    assert "vnplan/evaluation" in capsys.readouterr().err
