"""Versions of a plan, and plans of a province over the years."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vnplan import parse_plan, score_plans
from vnplan.batch import Scorecard, plan_series
from vnplan.batch.versions import Change, compare_versions
from vnplan.models import Document

from .conftest import plan_text

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


def test_plans_of_a_province_stand_in_the_order_of_their_days(tmp_path: Path) -> None:
    for name, province, year in (("b", "Cần Thơ", 2023), ("a", "Cần Thơ", 2021), ("c", "Hà Nội", 2022)):
        (tmp_path / f"{name}.txt").write_text(plan_text(province, year=year), encoding="utf-8")
    cards = [row.card for row in score_plans(tmp_path) if row.card]
    series = plan_series(cards)
    assert [(e.province, e.document, e.change) for e in series] == [
        ("ha-noi", "c", None),
        ("can-tho", "a", None),
        ("can-tho", "b", 0.0),
    ]
    assert series[1].issued_on == date(2021, 5, 12)


def test_a_draft_stands_before_and_bodies_have_series_of_their_own(tmp_path: Path) -> None:
    texts = {
        "a": plan_text("Cần Thơ", year=2023),
        "b": plan_text("Cần Thơ").replace("ngày 12 tháng", "ngày     tháng"),
        "c": plan_text("Cần Thơ", year=2022).replace("TỈNH Cần Thơ", "XÃ PHONG ĐIỀN"),
        "d": plan_text("Cần Thơ", year=2022).replace("Cần Thơ, ngày 12 tháng 5 năm 2022\n", ""),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    series = score_plans(tmp_path).series()
    assert [(e.issuer, e.document, e.draft) for e in series if e.level == "province"] == [
        ("Cần Thơ", "b", True),
        ("Cần Thơ", "a", False),
        ("Cần Thơ", "d", False),
    ]
    assert [e.change is None for e in series if e.level == "province"] == [True, False, True]
    assert [e.issuer for e in series if e.level == "commune"] == ["UBND xã Phong Điền"]


def test_a_difference_of_rates_is_the_later_less_the_earlier(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(plan_text("Cần Thơ", year=2021), encoding="utf-8")
    card = score_plans(tmp_path)[0].card
    assert card is not None

    def with_rate(rate: float, year: int) -> Scorecard:
        share = card.coverage.model_copy(update={"rate": rate})
        return card.model_copy(update={"coverage": share, "issued_on": date(year, 5, 12), "document": str(year)})

    series = plan_series([with_rate(0.6, 2023), with_rate(0.54, 2021)])
    assert [(e.document, e.change) for e in series] == [("2021", None), ("2023", 0.06)]
