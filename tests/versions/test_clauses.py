"""Two versions of a plan, clause by clause."""

from __future__ import annotations

from pathlib import Path

from vnplan import parse_plan
from vnplan.models import Document
from vnplan.versions.clauses import Change, compare_versions

OLD = """KẾ HOẠCH
I. NHIỆM VỤ
1. Sở Y tế chủ trì xây dựng kho dữ liệu y tế của tỉnh, hoàn thành trước ngày 30 tháng 6 năm 2024.
2. Tổ chức hội nghị tuyên truyền tại các xã, phường.
3. Hình thành 05 mô hình ứng dụng TTNT trong nông nghiệp.
4. Đào tạo 100 cán bộ.
"""


def versions(new: str) -> dict[str | None, tuple[Change, str | None, tuple[str, ...]]]:
    found = compare_versions(parse_plan(text=OLD), parse_plan(text=new))
    return {c.before: (c.change, c.after, c.fields) for c in found.changes}


def test_the_same_text_is_the_same() -> None:
    assert {kind for kind, _, _ in versions(OLD).values()} == {Change.SAME}


def test_what_was_changed_is_named() -> None:
    new = OLD.replace("Sở Y tế", "Sở Công Thương").replace("05 mô hình", "08 mô hình").replace("năm 2024", "năm 2025")
    found = versions(new)
    assert found["I.1"] == (Change.CHANGED, "I.1", ("deadlines", "agencies"))
    assert found["I.3"] == (Change.CHANGED, "I.3", ("figures",))
    assert found["I.2"][0] is Change.SAME
    comparison = compare_versions(parse_plan(text=OLD), parse_plan(text=new))
    change = next(c for c in comparison.changes if c.before == "I.3")
    assert (change.words_dropped, change.words_added) == (("05",), ("08",))
    assert change.likeness == 0.9091  # ten of eleven syllables in a common order


def test_clauses_that_moved_were_added_or_dropped() -> None:
    lines = OLD.splitlines()
    new = "\n".join(
        [*lines[:2], "1. Đào tạo 100 cán bộ.", "2. Mua sắm máy chủ cho trung tâm dữ liệu.", "3" + lines[2][1:]]
    )
    found = compare_versions(parse_plan(text=OLD), parse_plan(text=new))
    assert [(c.change.value, c.before, c.after) for c in found.changes] == [
        ("dropped", "I.2", None),
        ("dropped", "I.3", None),
        ("moved", "I.4", "I.1"),
        ("added", None, "I.2"),
        ("moved", "I.1", "I.3"),
    ]


def test_every_clause_of_both_sides_is_told_once(plans_dir: Path) -> None:
    one, two = (parse_plan(plans_dir / f"{name}.txt") for name in ("hoa-binh", "lang-son"))

    def ids(document: Document) -> list[str]:
        return sorted(node.id for node in document.clauses)

    found = compare_versions(one, two)
    assert sorted(c.before for c in found.changes if c.before) == ids(one)
    assert sorted(c.after for c in found.changes if c.after) == ids(two)
    assert found.counts["changed"] + found.counts["moved"] + found.counts["same"] >= 10  # twins in most clauses
    assert type(found).from_json(found.to_json()) == found


def test_what_may_stand_behind_the_cut_of_a_version_is_neither_dropped_nor_added() -> None:
    """The clause between two that are in both is gone; what follows the last one may stand in what is missing."""
    lines = OLD.splitlines()
    cut = "\n".join([*lines[:3], lines[4].replace("3.", "2."), "[...]"])
    one, two = parse_plan(text=OLD), parse_plan(text=cut)
    assert two.truncated
    later = compare_versions(one, two)
    assert {c.before: c.change for c in later.changes if c.after is None} == {
        "I.2": Change.DROPPED,
        "I.4": Change.UNKNOWN,
    }
    earlier = compare_versions(two, one)
    assert {c.after: c.change for c in earlier.changes if c.before is None} == {
        "I.2": Change.ADDED,
        "I.4": Change.UNKNOWN,
    }


def test_versions_that_share_nothing_where_one_is_cut_off_tell_nothing_of_the_other() -> None:
    cut = parse_plan(text="KẾ HOẠCH\nI. YÊU CẦU\n1. Bám sát tình hình thực tế.\n[...]")
    found = compare_versions(parse_plan(text=OLD), cut)
    assert {c.change for c in found.changes if c.before} == {Change.UNKNOWN}
