"""Comparisons for the report's tests: a small hostile one made by hand, and the five plans as they are."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from vnplan.comparison import ComparedPlan, Comparison, Failure, compare_plans
from vnplan.models import (
    AgencyMention,
    Alignment,
    Comparator,
    Coverage,
    CoverageStatus,
    Deviation,
    DeviationKind,
    Document,
    Duty,
    Evidence,
    Link,
    Metadata,
    Node,
    NodeKind,
    Reference,
    Relation,
    Role,
    Severity,
    Span,
    Summary,
    Target,
    Unlinked,
)
from vnplan.reference import load_reference
from vnplan.text import one_line

HOSTILE = '</script><script>window.hacked=1</script><img src="http://evil.example/x" onerror="window.hacked=1">'
FORMULA = '=HYPERLINK("http://evil.example")'


def _document(number: int, province: str) -> Document:
    lines = [
        "I. Mục tiêu",
        "- Xây dựng 05 mô hình \u2028 dữ liệu mở & chia sẻ",
        HOSTILE,
        FORMULA,
        "+ Sở Y tế chủ trì",
    ]
    text = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    kinds = [NodeKind.HEADING, *[NodeKind.CLAUSE] * 4]
    ids = ["I", "I.-1", "I.-2", "I.-3", "I.+1"]
    nodes = tuple(
        Node(
            id=i,
            kind=kind,
            path=tuple(i.split(".")),
            parent="I" if i != "I" else None,
            spans=(span,),
            span=span,
            text=one_line(line),
        )
        for i, kind, span, line in zip(ids, kinds, spans, lines, strict=True)
    )
    duty = Duty(
        clause="I.+1",
        agencies=(AgencyMention(id="so-yt", name="Sở Y tế"),),
        role=Role.LEAD,
        product=FORMULA,
        due="trước ngày 15 tháng 11",
        recurring="annual",
        span=spans[4],
    )
    target = Target(
        clause="I.-1",
        span=spans[1],
        text="05 mô hình",
        indicator="mô hình",
        comparator=Comparator.EXACT,
        low=Decimal(5),
        unit="mô hình",
        deadline="2025",
    )
    return Document(
        id=f"plan-{number}",
        sha256="0" * 64,
        text=text,
        metadata=Metadata(kind="plan", number=f"{number}/KH-UBND", province=province),
        nodes=nodes,
        duties=(duty,),
        targets=(target,),
    )


def _alignment(document: Document, reference: Reference) -> Alignment:
    node = {n.id: n for n in document.nodes}
    link = Link(
        clause="I.-1",
        clause_span=node["I.-1"].span,
        provision="III.2.1",
        relation=Relation.SUBSET,
        score=0.87,
        needs_review=True,
        matched_by=("the same words: dữ liệu", HOSTILE),
        evidence=(Evidence(clause_span=Span(node["I.-1"].span.start + 2, node["I.-1"].span.end), measure="III.2.1#1"),),
    )
    deviation = Deviation(
        clause="I.-1",
        clause_span=node["I.-1"].span,
        provision="III.2.1",
        kind=DeviationKind.FIGURE_CHANGED,
        expected=HOSTILE,
        found=FORMULA,
        span=node["I.-1"].span,
        severity=Severity.HIGH,
    )
    low = deviation.model_copy(update={"kind": DeviationKind.SCOPE_NARROWED, "severity": Severity.LOW})
    coverage = tuple(
        Coverage(
            provision=p.id,
            status=CoverageStatus.PARTIAL if p.id == "III.2.1" else CoverageStatus.MISSING,
            by=("I.-1",) if p.id == "III.2.1" else (),
            reason="thiếu thành phần 2" if p.id == "III.2.1" else "không đoạn nào nêu",
            measures_taken=("III.2.1#1",) if p.id == "III.2.1" else (),
            measures_total=len(p.measures),
            severity=Severity.HIGH if p.id == "D2.5" else None,
        )
        for p in reference.provisions
    )
    return Alignment(
        document=document.id,
        reference=reference.id,
        links=(link,),
        unlinked=tuple(Unlinked(clause=i, clause_span=node[i].span) for i in ("I.-2", "I.-3", "I.+1")),
        deviations=(deviation, low),
        coverage=coverage,
        summary=Summary(
            clauses=4,
            linked=1,
            local=3,
            coverage={"partial": 1, "missing": len(coverage) - 1},
            coverage_rate=0.5 / len(coverage),
            deviations={"figure_changed": 1, "scope_narrowed": 1},
            deviations_by_severity={"high": 1, "low": 1},
        ),
    )


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference("qd-127-2021")


@pytest.fixture(scope="session")
def hostile(reference: Reference) -> Comparison:
    """Two plans whose every text tries to break out of the page or the spreadsheet, and a file that failed."""
    documents = [_document(1, "Hòa Bình"), _document(2, HOSTILE)]
    return Comparison(
        reference=reference.id,
        plans=tuple(
            ComparedPlan(source=f"{d.id}.txt", document=d, alignment=_alignment(d, reference)) for d in documents
        ),
        failures=(Failure(source="bad.txt", error="ReadError", message=f"bad.txt: {HOSTILE}"),),
    )


@pytest.fixture(scope="session")
def five(plans_dir: Path) -> Comparison:
    """The five plans of the corpora, compared."""
    return compare_plans(plans_dir)
