"""What the wording of a reference says in numbers: single words per provision, hashes of word pairs per part.

The package carries no passage of a decision. This script reads an official text that lies on the maintainer's disk and
writes counts only, so that anyone with the text can check them:

    python scripts/count_words.py qd-127-2021 OFFICIAL_TEXT

Parts are the pieces of a provision between `;`, `:`, `,`, `.` and cell borders; a measure names the parts it states.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zlib
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from vnplan.align.localise import Localiser
from vnplan.align.segment import SEGMENTERS, segmenter
from vnplan.models import Frozen, Reference, Stored
from vnplan.text import nfc, tone_placed

_PART = re.compile(r"[;:,|\t]|\.(?=\s|$)")


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


def parts_of(text: str) -> list[str]:
    """The parts of a provision, in order.

    >>> parts_of("Xây dựng kho dữ liệu; kết nối, chia sẻ.")
    ['Xây dựng kho dữ liệu', 'kết nối', 'chia sẻ']
    """
    return [part.strip() for part in _PART.split(text) if part.strip()]


def count_words(reference: Reference, texts: dict[str, str], *, source_sha256: str) -> ReferenceStatistics:
    """The statistics of official `texts` (provision id -> wording)."""
    from vnplan.align.deviations.context import phrase_spots
    from vnplan.align.deviations.modality import modality_phrases

    localise = Localiser(titles=(reference.title.vi,))
    provisions: dict[str, ProvisionStatistics] = {}
    for provision in reference.provisions:
        text = texts[provision.id]
        tokens = localise(text)
        words = {name: dict(sorted(Counter(segmenter(name)(text, tokens)).items())) for name in SEGMENTERS}
        pairs = {
            str(ordinal): tuple(sorted({pair_hash(pair) for _, pair in part.pairs()}))
            for ordinal, part in enumerate(localise.lines(parts_of(text)), start=1)
        }
        spots = phrase_spots(tone_placed(nfc(text).lower()), modality_phrases())
        cues = dict(sorted(Counter(phrase for _, _, phrase in spots).items()))
        provisions[provision.id] = ProvisionStatistics(words=words, cues=cues, pairs=pairs)
    return ReferenceStatistics(reference=reference.id, source_sha256=source_sha256, provisions=provisions)


@lru_cache(maxsize=8)
def load_statistics(reference_id: str) -> ReferenceStatistics | None:
    """The statistics that come with a packaged codebook, or None: then our own statements alone are compared."""
    entry = files("vnplan.align").joinpath(f"data/{reference_id}.words.json")
    if not entry.is_file():
        return None
    return ReferenceStatistics.from_json(entry.read_text(encoding="utf-8"), where=reference_id)


def main(arguments: list[str]) -> int:
    """Compute and write the statistics of one packaged reference."""
    from vnplan.parse import parse_plan
    from vnplan.reference import load_reference, official_texts

    name, source = arguments
    reference = load_reference(name)
    texts = official_texts(parse_plan(source), reference)
    missing = [p.id for p in reference.provisions if p.id not in texts]
    if missing:
        print(f"not found in {source}: {', '.join(missing)}", file=sys.stderr)
        return 1
    digest = hashlib.sha256(Path(source).read_bytes()).hexdigest()
    statistics = count_words(reference, texts, source_sha256=digest)
    target = Path(str(files("vnplan.align").joinpath(f"data/{name}.words.json")))
    target.parent.mkdir(exist_ok=True)
    target.write_text(_compact(statistics.model_dump(mode="json")), encoding="utf-8")
    return 0


def _compact(data: dict[str, Any]) -> str:
    """One provision a line, so that a change shows where it is."""
    provisions = data.pop("provisions")
    head = json.dumps(data, ensure_ascii=False)[:-1]
    lines = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in provisions.items()
    )
    return f'{head}, "provisions": {{\n{lines}\n}}}}\n'
