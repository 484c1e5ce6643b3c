"""Which of the packaged references a plan carries out, so that nobody compares it with the wrong one unawares."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from vnplan.models import Document
from vnplan.reference.loader import list_references


@lru_cache(maxsize=1)
def reference_numbers() -> dict[str, str]:
    """Number -> id of the packaged references, from the heads of their codebooks.

    >>> reference_numbers()["1671/QĐ-TTg"]
    'qd-1671-2026'
    """
    data = files("vnplan.reference").joinpath("data")
    found: dict[str, str] = {}
    for name in list_references():
        head, _, _ = data.joinpath(f"{name}.toml").read_text(encoding="utf-8").partition("\n[[")
        found[tomllib.loads(head)["number"]] = name
    return found


def reference_number(name: str | None) -> str | None:
    """The number of a packaged reference by its id; None for any other.

    >>> reference_number("qd-127-2021"), reference_number("own")
    ('127/QĐ-TTg', None)
    """
    return next((number for number, known in reference_numbers().items() if known == name), None)


def reference_of(document: Document) -> str | None:
    """The id of the reference a document is, or else cites first; None where it cites none of those in the package.

    A plan names the decision it carries out before others: in its title, its legal basis or its first sentence.

    >>> from vnplan import parse_plan
    >>> plan = parse_plan(text="KẾ HOẠCH\\nTriển khai Quyết định số 1671/QĐ-TTg\\nI. NHIỆM VỤ\\n"
    ...     "1. Rà soát việc làm theo Quyết định số 127/QĐ-TTg.\\n")
    >>> reference_of(plan)
    'qd-1671-2026'
    """
    known = reference_numbers()
    if document.metadata.number in known:
        return known[document.metadata.number]
    cited = sorted(document.citations, key=lambda citation: citation.span)
    return next((known[c.number] for c in cited if c.number in known), None)


class Other(NamedTuple):
    """Another reference that documents carry out: its id and number, the ids of the documents."""

    id: str
    number: str
    documents: tuple[str, ...]


def other_number(carried: str | None, reference: str) -> str | None:
    """The number of the packaged reference that a document carries out (`reference_of`), where it is not the packaged
    one it is compared with; both are ids.

    >>> other_number("qd-1671-2026", "qd-127-2021"), other_number("qd-127-2021", "qd-127-2021")
    ('1671/QĐ-TTg', None)
    """
    return None if carried == reference or reference_number(reference) is None else reference_number(carried)


def of_another(carried: Iterable[tuple[str, str | None]], reference: str) -> tuple[Other, ...]:
    """The other packaged references that some documents carry out instead of the one at hand.

    `carried`: the id of each document with that of the reference it carries out; `reference`: the id of that at hand.

    >>> of_another([("a", "qd-1671-2026"), ("b", None), ("c", "qd-127-2021")], "qd-127-2021")
    (Other(id='qd-1671-2026', number='1671/QĐ-TTg', documents=('a',)),)
    """
    found: dict[tuple[str, str], list[str]] = {}
    for document, name in carried:
        number = other_number(name, reference)
        if name is not None and number is not None:
            found.setdefault((name, number), []).append(document)
    return tuple(Other(*other, tuple(names)) for other, names in sorted(found.items()))
