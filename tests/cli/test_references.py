"""The shell with more than one reference: a plan of another decision is told, two decisions are compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vnplan.cli import USAGE, run

NEW, OLD = "qd-1671-2026", "qd-127-2021"


@pytest.fixture
def new_plan(project_root: Path) -> str:
    return str(project_root / "tests" / "data" / "plan-1671.txt")


@pytest.mark.parametrize("command", [["align"], ["compare"], ["note"]])
def test_a_plan_of_another_decision_is_told_on_stderr(
    command: list[str], new_plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, new_plan]) == 0
    assert f"--reference {NEW}" in capsys.readouterr().err
    assert run([*command, new_plan, "--reference", NEW]) == 0
    assert "--reference" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "heads"),
    [
        ("vi", "Mã Số, ký hiệu Hiệu lực Nội dung Tên"),
        ("en", "Id Number In force Provisions Title"),
    ],
)
def test_the_list_has_headings_and_a_row_for_each(lang: str, heads: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "list", "--lang", lang]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert lines[0] == heads
    assert [line.split()[0] for line in lines[2:]] == [OLD, "27/08/2026", NEW]
    assert "127/QĐ-TTg 26/01/2021 – 91" in lines[2]
    assert "1671/QĐ-TTg 28/08/2026 – 397" in lines[4]


def test_ids_of_the_list_are_whole_in_a_narrow_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("vnplan.report.terminal._WIDTH", 80)
    assert run(["reference", "list"]) == 0
    told = capsys.readouterr().out
    assert OLD in told
    assert NEW in told
    assert max(map(len, told.splitlines())) <= 80


def test_two_decisions_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "compare", OLD, NEW, "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "127/QĐ-TTg → 1671/QĐ-TTg"
    assert "PL.2 Project for three national centres  [Lapsed]" in lines
    assert run(["reference", "compare", OLD, NEW, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "vnplan/succession"


def test_decisions_without_a_map_are_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "compare", NEW, OLD]) == USAGE
    assert f"{OLD} {NEW}" in capsys.readouterr().err


def test_a_task_of_the_annex_is_shown_with_its_leads_and_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "show", NEW, "PL2.30"]) == 0
    shown = capsys.readouterr().out
    assert "Cơ quan được giao: Bộ Công an\nCơ quan cùng chủ trì: Bộ Quốc phòng\n" in shown
    assert run(["reference", "show", NEW, "PL2.76"]) == 0
    assert "Hạn: thường xuyên" in capsys.readouterr().out
    assert run(["reference", "show", NEW, "PL2.20"]) == 0
    assert "Chỉ giao cho: Hà Nội; Đà Nẵng; Hồ Chí Minh" in capsys.readouterr().out
