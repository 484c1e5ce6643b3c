"""Figures in brackets: the same said once more ("50% (8 xã)"), or a part of the whole before them.

Observed in the plans of provinces; the words are in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vnplan.lexicon.units import only_word, words
from vnplan.parse.cues.nonfigures import Stretch
from vnplan.parse.figures.parts import Clause, cue
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.refused.states import is_firm


def is_repeated(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """'đạt 50% (8 xã)': the same said once more in brackets."""
    bracket = clause.bracket(figure.core.start)
    if bracket is None or not accepted:
        return False
    if accepted[-1] >= 0 and clause.figures[accepted[-1]].core.start > bracket[0]:
        return False
    if cue("baseline", "part_of").search(clause.low, *bracket) or any(
        bracket[0] < d.core.start < bracket[1] and d.is_deadline for d in clause.dates
    ):
        return False
    return not _is_part_of(clause, figure, clause.figures[accepted[-1]], bracket)


def _is_part_of(clause: Clause, figure: QuantityMention, whole: QuantityMention, bracket: Stretch) -> bool:
    """'560.000 ha (bán thâm canh đạt 65.000 ha)', '190 HTX (115 HTX nông nghiệp, 75 HTX phi nông nghiệp)'."""
    inside = [q for q in clause.figures if bracket[0] < q.core.start < bracket[1]]
    if len(inside) > 1 and sum(q.low for q in inside) == whole.low:
        return True
    if is_firm(clause, figure) and clause.low.count(" ", bracket[0], figure.span.start) > 1:
        return True  # '(tốc độ tăng tỷ số giới tính không quá 0,4%)'
    if figure.unit and figure.unit.startswith("%/") and whole.kind != "percent":
        return True  # '3.100 tỷ đồng (theo giá hiện hành, tăng 12,5%/năm)'
    subject = _subject().match(clause.low, bracket[0] + 1, figure.span.start)
    if subject is None or cue("describes", "holders", "").match(clause.low, bracket[0] + 1):
        return False  # 'tỉnh đạt 28,6 m2 sàn/người (cả nước đạt 28 m2 sàn/người)'
    return figure.unit == whole.unit and figure.low < whole.low


@cache
def _subject() -> re.Pattern[str]:
    """A subject of its own to its predicate, or what is new of the whole: 'bán thâm canh đạt', 'trồng mới'."""
    reached, new = words("figures", "describes", "reached")[0], only_word("figures", "describes", "new")
    return re.compile(rf"(?:(?:[^\W\d_]+,?\s){{2,8}}{reached}|(?:[^\W\d_]+\s){{1,3}}{new})\s$")
