"""Whom a sentence tells to act: "Giao Sở Y tế …", "UBND tỉnh yêu cầu các sở …", "…, đề nghị UBND các xã phối hợp".

The issuer of a document and the bodies of the province order others; in letters and news any body asks others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial

from vnplan.lexicon import provinces
from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.cues.phrases import after_blank, any_of, cues
from vnplan.parse.cues.roles import is_act
from vnplan.parse.duties.listed import kind_goes_on, kind_told, no_verb
from vnplan.parse.duties.named import AgencyList, Named
from vnplan.parse.duties.openings import may_begin
from vnplan.parse.duties.persons import person_told
from vnplan.parse.duties.readings import Readings
from vnplan.parse.duties.subject import Subject

_COMMA = re.compile(r",\s")
_ANY_MARK = re.compile(r"[,;:.()]\s?")
_BRACKET = re.compile(r"\s{0,2}\([^()]{0,160}\)")
_FARTHEST = 90
_CAPITALS = re.compile(r"(?: [A-ZÀ-ỸĐ][^\W\d_]*){1,4}")
_DEPARTMENTS = "cac-so-nganh"


class OrderReader:
    """Reads orders in the clauses of one document. `issuers`: how the one is called who issued it."""

    def __init__(self, readings: Readings, issuers: Iterable[str] = ()) -> None:
        self._readings = readings
        self._issuers = tuple(map(lowered, issuers))

    def ordered(self, line: NodeLine, place: int, start: int, *, told: bool, assigned: bool) -> Subject | None:
        """The agencies that words at `start` tell to act: "Giao Sở Y tế …", "UBND tỉnh yêu cầu các sở …"."""
        issuer = self.issuer_end(line, start)
        order = _order_after(line, issuer) if issuer > 0 else cues("subject", "assigners").at(line.low, start)
        if order < 0 and told and not assigned:
            issuer = self._asker_end(line, start)
            order = _order_after(line, issuer) if issuer > 0 else -1
        if order > 0 and line.low.startswith(", ", order) and cues("subject", "openers").at(line.low, order + 2) > 0:
            # "chỉ đạo, trong thời gian tới, các sở …"
            order = max(order, line.low.find(", ", order + 2, order + _FARTHEST))
        listed = self._readings.read(line, after_blank(line.low, order), named=told) if order >= 0 else None
        if listed is None and order >= 0 and (told or issuer > 0):
            start = after_blank(line.low, order)
            bare = may_begin(line.low, start)  # "Sở A đề nghị tổ dân phố, …": a kind without "các"
            listed = self._readings.reader.read(line.text, start, low=line.low, named=True) if bare else None
            listed = listed or person_told(line, start)
            asks = cues("subject", "asks").within(line.low, issuer if issuer > 0 else place, start)
            # "giao chỉ tiêu …" hands on a thing
            if listed is None and (asks or line.text[start : start + 1].isupper()):
                listed = kind_told(line, start, bare=issuer > 0)
        # under an agency's heading it is that agency who asks others, but it cannot order the departments beside it
        if listed is None or not (told or issuer > 0 or listed.items[0].id.startswith(_DEPARTMENTS)):
            return None
        if issuer < 0 and cues("subject", "asks_above").at(line.low, start) > 0 and _decides(line, listed.items[0]):
            return None  # "Đề nghị Trung ương cho phép …": who decides is asked for a decision
        listed = kind_goes_on(line, listed) or _with_place(line, listed) or listed
        also = _also_told().match(line.low, listed.end)  # "yêu cầu Sở A và đề nghị Hội B …"
        others = self._readings.read(line, also.end(), named=True) if also else None
        listed = AgencyList((*listed.items, *others.items), others.end) if others else listed
        bracket = _BRACKET.match(line.text, listed.end)  # "Giao Sở A (sau đây gọi tắt là …) chủ trì"
        return Subject(place, listed, bracket.end() if bracket else listed.end, stated=True)

    def below(self, line: NodeLine) -> bool:
        """Whether a line that names nobody to act opens a list of work that one who assigns it gives."""
        opens = max(line.start, line.low.rfind(". ", line.start) + 2, line.low.rfind("; ", line.start) + 2)
        issuer = self.issuer_end(line, opens)
        return issuer > 0 and orders_below(line, after_blank(line.low, issuer))

    def issuer_end(self, line: NodeLine, start: int) -> int:
        """Where the name of one ends that assigns work here, the issuer of the document or a provincial body, or -1."""
        end = cues("agencies", "issuers").at(line.low, cues("agencies", "issuer_posts").skip(line.low, start))
        if line.low.startswith(self._issuers, start):
            end = max(end, start + max(len(name) for name in self._issuers if line.low.startswith(name, start)))
        end = _after_province(line.text, end)
        return end if line.low.startswith(" ", end) else -1

    def _asker_end(self, line: NodeLine, start: int) -> int:
        """Where the words end that name one who hands work to another, or -1: "Sở Y tế đề nghị UBND các xã rà soát …".

        Whoever it is may be of no list ("Thứ trưởng giao Cục A …"). In a section that assigns work asking others is
        itself the task of who is named.
        """
        match = next(_handing_on(line, start + 1, start + _FARTHEST), None)
        if match is None or is_act(line.low, start):
            return -1
        if match["leads"] and cues("agencies", "persons").at(line.low, start) < 0:
            return -1  # "Sở Y tế chỉ đạo các bệnh viện …" is its own act, unless a person's words are told
        asker = self._readings.read(line, start)
        if asker is not None and cues("subject", "adverbs").skip(line.low, asker.end + 1) != match.start() + 1:
            return -1
        if asker is None and _ANY_MARK.search(line.low, start, match.start()):
            return -1
        return match.start() if self._asked(line, match) else -1

    def _asked(self, line: NodeLine, match: re.Match[str]) -> bool:
        """Whether behind a word that asks bodies are named that can be given work, and what they are to do after."""
        start = after_blank(line.low, match.end())
        if match["asks"] and cues("cues", "deciders").at(line.low, start) >= 0:
            local = cues("authority", "local").at(line.low, start) >= 0 and self.issuer_end(line, start) < 0
            if not local:
                return False  # who decides is asked for a decision
        asked = self._readings.read(line, start, named=True)
        if asked is None:
            return kind_told(line, start, bare=False) is not None
        does = cues("subject", "adverbs", "duty").at(line.low, asked.end + 1) >= 0 or is_act(line.low, asked.end + 1)
        return does or no_verb().match(line.low, asked.end + 1) is None

    def at_end(self, line: NodeLine, *, assigned: bool) -> Iterator[Subject]:
        """Whom the issuer orders in a sentence of any kind: "Thực hiện Công văn số …, Sở A yêu cầu các trường …:".

        In letters also whom a sentence asks at its end: "Nắng nóng kéo dài, đề nghị UBND các xã phối hợp …".
        """
        if not line.low.endswith(":") and _hands_on().search(line.low, line.start) is None:
            return
        commas = [comma.end() for comma in _COMMA.finditer(line.low, line.start)]
        if line.low.endswith(":"):
            places = [place for place in commas if self.issuer_end(line, place) > 0]
        elif assigned:  # "… theo Công văn số 6041, yêu cầu UBND huyện A xây dựng …"
            places = [place for place in commas if cues("subject", "asks").at(line.low, place) > 0]
        elif is_act(line.low, line.start):  # "Thực hiện Công văn …, Sở A đề nghị UBND các xã …"
            places = [after_blank(line.low, end) for end in map(partial(self._asker_end, line), commas) if end > 0]
        else:
            found = _handing_on(line, line.start, len(line.low))
            places = [match.start() + 1 for match in found if not match["leads"] and self._asked(line, match)]
        for place in places[:1]:
            subject = self.ordered(line, line.start, place, told=True, assigned=True)
            if subject is not None and not orders_below(line, subject.does):
                yield subject


def _decides(line: NodeLine, named: Named) -> bool:
    """Whether one is named who decides above, and nothing more: "Trung ương", "Chính phủ", not a committee."""
    if cues("authority", "local").at(line.low, named.start) >= 0:
        return False
    return cues("cues", "deciders").at(line.low, named.start) == named.end


def _with_place(line: NodeLine, listed: AgencyList) -> AgencyList | None:
    """A kind of body that goes on with where it is, up to the verb: "các chủ rừng | ở Hương Sơn bố trí …"."""
    if len(listed.items) > 1 or not listed.items[0].common or _somewhere().match(line.low, listed.end) is None:
        return None
    return kind_told(line, listed.items[0].start, bare=True)


@cache
def _somewhere() -> re.Pattern[str]:
    return re.compile(rf"(?: [^\W\d_]+)? {any_of('agencies', 'where')} ")


def _after_province(text: str, end: int) -> int:
    """The end of the name of who assigns work with its province: "Chủ tịch UBND tỉnh | Đồng Nai chỉ đạo …"."""
    name = _CAPITALS.match(text, end) if end > 0 else None
    while name is not None:
        if provinces().find(name.group().strip()) is not None:
            return name.end()
        name = _CAPITALS.match(text, end, text.rfind(" ", end, name.end()))
    return end


def _order_after(line: NodeLine, name: int) -> int:
    """Where the words of an order end behind a name ("… yêu cầu", "… cũng yêu cầu", "… có công văn yêu cầu"), or -1."""
    start = after_blank(line.low, name)
    how = cues("subject", "adverbs", "once_more").at(line.low, start)
    places = [start, after_blank(line.low, how)] if how > 0 else [start]
    paper = _by_paper().match(line.low, start)
    places += [paper.end()] if paper else []
    return max(cues("subject", "assigners", "asks").at(line.low, place) for place in places)


def _handing_on(line: NodeLine, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The words of a stretch by which one hands work to another, but in names ("Sở Giao thông …") and the passive."""
    for match in _hands_on().finditer(line.low, start, stop):
        if line.text[match.start() + 1].islower() and not line.low.endswith(" được", 0, match.start()):
            yield match


@cache
def _hands_on() -> re.Pattern[str]:
    """Words by which one hands work to another named next; `asks`: also to one who decides, `leads`: one who leads."""
    gives, asks, leads = any_of("subject", "gives"), any_of("subject", "asks_above"), any_of("subject", "leads")
    return re.compile(rf" (?:{gives}|(?P<asks>{asks})|(?P<leads>{leads}))(?=[ ,])")


def orders_below(line: NodeLine, does: int) -> bool:
    """Whether what a subject does is to assign the work listed below it: "Chủ tịch UBND tỉnh chỉ đạo như sau:"."""
    return line.low.endswith(":") and _ordering().fullmatch(line.low, does) is not None


@cache
def _ordering() -> re.Pattern[str]:
    tail = any_of("subject", "ordering_tail")
    return re.compile(rf"{any_of('subject', 'ordering')}(?:,?\s{tail})*\s?:")


@cache
def _by_paper() -> re.Pattern[str]:
    """The paper that holds an order, up to its words: "ban hành công văn số … về … | yêu cầu"."""
    paper = rf"{any_of('subject', 'issues')} {any_of('subject', 'papers')}"
    return re.compile(rf"{paper} (?:[^,;:.]{{0,120}}? )?(?={any_of('subject', 'asks', 'gives')} )")


@cache
def _also_told() -> re.Pattern[str]:
    return re.compile(rf",? {any_of('agencies', 'joins')} {any_of('subject', 'assigners')} ")
