"""What the headings above a clause say of it: the function of its section, its year, whose field it is, their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vnplan.lexicon import agencies
from vnplan.lexicon.loader import table
from vnplan.models import Document, Node
from vnplan.parse.figures.dates import first_deadline
from vnplan.text import fold

LABEL = re.compile(r"\s*(?:[-–—+•*·]\s*)?(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[IVXL]{1,6})[.)]+|[-–—+•*·])\s*")
_FIELD_LETTERS = 80  # letters in which a field is named before a colon
_OPENING = 8  # words of a heading, label included, in which its function is named; further on it is content
_DEPTH = 20
_TASK, _THEME = "task", "theme"
GENERAL_GOAL = "general_goal"
GOALS = frozenset({"goal", GENERAL_GOAL})
"""The roles of sections that say what is aimed at."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading says of the clauses right below it. `role` is the function of the section and `year` its horizon:
    its own or those of the nearest heading above that says one; `fields` and `words` are of the heading alone, `under`
    are the words of those it stands under, but for the sections of the plan ("III. NHIỆM VỤ")."""

    role: str | None = None
    year: int | None = None
    fields: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    under: tuple[str, ...] = ()


def headings_above(document: Document) -> list[Node]:
    """The headings that stand above a clause, those right above in the order of their clauses before the others."""
    by_id = {node.id: node for node in document.nodes}
    above = dict.fromkeys(node.parent for node in document.clauses if node.parent in by_id)
    for name in (found := list(above)):
        parent = by_id[name].parent if name else None
        if parent in by_id and parent not in above:
            above[parent] = None
            found.append(parent)
    return [by_id[name] for name in above if name]


def sections(
    document: Document, headings: Sequence[Node], words: Iterable[Iterable[str]]
) -> defaultdict[str | None, Section]:
    """The section of every heading, by id; an empty one for anything else. `words` are the headings' localised ones."""
    by_id = {node.id: node for node in document.nodes}
    context: dict[str, tuple[str | None, int | None]] = {}
    found: defaultdict[str | None, Section] = defaultdict(Section)
    said = {heading.id: tuple(own) for heading, own in zip(headings, words, strict=True)}
    for heading in headings:
        role, year = _context(heading, by_id, context)
        fields = fields_of(f"{heading.text.rstrip(' .:')}:")
        if role == _TASK and not fields and not any(agencies().matcher().walk(heading.text)):
            role = _THEME
        found[heading.id] = Section(role, year, fields, said[heading.id], _under(heading, by_id, said))
    return found


def _under(heading: Node, by_id: dict[str, Node], said: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of the headings a heading stands under, the outermost left out."""
    out: list[str] = []
    above = by_id.get(heading.parent or "")
    for _ in range(_DEPTH):
        if above is None or above.parent not in by_id:
            break
        out += said[above.id]
        above = by_id[above.parent]
    return tuple(out)


def _context(
    heading: Node, by_id: dict[str, Node], known: dict[str, tuple[str | None, int | None]]
) -> tuple[str | None, int | None]:
    """Role and year of a heading, or what those above it say; `known` remembers them."""
    chain: list[Node] = []
    above: Node | None = heading
    while above is not None and above.id not in known and len(chain) < _DEPTH:
        chain.append(above)
        above = by_id.get(above.parent) if above.parent else None
    role, year = known.get(above.id, (None, None)) if above else (None, None)
    for node in reversed(chain):
        deadline = first_deadline(node.text)
        role, year = section_role(node.text) or role, int(deadline[:4]) if deadline else year
        known[node.id] = role, year
    return role, year


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    """The words that name the function of a section, in the order in which they are looked for."""
    return {f" {fold(cue)} ": role["name"] for role in table("sections")["roles"] for cue in role["cues"]}


@lru_cache(maxsize=1)
def role_kinds() -> dict[str, frozenset[str]]:
    """Which kinds of provision a section of each role mirrors."""
    return {r["name"]: frozenset(r["kinds"]) for r in table("sections")["roles"]}


def section_role(heading: str) -> str | None:
    """The function of a section that its own heading names; None where it names none.

    >>> section_role("IV. NHIỆM VỤ VÀ GIẢI PHÁP"), section_role("1. Sở Y tế")
    ('task', None)
    """
    words = f" {' '.join(fold(heading).split()[:_OPENING])} "
    return next(map(_roles().get, filter(words.__contains__, _roles())), None)


def fields_of(text: str) -> frozenset[str]:
    """The departments whose field the words before a colon name, and nothing else; empty where they name none.

    >>> sorted(fields_of("Trong lĩnh vực y tế: hỗ trợ chẩn đoán")), sorted(fields_of("Y tế thông minh: hỗ trợ"))
    (['so-yt'], [])
    """
    opening, colon, _ = text[:_FIELD_LETTERS].partition(":")
    if not colon:
        return frozenset()
    words = fold(LABEL.sub("", opening, count=1) or opening)
    for opens in _opens_field():
        words = words.removeprefix(opens)
    return departments_of_fields().get(words, frozenset())


@lru_cache(maxsize=1)
def _opens_field() -> tuple[str, ...]:
    return tuple(f"{fold(opens)} " for opens in table("fields")["opens"])


@lru_cache(maxsize=1)
def departments_of_fields() -> dict[str, frozenset[str]]:
    """The names of fields, folded, with the ids of the departments whose field each is."""
    return {fold(name): frozenset(ids) for name, ids in table("fields")["fields"].items()}
