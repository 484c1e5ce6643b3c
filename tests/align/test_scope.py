"""Scope: who narrows a list when several clauses stand to it."""

from __future__ import annotations

from pathlib import Path

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import DeviationKind

PLAN = (Path(__file__).parent.parent / "data" / "edits-plan.txt").read_text(encoding="utf-8")
LIST = next(line for line in PLAN.splitlines() if "giao thông, vận tải, logistics:" in line).removeprefix("- ")


def narrowed(text: str) -> list[str]:
    """The clauses that narrow what the Decision lists for transport."""
    document = parse_plan(text=text)
    words = {node.id: node.text for node in document.nodes}
    found = align_plan(document, load_reference("qd-127-2021")).deviations
    return [words[d.clause] for d in found if (d.provision, d.kind) == ("IV.10", DeviationKind.SCOPE_NARROWED)]


def test_bullets_that_share_out_a_list_narrow_nothing():
    parts = LIST.replace(": ", "; ").rstrip(".").split("; ")
    bullets = ".\n- ".join(part[:1].upper() + part[1:] for part in parts) + "."
    assert narrowed(PLAN.replace(LIST, bullets)) == []


def test_a_project_beside_the_whole_list_narrows_it():
    project = "Tiếp tục ứng dụng TTNT trong Dự án hệ thống quản lý giao thông thông minh của tỉnh."
    assert narrowed(PLAN.replace(LIST, f"{LIST}\n- {project}")) == [f"- {project}"]
