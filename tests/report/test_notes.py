"""The note on a plan and the comment table on a draft, as Word and Markdown."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.comparison import ComparedPlan, Comparison, compare_plan
from vnplan.errors import Lang
from vnplan.lexicon.labels import avoided_in, label
from vnplan.models import CoverageStatus, DeviationKind, Obligation, Reference, Role, Severity
from vnplan.report import note
from vnplan.report.clarity import Clarity, Degree, asks, beyond_competence, clarities
from vnplan.report.notes.blocks import Facts, Grid, Heading, Paragraph, Points, Sheet
from vnplan.report.notes.brief import comparison_note
from vnplan.report.notes.draft import draft_comments
from vnplan.report.notes.markdown import markdown, plain
from vnplan.report.notes.sheet_page import sheet_page
from vnplan.report.notes.word import word_bytes
from vnplan.report.strings import table

DRAFT = """KẾ HOẠCH
Thực hiện Chiến lược quốc gia về trí tuệ nhân tạo trên địa bàn tỉnh Hà Nam

I. NHIỆM VỤ
1. Xây dựng cơ sở dữ liệu dùng chung của tỉnh, chia sẻ dữ liệu giữa các cơ quan nhà nước.
2. Đào tạo nguồn nhân lực trí tuệ nhân tạo.
II. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính xây dựng Danh mục nhiệm vụ trước ngày 30/6/2026.
2. Các sở, ban, ngành lồng ghép triển khai kế hoạch này.
3. Ngân hàng Nhà nước chi nhánh tỉnh triển khai ứng dụng trí tuệ nhân tạo trong ngân hàng.
4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh tuyên truyền, vận động Nhân dân thực hiện kế hoạch.
"""


@pytest.mark.parametrize(("lang", "said"), [("vi", "mức chung của cả nước"), ("en", "those of the whole country")])
def test_a_national_total_is_not_asked_of_a_province(
    draft: ComparedPlan, reference: Reference, lang: Lang, said: str
) -> None:
    sheet = draft_comments(draft, reference, lang=lang)
    totals = {p.id for p in reference.provisions if p.obligation is Obligation.CONTRIBUTORY and p.figures}
    (remark,) = [block.text for block in sheet.blocks if isinstance(block, Paragraph) and said in block.text]
    asked = set(considered(sheet))
    assert {name for name in asked if re.search(rf"\b{re.escape(name)}[, ]", remark)} == totals & asked
    assert totals & asked


def test_what_clauses_leave_out_of_a_provision_is_told_once_with_the_provision(
    five: Comparison, reference: Reference
) -> None:
    plan = next(plan for plan in five.plans if plan.name == "Vĩnh Long")
    listed = [d for d in plan.alignment.deviations if d.severity is not Severity.LOW]
    dropped = [d.provision for d in listed if d.kind == "content_dropped"]
    sheet = comparison_note(plan, reference)
    assert not [row for row in differences(sheet) if row[0].startswith("Lược bỏ nội dung")]
    told = [name for name in wanting(sheet) if name in dropped]
    assert len(dropped) > len(set(dropped)) == len(told)
    unsure = {d.provision for d in listed if d.kind == "content_dropped" and d.needs_review}
    marked = {name for name, words in wanting(sheet).items() if words.endswith("(Cần kiểm tra lại)")}
    assert marked & set(dropped) <= unsure
    assert marked


def test_what_two_clauses_change_alike_is_a_row_with_both_places(five: Comparison, reference: Reference) -> None:
    plan = next(plan for plan in five.plans if plan.name == "Vĩnh Long")
    (row,) = [
        row
        for row in differences(comparison_note(raised(plan), reference))
        if "IV.8.3 " in row[1] and "Thu hẹp" in row[0]
    ]
    assert row[3].startswith("IV › 8 › b\n")
    assert row[3].endswith("\nCũng ở: IV › 8 › a")


def raised(plan: ComparedPlan) -> ComparedPlan:
    """The same plan with deviations that all ask for attention."""
    deviations = tuple(d.model_copy(update={"severity": Severity.MEDIUM}) for d in plan.alignment.deviations)
    return plan.model_copy(update={"alignment": plan.alignment.model_copy(update={"deviations": deviations})})


@pytest.fixture(scope="module")
def draft(reference: Reference) -> ComparedPlan:
    document = parse_plan(text=DRAFT)
    return ComparedPlan(source="du-thao.txt", document=document, alignment=align_plan(document, reference))


def rows(sheet: Sheet, number: int = 0) -> list[tuple[str, ...]]:
    return list([block for block in sheet.blocks if isinstance(block, Grid)][number].rows)


def differences(sheet: Sheet) -> list[tuple[str, ...]]:
    """The rows of findings in a note: the grave ones and those of the annex."""
    grids = (block for block in sheet.blocks if isinstance(block, Grid) and block.head[0] == "Điểm khác biệt")
    return [row for grid in grids for row in grid.rows]


def considered(sheet: Sheet) -> list[str]:
    """The provisions in the annex of what may be considered: those carried in part, then the missing ones."""
    partial, missing = ("Thể hiện một phần", "Partly covered"), ("Chưa thể hiện", "Missing")
    grids = [block for block in sheet.blocks if isinstance(block, Grid)]
    names = [row[0] for grid in grids if grid.head[0] in partial for row in grid.rows]
    names += [line for grid in grids if grid.head[1] in missing for row in grid.rows for line in row[1].split("\n")]
    return [name.split()[0] for name in names]


def wanting(sheet: Sheet) -> dict[str, str]:
    """What is wanting of each provision that a note lists as carried in part or not at all, by id."""
    head = "Phần còn thiếu (tóm lược, không phải nguyên văn)"
    grids = (block for block in sheet.blocks if isinstance(block, Grid) and head in block.head)
    return {row[0].split()[0]: row[grid.head.index(head)] for grid in grids for row in grid.rows}


def groups(sheet: Sheet) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in rows(sheet):
        if len(row) == 1:
            found[row[0].rsplit(" (", 1)[0]] = []
        else:
            found[list(found)[-1]].append(row)
    return found


def test_the_comment_table_asks_for_direct_duties_first(draft: ComparedPlan, reference: Reference) -> None:
    sheet = draft_comments(draft, reference)
    grid = next(block for block in sheet.blocks if isinstance(block, Grid))
    assert grid.head == ("Nội dung dự thảo", "Ý kiến", "Căn cứ")
    found = groups(sheet)
    assert next(iter(found)) == "Nội dung giao trực tiếp cho cấp tỉnh"
    owed = found["Nội dung giao trực tiếp cho cấp tỉnh"]
    report = next(row for row in owed if row[1].startswith("D2.5"))
    assert report[0] == "Dự thảo chưa nêu."
    assert report[2] == "khoản 5, Điều 2, Quyết định số 127/QĐ-TTg"
    assert "Tóm lược, không phải nguyên văn" in report[1]
    direct = {p.id for p in reference.provisions if p.obligation is Obligation.DIRECT}
    assert {row[1].split()[0] for row in owed} <= direct
    assert not set(considered(sheet)) & direct


def test_what_is_not_clear_of_tasks_is_told_once_with_all_their_places(five: Comparison, reference: Reference) -> None:
    plan = next(plan for plan in five.plans if plan.name == "Vĩnh Long")
    found = groups(draft_comments(plan, reference))["Giao nhiệm vụ theo yêu cầu “6 rõ”"]
    comments = [comment for _, comment, _ in found if comment.startswith("Đề nghị làm rõ")]
    assert len(comments) == len(set(comments)) < len(plan.document.duties)
    places = next(where for where, comment, _ in found if comment == "Đề nghị làm rõ: nêu định kỳ nhưng chưa nêu ngày; chưa nêu sản phẩm.")  # fmt: skip
    assert places == "IV › 1 › a; VI › 1; VI › 3"


def test_what_only_the_state_can_do_is_marked_in_a_note_and_not_asked_of_a_draft(
    five: Comparison, reference: Reference
) -> None:
    plan = next(plan for plan in five.plans if plan.name == "Vĩnh Long")
    said = wanting(comparison_note(plan, reference))["II.1.b.1"]
    assert said.startswith("Hình thành 02 trung tâm đổi mới sáng tạo cấp quốc gia về TTNT (thuộc cấp quốc gia).")
    assert "II.1.b.1" not in considered(draft_comments(plan, reference))


def test_a_plan_under_another_decision_is_told_before_all_else(reference: Reference) -> None:
    document = parse_plan(text=DRAFT.replace("Thực hiện", "Thực hiện Quyết định số 1671/QĐ-TTg về", 1))
    plan = ComparedPlan(source="du-thao.txt", document=document, alignment=align_plan(document, reference))
    for sheet in (draft_comments(plan, reference), comparison_note(plan, reference)):
        told = [block.text for block in sheet.blocks if isinstance(block, Paragraph) and "1671/QĐ-TTg" in block.text]
        assert any(text.startswith("Kế hoạch nêu trước hết Quyết định số 1671/QĐ-TTg") for text in told)


def test_a_long_clause_is_quoted_from_the_sentence_that_carries_the_provision(
    five: Comparison, reference: Reference
) -> None:
    plan = next(plan for plan in five.plans if plan.document.id == "vinh-long")
    cells = [cell for block in comparison_note(plan, reference).blocks if isinstance(block, Grid)
             for row in block.rows if row[0].startswith("D2.5 ") for cell in row]  # fmt: skip
    assert any("\n… " in cell and "Định kỳ báo cáo" in cell for cell in cells)


def test_what_is_added_is_not_to_be_justified(five: Comparison, reference: Reference) -> None:
    plan = next(plan for plan in five.plans if plan.document.id == "vinh-long")
    comments = [row[1] for rows in groups(draft_comments(plan, reference)).values() for row in rows]
    added = [comment for comment in comments if re.search(r"^Bổ sung (chỉ tiêu|thời hạn|nội dung)", comment, re.M)]
    assert added
    assert all("giải trình" not in comment for comment in added)


def test_what_only_the_state_can_do_and_what_repeats_is_not_asked_for(
    draft: ComparedPlan, reference: Reference
) -> None:
    asked = considered(draft_comments(draft, reference))
    assert len(asked) == len(set(asked))
    by_id = {p.id: p for p in reference.provisions}
    assert {by_id[i].obligation for i in asked} == {Obligation.LOCALISABLE, Obligation.CONTRIBUTORY}
    assert not [i for i in asked if set(by_id[i].same_as) & set(asked)]


def test_only_what_is_assigned_beyond_competence_is_to_be_requested(draft: ComparedPlan, reference: Reference) -> None:
    found = groups(draft_comments(draft, reference))["Thẩm quyền giao nhiệm vụ"]
    (bank,) = [row for row in found if "không thuộc quyền" in row[1]]
    assert "đề nghị Ngân hàng Nhà nước" in bank[1]
    assert "Mặt trận" not in str(found)


def test_the_six_clarities_of_each_duty(draft: ComparedPlan) -> None:
    document = draft.document
    by_clause = {duty.clause: duty for duty in document.duties}
    lead = clarities(by_clause["II.1"])
    assert [clarity.value for clarity in Clarity] == [
        "person", "job", "time", "responsibility", "product", "authority",
    ]  # fmt: skip
    assert {c for c, found in lead.items() if found.degree is not Degree.CLEAR} <= {Clarity.PRODUCT}
    vague = clarities(by_clause["II.2"])
    assert vague[Clarity.PERSON].degree is Degree.VAGUE
    assert vague[Clarity.JOB].what == "lồng ghép"
    assert vague[Clarity.TIME].degree is Degree.ABSENT
    assert clarities(by_clause["II.3"])[Clarity.AUTHORITY].degree is Degree.VAGUE
    front = by_clause["II.4"]
    assert asks(document, front)
    assert clarities(front, asked=True)[Clarity.AUTHORITY].degree is Degree.CLEAR


def test_coordination_alone_names_nobody_responsible_and_assigns_nothing(draft: ComparedPlan) -> None:
    bank = next(duty for duty in draft.document.duties if duty.clause == "II.3")
    only = bank.model_copy(update={"role": Role.COORDINATE, "roles": (Role.COORDINATE,)})
    assert clarities(only)[Clarity.RESPONSIBILITY].degree is Degree.ABSENT
    assert beyond_competence(only) == ()
    nobody = bank.model_copy(update={"agencies": (), "role": Role.ADVISE, "roles": ()})
    assert clarities(nobody)[Clarity.PERSON].degree is Degree.ABSENT
    assert clarities(nobody)[Clarity.AUTHORITY].degree is Degree.ABSENT


def test_tasks_without_an_agency_are_said_once_a_section(draft: ComparedPlan, reference: Reference) -> None:
    found = groups(draft_comments(draft, reference))["Giao nhiệm vụ theo yêu cầu “6 rõ”"]
    (section,) = [row for row in found if "chưa giao cho cơ quan nào" in row[1]]
    assert section[0] == "Mục I: I. NHIỆM VỤ"


def test_a_note_lists_what_differs_and_counts_the_rest(five: Comparison, reference: Reference) -> None:
    for plan in five.plans:
        sheet = comparison_note(plan, reference)
        titles = [block.text for block in sheet.blocks if isinstance(block, Heading)]
        assert titles[0] == "Phiếu đối chiếu kế hoạch với Quyết định số 127/QĐ-TTg"
        assert titles.count(titles[0]) == 1
        rows = [(row[1].split("\n")[0], row[0], row[2]) for row in differences(sheet)]
        assert len(set(rows)) == len(rows)
        for d in plan.alignment.deviations:
            told = any(p.startswith(f"{d.provision} ") and label(d.kind.value, lang="vi") in k for p, k, _ in rows)
            left_out = d.kind is DeviationKind.CONTENT_DROPPED and d.provision in wanting(sheet)
            assert told or left_out or d.severity is Severity.LOW
        assert [block.quiet for block in sheet.blocks if isinstance(block, Paragraph)][-1]


def test_the_front_of_a_note_is_short_and_names_every_annex(five: Comparison, reference: Reference) -> None:
    """A superior reads a few pages; what they count stands in the annexes they name."""
    for plan in five.plans:
        sheet = comparison_note(plan, reference)
        begins = [at for at, block in enumerate(sheet.blocks) if isinstance(block, Heading) and block.new_page]
        assert len(begins) == 1
        front, annexed = markdown(Sheet(sheet.blocks[: begins[0]])), sheet.blocks[begins[0] :]
        assert len(front.split()) < 1500
        titles = [block.text for block in annexed if isinstance(block, Heading) and block.level == 1]
        named = {title.split(".")[0] for title in titles if not title.endswith("Ghi chú khi đọc văn bản")}
        assert named == set(re.findall(r"Phụ lục \d+", front))


def test_every_open_provision_is_in_a_note_once(five: Comparison, reference: Reference) -> None:
    told = {Obligation.DIRECT, Obligation.LOCALISABLE, Obligation.CONTRIBUTORY}
    for plan in five.plans:
        text = note(plan, reference=reference, format="md").decode()
        for c in plan.alignment.coverage:
            p = reference.provision(c.provision)
            if p.obligation in told and not p.restates and c.status is CoverageStatus.MISSING:
                assert f"{p.id} {plain(p.label.vi)}" in text, p.id


def test_what_is_counted_at_the_front_is_what_stands_behind(five: Comparison, reference: Reference) -> None:
    plan = next(plan for plan in five.plans if plan.document.id == "vinh-long")
    sheet = comparison_note(plan, reference)
    points = next(block for block in sheet.blocks if isinstance(block, Points)).points
    (said,) = [point for point in points if point.startswith("Điểm khác biệt: ")]
    high, medium = map(int, re.findall(r"(\d+) ở mức (?:cao|trung bình)", said))
    above = sum(
        int(b.text.split()[0])
        for b in sheet.blocks
        if isinstance(b, Paragraph) and "nêu cùng nội dung Quyết định" in b.text
    )
    assert high + medium == len(differences(sheet)) + above


def test_a_note_on_a_replaced_decision_says_what_became_of_what_the_plan_carries(
    five: Comparison, reference: Reference
) -> None:
    plan = five.plans[1]
    sheet = comparison_note(plan, reference)
    titles = [block.text for block in sheet.blocks if isinstance(block, Heading)]
    assert any(title.endswith(". Rà soát theo Quyết định mới") for title in titles)
    review = next(g for g in sheet.blocks if isinstance(g, Grid) and g.head[-1] == "1671/QĐ-TTg")
    heads = [row[0] for row in review.rows if len(row) == 1]
    assert len(review.rows) - len(heads) == len([c for c in plan.alignment.coverage if c.by])
    assert [head.split(" (")[0] for head in heads] == ["Điều chỉnh", "Không còn", "Tiếp tục"]
    new = sheet.blocks[sheet.blocks.index(review) + 2]
    assert isinstance(new, Grid)
    assert any(row[0].startswith("D2.8.g") for row in new.rows)


def test_a_note_on_the_decision_in_force_has_nothing_to_review(project_root: Path) -> None:
    plan = project_root / "tests" / "data" / "plan-1671.txt"
    known = load_reference("qd-1671-2026")
    document, alignment = compare_plan(plan, reference=known)
    sheet = comparison_note(ComparedPlan(source=plan.name, document=document, alignment=alignment), known)
    assert not [b for b in sheet.blocks if isinstance(b, Heading) and "Rà soát" in b.text]


def test_our_own_words_are_those_of_an_office() -> None:
    ours = [word["vi"] for group in ("notes", "charts") for keys in table(group).values() for word in keys.values() if isinstance(word, dict)]  # fmt: skip
    assert {said: found for said in ours if (found := avoided_in(said))} == {}


@pytest.mark.parametrize("draft_too", [False, True])
def test_word_has_headings_tables_whose_head_repeats_and_the_same_bytes(
    five: Comparison, reference: Reference, draft_too: bool
) -> None:
    plan = five.plans[1]
    content = note(plan, reference=reference, draft=draft_too)
    assert content == note(plan, reference=reference, draft=draft_too)
    document = docx.Document(io.BytesIO(content))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert "Heading 1" in styles
    assert document.tables
    for grid in document.tables[0 if draft_too else 1 :]:  # the first of a note holds facts of the plan
        assert grid.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()
    assert "Times New Roman" in xml
    assert "vi-VN" in xml


def test_hostile_texts_are_texts(hostile: Comparison, reference: Reference) -> None:
    plan = hostile.plans[0]
    words = "a\x00b\x0bc\ud800<w:p/> | x\n# y"
    meta = plan.document.metadata.model_copy(update={"title": words})
    odd = plan.model_copy(update={"document": plan.document.model_copy(update={"metadata": meta})})
    for lang in ("vi", "en"):
        document = docx.Document(io.BytesIO(note(odd, reference=reference, lang=lang)))
        assert "<w:p/>" in document.tables[0].cell(0, 1).text
        text = note(odd, reference=reference, format="md", lang=lang, draft=True).decode()
        assert "<script" not in re.sub(r"\\<", "", text)


def test_markdown_tables_are_whole_and_nothing_in_a_text_is_markup() -> None:
    assert markdown(Sheet((Points(("a*", "b")),))) == "- a\\*\n- b\n"
    assert markdown(Sheet((Facts((("a", "| b"),)),))) == "- **a**: \\| b\n"
    sheet = Sheet((Heading(0, "# a"), Grid(("x", "y"), (("- 1 | 2", "a\nb"), ("group",)), (1, 1))))
    assert markdown(sheet) == "# \\# a\n\n| x | y |\n| --- | --- |\n| \\- 1 \\| 2 | a<br>b |\n| **group** |  |\n"
    assert plain("1. Đào tạo [x](y) `z`") == "1\\. Đào tạo \\[x\\](y) \\`z\\`"


def test_a_static_page_has_lists_and_the_names_of_facts_as_heads_of_rows() -> None:
    page = sheet_page(Sheet((Facts((("Số", "<1>"),)), Points(("a & b",)), Heading(1, "c", new_page=True))))
    assert '<tr><th scope="row">Số</th><td>&lt;1&gt;</td></tr>' in page
    assert "<ul>\n<li>a &amp; b</li>\n</ul>" in page
    assert '<h2 class="opens">c</h2>' in page


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_libreoffice_opens_the_word_file(draft: ComparedPlan, reference: Reference, tmp_path: Path) -> None:
    (tmp_path / "note.docx").write_bytes(word_bytes(draft_comments(draft, reference)))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "txt:Text", "note.docx"]  # fmt: skip
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert "Bảng góp ý dự thảo kế hoạch" in (tmp_path / "note.txt").read_text(encoding="utf-8-sig")
