"""A rate of a handful of things is told as their count, in every form of the report: "1/1" is not "100%"."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from vnplan import load_reference
from vnplan.align.coverage.cover import leaves
from vnplan.comparison import ComparedPlan, Comparison, compare_plan
from vnplan.models import CoverageStatus, Reference
from vnplan.report import note
from vnplan.report.excel.workbook import workbook_bytes
from vnplan.report.page.html import html_page
from vnplan.report.shares import statuses
from vnplan.report.terminal import print_comparison


@pytest.fixture
def one_decided(hostile: Comparison, reference: Reference) -> ComparedPlan:
    """A text cut off after the first provision that counts, which it carries."""
    plan = hostile.plans[0]
    only = leaves(reference)[0]
    statuses = {True: CoverageStatus.COVERED, False: CoverageStatus.UNKNOWN}
    coverage = tuple(c.model_copy(update={"status": statuses[c.provision == only]}) for c in plan.alignment.coverage)
    summary = plan.alignment.summary.model_copy(update={"coverage_rate": 1.0, "coverage_interval": (0.2065, 1.0)})
    alignment = plan.alignment.model_copy(update={"coverage": coverage, "summary": summary})
    return plan.model_copy(update={"alignment": alignment})


def test_a_note_gives_the_count_and_the_interval(one_decided: ComparedPlan, reference: Reference) -> None:
    said = note(one_decided, reference=reference, format="md").decode()
    assert "Tỷ lệ thể hiện: 1/1 (khoảng tin cậy 95%: 21–100%)" in said
    assert ": 100%" not in said


def test_the_workbook_shows_the_count_of_a_number_that_sorts(one_decided: ComparedPlan, reference: Reference) -> None:
    comparison = Comparison(reference=reference.id, plans=(one_decided,), failures=())
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(comparison, reference=reference))).worksheets[1]
    heads, row = [cell.value for cell in sheet[1]], sheet[2]
    at = heads.index("Tỷ lệ thể hiện")
    assert [(cell.value, cell.number_format) for cell in row[at : at + 4]] == [
        (1, '"1/1"'),
        (0.2065, "0%"),
        (1, "0%"),
        (1, "General"),
    ]


def test_the_page_has_the_count_for_all_and_for_classes(one_decided: ComparedPlan, reference: Reference) -> None:
    comparison = Comparison(reference=reference.id, plans=(one_decided,), failures=())
    page = html_page(comparison, reference=reference)
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    (plan,) = json.loads(data)["plans"]
    obligation = reference.provision(leaves(reference)[0]).obligation.value
    assert plan["rate"] == ["1/1", "", "21–100%"]
    assert plan["classes"] == {obligation: ["1/1", "", "21–100%"]}


def test_the_terminal_gives_the_count(
    one_decided: ComparedPlan, reference: Reference, capsys: pytest.CaptureFixture[str]
) -> None:
    print_comparison(Comparison(reference=reference.id, plans=(one_decided,), failures=()), reference=reference)
    told = capsys.readouterr().out
    assert "1/1" in told
    assert "100%" not in told


def test_a_provision_that_only_says_another_again_is_counted_with_it(
    project_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = load_reference("qd-1671-2026")
    path = project_root / "tests" / "data" / "plan-1671.txt"
    document, alignment = compare_plan(path, reference=known)
    counts = statuses(alignment, known)
    again = [p.id for p in known.provisions if p.restates]
    assert sum(counts.values()) == len(alignment.coverage) - len(again) < len(alignment.coverage)
    plan = ComparedPlan(source=path.name, document=document, alignment=alignment)
    comparison = Comparison(reference=known.id, plans=(plan,))
    print_comparison(comparison, reference=known)
    assert f" {counts[CoverageStatus.MISSING]} " in capsys.readouterr().out
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(comparison, reference=known))).worksheets[1]
    heads, row = ([cell.value for cell in cells] for cells in sheet.iter_rows(max_row=2))
    assert row[heads.index("Chưa thể hiện")] == counts[CoverageStatus.MISSING]
