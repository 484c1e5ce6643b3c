"""An evaluation as plain text: one table of methods, one of the aligner's figures, reliability, changes."""

from __future__ import annotations

from collections.abc import Sequence

from vnplan.evaluate.changes import Change
from vnplan.evaluate.figures import Match, Share
from vnplan.evaluate.results import Evaluation, SegmenterScore


def evaluation_text(evaluation: Evaluation) -> str:
    """Tables of an evaluation, columns aligned by blanks."""
    parts = [
        f"Honest folds against {evaluation.reference}: every plan tested with a model trained on the others "
        "(near twins together).",
        _methods(evaluation),
    ]
    for score in evaluation.segmenters:
        parts.append(_figures(score))
        if score.further:
            parts.append(_further(score))
    if evaluation.baselines:
        wording = "the official wording" if evaluation.wording == "official" else "our statements"
        parts.append(f"Baselines compare with {wording}; their thresholds are the best for these very plans.")
    return "\n\n".join(parts) + "\n"


def changes_text(found: Sequence[Change]) -> str:
    """Gains and losses, one a line, losses first."""
    if not found:
        return "No item came out otherwise.\n"
    lines = [f"{sum(c.gain for c in found)} gains, {sum(not c.gain for c in found)} losses"]
    for change in sorted(found, key=lambda c: c.gain):
        sign = "+" if change.gain else "-"
        lines.append(
            f"{sign} {change.segmenter}  {change.plan}  {change.what}  {change.item}: {change.before} -> {change.after}"
        )
    return "\n".join(lines) + "\n"


def _methods(evaluation: Evaluation) -> str:
    plans = [p.plan for p in evaluation.segmenters[0].plans] if evaluation.segmenters else []
    rows = [["method", *(f"links F1 {p}" for p in plans), "pooled", "hit at 1", "local found"]]
    for score in evaluation.segmenters:
        rows.append(
            [
                f"vnplan ({score.segmenter})",
                *(f"{score.plan(p).align.links.f1:.3f}" for p in plans),
                f"{score.pooled.links.f1:.3f}",
                _share(score.pooled.hit_at_1),
                _found(score.pooled.local_clauses),
            ]
        )
    for base in evaluation.baselines:
        hits = Share(right=sum(h.right for h in base.hits.values()), total=sum(h.total for h in base.hits.values()))
        rows.append(
            [
                base.method,
                *(f"{base.plans[p].f1:.3f}" for p in plans),
                f"{base.pooled.f1:.3f}",
                _share(hits),
                _found(base.local_clauses),
            ]
        )
    return table(rows)


def _figures(score: SegmenterScore) -> str:
    names = [p.plan for p in score.plans]
    rows = [[score.segmenter, *names, "pooled", "95% interval", "counts"]]
    pooled, spans = score.pooled, score.pooled.intervals

    def row(label: str, cells: list[str], value: str, key: str | None, counts: str) -> None:
        low_high = spans.get(key or "")
        rows.append([label, *cells, value, f"{low_high[0]:.2f}-{low_high[1]:.2f}" if low_high else "", counts])

    for label, name in (
        ("links F1", "links"),
        ("local clauses F1", "local_clauses"),
        ("deviations F1", "deviations"),
        ("figures, deadlines, modality, agency F1", "deviations_hard"),
    ):
        found: Match = getattr(pooled, name)
        row(label, [f"{getattr(p.align, name).f1:.3f}" for p in score.plans], f"{found.f1:.3f}", name, _match(found))
    for label, name in (("hit at 1", "hit_at_1"), ("relations", "relations"), ("coverage", "coverage")):
        share: Share = getattr(pooled, name)
        cells = [f"{getattr(p.align, name).value:.3f}" for p in score.plans]
        row(label, cells, f"{share.value:.3f}", name, f"{share.right} of {share.total}")
    given = pooled.coverage_given_links
    cells = [f"{p.coverage_given_links.value:.3f}" for p in score.plans]
    row("coverage given links", cells, f"{given.value:.3f}", None, f"{given.right} of {given.total}")
    rates = [f"{p.align.coverage_rate:.3f}/{p.align.coverage_rate_gold:.3f}" for p in score.plans]
    row("coverage rate found/annotated", rates, f"gap {pooled.largest_rate_gap:.3f}", None, "")
    for kind, match in pooled.deviations_by_kind.items():
        cells = [_kind(p.align.deviations_by_kind.get(kind)) for p in score.plans]
        row(f"  {kind}", cells, f"{match.f1:.3f}", None, _match(match))
    reliable = score.reliability
    bins = [["best candidate per clause", "mean score", "share right"]]
    bins += [[str(b.clauses), f"{b.score:.3f}", f"{b.right:.3f}"] for b in reliable.bins]
    surest = reliable.surest
    return "\n\n".join(
        (
            table(rows),
            table(bins),
            f"ECE {reliable.ece:.3f}; wrong among the surer half of the links: {surest.total - surest.right} "
            f"of {surest.total}",
        )
    )


def _further(score: SegmenterScore) -> str:
    """Plans that were tested only: the same figures, one column a plan."""
    rows = [["tested only, not pooled", *(p.plan for p in score.further)]]
    for label, name in (
        ("links F1", "links"),
        ("local clauses F1", "local_clauses"),
        ("deviations F1", "deviations"),
        ("figures, deadlines, modality, agency F1", "deviations_hard"),
    ):
        rows.append([label, *(f"{getattr(p.align, name).f1:.3f}" for p in score.further)])
    for label, name in (("hit at 1", "hit_at_1"), ("relations", "relations"), ("coverage", "coverage")):
        rows.append([label, *(f"{getattr(p.align, name).value:.3f}" for p in score.further)])
    rates = [f"{p.align.coverage_rate:.3f}/{p.align.coverage_rate_gold:.3f}" for p in score.further]
    rows.append(["coverage rate found/annotated", *rates])
    return table(rows)


def _kind(match: Match | None) -> str:
    return f"{match.f1:.2f}" if match else ""


def _match(match: Match) -> str:
    return f"{match.right} right of {match.predicted}, {match.recovered} found of {match.expected}"


def _share(share: Share) -> str:
    return f"{share.value:.3f}"


def _found(match: Match) -> str:
    return f"{match.recovered} of {match.expected} (+{match.predicted - match.right})"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines, columns as wide as their widest cell.

    >>> print(table([["a", "b"], ["long", "c"]]))
    a     b
    long  c
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows)
