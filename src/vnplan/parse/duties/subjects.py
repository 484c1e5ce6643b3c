"""Who acts in a clause, by its text: "Các sở, ngành … căn cứ …", "Giao Sở Y tế chủ trì", "do Công an tỉnh chủ trì".

An agency acts where it opens a sentence (after "Hằng năm,", "Căn cứ …,", "Đối với …:") and a verb follows it, where it
is told to ("Giao …", "Đề nghị …"), or where the passive names it ("do … chủ trì"). Agencies that are helped, reported
to or only mentioned do not stand in these places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from vnplan.lexicon.loader import table
from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import after_blank, any_of, cues
from vnplan.parse.cues.roles import is_act
from vnplan.parse.duties.agencies import AgencyReader
from vnplan.parse.duties.beside import acts_apart, in_partners, joined_to, only_joins
from vnplan.parse.duties.listed import by_name, kind_goes_on, kind_told, mostly_known, names_field, no_verb, refers_back
from vnplan.parse.duties.named import AgencyList, own_name
from vnplan.parse.duties.names_by_place import name_end, named_by_part
from vnplan.parse.duties.openings import openings, sentence_end, under_topic
from vnplan.parse.duties.orders import OrderReader, orders_below
from vnplan.parse.duties.passives import by_passive
from vnplan.parse.duties.persons import person_before, person_to_verb
from vnplan.parse.duties.readings import Readings
from vnplan.parse.duties.subject import Subject

_COMMA = re.compile(r",\s")
_MARKS = re.compile(r"[,;]\s")
_BRACKET = re.compile(r"\s{0,2}\([^()]{0,160}\)")
_STOP = re.compile(r"[.:]\s")
_FARTHEST_OPENER = 700
_LONGEST_SUBJECT = 320
_LONGEST_HEAD = 120
_LONGEST_TAIL = 90
_LISTED = re.compile(r"(?:\s[a-zà-ỹđ]+){0,4},\s")
_NEXT_WORD = re.compile(r"(?:,\s|\s)(?=\w)")


class SubjectReader:
    """Finds the subjects of clauses of one document."""

    def __init__(self, reader: AgencyReader, short: Iterable[str] = (), issuers: Iterable[str] = ()) -> None:
        """`short`: short forms the document defines for bodies, which may open a sentence as well.

        `issuers`: how the one is called who issued the document, and so assigns work to others in it.
        """
        self.reader = reader
        self._readings = Readings(reader, short)
        self._read = self._readings.read
        self.orders = OrderReader(self._readings, issuers)
        self._passed = 0

    def subjects(
        self, line: NodeLine, *, governed: bool, wish: bool, assigned: bool = True, among: bool = False
    ) -> list[Subject]:
        """The subjects of a clause, in order.

        `governed`: it stands under a heading that names agencies (then only a clear subject replaces or joins them);
        `wish`: it stands in a section of goals or principles (then only words of duty make one); `assigned`: in one
        that assigns work, where a bare kind of body before a colon acts ("Bệnh viện: …"); elsewhere it names a field;
        `among`: items before it in its list name who acts before a colon, so that this one does too.
        """
        found: list[Subject] = []
        self._passed = 0
        self._readings.begin(line)
        places = openings(line)
        if places[:1] != [line.start]:
            head = self._headed(line, among=among, assigned=assigned, governed=governed)
            head = head or self._unlisted(line, line.start, assigned=assigned and not (governed or wish))
            found.extend([head] if head and (head.stated or not wish) else [])
        for place in places:
            if found and in_partners(line, found[-1], place, self.reader):
                continue
            if (found and place < found[-1].does) or place < self._passed:
                continue
            told = not governed and not wish and not (found and self._goes_on(line, place, found[-1]))
            subject = self._at(line, place, told=told, assigned=assigned)
            if subject is None:
                subject = self._after_opener(line, place, told=told, assigned=assigned)
            if subject is None or (wish and not subject.stated):
                continue
            if cues("subject", "appraises").at(line.low, subject.does) >= 0:
                continue
            if not assigned and place == line.start and names_field(line, subject.agencies):
                continue
            first = place == line.start or under_topic(line, place)
            if not first and not subject.stated:
                apart = governed and not acts_apart(line, place, subject)
                beside = bool(found) and not governed and line.low[place - 2 : place] == "; "
                if apart or (subject.agencies.items[0].generic and not beside):
                    continue
            if (found and refers_back(line, subject.agencies)) or orders_below(line, subject.does):
                continue
            found.append(subject)
            found.extend(self._ordered_beside(line, subject, assigned=assigned) if told and subject.stated else ())
        if not found and not wish and line.text[line.start : line.start + 1].isupper():
            head = self._headed(line, among=among, assigned=assigned, governed=governed)
            found.extend([head] if head else [])
        if not found and not governed and not wish:
            # it begins like a name that is known, or with people
            head = self._unlisted(line, line.start, assigned=assigned) or _people_do(line, line.start)
            found.extend([head] if head else self.orders.at_end(line, assigned=assigned))
        if not governed and not wish and (not found or only_joins(line, found[0])):
            named = by_passive(line, found[0].opens if found else len(line.low), self._read, self.reader)
            found[:0] = [Subject(line.start, *named, stated=True, passive=True)] if named else []
        return found

    def _headed(self, line: NodeLine, *, among: bool, assigned: bool, governed: bool) -> Subject | None:
        """Who acts before a colon though no list names him: a person, or what stands where others name bodies."""
        colon = line.low.find(":", line.start, line.start + _LONGEST_HEAD)
        does = after_blank(line.low, colon + 1)
        if colon < 0 or does >= len(line.low) or cues("subject", "topics").at(line.low, line.start) >= 0:
            listed = person_to_verb(line, line.start) if assigned or governed else None
            return Subject(line.start, listed, listed.end + 1, stated=False) if listed else None
        verb = is_act(line.low, cues("subject", "adverbs").skip(line.low, does))
        told = verb or ((assigned or governed) and line.low[does].isalpha())
        listed = person_before(line, line.start, colon) if told else None
        among = among and verb and line.text[does].isupper()
        if listed is None and among and not _acts_within(line, line.start, colon):
            listed = self.reader.read_whole(line.text, line.start, colon, low=line.low)
            if listed is not None and not any(self.reader.knows(item.name) for item in listed.items):
                # no name that is known: a comma within it joins no two ("Bảo hiểm xã hội các tỉnh, thành phố")
                listed = AgencyList((own_name(line.text, line.start, colon),), colon)
        return Subject(line.start, listed, does, stated=True) if listed else None

    def _at(self, line: NodeLine, place: int, *, told: bool, assigned: bool) -> Subject | None:
        """The subject that opens a sentence, or the agencies a sentence tells to act."""
        start = cues("subject", "before").skip(line.low, place)
        ordered = self.orders.ordered(line, place, start, told=told, assigned=assigned)
        if ordered is not None:
            return ordered
        if not self._readings.may_begin(line, start):
            return None
        listed = self._read(line, start)
        if listed is not None and line.low.startswith(";", listed.end):
            listed = self._read(line, start, wide=True)  # "Các sở, ban, ngành; UBND các xã …"
            self._passed = listed.end if listed else self._passed
        return (
            self._acting(line, place, listed)
            or self._bound(line, place, start)
            or self._before_colon(line, place, start)
            or (self._listed_to_verb(line, place, start, listed) if told and _may_list(line, start, assigned) else None)
            or (_with_any_verb(line, place, listed, assigned=assigned) if told else None)
            or (_by_part(line, place, start) if told or place == line.start else None)
            or (_kind_to_verb(line, place, start) if told and assigned and listed is None else None)
        )

    def _goes_on(self, line: NodeLine, place: int, last: Subject) -> bool:
        """Whether a part after ":" or ";" is still the act of a subject before it ("Sở Y tế: chỉ đạo bệnh viện …")."""
        start = cues("subject", "before").skip(line.low, last.opens)
        ordered = self.orders.issuer_end(line, start) > 0 or cues("subject", "assigners").at(line.low, start) >= 0
        return not ordered and not last.passive and line.low[:place].rstrip(" -–+•")[-1:] in {":", ";"}

    def _listed_to_verb(self, line: NodeLine, place: int, start: int, listed: AgencyList | None) -> Subject | None:
        """A list at the head of a clause that begins with a body and goes on with kinds of people or bodies of no list,
        up to a verb: "Ủy ban MTTQ tỉnh, già làng, người có uy tín | vận động …"."""
        if listed is None or place != line.start or _LISTED.match(line.low, listed.end) is None:
            return None
        for word in _NEXT_WORD.finditer(line.low, listed.end, listed.end + _LONGEST_TAIL):
            if cues("subject", "states").at(line.low, word.end()) >= 0:
                return None
            if line.low[word.start()] == " " and is_act(line.low, word.end()) and word.start() > listed.end:
                whole = self.reader.read_whole(line.text, start, word.start(), low=line.low)
                return Subject(place, whole, word.end(), stated=False) if whole else None
        return None

    def _unlisted(self, line: NodeLine, start: int, *, assigned: bool) -> Subject | None:
        """A body of no list at the head of a clause: before words of duty, where work is `assigned` before any verb."""
        if name_end(line.text, line.low, start) < 0:
            return None
        listed = self._read(line, start, named=True)
        if listed is None:
            return None
        after = after_blank(line.low, listed.end)
        does = cues("subject", "adverbs").skip(line.low, after)
        if cues("subject", "binding").at(line.low, does) >= 0 or cues("roles", "lead").at(line.low, does) >= 0:
            return Subject(start, listed, after, stated=True)
        if not assigned and not line.text.startswith(self._readings.short, start):
            return None
        if line.low.startswith(":", listed.end):
            return Subject(start, listed, listed.end + 1, stated=True)
        return Subject(start, listed, after, stated=False) if is_act(line.low, does) else None

    def _ordered_beside(self, line: NodeLine, subject: Subject, *, assigned: bool) -> Iterator[Subject]:
        """The others of one order: "Giao Sở A theo dõi, Sở B tổng hợp"; behind "phối hợp" partners stand.

        Also whom the same word orders once more: "Giao Sở A …; phối hợp với … và giao Sở B theo dõi".
        """
        start = cues("subject", "before").skip(line.low, subject.opens)
        stop = sentence_end().search(line.low, subject.does)
        limit = stop.start() if stop else len(line.low)
        order = cues("subject", "assigners").at(line.low, start)
        if order > 0 and not joined_to().search(line.low, subject.does, limit):
            for comma in _COMMA.finditer(line.low, subject.does, limit):
                other = self._acting(line, comma.end(), self._read(line, comma.end()))
                if other is not None and not any(item.common for item in other.agencies.items):
                    yield other
        again = line.low.find(f" và {line.low[start:order]} ", subject.does) + len(" và ")
        if order > 0 and again > subject.does:
            other = self.orders.ordered(line, again, again, told=True, assigned=assigned)
            if other is not None and is_act(line.low, after_blank(line.low, other.does)):
                yield other

    def _bound(self, line: NodeLine, place: int, start: int) -> Subject | None:
        """A subject the lexicon does not know whole, where words of duty leave no doubt ("… có trách nhiệm").

        "Mỗi việc một cơ quan chịu trách nhiệm" is about things to be done.
        """
        first = cues("agencies", "determiners").skip(line.low, start)
        if not line.text[start].isupper() or cues("agencies", "things").at(line.low, first) >= 0:
            return None
        found = _binding().search(line.low, start, start + _LONGEST_SUBJECT)
        willing = found is None
        found = found or _willing().search(line.low, start, start + _LONGEST_SUBJECT)
        if found is None or _STOP.search(line.low, start, found.start()) or _acts_within(line, start, found.start()):
            return None
        listed = self.reader.read_whole(line.text, start, found.start(), low=line.low)
        if listed is None or (willing and not mostly_known(listed)):
            return None
        return Subject(place, listed, found.start() + 1, stated=True)

    def _before_colon(self, line: NodeLine, place: int, start: int) -> Subject | None:
        """A list before a colon at the head of a clause, most of whose names are known ("Báo X, Đài Y, Cổng Z: …")."""
        colon = line.low.find(":", start, start + _LONGEST_SUBJECT)
        if place != line.start or colon < 0 or not line.text[start].isupper() or _acts_within(line, start, colon):
            return None
        listed = self.reader.read_whole(line.text, start, colon, low=line.low)
        if listed is None or not mostly_known(listed):
            return None
        return Subject(place, listed, colon + 1, stated=True)

    def _acting(self, line: NodeLine, place: int, listed: AgencyList | None) -> Subject | None:
        """A list of agencies as a subject, if a verb follows it."""
        if listed is None:
            return None
        bracket = _BRACKET.match(line.text, listed.end)
        end = bracket.end() if bracket else listed.end
        low = line.low
        if low[end : end + 1] == ":" or (place == line.start and end >= len(low.rstrip())):
            return Subject(place, listed, end + 1, stated=True)
        if not bracket and (more := kind_goes_on(line, listed)) is not None:
            listed, end = more, more.end
        position = _entrusted(low, after_blank(low, end))
        dash = low[position : position + 2] in {"- ", "– "}
        position = position + 2 if dash else position
        after = cues("subject", "adverbs").skip(low, position)
        for at in (position, after):
            if cues("subject", "duty").at(low, at) >= 0:
                return Subject(place, listed, position, stated=True)
        if _only_people(listed):
            return None
        if is_act(low, after) or is_act(low, position) or cues("subject", "verbs_of_bodies").at(low, after) >= 0:
            return Subject(place, listed, position, stated=False)
        return None

    def _after_opener(self, line: NodeLine, place: int, *, told: bool, assigned: bool) -> Subject | None:
        """The subject after "Hằng năm, …", "Căn cứ …, …", "Trong quá trình …, …"."""
        start = cues("subject", "before").skip(line.low, place)
        if cues("subject", "openers").at(line.low, start) < 0:
            start = place  # "Hằng năm, cùng thời điểm …, các đơn vị …": words that are both stand before a third
            if cues("subject", "openers").at(line.low, start) < 0:
                return None
        stop = sentence_end().search(line.low, start)
        limit = min(stop.start() if stop else len(line.low), start + _FARTHEST_OPENER)
        passed = start
        for comma in _COMMA.finditer(line.low, start, limit):
            if comma.start() < passed:
                continue
            sent = cues("roles", "sends").at(line.low, comma.end())
            if sent > 0 and (receivers := self._read(line, after_blank(line.low, sent))) is not None:
                passed = receivers.end + 1  # "…, gửi Bộ A, Bộ B để tổng hợp": who receives does not act
                continue
            subject = self.orders.ordered(line, place, comma.end(), told=told, assigned=assigned)
            issuer = self.orders.issuer_end(line, comma.end())
            orders = after_blank(line.low, issuer) if issuer > 0 else comma.end()
            if subject is None and cues("subject", "assigners").at(line.low, orders) >= 0:
                return None  # the agency above orders others, or the issuer those who stand in no list
            listed = None if subject else self._read(line, comma.end())
            subject = subject or self._acting(line, place, listed)
            subject = subject or (_with_any_verb(line, place, listed, assigned=assigned) if told else None)
            subject = subject or (_by_part(line, place, comma.end()) if told else None)
            if subject is None and told and (person := person_to_verb(line, comma.end())) is not None:
                subject = Subject(place, person, person.end + 1, stated=False)
            if subject is not None:
                return subject
        return self._topic(line, place, start) if told and assigned else None

    def _topic(self, line: NodeLine, place: int, start: int) -> Subject | None:
        """Who acts where only a topic names him: "Đối với các trường còn lại, chủ động lựa chọn …"."""
        about = cues("subject", "about").at(line.low, start)
        listed = self._read(line, after_blank(line.low, about)) if about > 0 else None
        if listed is None or not line.low.startswith(", ", listed.end) or _only_people(listed):
            return None
        does = listed.end + 2
        return Subject(place, listed, does, stated=False) if is_act(line.low, does) else None


def _by_part(line: NodeLine, place: int, start: int) -> Subject | None:
    """A body named by its part: "Cơ quan thường trực tổng hợp …", "Hằng năm, cơ quan chủ trì nhiệm vụ lập …"."""
    end = named_by_part(line.low, start)
    if end < 0 or (place == start and not (line.text[start].isupper() or place > line.start)):
        return None
    return Subject(place, AgencyList((own_name(line.text, start, end),), end), end + 1, stated=False)


def _entrusted(low: str, start: int) -> int:
    """The place after "được (UBND tỉnh) giao", behind which stands what who is named is to do, or `start`."""
    match = _by_order().match(low, start)
    return match.end() if match else start


@cache
def _by_order() -> re.Pattern[str]:
    return re.compile(rf"được (?:{any_of('agencies', 'issuers')} )?{any_of('subject', 'entrusts')} ")


def _kind_to_verb(line: NodeLine, place: int, start: int) -> Subject | None:
    """A kind of people or bodies of no list that opens a clause, up to its verb: "Các thành viên Đoàn | ghi …"."""
    if not line.text[start].isupper() or cues("subject", "openers").at(line.low, start) > 0:
        return None
    kind = kind_told(line, start, bare=True)
    if kind is None or line.low.find(":", start, start + _LONGEST_HEAD) > 0 or _only_people(kind):
        return None
    return Subject(place, kind, kind.end + 1, stated=False)


def _people_do(line: NodeLine, start: int) -> Subject | None:
    """A kind of people or bodies of no list before words of how only they act: "Cấp ủy các chi bộ khẩn trương …"."""
    if _only_people_do().search(line.low, start, start + _LONGEST_TAIL) is None:
        return None
    kind = kind_told(line, start, bare=False)
    how = cues("subject", "only_people").at(line.low, kind.end + 1) if kind else -1
    acts = how > 0 and is_act(line.low, after_blank(line.low, how))
    return Subject(start, kind, kind.end + 1, stated=False) if kind and acts else None


@cache
def _only_people_do() -> re.Pattern[str]:
    return re.compile(rf" {any_of('subject', 'only_people')} ")


def _only_people(listed: AgencyList) -> bool:
    """Whether only people are named whom no plan gives duties ("người dân")."""
    return all(item.id in table("duties")["subject"]["people"] for item in listed.items)


def _may_list(line: NodeLine, start: int, assigned: bool) -> bool:
    """Whether kinds of no list act beside a body: where work is assigned, or after all bodies of a kind ("các …")."""
    return assigned or cues("agencies", "determiners").at(line.low, start) > 0


@cache
def _binding() -> re.Pattern[str]:
    return re.compile(rf"\s{any_of('subject', 'binding')}(?!\w)")


@cache
def _willing() -> re.Pattern[str]:
    return re.compile(rf"\s{any_of('subject', 'willing')}(?!\w)")


def _with_any_verb(line: NodeLine, place: int, listed: AgencyList | None, *, assigned: bool) -> Subject | None:
    """Agencies that open a sentence, before words that can only be their verb, listed or not.

    Where no section assigns work only bodies by name do: of a kind of body the words may say which is meant.
    """
    if listed is None or not (assigned or by_name(listed)):
        return None
    after = after_blank(line.low, listed.end)
    small = line.low.startswith(" ", listed.end) and after < len(line.text) and line.text[after].islower()
    return Subject(place, listed, after, stated=False) if small and not no_verb().match(line.low, after) else None


def _acts_within(line: NodeLine, start: int, end: int) -> bool:
    """Whether a part of a stretch begins with a verb, so that it is no list of names."""
    return any(is_act(line.low, match.end()) for match in _MARKS.finditer(line.low, start, end))
