"""Plans of one issuer over the years."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vnplan import score_plans
from vnplan.batch import Scorecard, plan_series

from .conftest import plan_text


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
