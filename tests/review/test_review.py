"""The review round trip: twenty edits out and back, all honoured after a re-run, none lost, none misread in silence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from vnplan.align import align_plan
from vnplan.align.links.model import default_model
from vnplan.align.train import annotated_clauses
from vnplan.cli import run
from vnplan.comparison import compare_plan
from vnplan.decisions import keep_review, load_review, review_file
from vnplan.errors import ReadError, SchemaError
from vnplan.models import Alignment, Document, LinkDecision, Reference, Review, Verdict
from vnplan.parse import parse_plan
from vnplan.reference import load_reference
from vnplan.review import apply_review, read_decisions, review_workbook, sheets


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference("qd-127-2021")


@pytest.fixture
def plan(plans_dir: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(plans_dir / "hoa-binh.txt", tmp_path / "hoa-binh.txt"))


def exported(plan: Path, reference: Reference, tmp_path: Path) -> tuple[Document, Alignment, Path]:
    document, alignment = compare_plan(plan, reference=reference)
    book = tmp_path / "review.xlsx"
    book.write_bytes(review_workbook(document, alignment, reference, review=load_review(plan)))
    return document, alignment, book


def edit(path: Path, changes: dict[str, dict[tuple[str, str | None], tuple[str | None, str | None]]]) -> None:
    """Set decision and target by (clause, provision) as an analyst would by drop-down."""
    book = load_workbook(path)
    for name, rows in changes.items():
        sheet = book[name]
        heads = {cell.value: cell.column for cell in sheet[1]}
        for line in range(2, sheet.max_row + 1):
            clause = sheet.cell(line, heads["Đoạn"]).value
            provision = sheet.cell(line, heads["Nội dung"]).value if "Nội dung" in heads else None
            if (clause, provision) in rows:
                decision, target = rows[clause, provision]
                sheet.cell(line, heads["Ý kiến"]).value = decision
                sheet.cell(line, heads["Chuyển đến / thêm"]).value = target
    book.save(path)


def twenty_edits(alignment: Alignment) -> dict[str, dict[tuple[str, str | None], tuple[str, str | None]]]:
    pairs = [(k.clause, k.provision) for k in alignment.links]
    links: dict[tuple[str, str | None], tuple[str, str | None]] = {}
    links.update(dict.fromkeys(pairs[0:6], ("Giữ", None)))
    links.update(dict.fromkeys(pairs[6:11], ("Bỏ", None)))
    links.update(dict.fromkeys(pairs[11:15], ("Chuyển", "III.1.2")))
    links.update(dict.fromkeys(pairs[15:18], ("Thêm", "I.2")))
    local: dict[tuple[str, str | None], tuple[str, str | None]] = {
        (alignment.unlinked[0].clause, None): ("Thêm", "D2.2"),
        (alignment.unlinked[1].clause, None): ("Nội dung riêng", None),
    }
    return {sheets.LINKS: links, sheets.LOCAL: local}


def expected_pairs(alignment: Alignment) -> tuple[set[tuple[str, str]], set[tuple[str, str]], set[str]]:
    pairs = [(k.clause, k.provision) for k in alignment.links]
    there = {
        *pairs[0:6],
        *((c, "III.1.2") for c, _ in pairs[11:15]),
        *pairs[15:18],
        *((c, "I.2") for c, _ in pairs[15:18]),
    }
    there.add((alignment.unlinked[0].clause, "D2.2"))
    gone = set(pairs[6:15])
    return there, gone - there, {alignment.unlinked[1].clause}


def test_twenty_edits_are_honoured_after_a_run_with_a_changed_model(
    plan: Path, reference: Reference, tmp_path: Path
) -> None:
    document, alignment, book = exported(plan, reference, tmp_path)
    changes = twenty_edits(alignment)
    assert sum(len(rows) for rows in changes.values()) == 20
    edit(book, changes)
    outcome = apply_review(plan, book, document=document, reference=reference)
    assert outcome.problems == ()
    assert outcome.kept_in == review_file(plan)
    there, gone, local = expected_pairs(alignment)
    eager = default_model().model_copy(update={"accept": 0.2, "step_two_bias": 0.0})
    review = load_review(plan)
    assert review is not None
    for model in (None, eager):
        again = align_plan(document, reference, model=model, decisions=review.decisions)
        found = {(k.clause, k.provision): k for k in again.links}
        assert there <= set(found)
        assert all(found[pair].confirmed and not found[pair].needs_review for pair in there)
        assert not gone & set(found)
        assert not local & {clause for clause, _ in found}


def test_a_decision_taken_back_leaves_the_plan_as_it_was_before(
    plan: Path, reference: Reference, tmp_path: Path
) -> None:
    document, untouched, book = exported(plan, reference, tmp_path)
    kept, dropped = ((k.clause, k.provision) for k in untouched.links[:2])
    own = (untouched.unlinked[0].clause, None)
    edit(
        book,
        {sheets.LINKS: {kept: ("Giữ", None), dropped: ("Bỏ", None)}, sheets.LOCAL: {own: ("Nội dung riêng", None)}},
    )
    apply_review(plan, book, document=document, reference=reference)
    _, _, book = exported(plan, reference, tmp_path)
    back = ("Rút ý kiến", None)
    edit(book, {sheets.LINKS: {dropped: back}, sheets.LOCAL: {own: ("withdraw", None)}})
    outcome = apply_review(plan, book, document=document, reference=reference)
    assert (outcome.withdrawn, outcome.problems) == (2, ())
    assert [(d.clause, d.provision, d.verdict) for d in outcome.review.decisions] == [(*kept, Verdict.ACCEPT)]
    _, _, book = exported(plan, reference, tmp_path)
    edit(book, {sheets.LINKS: {kept: back}})
    assert apply_review(plan, book, document=document, reference=reference).review.decisions == ()
    assert compare_plan(plan, reference=reference)[1] == untouched


def test_taking_back_names_no_other_provision(plan: Path, reference: Reference, tmp_path: Path) -> None:
    document, alignment, book = exported(plan, reference, tmp_path)
    first = (alignment.links[0].clause, alignment.links[0].provision)
    edit(book, {sheets.LINKS: {first: ("Rút ý kiến", "I.2")}})
    decisions, withdrawn, problems = read_decisions(book, document=document, reference=reference)
    assert (decisions, withdrawn, len(problems)) == ((), (), 1)


def test_every_command_honours_the_decisions(plan: Path, reference: Reference, tmp_path: Path, capsys) -> None:
    _, alignment, book = exported(plan, reference, tmp_path)
    edit(book, twenty_edits(alignment))
    assert run(["review", "apply", str(plan), str(book)]) == 0
    capsys.readouterr()
    assert run(["align", str(plan), "--format", "json"]) == 0
    there, gone, _ = expected_pairs(alignment)
    links = {(k["clause"], k["provision"]) for k in json.loads(capsys.readouterr().out)["links"]}
    assert there <= links
    assert not gone & links


def test_a_second_round_adds_to_the_first(plan: Path, reference: Reference, tmp_path: Path) -> None:
    document, alignment, book = exported(plan, reference, tmp_path)
    first, second = alignment.links[0], alignment.links[5]
    edit(book, {sheets.LINKS: {(first.clause, first.provision): ("Bỏ", None)}})
    apply_review(plan, book, document=document, reference=reference)
    _, _, book = exported(plan, reference, tmp_path)
    edit(book, {sheets.LINKS: {(second.clause, second.provision): ("Giữ", None)}})
    outcome = apply_review(plan, book, document=document, reference=reference)
    assert {(d.clause, d.verdict) for d in outcome.review.decisions} == {
        (first.clause, Verdict.REJECT),
        (second.clause, Verdict.ACCEPT),
    }


def test_earlier_decisions_stand_in_the_next_workbook_and_come_back_unchanged(
    plan: Path, reference: Reference, tmp_path: Path
) -> None:
    document, alignment, book = exported(plan, reference, tmp_path)
    edit(book, twenty_edits(alignment))
    first = apply_review(plan, book, document=document, reference=reference)
    before = review_file(plan).read_bytes()
    assert run(["review", "export", str(plan), "--out", str(book)]) == 0
    decisions, _, problems = read_decisions(book, document=document, reference=reference)
    assert problems == ()
    assert {(d.quote, d.provision, d.verdict) for d in decisions} == {
        (d.quote, d.provision, d.verdict) for d in first.review.decisions
    }
    apply_review(plan, book, document=document, reference=reference)
    assert review_file(plan).read_bytes() == before


def test_a_dropped_link_can_be_taken_up_again(plan: Path, reference: Reference, tmp_path: Path) -> None:
    document, alignment, book = exported(plan, reference, tmp_path)
    pair = (alignment.links[0].clause, alignment.links[0].provision)
    edit(book, {sheets.LINKS: {pair: ("Bỏ", None)}})
    apply_review(plan, book, document=document, reference=reference)
    _, without, book = exported(plan, reference, tmp_path)
    assert pair not in {(k.clause, k.provision) for k in without.links}
    edit(book, {sheets.LINKS: {pair: ("Giữ", None)}})
    apply_review(plan, book, document=document, reference=reference)
    _, again = compare_plan(plan, reference=reference)
    assert pair in {(k.clause, k.provision) for k in again.links if k.confirmed}


def test_a_note_without_a_decision_is_not_passed_over(plan: Path, reference: Reference, tmp_path: Path, capsys) -> None:
    _, _, book = exported(plan, reference, tmp_path)
    opened = load_workbook(book)
    sheet = opened[sheets.LINKS]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(4, heads["Ghi chú"]).value = "xem lại với Sở"
    opened.save(book)
    assert run(["review", "apply", str(plan), str(book)]) == 1
    assert "Đối chiếu, row 4: there is a note but no decision" in capsys.readouterr().err
    assert not review_file(plan).exists()


def test_a_heading_that_was_renamed_is_named(plan: Path, reference: Reference, tmp_path: Path) -> None:
    document, _, book = exported(plan, reference, tmp_path)
    opened = load_workbook(book)
    for cell in opened[sheets.LINKS][1]:
        if cell.value == "Ý kiến":
            cell.value = "Nhận xét"
    opened.save(book)
    _, _, problems = read_decisions(book, document=document, reference=reference)
    assert [str(problem) for problem in problems] == [
        "Đối chiếu, row 1: the column 'Ý kiến' is not there; export again and do not rename its heading"
    ]


def test_decisions_survive_new_numbering(plan: Path, reference: Reference) -> None:
    document, alignment = compare_plan(plan, reference=reference)
    link = alignment.links[0]
    quote = document.node(link.clause).text
    decision = LinkDecision(clause="no.such.id", quote=quote, provision=link.provision, verdict=Verdict.REJECT)
    again = align_plan(document, reference, decisions=(decision,))
    assert (link.clause, link.provision) not in {(k.clause, k.provision) for k in again.links}


@pytest.mark.parametrize(
    ("decision", "target", "message"),
    [
        ("Chuyển", None, "needs a provision"),
        ("Thêm", None, "needs a provision"),
        ("Chuyển", "XX.9", "no provision 'XX.9'"),
        ("Giữ", "I.2", "takes no provision"),
        (None, "I.2", "no decision"),
        ("Chuyển", "I.1", "linked to I.1 already"),
        ("Có thể", None, "is no decision"),
        ("=1+1", None, "is no decision"),
    ],
)
def test_a_row_that_cannot_be_understood_is_named(
    plan: Path, reference: Reference, tmp_path: Path, decision: str | None, target: str | None, message: str
) -> None:
    document, alignment, book = exported(plan, reference, tmp_path)
    first, second = alignment.links[0], alignment.links[1]
    edit(
        book,
        {
            sheets.LINKS: {
                (first.clause, first.provision): (f"'{decision}" if decision == "=1+1" else decision, target),
                (second.clause, second.provision): ("Giữ", None),
            }
        },
    )
    decisions, _, problems = read_decisions(book, document=document, reference=reference)
    assert [(p.sheet, p.row) for p in problems] == [(sheets.LINKS, 2)]
    assert message in str(problems[0])
    assert [d.clause for d in decisions] == [second.clause]


def test_a_provision_is_chosen_by_its_id_and_name(plan: Path, reference: Reference, tmp_path: Path) -> None:
    document, alignment, book = exported(plan, reference, tmp_path)
    offered = [row[4] for row in load_workbook(book)[sheets.PROVISIONS].iter_rows(min_row=2, values_only=True)]
    assert "III.2.1  Chia sẻ dữ liệu" in offered
    link = alignment.links[0]
    edit(book, {sheets.LINKS: {(link.clause, link.provision): ("Chuyển", "III.2.1  Chia sẻ dữ liệu")}})
    decisions, _, problems = read_decisions(book, document=document, reference=reference)
    assert problems == ()
    assert [(d.provision, d.verdict) for d in decisions] == [
        (link.provision, Verdict.REJECT),
        ("III.2.1", Verdict.ACCEPT),
    ]


def test_english_words_are_understood(plan: Path, reference: Reference, tmp_path: Path) -> None:
    document, alignment, book = exported(plan, reference, tmp_path)
    link = alignment.links[0]
    edit(book, {sheets.LINKS: {(link.clause, link.provision): ("drop", None)}})
    decisions, _, problems = read_decisions(book, document=document, reference=reference)
    assert problems == ()
    assert decisions[0].verdict is Verdict.REJECT


def test_a_workbook_of_another_plan_is_refused(
    plan: Path, plans_dir: Path, reference: Reference, tmp_path: Path
) -> None:
    _, _, book = exported(plan, reference, tmp_path)
    other = parse_plan(plans_dir / "lang-son.txt")
    with pytest.raises(ReadError, match="another text of the plan"):
        read_decisions(book, document=other, reference=reference)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused(plan: Path, reference: Reference, tmp_path: Path, content: bytes) -> None:
    book = tmp_path / "review.xlsx"
    book.write_bytes(content)
    with pytest.raises(ReadError, match="vnplan review export"):
        read_decisions(book, document=parse_plan(plan), reference=reference)


def test_a_damaged_review_file_stops_the_run(plan: Path, reference: Reference) -> None:
    review_file(plan).write_text("{", encoding="utf-8")
    with pytest.raises(SchemaError, match="review"):
        compare_plan(plan, reference=reference)


def test_a_plan_with_as_long_a_name_as_can_be_is_read_and_keeps_its_decisions(tmp_path: Path, plans_dir: Path) -> None:
    """The name of the review file is longer; files are named by their titles, of letters of three bytes."""
    names = ["Kế hoạch " + "ế" * 77 + one + ".txt" for one in ("aaa", "bbb")]
    plans = [tmp_path / name for name in names]
    for plan in plans:
        shutil.copy(plans_dir / "lang-son.txt", plan)
        assert len(os.fsencode(plan.name)) > 240
        assert load_review(plan) is None
        keep_review(plan, Review(document="plan", document_sha256="", reference="qd-127-2021"))
    assert len({review_file(plan) for plan in plans}) == 2
    assert all(load_review(plan) is not None for plan in plans)


def test_a_rerun_leaves_the_review_file_alone(plan: Path, reference: Reference) -> None:
    document = parse_plan(plan)
    review = Review(document=document.id, document_sha256=document.sha256, reference=reference.id)
    review_file(plan).write_text(review.to_json(), encoding="utf-8")
    before = review_file(plan).read_bytes()
    compare_plan(plan, reference=reference)
    assert run(["align", str(plan), "--out", str(plan.with_suffix(".json"))]) == 0
    assert review_file(plan).read_bytes() == before


def test_decided_clauses_become_training_data(plan: Path, reference: Reference, tmp_path: Path) -> None:
    document, alignment, book = exported(plan, reference, tmp_path)
    edit(book, twenty_edits(alignment))
    gold = tmp_path / "gold.json"
    assert run(["review", "apply", str(plan), str(book), "--as-gold", str(gold)]) == 0
    data = json.loads(gold.read_text(encoding="utf-8"))
    taught = annotated_clauses(data, document)
    assert alignment.unlinked[1].clause in taught
    assert 0 < len(taught) <= 20


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (libreoffice-calc-nogui) is not installed")
def test_a_workbook_saved_by_libreoffice_is_read_alike(plan: Path, reference: Reference, tmp_path: Path) -> None:
    document, alignment, book = exported(plan, reference, tmp_path)
    edit(book, twenty_edits(alignment))
    folder = tmp_path / "saved"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    ours = read_decisions(book, document=document, reference=reference)
    assert read_decisions(folder / book.name, document=document, reference=reference) == ours


def test_no_cell_of_the_workbook_is_a_formula(plan: Path, reference: Reference, tmp_path: Path) -> None:
    _, _, book = exported(plan, reference, tmp_path)
    for sheet in load_workbook(book).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_scoring_many_plans_honours_the_decisions(plan: Path, reference: Reference, tmp_path: Path) -> None:
    from vnplan import score_plans

    document, alignment, book = exported(plan, reference, tmp_path)
    before = next(iter(score_plans([plan]))).card
    edit(book, {sheets.LINKS: {(k.clause, k.provision): ("Bỏ", None) for k in alignment.links[:8]}})
    apply_review(plan, book, document=document, reference=reference)
    after = next(iter(score_plans([plan]))).card
    assert before is not None
    assert after is not None
    assert before != after
