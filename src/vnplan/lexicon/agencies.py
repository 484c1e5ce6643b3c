"""The agencies of the lexicon: lookup by id and by name, and the scan of texts."""

from __future__ import annotations

from functools import cache, lru_cache

from vnplan.lexicon.agency import Agency, known_agencies
from vnplan.lexicon.grammar import Grammar
from vnplan.lexicon.loader import table
from vnplan.lexicon.provinces import Province
from vnplan.lexicon.scan import Matcher, Mention
from vnplan.lexicon.words import Words


class AgencyLexicon:
    """All agencies, in the order of the tables (ministries first)."""

    def __init__(self, by_id: dict[str, Agency], matcher: Matcher, sources: dict[str, str]) -> None:
        self.rows = tuple(by_id.values())
        self.sources = sources
        self._by_id = by_id
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
    local = table("agencies")
    known = known_agencies()
    verbs = table("duties")["subject"]["verbs"]
    matcher = Matcher(Grammar(local, known.values(), verbs), known.__getitem__)
    return AgencyLexicon(known, matcher, dict(local["sources"]))
