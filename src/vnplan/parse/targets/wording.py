"""Where the words of a target begin and end, and what it measures, in the words of the text.

A target's words are its part of the sentence, or the head of a subject that runs over commas; what is measured is the
subject where a predicate closes it ("Tỷ lệ che phủ rừng đạt 54%"), else what is counted ("40 cơ sở chế biến nông sản").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from vnplan.lexicon.units import either, only_word, units, words
from vnplan.models import Span
from vnplan.parse.cues.nonfigures import unit_at
from vnplan.parse.cues.roles import is_act
from vnplan.parse.figures.parts import Clause, cue, goal
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.deadlines import opening_words


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(rf"\s{either(words('figures', 'commitment', 'stops'))}\s")


def words_end(clause: Clause, figure: QuantityMention, following: int) -> int:
    """Where the words of a target end: before the next target, a date, a comparison, a purpose."""
    begin = figure.span.end
    end = min(_ends(clause, figure, min(clause.sentence(figure.core.start)[1], max(following, begin))))
    if stop := _stops().search(clause.low, begin, end):
        end = stop.start()
    said = _hanging().sub("", _closing_words().sub("", clause.low[begin:end]))
    return _with_brackets_closed(clause.low, begin, begin + len(said.rstrip(" ,;:.(–-/")))


def _ends(clause: Clause, figure: QuantityMention, limit: int) -> Iterator[int]:
    """Where the words after a figure may end, up to a limit: what stands there is another thing's."""
    begin = figure.span.end
    yield limit
    yield from (at for at in (clause.low.find(";", begin, limit),) if at >= 0)
    yield from (cell for cell in clause.cells if cell >= begin)
    yield from (date.span.start for date in clause.dates if begin <= date.span.start and date.kind != "recurring")
    yield from (compared for compared, _ in clause.baselines if compared >= begin)
    if bracket := clause.bracket(figure.core.start):
        yield bracket[1] - 1


def _with_brackets_closed(low: str, begin: int, end: int) -> int:
    """The end of a stretch, or where its last bracket opens if that is not closed."""
    if low.count("(", begin, end) == low.count(")", begin, end):
        return end
    return max(begin, len(low[: low.rfind("(", 0, end)].rstrip()))


def words_start(clause: Clause, accepted: Sequence[int], position: int) -> int:
    """Where the words of a target begin: its part, or the head of a subject that runs over commas."""
    figure = clause.figures[accepted[position]]
    previous = clause.figures[accepted[position - 1]].core.end if position else 0
    start = clause.part(figure.core.start)[0]
    if previous > start:
        start = previous
    elif _closes_subject(clause, figure, start, first=not position):
        start = _subject_start(clause, figure, start, previous)
    start = _after_opening_date(clause, figure, start)
    opening = opening_words().match(clause.low, start)
    return min(opening.end() if opening else start, figure.span.start)


def _subject_start(clause: Clause, figure: QuantityMention, part: int, previous: int) -> int:
    """Where a subject begins that runs over commas to the part of its figure: after the statement before it, the
    target before it, a date, words of intent, 'trong đó'."""
    low = clause.low
    bracket = clause.bracket(figure.core.start)
    floor = max(
        [
            clause.sentence(figure.core.start)[0],
            max(low.rfind(";", 0, part), low.rfind(":", 0, part)) + 1,
            bracket[0] + 1 if bracket else 0,
            *(cell for cell in clause.cells if cell <= part),
        ]
    )
    if previous > floor:
        floor = next((cut for cut in clause.cuts if cut >= previous), part)
    return max(
        [
            floor,
            *(
                date.span.end
                for date in clause.dates
                if floor <= date.span.end <= part
                and date.kind != "recurring"
                and clause.bracket(date.core.start) is None
            ),
            *(match.end() for match in goal().finditer(low, floor, part)),
            *(match.end() for match in cue("commitment", "within").finditer(low, floor, figure.span.start)),
        ]
    )


def _after_opening_date(clause: Clause, figure: QuantityMention, start: int) -> int:
    """Where the words go on after the dates that open them ('Đến năm 2030, …')."""
    for date in clause.dates:
        within = start <= date.span.start and date.span.end <= figure.span.start
        if within and not opening_words().sub("", clause.low[start : date.span.start], count=1).strip(" ,;:-–+"):
            start = date.span.end
    return start


def _closes_subject(clause: Clause, figure: QuantityMention, start: int, *, first: bool) -> bool:
    """Whether a predicate or a comparator ('nông, lâm, thủy sản dưới 10%') closes a subject before the figure, or it
    stands in a list of shares ('dịch vụ 39%, nông, lâm nghiệp 23%')."""
    head = clause.low[start : figure.span.start]
    if (
        _predicate().search(head)
        or _rate_reached().search(head)
        or (figure.kind == "percent" and _lists_sectors(clause, start))
    ):
        return True
    listed = figure.stated or (not first and clause.low[figure.core.end : figure.core.end + 1] in _MARKS)
    said = cue("commitment", "verbs").search(head)
    return figure.kind == "percent" and listed and bool(head.strip(" ,")) and said is None


def _lists_sectors(clause: Clause, part: int) -> bool:
    """'nông, lâm, thủy sản 33,5%', 'công nghiệp, xây dựng: 40%': names of sectors over commas."""
    begin = max(clause.sentence(part)[0], clause.low.rfind(";", 0, part) + 1, clause.low.rfind(":", 0, part) + 1)
    return _sectors().fullmatch(clause.low, begin, part) is not None


@cache
def _sectors() -> re.Pattern[str]:
    opened = either(words("figures", "describes", "sectors"))
    return re.compile(rf"[\s\-–+•]*{opened}(?:\s[^\W\d_]+){{0,3}},(?:(?:\s[^\W\d_]+){{1,3}},){{0,2}}\s?")


_MARKS = frozenset({",", ";", ".", ")", ""})


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:^|\s){either(words('figures', 'commitment', 'predicates'))}(?!\w)){{1,3}}[\s:]*$")


@cache
def _rate_reached() -> re.Pattern[str]:
    """'ngành nông, lâm nghiệp | đạt tốc độ tăng trưởng bình quân …': at what rate the subject is to grow."""
    reached, rates = (
        either(words("figures", "commitment", "predicates")),
        either(words("figures", "commitment", "rates")),
    )
    return re.compile(rf"\s{reached}\s{rates}\s")


@cache
def _closing_words() -> re.Pattern[str]:
    return re.compile(rf"[\s,;:(]+{either(words('figures', 'commitment', 'leads_on'))}[\s:,]*$")


@cache
def _hanging() -> re.Pattern[str]:
    """'25 tỷ đồng cho' before a date: the preposition leads to what is cut off."""
    return re.compile(rf"\s{either(words('figures', 'commitment', 'oblique'))}[\s,]*$")


@cache
def _lifts() -> re.Pattern[str]:
    noun = either(words("figures", "commitment", "lifts_not"))  # 'tăng trưởng' is a noun
    return re.compile(rf"{either(words('figures', 'commitment', 'lifts'))}\s(?!$|{noun}\s)")


def indicator_of(clause: Clause, figure: QuantityMention, span: Span) -> str:
    """What is measured, in the words of the text: the subject where a predicate closes it, else what is counted.

    Empty where the part names neither ('… và tối thiểu 50.000 ha').
    """
    head = clause.low[span.start : figure.span.start]
    if figure.kind == "rank" and (about := _ranked_in().search(clause.low, figure.core.end, span.end)):
        return short(clause.line[about.start("what") : span.end])
    match = _predicate().search(head)
    counted = _counted(clause, figure, span)
    said = any(
        verb[0] not in words("figures", "commitment", "measures") for verb in cue("commitment", "verbs").finditer(head)
    )
    closed = match is not None or (figure.kind not in {"noun", "other", "scale"} and not said)
    if not counted or counted[0] in "(/":
        closed, counted = True, ""
    elif not said and figure.unit and ("/" in figure.unit or figure.unit.lower().endswith(counted.lower())):
        closed = True  # 'dân số toàn tỉnh khoảng 2,6 triệu người'
    leads = _oblique("$").search(head[: match.start()] if match and figure.kind == "rank" else head)
    if closed and not leads and (subject := _subject(clause, figure, span, match)):
        return subject
    if match is not None and _of_whole().search(match.group()):
        return ""  # '…, chiếm 30% tổng mức bán lẻ': of what was measured before
    if figure.kind == "rank":
        return (
            short(clause.line[figure.core.end - len(figure.unit or "") : span.end])
            if head.strip() and not match
            else ""
        )
    if _oblique().match(counted):
        return short(clause.line[span.start : span.end])
    if not head.strip() and counted.lower().startswith(words("figures", "state", "past_answers")[0] + " "):
        return ""  # '…, 100% được nhựa hóa': of what was named before
    given = figure.kind == "noun" and head.endswith(f" {only_word('figures', 'describes', 'given_to')} ")
    where = (figure.unit or "").lower() in words("figures", "describes", "bodies")
    if leads and (given or where or counted == figure.unit):
        counted = _done_for(clause, figure, span.start).of(clause.line) or counted
    return short(counted if counted != figure.unit or head.strip() else "")


def _done_for(clause: Clause, figure: QuantityMention, start: int) -> Span:
    """The verb and its object before those it is for ('giải quyết việc làm cho 2.500 lao động'); empty for none."""
    opened = [date.span.end for date in clause.dates if start <= date.span.start and date.span.end <= figure.span.start]
    start = max([start, *opened, *(m.end() for m in goal().finditer(clause.low, start, figure.span.start))])
    start += len(clause.low[start:]) - len(clause.low[start:].lstrip(" ,"))
    leads = _oblique("$").search(clause.low[start : figure.span.start])
    if leads is None or not is_act(clause.low, start):
        return Span(start, start)
    done = Span(start, start + leads.start())
    return done if done.of(clause.low).strip().count(" ") > 1 else Span(start, start)


def _subject(clause: Clause, figure: QuantityMention, span: Span, predicate: re.Match[str] | None) -> str:
    """The subject of a figure, without who strives for it ('tỉnh đặt mục tiêu tỷ lệ … đạt 80%'); empty for none."""
    start, end = span.start, span.start + predicate.start() if predicate else figure.span.start
    dated = max([d.span.end for d in clause.dates if start <= d.span.start and d.span.end <= end], default=start)
    if dated > start and not clause.low[dated:end].strip():
        end = next(d.span.start for d in clause.dates if d.span.end == dated)
    for aim in _aims().finditer(clause.low, start, end):
        start = aim.end()
    if _oblique().match(clause.low, start, end):
        return ""
    if reached := _reached_first().match(clause.low, start, end):
        start = reached.end()
    if (lifted := _lifts().match(clause.low, start, end)) and clause.low[lifted.end() : end].count(" ") > 1:
        start = lifted.end()
    subject = clause.line[start:end].strip()
    if subject.lower() in words("figures", "commitment", "no_subjects"):
        return ""  # 'Mục tiêu cụ thể đến năm 2025 đạt 55% người dân', '…, lên mức 60%'
    names = subject.count(" ") or (len(subject) > 2 and subject.isupper()) or _is_listed(clause, figure, start, subject)
    if predicate is not None and figure.kind == "noun" and cue("commitment", "verbs", "").fullmatch(subject.lower()):
        return ""  # 'phát triển đạt 15 cơ sở chế biến'
    strives = predicate is not None and _aims().search(predicate.group()) is not None and _is_body(subject)
    return short(subject) if names and not strives else ""


@cache
def _reached_first() -> re.Pattern[str]:
    """'phấn đấu | đạt tổng diện tích …': the verb before what is measured."""
    return re.compile(rf"\s?{either(words('figures', 'state', 'told'))}\s(?=[^\W\d_]+\s[^\W\d_])")


@cache
def _of_whole() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){only_word('figures', 'describes', 'makes_up')}(?!\w)")


def _is_listed(clause: Clause, figure: QuantityMention, start: int, subject: str) -> bool:
    """'diện tích lúa 22.540 ha; ngô 4.850 ha': one word between a mark and its figure names what is listed."""
    if figure.kind not in {"physical", "money", "percent"} or clause.low[:start].rstrip()[-1:] not in {",", ";", "+"}:
        return False
    word = subject.lower()
    return (
        word.isalpha()
        and word not in words("units", "nouns", "never_first")
        and not cue("commitment", "verbs").match(word)
    )


def _is_body(subject: str) -> bool:
    """Whether a subject begins with a body or a place: 'Tỉnh Hòa Bình phấn đấu đạt …'."""
    return subject.lower().startswith(tuple(f"{body} " for body in words("figures", "describes", "bodies")))


def _counted(clause: Clause, figure: QuantityMention, span: Span) -> str:
    """What a figure counts: its noun without a scale ('triệu khách du lịch'), and the words after it up to a comma."""
    begin = figure.span.end
    closed = clause.low.startswith((",", ";"), begin)
    if figure.kind == "percent" and (noun := _noun_of_share(clause, figure)) is not None:
        begin, closed = noun, False  # '80% cơ sở trở lên đạt …'
    if figure.kind in {"noun", "other"} and figure.unit:
        begin = figure.core.end
        scale = next((name for name in units().scales if figure.unit.lower().startswith(f"{name} ")), "")
        begin += len(scale) - len(figure.unit)
        closed = figure.span.end > figure.core.end  # '25 đảng viên trở lên'
    end = max(figure.core.end if closed else span.end, begin)
    said = clause.line[begin:end].strip(" ,.;:…")
    return "" if said.lower() in words("figures", "describes", "bases") else said


def _noun_of_share(clause: Clause, figure: QuantityMention) -> int | None:
    """Where the noun between a percent and the words of its bound begins ('80% cơ sở trở lên')."""
    unit = unit_at(clause.low, figure.core.end) if figure.span.end > figure.core.end else None
    return unit[0] if unit and unit[1] < figure.span.end else None


@cache
def _aims() -> re.Pattern[str]:
    """Words of aim between who strives and what for."""
    return re.compile(rf"(?<!\w){either(words('figures', 'commitment', 'aims'))}(?:[\s:,]+|$)")


@cache
def _ranked_in() -> re.Pattern[str]:
    # 'nhóm 5 tỉnh dẫn đầu cả nước về …': what the rank is about comes after the words of the rank
    about = only_word("units", "rank", "about")
    return re.compile(rf"{either(words('units', 'rank', 'top'))}[^.;:]{{0,60}}?\s{about}\s(?P<what>\S)")


def opening_part(clause: Clause, figure: QuantityMention, span: Span) -> str:
    """The words before a colon or at the head of the sentence, where the figure's own part names nothing measured."""
    start = max(clause.sentence(figure.core.start)[0], clause.low.rfind(";", 0, span.start) + 1)
    head = clause.line[start : span.start]
    for date in clause.dates:
        if start <= date.span.start and date.span.end <= span.start:
            if date.kind == "recurring" and date.span.start > start:
                continue  # 'Bình quân hàng năm kết nạp đảng viên mới: trên 4%'
            before = head[: date.span.start - start]
            head = before if before.strip(" ,;:-–") else clause.line[date.span.end : span.start]
            break
    opening = opening_words().match(head.lower())
    phrase = head[opening.end() if opening else 0 :].rstrip(" ,;:")
    last = next((m for m in goal().finditer(phrase.lower()) if m.end() == len(phrase)), None)
    phrase = short(phrase[: last.start()] if last else phrase)
    return phrase or short(clause.line[span.start : span.end])


def opens_anew(clause: Clause, start: int, previous: QuantityMention) -> bool:
    """Whether a target says anew what is measured: in another sentence, or after a label ('; Lợi nhuận: 15 tỷ')."""
    if clause.sentence(start) != clause.sentence(previous.core.start):
        return True
    return ";" in clause.low[previous.core.end : start] and clause.low[:start].rstrip().endswith(":")


@cache
def _oblique(end: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'commitment', 'oblique'))}\s{end}")


def short(phrase: str, limit: int = 96) -> str:
    """A short phrase: cut at the last comma or blank before the limit."""
    phrase = " ".join(phrase.replace("|", " ").split()).strip(" ,.;:–-…")
    if len(phrase) <= limit:
        return phrase
    comma = phrase.rfind(", ", limit // 3, limit)
    return phrase[: comma if comma > 0 else phrase.rfind(" ", 0, limit)].strip(" ,;:")
