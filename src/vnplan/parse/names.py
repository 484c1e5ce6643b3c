"""Names at the ends of lines: cut in two ("Ngân hàng" / "Nhà nước", "thành phố Cần" / "Thơ"), or whole."""

from __future__ import annotations

from vnplan.lexicon import agencies, provinces
from vnplan.lexicon.loader import table

_BEFORE = 60
_AFTER = 40


def within_name(above: str, below: str) -> bool:
    """Whether the break between two lines lies within the name of a known agency, a province or the country.

    >>> within_name("14. Ngân hàng", "Nhà nước Chi nhánh tỉnh"), within_name("trên địa bàn thành phố Cần", "Thơ.")
    (True, True)
    >>> within_name("2. Sở Y tế", "Chủ trì, phối hợp với Sở Tài chính")
    False
    """
    left, right = above[-_BEFORE:].split(), below[:_AFTER].split()
    for before in (1, 2):
        for after in (1, 2):
            words = " ".join((*left[-before:], *right[:after])).strip(".,;:").lower()
            if words == table("layout")["wrapping"]["country"]:
                return True
            found = provinces().find(words)
            if found is not None and found.name.lower() == words:
                return True
    head = " ".join(left)
    mentions = agencies().matcher().scan(f"{head} {' '.join(right)}")
    return any(mention.agency.known and mention.start < len(head) < mention.end for mention in mentions)


def is_known_agency(words: str) -> bool:
    """Whether words are the whole name of an agency of the lexicon.

    >>> is_known_agency("Sở Xây dựng"), is_known_agency("Sở Xây dựng chủ trì")
    (True, False)
    """
    found = agencies().find(words)
    return found is not None and found.known
