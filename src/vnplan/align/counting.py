"""Counting the words of a reference: from an official text on the maintainer's disk to the numbers the package carries.

Only counts are written, so that anyone with the text can check them:

    python scripts/count_words.py qd-127-2021 OFFICIAL_TEXT
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

from vnplan.align.deviations.context import phrase_spots
from vnplan.align.deviations.modality import modality_phrases
from vnplan.align.wording.localise import Localiser
from vnplan.align.wording.segment import SEGMENTERS, segmenter
from vnplan.align.wording.statistics import ProvisionStatistics, ReferenceStatistics, pair_hash
from vnplan.models import Reference
from vnplan.text import nfc, tone_placed

_PART = re.compile(r"[;:,|\t]|\.(?=\s|$)")


def parts_of(text: str) -> list[str]:
    """The parts of a provision, in order.

    >>> parts_of("Xây dựng kho dữ liệu; kết nối, chia sẻ.")
    ['Xây dựng kho dữ liệu', 'kết nối', 'chia sẻ']
    """
    return [part.strip() for part in _PART.split(text) if part.strip()]


def count_words(reference: Reference, texts: dict[str, str], *, source_sha256: str) -> ReferenceStatistics:
    """The statistics of official `texts` (provision id -> wording)."""
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
