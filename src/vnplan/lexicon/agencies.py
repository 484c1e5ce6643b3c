"""The agencies of the lexicon: lookup by id and by name, the scan of texts, and who holds whose work today."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from vnplan.lexicon.agency import Agency, Holder
from vnplan.lexicon.grammar import Grammar
from vnplan.lexicon.loader import table
from vnplan.lexicon.provinces import Province
from vnplan.lexicon.scan import Matcher, Mention
from vnplan.lexicon.words import Words


class AgencyLexicon:
    """All agencies, in the order of the tables (ministries first)."""

    def __init__(self, rows: tuple[Agency, ...], matcher: Matcher, sources: dict[str, str]) -> None:
        self.rows = rows
        self.sources = sources
        self._by_id = {row.id: row for row in rows}
        self._matcher = matcher
        self._find = lru_cache(maxsize=4096)(self._lookup)

    def get(self, id: str) -> Agency:
        """The agency with an id. Raises `KeyError`."""
        return self._by_id[id]

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def matcher(self) -> Matcher:
        """The compiled scan for running text."""
        return self._matcher

    def find(self, name: str, *, province: Province | None = None) -> Agency | None:
        """The agency a heading, a table cell or a name means, or None where it names none or several.

        Case, tone placement, dashes, spacing, abbreviations, a title before it, a list label and a province or
        "trên địa bàn" after it do not matter. A name of no list gets an agency with `known` False. Members of one
        group in a list are that group.

        >>> agencies().find("5. SỞ LAO ĐỘNG, THƯƠNG BINH VÀ XÃ HỘI:").id
        'so-ldtbxh'
        >>> agencies().find("Ngân hàng Nhà nước Việt Nam Chi nhánh tỉnh Hòa Bình").id
        'nhnn-chinhanh'
        >>> agencies().find("Các viện nghiên cứu, trường đại học, cao đẳng").id
        'vien-truong'
        >>> agencies().find("Trung tâm Phát triển quỹ đất").known
        False
        >>> agencies().find("Xây dựng cơ sở dữ liệu dùng chung") is None
        True
        """
        return self._find(name, province)

    def _lookup(self, name: str, province: Province | None) -> Agency | None:
        mentions = self._matcher.scan(name, province=province, alone=True)
        if not mentions or not _spans_all(name, mentions):
            return None
        ids = {mention.agency.id for mention in mentions}
        if len(ids) == 1:
            return mentions[0].agency
        groups = {mention.agency.part_of for mention in mentions} | {
            mention.agency.id for mention in mentions if mention.agency.part_of is None
        }
        return self._by_id.get(groups.pop() or "") if len(groups) == 1 else None

    def holders(self, agency: Agency, *, on: date) -> tuple[Holder, ...]:
        """Who holds an agency's work on a day; `Agency.successors` is the short way here.

        An agency that still exists holds its own work; where it may have been merged in some provinces both stand,
        marked uncertain. Before it existed, and without a successor on record, it stands for itself, uncertain.
        """
        moved = [row for row in agency.succession if row.since <= on]
        ended = agency.until is not None and agency.until < on
        if not moved:
            return (Holder(agency=agency, certain=agency.known and agency.exists_on(on), source=agency.source),)
        held: list[Holder] = []
        if not ended:
            held.append(Holder(agency=agency, certain=False, source=agency.source))
        for row in moved:
            for later in self.holders(self._by_id[row.to], on=on):
                held.append(
                    Holder(
                        agency=later.agency,
                        since=later.since or row.since,
                        certain=row.certain and later.certain,
                        scope=row.scope or later.scope,
                        note=row.note or later.note,
                        source=row.source,
                    )
                )
        unique = {holder.agency.id: holder for holder in reversed(held)}
        return tuple(holder for holder in held if unique[holder.agency.id] is holder)


def _spans_all(name: str, mentions: list[Mention]) -> bool:
    """Whether nothing but list labels, titles, determiners, joins and brackets stands outside the mentions."""
    words = Words(name)
    covered = [(m.title_start, m.area_end) for m in mentions]
    depth = 0
    for index, (raw, folded) in enumerate(zip(words.raws, words.keys, strict=True)):
        start = words.start(index)
        depth = max(0, depth + (raw == "(") - (raw == ")"))
        if any(first <= start < last for first, last in covered) or depth > 0 or not folded[0].isalnum():
            continue
        before_all = start < covered[0][0]
        label = raw.isdigit() or len(raw) == 1 or set(raw) <= set("IVXLC")
        if folded not in {"và", "các", "hoặc", "sở", "bộ", "đề", "nghị", "giao"} and not (before_all and label):
            return False
    return True


@cache
def agencies() -> AgencyLexicon:
    """The agency lexicon (read and compiled on first use).

    >>> agencies().get("so-khcn").name.en
    'Department of Science and Technology'
    """
    local, national = table("agencies"), table("ministries")
    rows = tuple(
        Agency.model_validate({**local["kinds"][row["kind"]], **row})
        for row in (*national["agencies"], *local["agencies"])
    )
    by_id = {row.id: row for row in rows}
    matcher = Matcher(Grammar(local, rows), by_id.__getitem__)
    return AgencyLexicon(rows, matcher, dict(local["sources"]))
