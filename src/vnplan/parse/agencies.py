"""Reads the agencies a sentence lists at one place, as printed: "Sở Y tế, UBND các huyện và các đơn vị liên quan".

The lexicon knows the names; here stands the grammar of lists: what joins two names, which words after a group belong
to it ("liên quan", "trên địa bàn tỉnh"), titles ("Thủ trưởng các sở"), kinds of bodies that are a mention each ("các
viện nghiên cứu, trường đại học, cao đẳng"), and a department with its ministry, which is one ("Vụ X, Bộ Y").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vnplan.lexicon import Province, agencies
from vnplan.lexicon.scan import Mention
from vnplan.models import AgencyMention
from vnplan.parse.nodeline import NodeLine
from vnplan.parse.nonfigures import lowered
from vnplan.parse.phrases import cues
from vnplan.parse.roles import is_act
from vnplan.text import slug

_REACH = 100
_FARTHEST = 1600
_MARGIN = 45
_THE = "các "
_JOIN = re.compile(
    r"\s{0,3}(?:\([^()]{0,120}\)\s{0,3})?(?:(?:,|/|\+)\s{0,3}(?:và\s{1,3}|cùng\s{1,3}(?:với\s{1,3})?)?|(?:và|hoặc|cùng(?:\s{1,3}với)?)\s{1,3})"
)
_JOIN_WIDE = re.compile(
    r"\s{0,3}(?:\([^()]{0,120}\)\s{0,3})?(?:[,;/+.]\s{0,3}(?:[\-–+•*]\s{0,3})?(?:và\s{1,3}|cùng\s{1,3}(?:với\s{1,3})?)?|[\-–•*]\s{1,3}|(?:và|hoặc|cùng(?:\s{1,3}với)?)\s{1,3})"
)
_LEAD_IN = re.compile(r"(?:các|những|tất cả các|toàn thể|mọi|một số|từng|mỗi)\s{1,3}", re.IGNORECASE)
_SHARED_HEAD = re.compile(r"(?:các\s{1,3})?(?:sở|ban|bộ|phòng)\s{0,3}:?\s{0,3}", re.IGNORECASE)
_PIECES = re.compile(r"\s*,\s*|\s+và\s+")
_UNIT_OF_MINISTRY = re.compile(r"(?:vụ|cục|tổng cục|viện)\s")


@dataclass(frozen=True, slots=True)
class Named:
    """One agency of a list: half-open offsets in the line, its words as printed, its id, and whether it is a group."""

    start: int
    end: int
    name: str
    id: str
    generic: bool = False


@dataclass(frozen=True, slots=True)
class AgencyList:
    """The agencies of a list and where it ends in the line."""

    items: tuple[Named, ...]
    end: int

    def mentions(self, line: NodeLine) -> tuple[AgencyMention, ...]:
        """As stored in a duty, with spans of the source."""
        return tuple(
            AgencyMention(id=item.id, name=item.name, span=line.span(item.start, item.end)) for item in self.items
        )


class AgencyReader:
    """Reads lists of agencies in the lines of one document (its province settles "UBND thành phố")."""

    def __init__(self, province: Province | None = None) -> None:
        self._province = province
        self._matcher = agencies().matcher()
        self._scan = lru_cache(maxsize=2048)(self._scanned)

    def _scanned(self, window: str) -> list[Mention]:
        return self._matcher.scan(window, province=self._province)

    def read(self, text: str, start: int, *, wide: bool = False) -> AgencyList | None:
        """The list of agencies that begins at a place of a one-line text, or None where none begins there.

        With `wide` also ";", dashes and full stops join the names, as in table cells and headings.

        >>> reader = AgencyReader()
        >>> line = "Giao Sở Y tế, UBND các huyện, thành phố và các đơn vị liên quan thực hiện"
        >>> [item.name for item in reader.read(line, 5).items]
        ['Sở Y tế', 'UBND các huyện, thành phố', 'các đơn vị liên quan']
        >>> [item.name for item in reader.read("Các viện nghiên cứu, trường đại học, cao đẳng", 0).items]
        ['Các viện nghiên cứu', 'trường đại học', 'cao đẳng']
        >>> reader.read("Xây dựng kế hoạch của Sở Y tế", 0) is None
        True
        """
        reach = _REACH
        while True:
            items = self._chain(text, start, reach, wide=wide)
            close = items and items[-1].end > start + reach - _MARGIN and start + reach < len(text)
            if not close or reach >= _FARTHEST:
                break
            reach *= 4
        return AgencyList(_with_ministry(items), items[-1].end) if items else None

    def _chain(self, text: str, start: int, reach: int, *, wide: bool) -> list[Named]:
        """The names from a place on with only joins between them."""
        window = text[start : start + reach]
        mentions = iter(self._scan(window))
        join = _JOIN_WIDE if wide else _JOIN
        items: list[Named] = []
        mention = next(mentions, None)
        position = 0
        while position < len(window):
            while mention is not None and mention.end <= position:
                mention = next(mentions, None)
            if mention is not None and _begins(window, mention, position):
                first = position if not items or mention.rule != "list" else mention.start
                end = self._qualified(text, start + mention.area_end)
            else:
                # a bare noun inside a list ("… và đơn vị có liên quan") counts like "các đơn vị có liên quan"
                bare = self._bare(text, start + position, reach) if items else None
                if bare is None:
                    break
                first, end, mention = position, bare[0], bare[1]
            if mention.agency.level == "group" and text.startswith(" ", end):
                # nouns without a comma between ("các cơ quan đơn vị liên quan") are still one name
                more = self._bare(text, end + 1, reach)
                end = more[0] if more else end
            items.extend(_named(text, start + first, end, mention))
            after = join.match(window, items[-1].end - start)
            if after is None:
                break
            position = after.end()
        return items

    def _bare(self, text: str, start: int, reach: int) -> tuple[int, Mention] | None:
        """A kind of body without its determiner: where it ends, and what it is."""
        if _LEAD_IN.match(text, start) or is_act(lowered(text[start : start + 40]), 0):
            return None
        mention = next(iter(self._scan(_THE + text[start : start + reach])), None)
        if mention is None or mention.title_start > 0 or not (mention.agency.level == "group" or mention.agency.weak):
            return None
        end = self._qualified(text, start + mention.area_end - len(_THE))
        low = lowered(text[end : end + 40])
        whole = not low[:1].isspace() or is_act(low, 1) or cues("agencies", "after").at(low, 1) >= 0
        return (end, mention) if whole else None

    def _qualified(self, text: str, end: int) -> int:
        """The end of the name with the words after it that belong to it ("chủ quản", "trong và ngoài tỉnh")."""
        low = lowered(text[end : end + 60])
        position = 0
        while position < len(low) and low[position] == " ":
            after = cues("agencies", "qualifiers").at(low, position + 1)
            if after < 0:
                break
            position = after
        return end + position


def _begins(window: str, mention: Mention, position: int) -> bool:
    """Whether a name begins at a place of the window, after a determiner or the shared head of a list."""
    first = min(mention.title_start, mention.start)
    if first <= position:
        return True
    return (_SHARED_HEAD if mention.rule == "list" else _LEAD_IN).fullmatch(window, position, first) is not None


def _named(text: str, start: int, end: int, mention: Mention) -> list[Named]:
    """A mention as printed; several where its name lists kinds of bodies."""
    if mention.rule == "list":  # the shared head stands elsewhere: "Sở Y tế" of "các Sở: Tài chính, Y tế"
        return [Named(start, end, mention.name, mention.agency.id)]
    name = text[start:end]
    if mention.agency.level == "group" and ("," in name or " và " in name):
        pieces = _kinds_of_bodies(name)
        if pieces:
            return [Named(start + a, start + b, name[a:b], id) for a, b, id in pieces]
    generic = mention.agency.level == "group" and mention.agency.kind == "group"
    return [Named(start, end, name, mention.agency.id, generic)]


@lru_cache(maxsize=1024)
def _kinds_of_bodies(name: str) -> tuple[tuple[int, int, str], ...]:
    """The parts of a name that lists kinds of bodies, each known by itself; empty where it is one group."""
    places = list(_cut(name))
    if len(places) < 2:
        return ()
    found = []
    for start, end in places:
        bare = _LEAD_IN.sub("", name[start:end], count=1)
        agency = agencies().find("các " + bare)
        if agency is None or not agency.known or agency.kind == "group":
            return ()
        found.append((start, end, agency.id))
    return tuple(found) if len({id for _, _, id in found}) == len(found) else ()


def _cut(name: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PIECES.finditer(name):
        yield start, match.start()
        start = match.end()
    yield start, len(name)


def _with_ministry(items: list[Named]) -> tuple[Named, ...]:
    """A ministry's department and the ministry after it are one agency as named ("Vụ X, Bộ Y")."""
    out: list[Named] = []
    for item in items:
        before = out[-1] if out else None
        if (
            before is not None
            and item.name.startswith("Bộ ")
            and _UNIT_OF_MINISTRY.match(before.name.lower())
            and item.start - before.end <= 2
        ):
            out[-1] = Named(before.start, item.end, f"{before.name}, {item.name}", before.id)
        else:
            out.append(item)
    return tuple(out)


def own_name(text: str, start: int, end: int) -> Named:
    """An agency the lexicon does not know, where the place says that it is one (a cell of a column of agencies)."""
    name = text[start:end]
    return Named(start, end, name, slug(name) or "x")
