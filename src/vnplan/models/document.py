"""A parsed document: nodes, targets, duties, citations and notes over one text. Shapes as in the JSON contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from vnplan.errors import UnknownIdError
from vnplan.models.base import Frozen, Quantity, Span, Stored, as_number, check_table, html_table

if TYPE_CHECKING:
    import pandas as pd


class NodeKind(StrEnum):
    """What a piece of a document is."""

    FRONT = "front"
    TITLE = "title"
    HEADING = "heading"
    LEAD = "lead"
    CLAUSE = "clause"
    CLOSING = "closing"
    BACK = "back"
    NOISE = "noise"


BODY_KINDS = frozenset({NodeKind.HEADING, NodeKind.LEAD, NodeKind.CLAUSE})
ALIGNED_KINDS = frozenset({NodeKind.LEAD, NodeKind.CLAUSE})


class Comparator(StrEnum):
    """How a figure binds: exactly, as a floor, a ceiling, a range, a rank, or all (100%)."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    RANK_WITHIN = "rank_within"
    ALL = "all"


class Role(StrEnum):
    """The part an agency plays in a duty."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    IMPLEMENT = "implement"
    ADVISE = "advise"
    REPORT = "report"
    UNSPECIFIED = "unspecified"


class Node(Frozen):
    """One piece of a document with its own words (not its children's).

    `spans` are its pieces in the order of reading, `span` their hull; `path` the chain of printed labels; `document`
    counts the documents in one file from 1 (a decision and its plan); `rule` names the parser's rule that made it.
    """

    id: str
    kind: NodeKind
    label: str | None = None
    path: tuple[str, ...] = ()
    parent: str | None = None
    spans: tuple[Span, ...]
    span: Span
    text: str
    document: int = 1
    rule: str | None = None


class Target(Frozen):
    """A measurable commitment (chỉ tiêu). One figure stands in `low`; `range` fills both; `rank_within` N is `low` N.

    `deadline` is "2025", "2025-11-15" or None; `baseline` the words of the state it starts from, where named.
    """

    clause: str
    span: Span
    text: str
    indicator: str
    comparator: Comparator
    low: Quantity
    high: Quantity | None = None
    unit: str | None = None
    deadline: str | None = None
    baseline: str | None = None


class AgencyMention(Frozen):
    """An agency as named in the text, with its id in the lexicon (a slug of its own where the lexicon lacks it)."""

    id: str
    name: str
    span: Span | None = None


class Period(Frozen):
    """Years, both ends included."""

    start: int | None = None
    end: int | None = None


class Duty(Frozen):
    """Who must act, in which role, with whom, by when.

    `authority` is who decides where others prepare ('tham mưu … trình …'); `hedges` are the words that soften the duty
    (nếu có, theo khả năng cân đối, lồng ghép); `role_inferred` marks a role the text does not state in words.
    """

    clause: str
    agencies: tuple[AgencyMention, ...]
    role: Role
    roles: tuple[Role, ...] = ()
    partners: tuple[AgencyMention, ...] = ()
    authority: tuple[AgencyMention, ...] = ()
    product: str | None = None
    funding: str | None = None
    hedges: tuple[str, ...] = ()
    recurring: str | None = None
    due: str | None = None
    due_date: str | None = None
    period: Period | None = None
    role_inferred: bool = False
    span: Span


class Citation(Frozen):
    """A cited act. `refers_to` is the number that 'Kế hoạch này' or 'Chiến lược' stands for, where resolved."""

    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    kind: str | None = None
    refers_to: str | None = None
    text: str
    span: Span
    clause: str | None = None


class Note(Frozen):
    """Something the reader should know: repaired, assumed or doubted. `code` is stable (see docs: notes)."""

    code: str
    message: str
    span: Span | None = None


class Metadata(Frozen):
    """What the document says of itself; None where it does not say."""

    kind: Literal["plan", "decision", "other"] = "other"
    number: str | None = None
    issued_on: date | None = None
    title: str | None = None
    issuer: str | None = None
    province: str | None = None
    signer: str | None = None


class Place(Frozen):
    """Where a stretch of text stands in the source file (page from 1; paragraph, table, row and cell from 0)."""

    span: Span
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None


class TableRow(Frozen):
    """One row of a table: the span of each cell in the linear text, and whether it repeats the header.

    `continues`: whether it only goes on with the cells of the row above, where a file writes a row over several lines.
    """

    cells: tuple[Span, ...]
    header: bool = False
    continues: bool = False


class Table(Frozen):
    """A grid of cells found by a reader."""

    span: Span
    rows: tuple[TableRow, ...]


_PLACE = ("start", "end")
_COLUMNS = {
    "nodes": ("id", "kind", "label", "parent", *_PLACE, "text"),
    "targets": ("clause", "indicator", "comparator", "low", "high", "unit", "deadline", "baseline", "text", *_PLACE),
    "duties": (
        *("clause", "agencies", "role", "roles", "partners", "authority", "product", "funding", "hedges"),
        *("due", "due_date", "recurring", "period_start", "period_end", *_PLACE),
    ),
    "citations": ("clause", "number", "issued_on", "issuer", "kind", "refers_to", "text", *_PLACE),
    "notes": ("code", "message", *_PLACE),
}


def _cells(entry: Frozen) -> dict[str, object]:
    """The fields of an entry as cells of a table; names as in the tables of many plans (docs/tables.md)."""
    cells: dict[str, object] = {}
    for name, value in entry:
        if isinstance(value, Span):
            cells |= zip(_PLACE, value, strict=True)
        elif isinstance(value, Period):
            cells |= {"period_start": value.start, "period_end": value.end}
        elif isinstance(value, tuple):
            cells[name] = "; ".join(one.name if isinstance(one, AgencyMention) else str(one) for one in value)
        elif isinstance(value, Decimal):
            cells[name] = as_number(value)
        else:
            cells[name] = value.value if isinstance(value, StrEnum) else value
    return cells


class Document(Stored):
    """A parsed text of any kind, plan or decision. Spans are offsets into `text`.

    >>> from vnplan import parse_plan
    >>> document = parse_plan(text="KẾ HOẠCH\\nThực hiện nhiệm vụ\\n\\nI. MỤC TIÊU\\n1. Có 05 mô hình.\\n")
    >>> [(node.id, node.kind.value) for node in document.nodes if node.label]
    [('I', 'heading'), ('I.1', 'clause')]
    """

    SCHEMA: ClassVar[str] = "vnplan/document"

    schema_name: Literal["vnplan/document"] = Field(default="vnplan/document", alias="schema")
    schema_version: str = "1.0"
    id: str
    sha256: str
    text: str
    metadata: Metadata
    truncated: bool = False
    nodes: tuple[Node, ...]
    targets: tuple[Target, ...] = ()
    duties: tuple[Duty, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    source_format: str = "txt"
    source_map: tuple[Place, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def clauses(self) -> tuple[Node, ...]:
        """The nodes that are aligned: clauses and leads, in order."""
        return tuple(node for node in self.nodes if node.kind in ALIGNED_KINDS)

    def node(self, node_id: str) -> Node:
        """The node with this id. Raises `UnknownIdError` (a KeyError) where there is none."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise UnknownIdError("unknown_node", name=repr(node_id), document=self.id)

    def to_dataframe(
        self, table: Literal["nodes", "targets", "duties", "citations", "notes"] = "nodes"
    ) -> pd.DataFrame:
        """One of the document's tables, a row per entry, also where it is empty.

        Spans stand as `start` and `end`, several names or words as one cell ("; " between them). Raises `OptionError`
        for a table there is not.

        >>> from vnplan import parse_plan
        >>> document = parse_plan(text="KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Đến năm 2027 có 05 mô hình.\\n")
        >>> document.to_dataframe("targets")[["clause", "low", "unit", "deadline"]].values.tolist()
        [['I.1', 5, 'mô hình', '2027']]
        """
        check_table(table, _COLUMNS)
        import pandas as pd

        return pd.DataFrame([_cells(entry) for entry in getattr(self, table)], columns=list(_COLUMNS[table]))

    def __repr__(self) -> str:
        meta = self.metadata
        return (
            f"<Document {self.id}: {meta.province or 'province unknown'}, {meta.number or 'no number'}, "
            f"{len(self.clauses)} clauses, {len(self.targets)} targets, {len(self.duties)} duties>"
        )

    def _repr_html_(self) -> str:
        shown = [n for n in self.nodes if n.kind not in {NodeKind.NOISE, NodeKind.BACK, NodeKind.FRONT}]
        return html_table(repr(self), ("id", "kind", "text"), ((n.id, n.kind.value, n.text) for n in shown))
