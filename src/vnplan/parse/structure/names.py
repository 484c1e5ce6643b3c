"""Names at the ends of lines, cut in two ("Ngân hàng" / "Nhà nước") or whole, and names that are all a heading says."""

from __future__ import annotations

import re
from functools import cache

from vnplan.lexicon import agencies, provinces
from vnplan.lexicon.loader import table
from vnplan.parse.cues.phrases import cues
from vnplan.parse.cues.roles import is_act
from vnplan.parse.structure.layout import phrases

END_MARKS = " .;:,/\t\n\u00a0"
_BEFORE = 60
_AFTER = 40
_NAME_WORDS = 8
_SMALL = re.compile(r"\s+(?=[a-zà-ỹđ])")
_BRACKET = re.compile(r"^\s?\([^()]*\)")


def within_name(above: str, below: str) -> bool:
    """Whether the break between two lines lies within the name of a known agency, a province or the country.

    >>> within_name("14. Ngân hàng", "Nhà nước Chi nhánh tỉnh"), within_name("trên địa bàn thành phố Cần", "Thơ.")
    (True, True)
    >>> within_name("2. Sở Y tế", "Chủ trì, phối hợp với Sở Tài chính")
    False
    """
    if within_place(above, below):
        return True
    left, right = above[-_BEFORE:].split(), below[:_AFTER].split()
    head = " ".join(left)
    mentions = agencies().matcher().scan(f"{head} {' '.join(right)}")
    return any(mention.agency.known and mention.start < len(head) < mention.end for mention in mentions)


def within_place(above: str, below: str) -> bool:
    """Whether the break between two lines lies within the name of a province or the country.

    >>> within_place("trên địa bàn tỉnh Vĩnh", "Long đến năm 2025"), within_place("tỉnh Vĩnh Long", "Đến năm 2025")
    (True, False)
    """
    left, right = above[-_BEFORE:].split(), below[:_AFTER].split()
    return any(
        " ".join((*left[-before:], *right[:after])).strip(".,;:").lower() in _places()
        for before in (1, 2)
        for after in (1, 2)
    )


@cache
def _places() -> frozenset[str]:
    return frozenset({table("layout")["wrapping"]["country"], *(row.name.lower() for row in provinces().rows)})


def is_known_agency(words: str) -> bool:
    """Whether words are the whole name of an agency of the lexicon.

    >>> is_known_agency("Sở Xây dựng"), is_known_agency("Sở Xây dựng chủ trì")
    (True, False)
    """
    found = agencies().find(words)
    return found is not None and found.known


def is_agency(text: str) -> bool:
    """Whether words are no more than the name of an agency, a group of agencies or two of them.

    >>> [is_agency(text) for text in ("Sở Y tế:", "Sở Tài chính, Sở Y tế", "Sở Y tế chủ trì thực hiện", "Mục đích")]
    [True, True, False, False]
    """
    if len(text) > 170:
        return False
    words = text.rstrip(END_MARKS)
    match = phrases("headings", "agencies").match(words)
    if not match:
        return False
    end = _named(words)
    if end == len(words):
        return True
    if end and (_goes_on(_BRACKET.sub("", words[end:])) or _basis_follows(words, end)):
        return False  # what follows a known name in small letters is what the agency does
    # the name is over where a verb stands; "Ban hành", "Hội nhập", "Báo cáo" are verbs themselves
    rest = words[max(match.end(), end) :]
    if not rest:
        return True
    if not (rest[0].isspace() or rest[0] in ",;"):
        return False
    if not end and text.rstrip().endswith(".") and len(rest.split()) > _NAME_WORDS:
        return False  # no name is that long and ends like a sentence: what an unknown body does
    return not (tells_act(rest) or phrases("headings", "no_agencies").match(words) or _acts_after(words))


def without_opening(text: str, opening: str) -> str:
    """The words without what may stand before the agencies of a heading, of the list `opening`.

    >>> without_opening("Đơn vị thực hiện: Sở Y tế", "above_tables"), without_opening("Sở Y tế", "before_agencies")
    ('Sở Y tế', 'Sở Y tế')
    """
    match = phrases("headings", opening).match(text)
    return text[match.end() :].lstrip(" :") if match else text


def _acts_after(words: str) -> bool:
    """Whether a verb in small letters follows the agencies, listed or not, at the head of a text ("… giúp dân")."""
    end = 0
    for mention in agencies().matcher().walk(words):
        if words[end : mention.start].strip(" ,;") not in {"", "và"}:
            break
        end = mention.area_end or mention.end
    return (
        0 < end < len(words) - 1 and words[end] == " " and words[end + 1].islower() and is_act(words.lower(), end + 1)
    )


def _named(words: str) -> int:
    """Where the known agencies end that a text begins with, joined by commas or 'và'; 0 where it begins with none."""
    end = 0
    for mention in agencies().matcher().walk(words):
        if not mention.agency.known or words[end : mention.start].strip(" ,;") not in {"", "và"}:
            break
        end = mention.area_end or mention.end
    return end


def _goes_on(rest: str) -> bool:
    """Whether words in small letters follow a name that are no part of it."""
    small = _SMALL.match(rest)
    return small is not None and phrases("headings", "in_names").match(rest, small.end()) is None


def _basis_follows(words: str, end: int) -> bool:
    """Whether words that open what an agency does follow its name behind a comma: "Sở Y tế, trên cơ sở …"."""
    return words.startswith(", ", end) and cues("subject", "duty", "openers").at(words.lower(), end + 2) >= 0


def tells_act(words: str) -> bool:
    """Whether words after an agency's name make a sentence of it."""
    return _sentence_mark().search(words) is not None


@cache
def _sentence_mark() -> re.Pattern[str]:
    """What turns an agency's name into a sentence: a verb, or a colon with words after it."""
    return re.compile(r"(?<!TP)(?<!Tp)[:.]\s|(?<![^\W_])" + phrases("headings", "verbs").pattern, re.IGNORECASE)
