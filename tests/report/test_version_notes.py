"""The note on two versions: every comment and every change in it, in each format, and nothing of the texts acts."""

from __future__ import annotations

import io
import re

import pytest

from vnplan import align_plan, compare_versions, load_reference, parse_plan
from vnplan.comparison import ComparedPlan
from vnplan.errors import OptionError
from vnplan.lexicon.labels import avoided_in
from vnplan.models import Severity
from vnplan.report.notes.blocks import Grid
from vnplan.report.notes.versions import VERSION_FORMATS, version_file, version_note
from vnplan.versions import VersionReview, review_versions

REFERENCE = load_reference("qd-127-2021")
DRAFT = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Lạng Sơn, ngày     tháng 5 năm 2021
KẾ HOẠCH
Thực hiện Chiến lược quốc gia về nghiên cứu, phát triển và ứng dụng Trí tuệ nhân tạo
I. MỤC TIÊU
1. Mục tiêu đến năm 2025
a) Xây dựng được 03 thương hiệu TTNT có uy tín trong khu vực.
b) Phát triển <b>chợ</b> công nghệ tại các huyện vùng cao.
"""
FINAL = (
    DRAFT.replace("ngày     tháng", "ngày 20 tháng")
    .replace("03 thương hiệu", "04 thương hiệu")
    .replace("b) Phát triển <b>chợ</b> công nghệ tại các huyện vùng cao.", "b) Hình thành 02 mô hình trồng chè.")
)


def plan(text: str, name: str) -> ComparedPlan:
    document = parse_plan(text=text)
    return ComparedPlan(source=name, document=document, alignment=align_plan(document, REFERENCE))


BEFORE, AFTER = plan(DRAFT, "draft.txt"), plan(FINAL, "final.txt")


def test_each_comment_and_each_change_is_in_the_note_once() -> None:
    found = review_versions(BEFORE, AFTER, REFERENCE)
    points, changes = (block for block in version_note(BEFORE, AFTER, REFERENCE).blocks if isinstance(block, Grid))
    assert sum(len(row) > 1 for row in points.rows) == len(found.points)
    counts = found.versions.counts
    assert (counts["changed"], counts["added"], counts["dropped"]) == (1, 1, 1)
    groups = [row[0] for row in changes.rows if len(row) == 1]
    assert groups == ["Thay đổi (1)", "Thêm mới (1)", "Bỏ đi (1)"]
    assert "Bỏ: “03”\nThêm: “04”\nĐổi: chỉ tiêu" in [row[-1] for row in changes.rows]


def graver(plan: ComparedPlan) -> ComparedPlan:
    """The plan with its differences as grave as can be, so that they are comments."""
    raised = tuple(d.model_copy(update={"severity": Severity.HIGH}) for d in plan.alignment.deviations)
    return plan.model_copy(update={"alignment": plan.alignment.model_copy(update={"deviations": raised})})


@pytest.mark.parametrize(
    ("later", "outcome"),
    [("03 thương hiệu", "open"), ("04 thương hiệu", "changed"), ("05 thương hiệu", "taken_in")],
)
def test_a_figure_that_was_changed_and_still_differs_is_not_taken_in(later: str, outcome: str) -> None:
    after = plan(DRAFT.replace("03 thương hiệu", later), "later.txt")
    points = review_versions(graver(BEFORE), after, REFERENCE).points
    assert [(p.outcome.value, p.expected, p.found) for p in points if p.kind == "figure_changed"] == [
        (outcome, "5 thương hiệu", "03 thương hiệu")
    ]


def test_the_formats_hold_the_same_and_the_words_of_plans_are_words() -> None:
    pages = {format: version_file(BEFORE, AFTER, REFERENCE, format=format) for format in VERSION_FORMATS}
    html, note = pages[".html"].decode(), pages[".md"].decode()
    assert "&lt;b&gt;chợ&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "<script" not in html
    assert " style=" not in html  # the page's own policy would block it
    assert "\\<b\\>chợ" in note
    assert VersionReview.from_json(pages[".json"]) == review_versions(BEFORE, AFTER, REFERENCE)
    word = pytest.importorskip("docx").Document(io.BytesIO(pages[".docx"]))
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 1"] == [
        "Ý kiến được tiếp thu",
        "Thay đổi từng đoạn",
    ]
    assert avoided_in(re.sub(r"<[^>]+>", " ", html.replace("tiếp thu", "").replace("Tiếp thu", ""))) == {}


def test_a_difference_on_an_unsure_link_is_marked() -> None:
    plan = graver(BEFORE)
    unsure = tuple(d.model_copy(update={"needs_review": True}) for d in plan.alignment.deviations)
    plan = plan.model_copy(update={"alignment": plan.alignment.model_copy(update={"deviations": unsure})})
    note = version_file(plan, AFTER, REFERENCE, format=".md").decode()
    assert note.count("(Cần kiểm tra lại)") == len(unsure) > 0
    assert "(Cần kiểm tra lại)" not in version_file(graver(BEFORE), AFTER, REFERENCE, format=".md").decode()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_versions_that_are_the_same_say_so(lang) -> None:  # type: ignore[no-untyped-def]
    note = version_file(AFTER, AFTER, REFERENCE, format=".md", lang=lang).decode()
    assert ("Không có đoạn nào thay đổi" if lang == "vi" else "No clause has changed") in note


def test_other_formats_languages_and_texts_are_refused_in_a_sentence() -> None:
    with pytest.raises(OptionError, match=r"no format '\.odt'"):
        version_file(BEFORE, AFTER, REFERENCE, format=".odt")
    with pytest.raises(OptionError, match="language 'fr'"):
        version_note(BEFORE, AFTER, REFERENCE, lang="fr")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="of type str, not Document"):
        compare_versions("draft.txt", AFTER.document)  # type: ignore[arg-type]


def test_changes_are_a_table_for_pandas_and_notebooks() -> None:
    found = compare_versions(BEFORE.document, AFTER.document)
    frame = found.to_dataframe()
    assert frame["change"].value_counts().to_dict() == {"changed": 1, "added": 1, "dropped": 1}
    assert found._repr_html_().count("<tr>") == 1 + len(frame)
