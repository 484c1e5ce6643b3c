"""Reads the agencies a sentence lists at one place, as printed: "Sở Y tế, UBND các huyện và các đơn vị liên quan".

The lexicon knows the names; here stands the grammar of lists: what joins two names, which words after a group belong
to it ("liên quan", "trên địa bàn tỉnh"), titles ("Thủ trưởng các sở"), kinds of bodies that are a mention each ("các
viện nghiên cứu, trường đại học, cao đẳng"), and a department with its ministry, which is one ("Vụ X, Bộ Y").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from vnplan.lexicon import Agency, Mention, Province, agencies
from vnplan.lexicon.loader import table
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.cues.phrases import any_of, cues
from vnplan.parse.cues.roles import is_act
from vnplan.parse.duties.named import THE, AgencyList, Named, lead_in, named_as, own_name, with_ministry
from vnplan.parse.duties.names_by_place import name_end, related
from vnplan.parse.duties.works import work_end

_REACHES = (64, 200, 600, 1800)
_MARGIN = 28
_BRACKET = r"\s{0,3}(?:\([^()]{0,120}\)\s{0,3})?"


@lru_cache(maxsize=8192)
def _scanned(window: str, province: Province | None, alone: bool) -> Sequence[Mention]:
    """The mentions of a window; plans share their headings and formulas, so many windows come again."""
    return agencies().matcher().scan(window, province=province, alone=alone)


@cache
def _join(*, wide: bool) -> re.Pattern[str]:
    """What stands between two names; `wide` adds ";", full stops and dashes."""
    word = any_of("agencies", "joins")
    tail = rf"(?:{word}\s{{1,3}})?"
    if wide:
        return re.compile(
            rf"{_BRACKET}(?:[,;/+.]\s{{0,3}}(?:[\-–+•*]\s{{0,3}})?{tail}|[\-–•*]\s{{1,3}}|{word}\s{{1,3}})",
            re.IGNORECASE,
        )
    return re.compile(rf"{_BRACKET}(?:[,/+]\s{{0,3}}{tail}|{word}\s{{1,3}})", re.IGNORECASE)


@cache
def _shared_head() -> re.Pattern[str]:
    head, title = any_of("agencies", "shared_heads"), any_of("agencies", "titles")
    return re.compile(rf"(?:{title}\s{{1,3}})?(?:{THE})?{head}\s{{0,3}}:?\s{{0,3}}", re.IGNORECASE)


@cache
def _belongs() -> re.Pattern[str]:
    return re.compile(rf"(?P<which>(?:\s[a-zà-ỹđ]+){{0,{_KIND_WORDS}}}?)\s{any_of('agencies', 'belongs')}\s")


_NEAR_BODY = 90
_KIND_WORDS = 3
_BLANK = re.compile(r"\s")
_BOARD = re.compile(rf"(?:[^\W\d_]+ ){{2,7}}{THE}")
_SMALL_WORD = re.compile(r"\s[a-zà-ỹđ]+(?!\w)")
_UNDER = " trực thuộc"
_OF_PLACES = "UBND"  # whose places the lexicon reads
_ANY_UNIT = "các đơn vị"  # likewise where a kind of body works
_ABOUT = " về "


class AgencyReader:
    """Reads lists of agencies in the lines of one document.

    `province` settles "UBND thành phố"; `aliases` are short forms the text defines, with the agencies they stand for.
    """

    def __init__(self, province: Province | None = None, aliases: Mapping[str, Agency] | None = None) -> None:
        self._province = province
        ids = {short: agency.id for short, agency in (aliases or {}).items()}
        own = {agency.id: agency for agency in (aliases or {}).values()}
        self._matcher = agencies().matcher().with_aliases(ids, own) if ids else None
        self._own: dict[tuple[str, bool], Sequence[Mention]] = {}

    def _scan(self, window: str, alone: bool = False) -> Sequence[Mention]:
        if self._matcher is None:
            return _scanned(window, self._province, alone)
        found = self._own.get((window, alone))
        if found is None:
            found = self._own[window, alone] = self._matcher.scan(window, province=self._province, alone=alone)
        return found

    def knows(self, name: str) -> bool:
        """Whether the lexicon or its grammars read a name as one agency."""
        found = self._scan(name)
        return len(found) == 1 and found[0].start == 0 and found[0].area_end == len(name)

    def read(
        self, text: str, start: int, *, low: str | None = None, wide: bool = False, named: bool = False
    ) -> AgencyList | None:
        """The list of agencies that begins at a place of a one-line text, or None where none begins there.

        `low` is the text lowered, where the caller has it. With `wide` also ";", dashes and full stops join the names,
        as in table cells and headings. `named`: the place says that bodies are named, so the first may be of no list.

        >>> reader = AgencyReader()
        >>> line = "Giao Sở Y tế, UBND các huyện, thành phố và các đơn vị liên quan thực hiện"
        >>> [item.name for item in reader.read(line, 5).items]
        ['Sở Y tế', 'UBND các huyện, thành phố', 'các đơn vị liên quan']
        >>> [item.name for item in reader.read("Các viện nghiên cứu, trường đại học, cao đẳng", 0).items]
        ['Các viện nghiên cứu', 'trường đại học', 'cao đẳng']
        >>> reader.read("Xây dựng kế hoạch của Sở Y tế", 0) is None
        True
        """
        low = lowered(text) if low is None else low
        items: list[Named] = []
        for reach in _REACHES:
            items, going = self._chain(text, low, start, reach, wide=wide, named=named)
            if not going or start + reach >= len(text):
                break
        return AgencyList(with_ministry(items), items[-1].end) if items else None

    def read_whole(self, text: str, start: int, end: int, *, low: str) -> AgencyList | None:
        """A stretch that can only be a list of agencies, known or not: what the lexicon lacks is kept as printed.

        >>> reader = AgencyReader()
        >>> line = "Các cơ quan của Đảng, Quốc hội, Hội Nông dân"
        >>> [item.name for item in reader.read_whole(line, 0, len(line), low=line.lower()).items]
        ['Các cơ quan của Đảng', 'Quốc hội', 'Hội Nông dân']
        """
        items: list[Named] = []
        position = start
        while position < end:
            listed = self.read(text, position, low=low)
            if listed is not None:
                items.extend(listed.items)
                position = listed.end
            stop = _next_join(text, position, end)
            rest = text[position:stop].rstrip()
            if rest.strip() and listed is not None:
                last = items[-1]  # "các doanh nghiệp nhà nước chủ chốt": the words belong to the name before them
                items[-1] = last._replace(end=position + len(rest), name=text[last.start : position + len(rest)])
            elif rest.strip():
                items.append(own_name(text, position, position + len(rest)))
            after = _join(wide=True).match(text, stop, end)
            position = after.end() if after else end
        return AgencyList(tuple(items), items[-1].end) if items else None

    def _chain(
        self, text: str, low: str, start: int, reach: int, *, wide: bool, named: bool
    ) -> tuple[list[Named], bool]:
        """The names from a place on with only joins between them, and whether the list may go on beyond the reach."""
        window = text[start : start + reach]
        mentions = iter(self._scan(window, wide))
        join = _join(wide=wide)
        items: list[Named] = []
        mention = next(mentions, None)
        position = 0
        while position < len(window):
            while mention is not None and mention.end <= position:
                mention = next(mentions, None)
            if mention is not None and _begins(low[start : start + reach], mention, position):
                found = mention
                first = mention.start if mention.rule == "list" else position
                end = _qualified(low, start + mention.area_end)
                if mention.agency.level == "group" or mention.rule == "body":
                    end = related(low, end)
                if mention.agency.level == "group" or mention.agency.weak:
                    business = mention.agency.kind == "enterprise" and (wide or bool(items))
                    end = self._at_work(text, low, end, listed=business)
                if mention.agency.weak and text[end + 1 : end + 2].isupper() and text.startswith(" ", end):
                    own = name_end(text, low, start + mention.start)  # "Trung ương Hội Cựu chiến binh Việt Nam"
                    end = max(end, own, self._in_capitals(text, start + mention.start))
                if mention.agency.level == "group" or mention.agency.weak:
                    end = self._belonging(text, low, end)
            else:
                bare = self._bare(text, low, start + position, reach) if items or named else None
                if bare is None:
                    unlisted = self._of_no_list(text, low, start + position, items) if items or named else None
                    if unlisted is None:
                        return items, bool(items) and reach - position < 2 * _MARGIN
                    items[:] = [item for item in items if item.end <= unlisted.start]
                    items.append(unlisted)
                    after = join.match(window, unlisted.end - start)
                    if after is None:
                        break
                    position = after.end()
                    continue
                first, (end, found) = position, bare
            if found.agency.level == "group" and text.startswith(" ", end):
                # nouns without a comma between ("các cơ quan đơn vị liên quan") are still one name
                more = self._bare(text, low, end + 1, reach)
                end = more[0] if more else end
                cut = end if more else self._before_longer(text, low, start + first, end, reach)
                if cut < end:
                    name = text[start + first : cut]
                    whole = agencies().find(name, province=self._province) or found.agency
                    items.append(Named(start + first, cut, name, whole.id, common=True))
                    mention = next(mentions, None) if found is mention else mention
                    position = cut + 2 - start
                    continue
            items.extend(named_as(text, start + first, end, found))
            after = join.match(window, items[-1].end - start)
            if after is None:
                break
            position = after.end()
        cut = bool(items) and items[-1].end > start + reach - _MARGIN
        return items, cut or (bool(items) and text.startswith(_ABOUT, items[-1].end))  # "Ban Chỉ đạo về …"

    def _before_longer(self, text: str, low: str, start: int, end: int, reach: int) -> int:
        """The end of a group, before its last noun where that begins a longer name ("tổ chức khoa học …")."""
        comma = low.rfind(", ", start, end)
        longer = self._bare(text, low, comma + 2, reach) if comma > start else None
        return comma if longer is not None and longer[0] > end else end

    def _in_capitals(self, text: str, start: int) -> int:
        """The end of a kind of body that goes on in capitals like the name of one ("các Công ty Lâm nghiệp"), or -1."""
        bare = lead_in().match(text, start)
        if bare is None:
            return -1
        mention = next(iter(self._scan(text[bare.end() : bare.end() + _NEAR_BODY])), None)
        return bare.end() + mention.area_end if mention is not None and mention.start == 0 else -1

    def _of_no_list(self, text: str, low: str, start: int, before: Sequence[Named]) -> Named | None:
        """The body of no list that begins at a place, or one with those `before` it: both have the places after it.

        "UBND, ban an toàn giao thông các huyện" is one name, whose first part names no place.
        """
        end = name_end(text, low, start)
        if end > 0:
            return own_name(text, start, self._places_end(text, low, start, end))
        small = _BOARD.match(low, start) if before and before[-1].name == _OF_PLACES else None
        end = self._places_end(text, low, start, small.end()) if small else -1
        return own_name(text, before[-1].start, end) if small and end > small.end() else None

    def _places_end(self, text: str, low: str, start: int, end: int) -> int:
        """The end of a name of no list with all its places: "BCH Phòng chống lụt bão các quận | , huyện"."""
        the = low.rfind(f" {THE}", start, end)
        if the < 0:
            return end
        units = next(iter(self._scan(_OF_PLACES + text[the : the + _NEAR_BODY])), None)
        return max(end, the + units.area_end - len(_OF_PLACES)) if units is not None and units.start == 0 else end

    def _at_work(self, text: str, low: str, end: int, *, listed: bool) -> int:
        """The end of a kind of body with its standing work and where it does it, or `end`."""
        stop = work_end(low, end, lambda place: self._body_at(text, place) is not None, listed=listed)
        if stop == end or text[stop : stop + 1] != " ":
            return stop
        whole = next(iter(self._scan(_ANY_UNIT + text[stop : stop + _NEAR_BODY])), None)
        return _qualified(low, stop + (whole.area_end - len(_ANY_UNIT) if whole and whole.start == 0 else 0))

    def _body_at(self, text: str, start: int) -> Mention | None:
        """The body whose name begins at a place."""
        mention = next(iter(self._scan(text[start : start + _NEAR_BODY])), None)
        return mention if mention is not None and min(mention.title_start, mention.start) == 0 else None

    def _belonging(self, text: str, low: str, end: int) -> int:
        """The end of a kind of body with the body it belongs to ("các đơn vị | thuộc Bộ Y tế"), or `end`."""
        match = _belongs().match(low, end - len(_UNDER) if low.endswith(_UNDER, 0, end) else end)
        if match is None:
            return end
        mention = next(iter(self._scan(text[match.end() : match.end() + _NEAR_BODY])), None)
        if mention is None or not _begins(low[match.end() :], mention, 0):
            return end
        stop = _qualified(low, match.end() + mention.area_end)
        first, last = match.span("which")
        if first < last and any(is_act(low, word.end()) for word in _BLANK.finditer(low, first, last)):
            # "các đơn vị truyền thông thuộc Bộ Y tế xây dựng …": a kind named by what it does, before its verb
            one = cues("subject", "verbs").at(low, first + 1) == last
            return stop if one and low.startswith(" ", stop) and is_act(low, stop + 1) else end
        return stop

    def _bare(self, text: str, low: str, start: int, reach: int) -> tuple[int, Mention] | None:
        """A kind of body without its determiner ("… và đơn vị có liên quan"): where it ends, and what it is."""
        if lead_in().match(low, start) or is_act(low, start):
            return None
        mention = next(iter(self._scan(THE + text[start : start + reach])), None)
        if mention is None or mention.title_start > 0 or not (mention.agency.level == "group" or mention.agency.weak):
            return None
        end = self._belonging(text, low, _qualified(low, start + mention.area_end - len(THE)))
        whole = (
            low.endswith(_qualifiers(), start, end)  # "đơn vị liên quan | …": whatever follows is no part of the name
            or not low[end : end + 1].isspace()
            or is_act(low, end + 1)
            or cues("agencies", "after").at(low, end + 1) >= 0
        )
        if not whole and (cut := self._before_longer(text, low, start, end, reach)) < end:
            return cut, mention  # "chính quyền địa phương, đơn vị | chủ rừng"
        end = end if whole else _up_to_verb(text, low, end)
        return (end, mention) if end > 0 else None


def _up_to_verb(text: str, low: str, end: int) -> int:
    """Where a few small words that say which of a kind is meant end before a verb ("nhà đầu tư | thứ cấp"), or -1."""
    for _ in range(_KIND_WORDS):
        word = _SMALL_WORD.match(text, end)
        if word is None or cues("agencies", "after", "joins").at(low, end + 1) >= 0 or _is_state(low, end + 1):
            return -1
        end = word.end()
        verb = cues("subject", "verbs").at(low, end + 1) if low.startswith(" ", end) else -1
        if " " in low[end + 1 : max(verb, 0)]:  # one syllable is too often the second of another word
            return end
    return -1


def _is_state(low: str, start: int) -> bool:
    return cues("subject", "states", "adverbs", "duty").at(low, start) >= 0


def _next_join(text: str, start: int, end: int) -> int:
    """Where the next comma, semicolon or joining word stands, or the end."""
    match = _joined().search(text, start, end)
    return match.start() if match else end


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"[,;]|\s{any_of('agencies', 'joins')}\s", re.IGNORECASE)


def _qualified(low: str, end: int) -> int:
    """The end of the name with the words after it that belong to it ("chủ quản", "trong và ngoài tỉnh")."""
    while low.startswith(" ", end):
        after = cues("agencies", "qualifiers").at(low, end + 1)
        if after < 0:
            break
        end = after
    return end


@cache
def _qualifiers() -> tuple[str, ...]:
    return tuple(f" {words}" for words in table("duties")["agencies"]["qualifiers"])


def _begins(window: str, mention: Mention, position: int) -> bool:
    """Whether a name begins at a place of the window, after a determiner or the shared head of a list."""
    first = min(mention.title_start, mention.start)
    if first <= position:
        return True
    return (_shared_head() if mention.rule == "list" else lead_in()).fullmatch(window, position, first) is not None
