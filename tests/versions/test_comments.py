"""Points raised on one version, and what the next one makes of them."""

from __future__ import annotations

from pathlib import Path

from vnplan import align_plan, load_reference, parse_plan
from vnplan.batch import points_taken_in
from vnplan.models import Alignment

REFERENCE = load_reference("qd-127-2021")


def aligned(text: str) -> Alignment:
    return align_plan(parse_plan(text=text), REFERENCE)


def test_what_a_later_version_mends_is_taken_in_and_the_rest_stays_open(plans_dir: Path) -> None:
    whole = (plans_dir / "hoa-binh.txt").read_text(encoding="utf-8")
    lines = whole.split("\n")
    draft = aligned("\n".join(lines[: len(lines) // 2]))
    final = aligned(whole)
    points = points_taken_in(draft, final, REFERENCE)
    status = {c.provision: c.status.value for c in final.coverage}
    provisions = [point for point in points if point.kind in {"missing", "partial"}]
    assert {p.provision for p in provisions if p.outcome == "taken_in"} == {
        p.provision for p in provisions if status[p.provision] == "covered"
    }
    assert any(p.outcome == "taken_in" for p in provisions)
    assert any(p.outcome == "open" for p in provisions)


def test_a_version_that_changes_nothing_takes_nothing_in(plans_dir: Path) -> None:
    same = aligned((plans_dir / "can-tho.txt").read_text(encoding="utf-8"))
    points = points_taken_in(same, same, REFERENCE)
    assert {point.kind for point in points} > {"missing", "partial"}
    assert {point.outcome.value for point in points} == {"open"}


def test_what_may_stand_behind_the_cut_of_the_next_version_is_not_called_open(plans_dir: Path) -> None:
    """Lạng Sơn's text is cut off within its tasks: what Hòa Bình's section of agencies has is unknown there."""
    before, after = (
        aligned((plans_dir / f"{name}.txt").read_text(encoding="utf-8")) for name in ("hoa-binh", "lang-son")
    )
    points = points_taken_in(before, after, REFERENCE)
    unknown = {c.provision for c in after.coverage if c.status == "unknown"}
    of_sections = {point.provision: point.outcome.value for point in points}
    assert of_sections["IV.1.2"] == "unknown"
    assert of_sections["II.1.a.2"] == "open"
    assert all(point.provision in unknown for point in points if point.outcome == "unknown")
