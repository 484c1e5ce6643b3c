"""Short forms that a text defines for bodies: "Ban Quản lý … (sau đây gọi tắt là Ban Quản lý)", "… (TTCĐS)"."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from vnplan.lexicon import Agency, Province, agencies
from vnplan.parse.cues.phrases import any_of

_DEFINITIONS = 200


def defined_names(text: str, province: Province | None) -> dict[str, Agency]:
    """The short forms that a text defines ("Ban Quản lý … (sau đây gọi tắt là Ban Quản lý)"), with their agencies.

    Only names are taken: a short form without a capital letter ("gọi tắt là cơ quan") stays a common noun.

    >>> line = "Ban Quản lý các khu công nghiệp tỉnh (sau đây gọi tắt là Ban Quản lý) có trách nhiệm"
    >>> {short: agency.id for short, agency in defined_names(line, None).items()}
    {'Ban Quản lý': 'ban-ql-kcn'}
    """
    found: dict[str, Agency] = {}
    defined = [*islice(_definition().finditer(text), _DEFINITIONS), *islice(_INITIALS.finditer(text), _DEFINITIONS)]
    for match in defined:
        before = text[max(0, match.start() - 160) : match.start()].rstrip()
        mentions = agencies().matcher().scan(before, province=province)
        short = " ".join(match["short"].split())
        if not mentions or len(before) - mentions[-1].area_end > 1 or not any(char.isupper() for char in short):
            continue
        agency = mentions[-1].agency
        if match.re is _INITIALS and (agency.weak or agency.kind in {"department", "ministry", "group"}):
            continue  # "Sở Khoa học và Công nghệ (KHCN)", "doanh nghiệp công nghệ thông tin (CNTT)" shorten the field
        found.setdefault(short, agency)
    return found


_INITIALS = re.compile(r"\((?P<short>[A-ZĐ]{3,10})\)")


@cache
def _definition() -> re.Pattern[str]:
    called = any_of("agencies", "called")
    return re.compile(rf"\(\s?{called}\s{{1,3}}[:“\"]?\s?(?P<short>[^()“”\"]{{2,60}}?)\s?[”\"]?\s?\)", re.IGNORECASE)
