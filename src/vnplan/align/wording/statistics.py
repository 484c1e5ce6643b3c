"""What the wording of a reference says in numbers: single words per provision, hashes of word pairs per part.

The package carries no passage of a decision, only these counts of it, which `vnplan.align.counting` makes. Parts are
the pieces of a provision between `;`, `:`, `,`, `.` and cell borders; a measure names the parts it states.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib.resources import files
from typing import ClassVar, Literal

from pydantic import Field

from vnplan.models import Frozen, Stored


class ProvisionStatistics(Frozen):
    """Counts of one provision: words by segmenter, commitment phrases, and pair hashes by part (ordinals from 1)."""

    words: dict[str, dict[str, int]]
    cues: dict[str, int] = Field(default_factory=dict)
    pairs: dict[str, tuple[int, ...]]


class ReferenceStatistics(Stored):
    """Counts of a whole reference, with the digest of the text they were taken from."""

    SCHEMA: ClassVar[str] = "vnplan/reference-statistics"

    schema_name: Literal["vnplan/reference-statistics"] = Field(default="vnplan/reference-statistics", alias="schema")
    schema_version: str = "1.0"
    reference: str
    source_sha256: str
    provisions: dict[str, ProvisionStatistics]


def pair_hash(pair: str) -> int:
    """A 32-bit hash of two neighbouring words."""
    return zlib.crc32(pair.encode())


@lru_cache(maxsize=8)
def load_statistics(reference_id: str) -> ReferenceStatistics | None:
    """The statistics that come with a packaged codebook, or None: then our own statements alone are compared."""
    entry = files("vnplan.align").joinpath(f"data/{reference_id}.words.json")
    if not entry.is_file():
        return None
    return ReferenceStatistics.from_json(entry.read_text(encoding="utf-8"), where=reference_id)
