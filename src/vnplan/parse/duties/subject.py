"""Who acts in a clause: the agencies and what the words say of them."""

from __future__ import annotations

from typing import NamedTuple

from vnplan.parse.duties.named import AgencyList


class Subject(NamedTuple):
    """Agencies that act: where the words about them begin, the agencies, and where what they do begins.

    `stated` is true where the words themselves lay a duty on them ("có trách nhiệm", "chủ trì"), not only a verb.
    """

    opens: int
    agencies: AgencyList
    does: int
    stated: bool
    passive: bool = False
