"""Several plans compared with one reference: read, parse, align each; a file that fails costs its own row only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from vnplan.decisions import decisions_on
from vnplan.errors import Lang, StructureError, UnknownIdError, VnplanError
from vnplan.finding import find_plans
from vnplan.lexicon import provinces
from vnplan.lexicon.issuers import Level, level_of, short_name
from vnplan.models import Alignment, Document, Frozen, LinkDecision, Reference, Refusal, Stored
from vnplan.models.base import check_table, html_table

if TYPE_CHECKING:
    import pandas as pd

    from vnplan.align.wording.clauses import PreparedClause

DEFAULT_REFERENCE = "qd-127-2021"
DEFAULT_SEGMENTER = "syllable"

TableName = Literal["plans", "coverage", "links", "deviations", "targets", "duties", "unlinked"]


class Failure(Frozen):
    """A file that could not be compared: its name, the kind of error, the message for the user and its code."""

    source: str
    error: str
    message: str
    refusal: Refusal | None = None

    def in_words(self, lang: Lang) -> str:
        """The message in a language; in English where nothing is known of it but its message."""
        said = self.refusal.in_words(lang) if self.refusal and lang != "en" else None
        return said or self.message


class ComparedPlan(Frozen):
    """One plan with its alignment; `source` is the file's name without its folder."""

    source: str
    document: Document
    alignment: Alignment

    @property
    def name(self) -> str:
        """The province whose plan it is, else the body that issued it ("UBND xã Kim Bôi"), else the document's id."""
        meta = self.document.metadata
        if self.level is Level.PROVINCE and meta.province:
            return meta.province
        return short_name(meta.issuer) if meta.issuer else self.document.id

    @property
    def level(self) -> Level:
        """Whether it is the plan of a province, a commune, a ministry or another body."""
        return level_of(self.document.metadata.issuer, province=self.document.metadata.province)


class Comparison(Stored):
    """Plans compared with one reference, in the official order of provinces, and the files that failed.

    It is a sequence of its plans: `for plan in comparison`, `comparison[0]`, `len(comparison)`.

    >>> comparison = Comparison(reference="qd-127-2021", plans=())
    >>> comparison
    <Comparison with qd-127-2021: 0 plans, 0 failed>
    >>> len(comparison), [plan.name for plan in comparison]
    (0, [])
    >>> Comparison.from_json(comparison.to_json()) == comparison
    True
    """

    SCHEMA: ClassVar[str] = "vnplan/comparison"

    schema_name: Literal["vnplan/comparison"] = Field(default="vnplan/comparison", alias="schema")
    schema_version: str = "1.0"
    reference: str
    plans: tuple[ComparedPlan, ...]
    failures: tuple[Failure, ...] = ()

    def __iter__(self) -> Iterator[ComparedPlan]:  # type: ignore[override]  # pydantic's yields fields
        return iter(self.plans)

    def __len__(self) -> int:
        return len(self.plans)

    def __bool__(self) -> bool:  # a comparison of which every file failed is one still
        return True

    def __getitem__(self, position: int) -> ComparedPlan:
        """The plan with this position; negative ones count from the end. Raises `IndexError`."""
        return self.plans[position]

    @property
    def documents(self) -> tuple[Document, ...]:
        """The parsed plans."""
        return tuple(plan.document for plan in self.plans)

    def plan(self, plan_id: str) -> ComparedPlan:
        """The plan whose document has this id. Raises `UnknownIdError` (a KeyError) where there is none."""
        for plan in self.plans:
            if plan.document.id == plan_id:
                return plan
        raise UnknownIdError(
            "unknown_plan", name=repr(plan_id), known=", ".join(p.document.id for p in self.plans) or "none"
        )

    def to_dataframe(self, table: TableName = "plans", *, reference: Reference | None = None) -> pd.DataFrame:
        """One table over all plans: a row per plan, provision and plan, link, deviation, target, duty or local clause.

        The columns are those of the CSV files (docs/tables.md). `reference` gives labels and citations; without it the
        codebook of this comparison's reference is loaded. Raises `OptionError` for a table there is not.
        """
        import pandas as pd

        from vnplan import tables
        from vnplan.reference import load_reference

        check_table(table, tables.COLUMNS)
        known = reference if reference is not None else load_reference(self.reference)
        columns, rows = tables.build(table, [(p.document, p.alignment) for p in self.plans], known)
        return pd.DataFrame(rows, columns=list(columns))

    def __repr__(self) -> str:
        return f"<Comparison with {self.reference}: {len(self.plans)} plans, {len(self.failures)} failed>"

    def _repr_html_(self) -> str:
        rows = []
        for plan in self.plans:
            s = plan.alignment.summary
            rate = "–" if s.coverage_rate is None else f"{s.coverage_rate:.0%}"
            rows.append((plan.name, s.clauses, s.linked, s.local, rate, len(plan.alignment.deviations)))
        return html_table(repr(self), ("plan", "clauses", "linked", "local", "coverage", "deviations"), rows)


def compare_plan(
    path: str | Path, *, reference: Reference, segmenter: str = DEFAULT_SEGMENTER
) -> tuple[Document, Alignment]:
    """Read, parse and align one plan, honouring the decisions kept beside it.

    Raises `ReadError`, or `StructureError` where the text holds no plan.
    """
    from vnplan.parse import parse_plan

    decisions = decisions_on(path, reference.id)
    return align_document(
        parse_plan(path), where=str(path), reference=reference, segmenter=segmenter, decisions=decisions
    )


def align_document(
    document: Document,
    *,
    where: str,
    reference: Reference,
    segmenter: str = DEFAULT_SEGMENTER,
    decisions: Sequence[LinkDecision] = (),
    prepared: tuple[PreparedClause, ...] | None = None,
) -> tuple[Document, Alignment]:
    """Align a parsed plan, honouring an analyst's `decisions`; `prepared` as `align_plan` takes it.

    Raises `StructureError` where the text holds no plan; `where` is how it calls the file.
    """
    from vnplan.align import align_plan
    from vnplan.align.wording.segment import known_segmenter

    if not document.clauses or any(note.code == "no_structure" for note in document.notes):
        raise StructureError("no_plan_structure", where=where)
    name = known_segmenter(segmenter)
    return document, align_plan(document, reference, segmenter=name, decisions=decisions, prepared=prepared)


def compare_plans(
    paths: str | Path | Iterable[str | Path],
    *,
    reference: str | Path | Reference = DEFAULT_REFERENCE,
    segmenter: str = DEFAULT_SEGMENTER,
    progress: Callable[[int, int, str], None] | None = None,
) -> Comparison:
    """Compare plans (files, or folders of files) with a reference.

    `progress(done, total, name)` is called before each file. Out: a `Comparison` with its plans in official order and
    the tables plans, coverage, links, deviations, targets, duties and unlinked (columns: docs/tables.md). Files that
    cannot be read or hold no plan become `failures`; the others are compared all the same. Raises `ReadError` where no
    file is named at all, `ReferenceDataError` for an unknown reference, `OptionError` for an unknown segmenter.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name, text in {"a": "KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Có 05 mô hình TTNT.\\n", "b": ""}.items():
    ...         _ = (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
    ...     comparison = compare_plans(folder)
    >>> [plan.name for plan in comparison.plans], [failure.source for failure in comparison.failures]
    (['a'], ['b.txt'])
    """
    from vnplan.align.wording.segment import known_segmenter
    from vnplan.reference import load_reference

    known = reference if isinstance(reference, Reference) else load_reference(reference)
    known_segmenter(segmenter)
    files = find_plans(paths)
    plans: list[ComparedPlan] = []
    failures: list[Failure] = []
    seen: Counter[str] = Counter()
    for index, path in enumerate(files):
        if progress is not None:
            progress(index, len(files), path.name)
        try:
            document, alignment = compare_plan(path, reference=known, segmenter=segmenter)
        except VnplanError as error:
            failures.append(_failure(path, error))
            continue
        except (Exception, RecursionError) as error:  # a defect of ours must not cost the other plans
            defect = VnplanError("defect_comparing", where=str(path), kind=type(error).__name__, reason=str(error))
            failures.append(_failure(path, defect, error=error))
            continue
        seen[document.id] += 1
        if (count := seen[document.id]) > 1:  # files of one name in two folders
            document = document.model_copy(update={"id": f"{document.id}~{count}"})
            alignment = alignment.model_copy(update={"document": document.id})
        plans.append(ComparedPlan(source=path.name, document=document, alignment=alignment))
    if progress is not None:
        progress(len(files), len(files), "")
    return Comparison(reference=known.id, plans=tuple(sorted(plans, key=_official_order)), failures=tuple(failures))


def _failure(path: Path, refused: VnplanError, *, error: BaseException | None = None) -> Failure:
    return Failure(
        source=path.name,
        error=type(error or refused).__name__,
        message=str(refused),
        refusal=Refusal.of(refused),
    )


def _official_order(plan: ComparedPlan) -> tuple[str, bool, str, str]:
    """Provinces by their official codes, their own plans first, then the day of issue, the id; no province last."""
    meta = plan.document.metadata
    province = provinces().find(f"tỉnh {meta.province}") if meta.province else None
    issued = meta.issued_on.isoformat() if meta.issued_on else "9999"
    return (province.code if province else "99", plan.level is not Level.PROVINCE, issued, plan.document.id)
