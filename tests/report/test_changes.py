"""What a deviation expected and found is told in the language asked for; what is Vietnamese only is marked as such."""

from __future__ import annotations

import re

import pytest

from vnplan.comparison import Comparison
from vnplan.models import DeviationKind, Reference
from vnplan.report import note
from vnplan.report.changes import sides, sides_of
from vnplan.report.page.payload import payload
from vnplan.report.terminal import alignment_text

MARKED = re.compile(r"[À-ɏḀ-ỿ]")


def test_dropped_measures_are_those_of_the_provision_in_english(five: Comparison, reference: Reference) -> None:
    dropped = [d for plan in five.plans for d in plan.alignment.deviations if d.kind is DeviationKind.CONTENT_DROPPED]
    assert len(dropped) > 10
    for deviation in dropped:
        provision = reference.provision(deviation.provision)
        said = sides_of(deviation, provision, lang="en").expected
        assert said
        assert all(part in "; ".join(m.en.rstrip(".") for m in provision.measures) for part in said.split("; "))
        assert sides_of(deviation, provision, lang="vi").expected == deviation.expected


@pytest.mark.parametrize(("provision", "marked"), [("IV.5.1", True), ("D2.5", False)])
def test_an_agency_that_the_decision_does_not_name_is_marked_as_inferred(
    reference: Reference, provision: str, marked: bool
) -> None:
    said = sides("agency_changed", "Sở Giáo dục và Đào tạo", "Sở Y tế", reference.provision(provision), lang="vi")
    assert (said.expected == "Sở Giáo dục và Đào tạo (cơ quan tương ứng, suy ra)") == marked
    assert said.found == "Sở Y tế"


def test_measures_of_another_codebook_are_quoted_as_they_are(reference: Reference) -> None:
    said = sides("content_dropped", "Việc gì đó khác", None, reference.provision("III.2.1"), lang="en")
    assert said == ("“Việc gì đó khác”", None)


@pytest.mark.parametrize(
    ("kind", "expected", "found", "told"),
    [
        ("figure_changed", "100 %", "90%", ("100%", "90%")),
        ("figure_dropped", "50 bộ dữ liệu", None, ("50 “bộ dữ liệu”", None)),
        ("figure_changed", "500000 lao động", "khoảng 4%", ("500,000 “lao động”", "“khoảng 4%”")),
        ("figure_changed", "0.6 % tổng chi", None, ("0.6% “tổng chi”", None)),
        ("deadline_changed", "2025", "2030", ("2025", "2030")),
        ("agency_changed", "Sở Nội vụ", "Sở Tài chính", ("Sở Nội vụ (counterpart, inferred)", "Sở Tài chính")),
        ("scope_narrowed", "quốc phòng", "không nêu", ("“quốc phòng”", None)),
    ],
)
def test_what_is_vietnamese_only_stands_in_quotation_marks(
    kind: str, expected: str, found: str | None, told: tuple[str | None, str | None]
) -> None:
    assert sides(kind, expected, found, None, lang="en") == told


@pytest.mark.parametrize("draft", [False, True])
def test_an_english_note_has_no_vietnamese_outside_quotations(
    five: Comparison, reference: Reference, draft: bool
) -> None:
    """In the column of what was expected and found; the clause beside it is a quotation as a whole."""
    for plan in five.plans:
        text = note(plan, reference=reference, draft=draft, format="md", lang="en").decode()
        changes = re.findall(r"[|.:] ([^|]*→[^|]*) \\|", text)
        assert changes or not any("→" in line for line in text.splitlines() if "Attention" not in line)
        for change in changes:
            if "Another agency" not in change and not change.startswith(("Sở ", "Bộ ")):
                assert not MARKED.search(re.sub(r"“[^”]*”", "", change)), change


def test_the_page_has_dropped_measures_in_both_languages(five: Comparison, reference: Reference) -> None:
    data = payload(five, reference)
    kinds, pool = data["codes"]["deviation"], data["pool"]
    rows = [row for plan in data["plans"] for row in plan["devs"]]
    for row in rows:
        kind = kinds[row[2][0]]
        ours = row[4] >= 0 and kind in {"content_dropped", "agency_changed", "figure_changed", "figure_dropped"}
        assert (row[7] >= 0) == ours
        if kind == "content_dropped":
            assert not MARKED.search(pool[row[7]].replace("Việt", ""))
    assert "không nêu" not in pool


def test_the_terminal_in_english_quotes_what_is_vietnamese(five: Comparison, reference: Reference) -> None:
    plan = five.plans[0]
    text = alignment_text(plan.document, plan.alignment, reference, lang="en")
    told = [line.split("]: ", 1)[1] for line in text.splitlines() if "]: " in line and "Another agency" not in line]
    assert told
    assert not [line for line in told if MARKED.search(re.sub(r"“[^”]*”", "", line))]
