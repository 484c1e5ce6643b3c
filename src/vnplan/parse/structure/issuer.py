"""Who issued a document, from the words of its letterhead.

Nghị định 30/2020/NĐ-CP, Phụ lục I: the left column names the governing body and, under it, the one that issues ("UBND
TỈNH NGHỆ AN" / "SỞ Y TẾ"); a committee or council names its territory, often on a line of its own. Letterheads of the
Party name the committee alone (Hướng dẫn 36-HD/VPTW).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vnplan.lexicon import Province, agencies, provinces
from vnplan.lexicon.loader import table
from vnplan.parse.structure.layout import anywhere, pattern
from vnplan.parse.structure.page import Line
from vnplan.parse.structure.zones import columns


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuing body and the province it belongs to; `central` for those above the provinces."""

    name: str | None = None
    province: Province | None = None
    central: bool = False


def committee_name() -> str:
    """The name of a province's committee, without the province."""
    name: str = table("layout")["issuing"]["name"]
    return name


def issuer_of(lines: Sequence[Line]) -> Issuer:
    """The issuer that the lines above a title name; nothing where they have no letterhead."""
    bodies = _bodies(lines)
    for line in lines[:8]:
        cell = " ".join(columns(line.text)[0].split())
        if pattern("front", "central", whole=True).match(cell) and (cell.isupper() or line.strong):
            body = next((body for body in bodies if body.startswith(cell)), cell)
            return Issuer(_sentence(body, None), None, central=True)
    flow = " ".join(columns(line.text)[0] for line in lines)
    match = anywhere("issuing", "committee").search(flow)
    province = provinces().find(flow[match.end() : match.end() + 60]) if match else None
    if bodies:
        province = province or next((found for body in bodies if (found := provinces().find(body))), None)
        if name := _name(bodies[-1], province):
            return Issuer(name, province)
    return Issuer(committee_name() if match else None, province if match else None)


def _bodies(lines: Sequence[Line]) -> list[str]:
    """The bodies that a letterhead names, the governing one first, each on one line."""
    out: list[str] = []
    opens = pattern("issuing", "bodies")
    for line in lines[:14]:
        cell = " ".join(columns(line.text)[0].split())
        if not cell.isupper() or pattern("issuing", "no_bodies").match(cell):
            continue
        if not out or (opens.match(cell) and not pattern("issuing", "unfinished", whole=True).fullmatch(out[-1])):
            out.append(cell)
        else:
            out[-1] += " " + cell
    return out if out and (opens.match(out[0]) or len(out) > 1) else []


def _name(body: str, province: Province | None) -> str | None:
    """The name of a body as it is written in running text; None where a committee of a province is meant."""
    match = anywhere("issuing", "councils").match(body)
    if match:
        territory = pattern("issuing", "territories").match(body[match.end() :].strip())
        head = "" if anywhere("issuing", "committees").match(body) else _sentence(match.group(), None)
        if territory is None:
            return f"{head} {province.full_name}" if head and province else head or None
        level = territory.group().strip().lower()
        place = body[match.end() :].strip()[territory.end() :].strip()
        provincial = province is not None and provinces().find(f"{level} {place}") is province
        if provincial and province is not None:
            return f"{head} {province.full_name}" if head else None
        if not place:
            return head or None
        return f"{head or committee_name()} {level} {' '.join(map(str.capitalize, place.split()))}"
    name = _sentence(body, province)
    if province is None or not pattern("issuing", "departments").match(body) or province.name in name:
        return name
    return f"{re.sub(' (tỉnh|thành phố)$', '', name)} {province.full_name}"


def _sentence(body: str, province: Province | None) -> str:
    """Words in capitals as running text writes them: small but for the first letter and the names within."""
    known = agencies().find(body)
    if known is not None and known.name.vi.lower() == body.lower():
        return known.name.vi
    text = body.capitalize()
    if province is None:
        return text
    return re.sub(re.escape(province.name), province.name, text, flags=re.IGNORECASE)
