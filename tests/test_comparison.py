"""Many plans compared: which files are taken, what a failure costs, and the stored result."""

from __future__ import annotations

from pathlib import Path

import pytest

import vnplan.comparison
from vnplan import Comparison, compare_plans
from vnplan.comparison import ComparedPlan
from vnplan.errors import OptionError, ReadError, ReferenceDataError, SchemaError
from vnplan.models import Alignment, Document, Metadata, Summary


def tiny(number: int, province: str | None) -> ComparedPlan:
    document = Document(id=f"p{number}", sha256="0" * 64, text="", metadata=Metadata(province=province), nodes=())
    summary = Summary(clauses=0, linked=0, local=0, coverage={}, coverage_rate=None)
    alignment = Alignment(
        document=document.id, reference="r", links=(), unlinked=(), deviations=(), coverage=(), summary=summary
    )
    return ComparedPlan(source=f"p{number}.txt", document=document, alignment=alignment)


def put(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")


def test_formats_that_cannot_be_read_are_taken_so_that_they_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "old.doc")
    comparison = compare_plans(tmp_path)
    assert comparison.plans == ()
    assert comparison.failures[0].source == "old.doc"


def test_a_folder_without_plans_and_an_unknown_reference_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No plan in this folder"):
        compare_plans(tmp_path)
    with pytest.raises(ReadError, match="No plan was named"):
        compare_plans([])
    with pytest.raises(ReferenceDataError, match="no reference 'qd-0'"):
        compare_plans(tmp_path, reference="qd-0")


def test_a_comparison_is_a_sequence_of_its_plans() -> None:
    comparison = Comparison(reference="r", plans=(tiny(1, "Phú Thọ"), tiny(2, "Lạng Sơn")))
    assert list(comparison) == [comparison[0], comparison[-1]] == list(comparison.plans)
    assert len(comparison) == 2
    assert bool(Comparison(reference="r", plans=()))
    assert Comparison.from_json(comparison.to_json()) == comparison


def test_an_unknown_segmenter_is_refused_before_any_file_is_read() -> None:
    with pytest.raises(OptionError, match="no segmenter 'nope'"):
        compare_plans("absent.txt", segmenter="nope")


def test_the_plan_of_a_commune_does_not_go_by_the_name_of_its_province() -> None:
    plan = tiny(1, "Phú Thọ")
    for issuer, name in (
        ("Ủy ban nhân dân tỉnh Phú Thọ", "Phú Thọ"),
        ("Ủy ban nhân dân xã Kim Bôi", "UBND xã Kim Bôi"),
    ):
        metadata = Metadata(province="Phú Thọ", issuer=issuer)
        issued = plan.model_copy(update={"document": plan.document.model_copy(update={"metadata": metadata})})
        assert issued.name == name


def test_two_files_of_one_name_stay_two_plans(plans_dir: Path, tmp_path: Path) -> None:
    for folder in ("2021", "2022"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "lang-son.txt").write_bytes((plans_dir / "lang-son.txt").read_bytes())
    comparison = compare_plans(tmp_path)
    assert [plan.document.id for plan in comparison.plans] == ["lang-son", "lang-son~2"]
    assert [plan.alignment.document for plan in comparison.plans] == ["lang-son", "lang-son~2"]


def test_a_defect_costs_one_plan_only(plans_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compare = vnplan.comparison.compare_plan

    def broken(path: Path, **options: object) -> object:
        if path.stem == "can-tho":
            raise RecursionError("deep")
        return compare(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(vnplan.comparison, "compare_plan", broken)
    comparison = compare_plans([plans_dir / "can-tho.txt", plans_dir / "lang-son.txt"])
    assert len(comparison.plans) == 1
    assert comparison.failures[0].error == "RecursionError"
    assert "Please report it" in comparison.failures[0].message


def test_plans_stand_in_the_official_order_of_provinces() -> None:
    plans = [tiny(n, name) for n, name in enumerate([None, "Cần Thơ", "Hòa Bình", "Hà Nội", "Lạng Sơn"])]
    ordered = sorted(plans, key=vnplan.comparison._official_order)
    assert [plan.document.metadata.province for plan in ordered] == ["Hà Nội", "Hòa Bình", "Lạng Sơn", "Cần Thơ", None]


def test_progress_is_told_before_each_file(plans_dir: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    compare_plans(plans_dir / "lang-son.txt", progress=lambda *step: seen.append(step))
    assert seen == [(0, 1, "lang-son.txt"), (1, 1, "")]


def test_the_stored_result_comes_back_and_newer_versions_are_refused() -> None:
    comparison = Comparison(reference="qd-127-2021", plans=(tiny(1, "Hà Nội"),))
    assert Comparison.from_json(comparison.to_json()) == comparison
    assert comparison.plan("p1").name == "Hà Nội"
    newer = comparison.to_json().replace('"schema_version": "1.0"', '"schema_version": "2.0"', 1)
    with pytest.raises(SchemaError, match=r"2\.0"):
        Comparison.from_json(newer)
    with pytest.raises(SchemaError, match="vnplan/comparison"):
        Comparison.from_json(comparison.plans[0].alignment.to_json())


def test_representations_are_short_and_escaped() -> None:
    comparison = Comparison(reference="<r>", plans=(tiny(1, "<b>Hà Nội</b>"),))
    assert repr(comparison) == "<Comparison with <r>: 1 plans, 0 failed>"
    shown = comparison._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;Hà Nội&lt;/b&gt;" in shown
