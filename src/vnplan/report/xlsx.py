"""The workbook: everything of a comparison for someone who has only Excel or LibreOffice.

Sheets: what to know first, plans, coverage matrix, links, deviations, targets, duties, local clauses, and a reminder
sheet (đôn đốc) for each agency. Every text is written as text: no cell can act as a formula, whatever it begins with.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from vnplan.cells import LINE_HEIGHT, MAX_HEIGHT, cell_text, lines_needed, sheet_names
from vnplan.comparison import Comparison
from vnplan.lexicon import label
from vnplan.models import CoverageStatus, Duty, Reference, Severity
from vnplan.report.agencies import holders_today, known_name
from vnplan.report.blocks import place
from vnplan.report.clarity import Degree, asks, clarities
from vnplan.report.failures import failure_words
from vnplan.report.register import issued_before, register
from vnplan.report.strings import bilingual, text
from vnplan.tables import Cell, build

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Lang = Literal["vi", "en"]

_EPOCH = datetime(2021, 1, 26)  # a fixed day in the file's properties: the same comparison gives the same bytes

_STATUS_COLOURS = {
    CoverageStatus.COVERED: ("#17776B", "#FFFFFF"),
    CoverageStatus.PARTIAL: ("#A9D8CC", "#0B443D"),
    CoverageStatus.MISSING: ("#F8E3D6", "#96390B"),
    CoverageStatus.NOT_APPLICABLE: ("#EFEDE8", "#565E6A"),
    CoverageStatus.UNKNOWN: ("#FFFFFF", "#565E6A"),
}
_SIGNS = {
    CoverageStatus.COVERED: "●",
    CoverageStatus.PARTIAL: "◐",
    CoverageStatus.MISSING: "○",
    CoverageStatus.NOT_APPLICABLE: "–",
    CoverageStatus.UNKNOWN: "?",
}
_SEVERITY_COLOURS = {Severity.HIGH: ("#FBE7DE", "#8A2A09"), Severity.MEDIUM: ("#FBF0D4", "#6B4600")}

# columns of a table and their widths in characters
_SHEETS: Mapping[str, Mapping[str, int]] = {
    "links": {
        "province": 14,
        "clause": 14,
        "clause_text": 70,
        "provision": 10,
        "provision_label": 34,
        "citation": 30,
        "relation_label": 14,
        "score": 9,
        "needs_review": 12,
        "confirmed": 14,
    },
    "deviations": {
        "severity_label": 12,
        "province": 14,
        "provision": 10,
        "provision_label": 34,
        "kind_label": 22,
        "expected": 44,
        "found": 44,
        "clause": 14,
        "clause_text": 60,
        "citation": 30,
        "needs_review": 12,
    },
    "targets": {
        "province": 14,
        "clause": 14,
        "text": 60,
        "indicator": 40,
        "comparator": 12,
        "low": 10,
        "high": 10,
        "unit": 16,
        "deadline": 12,
        "baseline": 24,
    },
    "duties": {
        "province": 14,
        "clause": 14,
        "agencies": 34,
        "role_label": 14,
        "clause_text": 70,
        "partners": 34,
        "due": 22,
        "due_date": 12,
        "recurring": 12,
        "period_start": 9,
        "period_end": 9,
        "product": 26,
        "funding": 20,
        "hedges": 20,
    },
    "unlinked": {
        "province": 14,
        "clause": 14,
        "clause_text": 90,
        "nearest": 12,
        "score": 9,
        "needs_review": 12,
        "confirmed": 12,
    },
}
_PLANS = {"province": 16, "number": 18, "issued_on": 13, "clauses": 10, "linked": 12, "local": 13}
_REMINDER = {
    "province": 14,
    "clause_text": 70,
    "role_label": 14,
    "partners": 34,
    "due": 24,
    "product": 26,
    "unclear": 24,
    "today": 34,
    "remark": 30,
}
_DATES = frozenset({"issued_on", "due_date"})


def workbook_bytes(comparison: Comparison, *, reference: Reference, lang: Lang = "vi") -> bytes:
    """The workbook of a comparison as the bytes of an .xlsx file."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": _title(reference, lang), "created": _EPOCH})
    writer = _Writer(book, comparison, reference, lang)
    writer.about()
    writer.plans()
    writer.matrix()
    for table, columns in _SHEETS.items():
        writer.table(table, columns)
    writer.register()
    writer.reminders()
    book.close()
    return out.getvalue()


def _title(reference: Reference, lang: Lang) -> str:
    number = text("page", "decision", lang=lang, number=reference.number)
    return text("page", "title", lang=lang, reference=number)


class _Owed(NamedTuple):
    """A duty of an agency: the plan's province, the duty, the clause's words, and whether it is requested only."""

    province: str
    duty: Duty
    words: str
    asked: bool


@dataclass
class _Writer:
    """Writes the sheets of one workbook."""

    book: Workbook
    comparison: Comparison
    reference: Reference
    lang: Lang
    names: dict[str, str] = field(default_factory=dict)
    """Agency id -> the name to show."""

    def __post_init__(self) -> None:
        add = self.book.add_format
        self.head = add({"bold": True, "bg_color": "#0D5C56", "font_color": "#FFFFFF", "text_wrap": True, "border": 1})
        self.head.set_align("vcenter")
        self.body = add({"text_wrap": True, "valign": "top"})
        self.number = add({"valign": "top"})
        self.rate = add({"valign": "top", "num_format": "0%"})
        self.score = add({"valign": "top", "num_format": "0.00"})
        self.date = add({"valign": "top", "num_format": "dd/mm/yyyy", "align": "left"})
        self.title = add({"bold": True, "font_size": 14})
        self.status = {
            status: add({"bg_color": ground, "font_color": ink}) for status, (ground, ink) in _STATUS_COLOURS.items()
        }
        self.severity = {
            severity: add({"bg_color": ground, "font_color": ink})
            for severity, (ground, ink) in _SEVERITY_COLOURS.items()
        }
        self.centred = add({"align": "center", "valign": "top", "text_wrap": True})
        self.pairs = [(plan.document, plan.alignment) for plan in self.comparison.plans]
        self.nodes = {(d.id, node.id): node for d in self.comparison.documents for node in d.nodes}
        self.english = {p.id: p.label.en for p in self.reference.provisions}

    def _word(self, group: str, key: str) -> str:
        return bilingual(group, key)[0 if self.lang == "vi" else 1]

    def _sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _write(self, sheet: Worksheet, row: int, column: int, value: Cell, style: Format | None = None) -> None:
        """A value as what it is. Text is always a string cell: `write` would read "=…" as a formula."""
        if value is None or value is False or value == "":
            sheet.write_blank(row, column, None, style or self.body)
        elif value is True:
            sheet.write_string(row, column, self._word("column", "yes"), style or self.body)
        elif isinstance(value, str):
            sheet.write_string(row, column, cell_text(value), style or self.body)
        else:
            sheet.write_number(row, column, value, style or self.number)

    def _write_date(self, sheet: Worksheet, row: int, column: int, value: Cell) -> None:
        """A whole day as a date, so that it sorts and filters as one; "2025" and words stay text."""
        try:
            day = datetime.fromisoformat(str(value)) if value and len(str(value)) == 10 else None
        except ValueError:
            day = None
        if day is None:
            self._write(sheet, row, column, value)
        else:
            sheet.write_datetime(row, column, day, self.date)

    def _fit(self, sheet: Worksheet, row: int, cells: Sequence[tuple[Cell, int]]) -> None:
        """Give a row the height its wrapped texts need: not every program works it out on opening."""
        needed = max((lines_needed(value, width) for value, width in cells if isinstance(value, str)), default=1)
        if needed > 1:
            sheet.set_row(row, min(LINE_HEIGHT * needed, MAX_HEIGHT))

    def _headings(self, sheet: Worksheet, headings: Sequence[tuple[str, int]], rows: int, *, freeze: int = 0) -> None:
        for column, (words, width) in enumerate(headings):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, cell_text(words), self.head)
        self._fit(sheet, 0, headings)
        sheet.freeze_panes(1, freeze)
        sheet.autofilter(0, 0, max(rows, 1), len(headings) - 1)
        sheet.repeat_rows(0)

    def about(self) -> None:
        """What a reader must know before the figures."""
        sheet = self._sheet(self._word("sheet", "about"))
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 90)
        self._write(sheet, 0, 0, _title(self.reference, self.lang), self.title)
        lines: list[tuple[str, str]] = [("", getattr(self.reference.title, self.lang))]
        if self.reference.replaced_by:
            lines.append(("", self._word("page", "as_of_issue")))
        if older := issued_before(self.comparison.plans, self.reference):
            number = text("page", "decision", lang=self.lang, number=self.reference.number)
            total = len(self.comparison.plans)
            lines.append(("", text("page", "older", lang=self.lang, n=older, total=total, reference=number)))
        lines += [("", self._word("page", "not_results")), ("", self._word("guide", "limits"))]
        lines.append(("", self._word("guide", "words_text")))
        lines.append((self._word("guide", "rate"), self._word("guide", "rate_formula")))
        for status in CoverageStatus:
            name = f"{_SIGNS[status]} {label(status.value, lang=self.lang)}"
            lines.append((name, self._word("guide", f"status_{status.value}")))
        lines += [
            (failure.source, failure_words(failure.message, lang=self.lang)) for failure in self.comparison.failures
        ]
        for row, (name, words) in enumerate(lines, start=2):
            self._write(sheet, row, 0, name)
            self._write(sheet, row, 1, words)
            self._fit(sheet, row, [(name, 34), (words, 90)])
        row = len(lines) + 3
        for key in ("plans", "matrix", *_SHEETS, "register", "agencies"):
            name = self._word("sheet", key)
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self.body, name)
            self._write(sheet, row, 1, self._word("about", key))
            row += 1

    def plans(self) -> None:
        """A row per plan: counts, statuses, rate, deviations by kind."""
        columns, rows = build("plans", self.pairs, self.reference)
        statuses = [s.value for s in CoverageStatus]
        kinds = columns[columns.index("severity_low") + 1 : columns.index("targets")]
        headings = [(self._word("column", key), width) for key, width in _PLANS.items()]
        headings += [(label(code, lang=self.lang), 13) for code in statuses]
        headings.append((self._word("column", "coverage_rate"), 11))
        deviation = label("deviation", lang=self.lang)
        headings += [(f"{deviation}: {label(s.value, lang=self.lang)}", 12) for s in Severity]
        headings += [(label(kind, lang=self.lang), 13) for kind in kinds]
        order = [*_PLANS, *statuses, "coverage_rate", *(f"severity_{s.value}" for s in Severity), *kinds]
        sheet = self._sheet(self._word("sheet", "plans"))
        self._headings(sheet, headings, len(rows), freeze=1)
        for at, row in enumerate(rows, start=1):
            record = dict(zip(columns, row, strict=True))
            record["province"] = record["province"] or record["plan"]
            for column, key in enumerate(order):
                if key in _DATES:
                    self._write_date(sheet, at, column, record[key])
                else:
                    self._write(sheet, at, column, record[key], self.rate if key == "coverage_rate" else None)

    def matrix(self) -> None:
        """Provisions down, plans across: the status in words with its sign, coloured by rule."""
        sheet = self._sheet(self._word("sheet", "matrix"))
        fixed = [("provision", 10), ("provision_label", 38), ("citation", 44), ("obligation", 22)]
        headings = [(self._word("column", key), width) for key, width in fixed]
        headings += [(plan.name, 20) for plan in self.comparison.plans]
        self._headings(sheet, headings, len(self.reference.provisions), freeze=2)
        by_plan = [{c.provision: c.status for c in plan.alignment.coverage} for plan in self.comparison.plans]
        names = {status: f"{_SIGNS[status]} {label(status.value, lang=self.lang)}" for status in CoverageStatus}
        for at, p in enumerate(self.reference.provisions, start=1):
            obligation = self._word("obligation", p.obligation.value)
            cells = [p.id, getattr(p.label, self.lang), getattr(p.citation, self.lang), obligation]
            for column, words in enumerate(cells):
                self._write(sheet, at, column, words)
            for column, statuses in enumerate(by_plan, start=len(fixed)):
                status = statuses.get(p.id, CoverageStatus.UNKNOWN)
                self._write(sheet, at, column, names[status], self.centred)
            wide = [(names[statuses.get(p.id, CoverageStatus.UNKNOWN)], 20) for statuses in by_plan]
            self._fit(sheet, at, [*((c, width) for c, (_, width) in zip(cells, fixed, strict=True)), *wide])
        if by_plan:
            area = (1, len(fixed), len(self.reference.provisions), len(fixed) + len(by_plan) - 1)
            for status, style in self.status.items():
                rule = {"type": "text", "criteria": "begins with", "value": _SIGNS[status], "format": style}
                sheet.conditional_format(*area, rule)

    def table(self, name: str, widths: Mapping[str, int]) -> None:
        """One of the flat tables, with the columns a reader needs."""
        columns, rows = build(name, self.pairs, self.reference)
        sheet = self._sheet(self._word("sheet", name))
        self._headings(sheet, [(self._word("column", key), width) for key, width in widths.items()], len(rows))
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        if "severity_label" in widths:  # what asks for attention first, then in the order of plans
            levels = [severity.value for severity in Severity]
            records.sort(key=lambda record: levels.index(str(record["severity"])))
        for at, record in enumerate(records, start=1):
            record["province"] = record["province"] or record["plan"]
            values = {key: self._in_words(key, record) for key in widths}
            for column, (key, value) in enumerate(values.items()):
                if key in _DATES:
                    self._write_date(sheet, at, column, value)
                else:
                    self._write(sheet, at, column, value, self.score if key == "score" else None)
            self._fit(sheet, at, [(values[key], width) for key, width in widths.items()])
        if "needs_review" in widths:
            column = list(widths).index("needs_review")
            words = self._word("column", "yes")
            rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": self.severity[Severity.MEDIUM]}
            sheet.conditional_format(1, column, max(len(rows), 1), column, rule)
        if "severity_label" in widths:
            column = list(widths).index("severity_label")
            for severity, style in self.severity.items():
                words = label(severity.value, lang=self.lang)
                rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": style}
                sheet.conditional_format(1, column, max(len(rows), 1), column, rule)

    def _in_words(self, key: str, record: Mapping[str, Cell]) -> Cell:
        """A cell as a reader should see it: codes in the workbook's language."""
        value = record[key]
        if key == "clause":
            node = self.nodes.get((str(record["plan"]), str(value)))
            return place(node, lang=self.lang) if node else value
        if key == "comparator" and isinstance(value, str):
            return self._word("comparator", value)
        if key.endswith("_label") and self.lang == "en":
            code = record.get(key.removesuffix("_label"))
            if key == "provision_label":
                return self.english.get(str(code), str(value or ""))
            return label(str(code), lang="en")
        if key == "recurring" and value == "annual":
            return self._word("agency", "annual")
        return value

    def register(self) -> None:
        """Today's provinces: which have a plan among these, of their own or of a province merged into them."""
        rows = [(row, before) for row in register(self.comparison.plans) for before in row.former]
        sheet = self._sheet(self._word("sheet", "register"))
        headings = [("today", 26), ("own", 34), ("former", 30), ("former_plans", 34)]
        self._headings(sheet, [(self._word("register", key), width) for key, width in headings], len(rows))
        for at, (row, before) in enumerate(rows, start=1):
            cells = [row.name, self._named(row.plans), before.name, self._named(before.plans)]
            for column, words in enumerate(cells):
                self._write(sheet, at, column, words)
            self._fit(sheet, at, [(words, width) for words, (_, width) in zip(cells, headings, strict=True)])

    def _named(self, plans: Sequence[int]) -> str:
        """Plans by their numbers, or by their files where they have none."""
        named = [self.comparison.plans[index] for index in plans]
        words = "; ".join(plan.document.metadata.number or plan.source for plan in named)
        return words or self._word("register", "none")

    def reminders(self) -> None:
        """An index of agencies and a sheet for each: what it owes, with whom, by when, who holds it today."""
        duties = self._duties_by_agency()
        counts = Counter({agency: len(found) for agency, found in duties.items()})
        order = sorted(duties, key=lambda agency: (-counts[agency], self.names[agency].casefold(), agency))
        own = [self._word("sheet", key) for key in ("about", "plans", "matrix", *_SHEETS, "register", "agencies")]
        names = sheet_names([*own, *(self.names[agency] for agency in order)])[len(own) :]
        index = self._sheet(own[-1])
        headings = [("agencies", 44), ("count", 12), ("today", 70)]
        self._headings(index, [(self._word("column", key), width) for key, width in headings], len(order))
        for at, (agency, name) in enumerate(zip(order, names, strict=True), start=1):
            index.write_url(at, 0, f"internal:'{name}'!A1", self.body, cell_text(self.names[agency]))
            self._write(index, at, 1, counts[agency])
            self._write(index, at, 2, self._today(agency))
            self._fit(index, at, [(self._today(agency), 70)])
            self._reminder(name, agency, duties[agency])

    def _duties_by_agency(self) -> dict[str, list[_Owed]]:
        """What each agency owes, by its id, in the order of the plans."""
        found: dict[str, list[_Owed]] = {}
        for plan in self.comparison.plans:
            nodes = {node.id: node for node in plan.document.nodes}
            for duty in plan.document.duties:
                for agency in dict.fromkeys(agency.id for agency in duty.agencies):
                    first = next(a.name for a in duty.agencies if a.id == agency)
                    self.names.setdefault(agency, known_name(agency) or first)
                    text = nodes[duty.clause].text if duty.clause in nodes else ""
                    asked = asks(plan.document, duty, nodes=nodes)
                    found.setdefault(agency, []).append(_Owed(plan.name, duty, text, asked))
        return found

    def _today(self, agency: str) -> str:
        holders, certain = holders_today(agency)
        if not holders:
            return self._word("agency", "same") if known_name(agency) else ""
        names = "; ".join(name[0 if self.lang == "vi" else 1] for name in holders)
        return names if certain else f"{names} ({self._word('agency', 'uncertain')})"

    def _reminder(self, name: str, agency: str, duties: Sequence[_Owed]) -> None:
        sheet = self._sheet(name)
        sheet.set_header("&C" + cell_text(self.names[agency]).replace("&", "&&")[:200])
        headings = [(self._word("column", key), width) for key, width in _REMINDER.items()]
        self._headings(sheet, headings, len(duties))
        for at, (province, duty, words, asked) in enumerate(duties, start=1):
            cells: list[Any] = [
                province,
                words,
                label(duty.role.value, lang=self.lang),
                "; ".join(partner.name for partner in duty.partners) or None,
                self._due(duty),
                duty.product,
                self._unclear(duty, asked=asked),
                self._today(agency) or None,
                None,
            ]
            for column, value in enumerate(cells):
                self._write(sheet, at, column, value)
            self._fit(sheet, at, [(value, width) for value, (_, width) in zip(cells, headings, strict=True)])

    def _unclear(self, duty: Duty, *, asked: bool) -> str | None:
        """Which of the six clarities a duty lacks; "*" after those that are stated in part."""
        lacking = [
            self._word("clarity", clarity.value) + ("*" if found.degree is Degree.VAGUE else "")
            for clarity, found in clarities(duty, asked=asked).items()
            if found.degree is not Degree.CLEAR
        ]
        return ", ".join(lacking) or None

    def _due(self, duty: Duty) -> str | None:
        words = [duty.due or duty.due_date]
        if duty.recurring:
            words.append(self._word("agency", "annual") if duty.recurring == "annual" else duty.recurring)
        if duty.period:
            words.append(" – ".join(str(year) for year in (duty.period.start, duty.period.end) if year))
        return "; ".join(dict.fromkeys(word for word in words if word)) or None
