"""The codebook of Decision 1671: its counts, and its annexes against the official text (skipped where that is absent)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from vnplan.lexicon import agencies
from vnplan.lexicon.loader import table
from vnplan.models import Comparator, Obligation, Provision, ProvisionKind, Reference
from vnplan.parse import parse_plan
from vnplan.parse.figures.quantities import find_quantities
from vnplan.reference import load_reference, official_texts

ROW = re.compile(r"^\*\*(?P<number>[\d.]+)\.\*\* ", re.M)
LEAD = re.compile(r"^- Chủ trì: (?P<lead>.*?) \| Phối hợp: (?P<partners>.*)$", re.M)
TIME = re.compile(r"^- Thời gian: (?P<time>.*)$", re.M)
EXECUTOR = re.compile(r"^- Đơn vị thực hiện: (?P<executor>.*)$", re.M)
TARGET = re.compile(r"^\| (?P<number>\d+)\. \| .*? \| (?P<lead>.*?) \| (?P<partners>.*?) \|$", re.M)
NOBODY = "—"


@pytest.fixture(scope="module")
def codebook() -> Reference:
    return load_reference("qd-1671-2026")


@pytest.fixture(scope="module")
def official(shared_dir: Path) -> str:
    return (shared_dir / "reference" / "qd-1671-2026.md").read_text(encoding="utf-8")


def under(codebook: Reference, head: str) -> list[Provision]:
    return [p for p in codebook.provisions if p.id.startswith(head)]


def named_in(cell: str) -> set[str]:
    """The ministries and central agencies a cell names, by their full names."""
    return {i for a in agencies().rows for i in central([a.id]) if a.vi.removesuffix(" Việt Nam") in cell}


def central(ids: Iterable[str]) -> set[str]:
    """Those of the agencies that are ministries or central agencies."""
    return {i for i in ids if agencies().get(i).kind in {"ministry", "national"}}


def leads(provision: Provision) -> tuple[str, ...]:
    return (provision.addressee or "", *provision.co_leads)


def test_annexes_hold_32_targets_and_97_tasks(codebook: Reference) -> None:
    assert [p.id for p in under(codebook, "PL1.")] == [f"PL1.{n}" for n in range(1, 33)]
    tasks = [p.id.removeprefix("PL2.") for p in under(codebook, "PL2.")]
    assert tasks[15:18] == ["16.1", "16.2", "16.3"]
    assert list(dict.fromkeys(t.split(".")[0] for t in tasks)) == [str(n) for n in range(1, 98)]


def test_sections_of_the_body_hold_as_many_provisions_as_the_decision(codebook: Reference) -> None:
    counts = {head: len(under(codebook, head)) for head in ("I.", "II.", "III.", "IV.", "V.", "D2.", "D3.")}
    assert counts == {"I.": 6, "II.": 40, "III.": 136, "IV.": 38, "V.": 6, "D2.": 39, "D3.": 1}


def test_every_target_restates_a_goal_with_its_figures(codebook: Reference) -> None:
    for target in under(codebook, "PL1."):
        goal = codebook.provision(target.restates or "")
        assert target.figures[: len(goal.figures)] == goal.figures
        assert target.horizon == goal.horizon


def test_every_task_restates_one_provision_or_groups_the_bullets_of_a_sector(codebook: Reference) -> None:
    tasks = under(codebook, "PL2.")
    assert all(bool(t.restates) != bool(t.group_of) for t in tasks)
    grouped = [i for t in tasks for i in t.group_of]
    assert grouped == [p.id for p in codebook.provisions if re.match(r"III\.6\.[a-zđ]", p.id)]


def test_what_the_decision_orders_of_provinces_is_direct(codebook: Reference) -> None:
    assert {p.obligation for p in under(codebook, "D2.8.")} == {Obligation.DIRECT}
    led = [p for p in under(codebook, "PL2.") if p.addressee in {"cac-bo-nganh-dia-phuong", "cac-dia-phuong"}]
    assert {p.obligation for p in led} == {Obligation.DIRECT}
    everyone = [p for p in under(codebook, "II.2.") if any(f.comparator is Comparator.ALL for f in p.figures)]
    assert {p.id for p in everyone if p.obligation is not Obligation.DIRECT} == {"II.2.d.4"}


def test_every_task_has_a_lead_a_product_and_a_time(codebook: Reference) -> None:
    for task in under(codebook, "PL2."):
        assert task.kind is ProvisionKind.TASK
        assert task.addressee
        assert task.products
        assert task.period or (task.due and task.due.recurring == "continuous"), task.id


def test_every_quantity_of_the_goals_is_a_figure_of_the_codebook(codebook: Reference, shared_dir: Path) -> None:
    texts = official_texts(parse_plan(shared_dir / "reference" / "qd-1671-2026.md"), codebook)
    for goal in (*under(codebook, "II.2."), *under(codebook, "PL1.")):
        found = [(q.comparator, q.low, q.high) for q in find_quantities(texts[goal.id])]
        assert found == [(f.comparator, f.low, f.high) for f in goal.figures], goal.id


def test_every_measure_but_a_viewpoint_a_source_of_money_and_a_sector_s_name_has_its_verbs(codebook: Reference) -> None:
    without = {p.id for p in codebook.provisions for m in p.measures if not m.verbs}
    assert without == {"I.5", "V.1.a", "V.1.b", "V.1.c", *(f"PL2.{n}" for n in range(37, 53))}


def test_verbs_are_words_of_the_decision(codebook: Reference, shared_dir: Path) -> None:
    texts = official_texts(parse_plan(shared_dir / "reference" / "qd-1671-2026.md"), codebook)
    for provision in codebook.provisions:
        above = texts["II.2.c.9"] if provision.id.startswith("II.2.c.9.") else ""  # its bullets share its verb
        words = f"{above} {texts[provision.id]}".lower()
        assert not [v for m in provision.measures for v in m.verbs if v not in words], provision.id


def test_our_words_encourage_only_where_the_decision_does(codebook: Reference, shared_dir: Path) -> None:
    texts = official_texts(parse_plan(shared_dir / "reference" / "qd-1671-2026.md"), codebook)
    weak = table("modality")["commitment"]["encourage"]["phrases"]
    seen_or_aimed_at = {ProvisionKind.VIEWPOINT, ProvisionKind.GENERAL_GOAL}
    for provision in codebook.provisions:
        said, ours = texts[provision.id].lower(), " ".join(m.vi for m in provision.measures).lower()
        found = [phrase for phrase in weak if phrase in ours and phrase not in said]
        assert not found or provision.kind in seen_or_aimed_at, (provision.id, found)


def test_leads_partners_and_periods_are_those_of_annex_2(codebook: Reference, official: str) -> None:
    rows = official[official.index("## Phụ lục II") :]
    starts = [*ROW.finditer(rows)]
    assert len(starts) == 100  # 97 rows, and three under row 16
    for start, end in zip(starts, [*(s.start() for s in starts[1:]), len(rows)], strict=True):
        row, number = rows[start.start() : end], start["number"]
        if number == "16":
            continue
        task = codebook.provision(f"PL2.{number}")
        who, when, executor = LEAD.search(row), TIME.search(row), EXECUTOR.search(row)
        assert who
        assert when
        assert named_in(who["lead"]) == central(leads(task)), number
        assert ("địa phương" in who["lead"]) == any("dia-phuong" in i for i in leads(task)), number
        assert named_in(who["partners"]) == central(task.partners), number
        assert ("địa phương" in who["partners"]) == any("dia-phuong" in i for i in task.partners), number
        assert bool(task.executors) == bool(executor and executor["executor"].strip() != NOBODY), number
        years = [int(y) for y in re.findall(r"\d{4}", when["time"])]
        if years:
            assert task.period
            assert (task.period.start, task.period.end) == (years[0], years[-1])
        else:
            assert task.period is None


def test_leads_and_partners_are_those_of_annex_1(codebook: Reference, official: str) -> None:
    rows = [*TARGET.finditer(official)]
    assert len(rows) == 32
    for row in rows:
        target = codebook.provision(f"PL1.{row['number']}")
        assert named_in(row["lead"]) == central(leads(target))
        assert named_in(row["partners"]) == central(target.partners)
