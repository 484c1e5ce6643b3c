"""Paragraphs from lines: hard wraps joined, pages bridged, lines that only look like items kept in.

Whether a line goes on the paragraph above hangs on how the text is wrapped (`widths`), on what the paragraph reads like
so far (`blocks`), and on the label that the line begins with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from vnplan.lexicon.loader import table
from vnplan.parse.structure.blocks import (
    HEADING_LIMIT,
    Block,
    has_one_word,
    in_open_bracket,
    is_closing,
    is_sentence,
    is_titled,
    is_unfinished_name,
    is_upper,
    opens_like_agency,
    words_of,
)
from vnplan.parse.structure.layout import endings, expression, open_end, pattern, phrases
from vnplan.parse.structure.names import is_known_agency, within_name, within_place
from vnplan.parse.structure.numbering import Label, follows
from vnplan.parse.structure.page import Line
from vnplan.parse.structure.rows import RowRole
from vnplan.parse.structure.widths import Widths, reach

CLOSING_LINES = 8
"""So many lines before the end of a body its last paragraph may begin."""

_LAST_DIGIT = re.compile(r"\d\s*$")
_COUNTED = re.compile(r"[^\W\d_]\s\d{1,2}:$")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_YEAR_END = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_FIGURE = re.compile(r"[-–—+]?\s?\d")


@dataclass(slots=True)
class Joiner:
    """Joins lines to paragraphs and counts the labels it has accepted."""

    widths: Widths
    last: dict[str, tuple[int, str]] = field(default_factory=dict)
    joined_pages: list[tuple[int, int]] = field(default_factory=list)
    not_items: list[tuple[int, int, str]] = field(default_factory=list)

    def blocks(self, lines: Sequence[Line]) -> list[Block]:
        """Group lines to paragraphs, in order; nothing is dropped."""
        out: list[Block] = []
        for index, line in enumerate(lines):
            if out and self._goes_on(out[-1], line, lines, index):
                block = out[-1]
                if (line.page or line.blank) and line.row is None and not line.text.isupper():
                    self.joined_pages.append((line.start, line.end))
                block.add(line)
                continue
            label = line.label
            if label and line.row is None:
                self.last[label.style] = (label.ordinal, label.key)
            out.append(Block.begin(line, label))
        for block in out:
            words = " ".join([line.text for line in block.lines])
            block.text = words[block.label.end :].strip() if block.label else words
        return out

    def _goes_on(self, block: Block, line: Line, lines: Sequence[Line], index: int) -> bool:
        last = block.lines[-1]
        row, above = line.row, last.row
        if row is not None or above is not None:
            return row is not None and above is not None and (row is above or row.role is RowRole.MORE)
        if line.label:
            if self._is_item(block, last, line, line.label):
                return False
            self.not_items.append((line.start, line.end, line.label.printed))
            return True
        if line.page and block.label is not None and last.text.endswith(";") and not line.caps:
            return True  # a page ends within an item: no paragraph of its own follows its half
        if last.closed and self._closes(block, line, lines, index):
            return False
        widths = self.widths
        if line.text[0] in "(*" and pattern("front", "attached").match(line.text):
            return False
        if last.label and last.label.end >= len(last.text) and last is block.lines[0]:
            return True  # "Điều 1." or "Phụ lục II" alone on its line
        if not last.closed and line.text.isdigit():
            return True  # a figure alone on its line
        if block.lines[0].text[0] == "(" and not line.blank and in_open_bracket(block):
            return True  # "(Kèm theo Kế hoạch … của UBND tỉnh" / "Thanh Hóa)"
        gap = line.blank and not widths.loose and not line.page
        if widths.indent and line.page is False and not gap and not line.text.isupper():
            # paragraphs begin with an indent: what has none goes on, what has one begins (but in mid-sentence)
            return line.indent < widths.indent or (line.low and not last.closed)
        if line.low and not last.closed:
            return True
        full = widths.wrapped and reach(last, line) >= widths.low
        if line.low:
            if last.text.endswith(";") and (widths.wrapped or line.page):
                return True
            if last.text.endswith(":"):
                return widths.wrapped and not gap and (full or widths.short_first or not opens_like_agency(block))
            return widths.wrapped and not gap and full
        if not last.closed and open_end(last.text, line.text):
            return not block.caps or line.text.isupper()
        if not gap and block.caps and line.text.isupper() and not last.closed:
            return True
        if not gap and not last.closed and _acronym(line) and endings("headings", "unfinished").search(last.text[-40:]):
            return True  # "… Ban Thường trực Ủy ban" / "MTTQ tỉnh"
        if gap or not widths.wrapped:
            return not last.closed and not block.caps and not line.caps and self._cut_inside(block, last, line)
        return self._wraps(block, last, line, lines, index, full)

    def _cut_inside(self, block: Block, last: Line, line: Line) -> bool:
        """Whether an open paragraph was cut at a page's end, or within a name, where no line of it was wrapped."""
        if not line.page:
            return within_place(last.text, line.text)
        if block.size > HEADING_LIMIT / 2 or is_sentence(block):
            return True
        bulleted = block.label is not None and block.label.bullet and block.strong == line.strong
        return bulleted or within_name(last.text, line.text)

    def _wraps(self, block: Block, last: Line, line: Line, lines: Sequence[Line], index: int, full: bool) -> bool:
        """Whether a line with a capital or a figure goes on a paragraph of a hard-wrapped text."""
        widths = self.widths
        too_wide = widths.short_first and self._wide(line)
        after = lines[index + 1] if index + 1 < len(lines) else None
        # a short line that goes on can only be the first of a paragraph, where first lines are short
        begins = False
        if widths.short_first and not too_wide and after is not None and after.label is None:
            begins = (after.low or self._wide(after)) and reach(line, after) < widths.low
        if not last.closed:
            if block.caps or line.caps:
                return line.text.isupper() and is_upper(block)
            if widths.regular and not full:
                return False
            bulleted = block.label is not None and block.label.bullet
            cut = self._cut(last, line) if len(block.lines) == 1 else widths.short_first
            if line.text[0] in '(“"' or (line.text[0].isdigit() and (full or cut or bulleted or is_sentence(block))):
                return True
            if block.label is None:
                # a first line as wide as others are was cut; before a name in capitals ("TTNT …") any was
                return block.size > 100 or full or too_wide or _acronym(line) or (cut and len(block.lines) == 1)
            if block.size > HEADING_LIMIT or too_wide:
                return True
            if self._task_begins(block, lines, index):
                return False
            if has_one_word(block) or is_unfinished_name(block):
                return True
            if full and not begins and (len(block.lines) > 1 or not widths.short_first):
                return True
            if is_sentence(block) or (block.label.bullet and (widths.short_first or full)):
                return True  # no paragraph of its own follows a bullet or sentence that ends in the middle
            if not self._sentence_follows(lines, index) and not self._list_lead(lines, index):
                return True
            return within_name(last.text, line.text)
        if last.text.endswith(":"):
            if _COUNTED.search(last.text):
                return True  # "1. Nhiệm vụ 1:" / "Xây dựng kho dữ liệu"
            if block.label is not None and block.label.bullet and not opens_like_agency(block):
                return self._cut(last, line) or (not begins and (full or widths.short_first))
            return too_wide or (full and not widths.short_first and not opens_like_agency(block))
        if last.text.endswith(";") and block.label is not None and (block.size > 40 or _names_agency(line)):
            return True  # no paragraph of its own follows the half of an item; agencies in one heading
        if widths.short_first:
            if len(block.lines) == 1:
                return too_wide and not is_titled(block)
            return too_wide or (full and not begins)
        return full and not last.text.endswith("./.")

    def _is_item(self, block: Block, last: Line, line: Line, label: Label) -> bool:
        """Whether a line that looks like an item is one, or the rest of a wrapped sentence ("- 2025, tầm nhìn …")."""
        rest = line.text[label.end :].strip(".,;:)")
        figure = not rest
        if rest and not last.closed:
            year = _YEAR_END.search(last.text[-5:]) is not None
            years = year and _YEAR.match(rest) is not None
            # "2.1. Đến năm 2025" / "- 100% cán bộ": a year goes on with a year only
            figure = bool(_FIGURE.match(rest)) and bool(_LAST_DIGIT.search(last.text)) and (years or not year)
            if label.bullet and figure and (years or (self.widths.wrapped and reach(last, line) >= self.widths.low)):
                return False  # a period of years: "giai đoạn 2022" / "- 2025"; a range: "từ 4" / "- 6 mô hình"
        if label.bullet and (_dashed(last.text, rest) or (line.caps and not last.closed and is_upper(block))):
            return False  # "kinh tế" / "- xã hội"; "I. MỤC ĐÍCH" / "- YÊU CẦU"
        if label.printed.endswith(")") and last.text.count("(") > last.text.count(")") and label.printed[0] != "(":
            return False  # the end of a bracket: "(từ tháng" / "6)"
        if not rest and not last.closed and label.family == "arabic" and not self._expected(label):
            return False  # the figure that ends a sentence: "theo Nghị quyết" / "136."
        if (
            last.closed
            or (line.blank and not line.page)
            or (label.family in {"annex", "part", "chapter"} and label.firm)
        ):
            return not (self.widths.wrapped and last.closed and not label.firm and not line.blank
                        and not last.text.endswith((":", ";")) and not self._expected(label))  # fmt: skip
        goes_on = last.text[-1] not in "-–" and open_end(last.text, line.text)
        wrapped = self.widths.wrapped
        if not wrapped and not line.page:
            if label.bullet:
                return True
            return label.firm or self._expected(label) or not goes_on
        full = wrapped and reach(last, line) >= self.widths.low
        if label.bullet:
            if label.firm:
                return not (goes_on and last.text[-1] != ",") or not full
            if block.label is not None and block.label.bullet and not wrapped:
                return True
            return not (full or goes_on or figure or not is_titled(block))
        if self._expected(label):
            return label.firm or not (full or goes_on)
        return label.firm and not full and not goes_on

    def _wide(self, line: Line) -> bool:
        """Whether a line is too wide for the first of a paragraph, where first lines are short."""
        return len(line.text) > self.widths.first * 1.15

    def _cut(self, last: Line, line: Line) -> bool:
        """Whether the first line of a paragraph is about as wide as first lines can be, where they are short."""
        return self.widths.short_first and reach(last, line) >= self.widths.first * 0.85

    def _run(self, lines: Sequence[Line], index: int) -> list[Line]:
        """The lines of the paragraph that would begin with a line."""
        run = [lines[index]]
        for line in lines[index + 1 : index + 60]:
            last = run[-1]
            full = reach(last, line) >= self.widths.low
            goes_on = line.low or line.text[0].isdigit() or full or (not last.closed and open_end(last.text, line.text))
            if len(run) == 1 and self.widths.short_first:
                goes_on = goes_on or self._wide(line) or (not last.closed and self._cut(last, line))
            if (
                (line.blank and not line.page and not self.widths.loose)
                or (line.label and (last.closed or line.label.firm))
                or not goes_on
            ):
                break
            if last.closed and not line.low and not full:
                break
            run.append(line)
        return run

    def _sentence_follows(self, lines: Sequence[Line], index: int) -> bool:
        """Whether the lines from here make a paragraph: they end a sentence, and with more than a colon."""
        run = self._run(lines, index)
        if len(run) == 1 and (run[0].text.endswith(":") or len(run[0].text.split()) < 4):
            return False
        return any(line.closed for line in run)

    def _list_lead(self, lines: Sequence[Line], index: int) -> bool:
        """Whether a line is a sentence that opens a list: it begins with a verb and ends with a colon."""
        last = self._run(lines, index)[-1]
        return last.text.endswith(":") and bool(phrases("headings", "verbs").match(lines[index].text))

    def _closes(self, block: Block, line: Line, lines: Sequence[Line], index: int) -> bool:
        """Whether the closing paragraph begins with a line: in its words, and for the weaker ones near the end."""
        if pattern("closing", "sure").match(line.text) or pattern("closing", "effect").match(line.text):
            return True
        near = len(lines) - index <= CLOSING_LINES and block.lines[-1].text.endswith(".")
        return near and bool(pattern("closing", "last").match(line.text)) and not is_closing(block)

    def _task_begins(self, block: Block, lines: Sequence[Line], index: int) -> bool:
        """Whether a title is over and the sentence on what is to be done begins: with a verb in a capital letter.

        Within a sentence such a verb stands only in the name of a body or an act ("Trung tâm" / "Hỗ trợ khởi nghiệp").
        """
        opening = lines[index].text
        verb = phrases("headings", "verbs").match(opening) or phrases("headings", "openings").match(opening)
        if verb is None or not opening[0].isupper() or is_sentence(block):
            return False
        if opens_like_agency(block) and is_known_agency(words_of(block)):
            return True
        tail = block.lines[-1].text[-40:]
        if endings("headings", "unfinished").search(tail) or endings("wrapping", "named_after").search(tail):
            return False
        return self._sentence_follows(lines, index)

    def _expected(self, label: Label) -> bool:
        """Whether a label is the first of its list or comes next in a list that has begun."""
        if label.ordinal == 1 or label.bullet:
            return True
        known = self.last.get(label.style)
        if known is None:
            return label.family.startswith("decimal") and label.ordinal == 1
        if label.family in {"letter", "upper"} and len(known[1]) == 1:
            return follows(known[1].lower(), label.key.lower())
        return label.ordinal == known[0] + 1


@cache
def _pairs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    pairs = table("layout")["wrapping"]["dashed"]
    left, right = ("|".join(sorted({expression(pair[side]) for pair in pairs})) for side in (0, 1))
    return re.compile(rf"(?<![^\W_])(?:{left})$", re.IGNORECASE), re.compile(rf"(?:{right})(?![^\W_])", re.IGNORECASE)


def _dashed(above: str, rest: str) -> bool:
    """Whether a dash between two lines stands within a name: "kinh tế" / "- xã hội"."""
    left, right = _pairs()
    return right.match(rest) is not None and left.search(above[-30:]) is not None


def _names_agency(line: Line) -> bool:
    return not line.closed and phrases("headings", "agencies").match(line.text) is not None


def _acronym(line: Line) -> bool:
    """Whether a line begins with a name written in its first letters: "TTNT", "AI"."""
    word = line.text.split(None, 1)[0].rstrip(".,;:")
    return 2 <= len(word) <= 6 and word.isupper() and not line.text.isupper()
