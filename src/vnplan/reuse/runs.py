"""What of a plan is compared with other plans: of each clause the hashed runs of three localised words it did not take
from the reference. Taken while the plan is scored, when its words are there anyhow, and kept with the outcome: some
kilobytes, so that the comparison of thousands of plans opens none of them again.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from pydantic import model_validator

from vnplan.align.wording.localise import Localiser, Tokens
from vnplan.align.wording.statistics import load_statistics, pair_hash
from vnplan.models import Frozen, Reference
from vnplan.text import syllables

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from vnplan.align.wording.clauses import PreparedClause

LEAST = 6
"""Runs of its own a clause must have to be compared: eight words, fewer are vocabulary."""

_KINDS = {"words": "<u8", "spoken": "<u4", "sizes": "<u4", "runs": "<u4"}


class PlanRuns(Frozen):
    """The clauses of a plan that have wording of their own, and how many have none.

    `words` is a hash of a clause's localised words, `spoken` one of its syllables as they stand, `sizes` the number of
    its runs, `runs` those of all clauses one after the other, each clause's in ascending order: numbers of 8, 4, 4 and
    4 bytes, the lowest byte first, in Base64. `short` clauses have too few words, `from_reference` too few of their
    own.
    """

    clauses: tuple[str, ...]
    words: str
    spoken: str
    sizes: str
    runs: str
    short: int
    from_reference: int

    @model_validator(mode="after")
    def _agrees(self) -> PlanRuns:
        sizes = self.numbers("sizes")
        lengths = {len(self.clauses), len(self.numbers("words")), len(self.numbers("spoken")), len(sizes)}
        if len(lengths) > 1 or len(self.numbers("runs")) != sizes.sum():
            raise ValueError("the numbers are not those of these clauses")
        return self

    def numbers(self, name: str) -> NDArray[np.uint64 | np.uint32]:
        """The numbers of one field."""
        content = base64.b64decode(getattr(self, name), validate=True)
        numbers: NDArray[np.uint64 | np.uint32] = np.frombuffer(content, dtype=_KINDS[name])
        return numbers


@dataclass(frozen=True, slots=True)
class KnownWording:
    """Hashes of the word pairs of a reference, and its words."""

    pairs: NDArray[np.uint32]
    words: frozenset[str]


def known_wording(reference: Reference) -> KnownWording:
    """The wording of a reference: of its text where the counts come with the package, and of our statements."""
    localise = Localiser(titles=(reference.title.vi,))
    stated = localise.lines([p.statement.vi for p in reference.provisions])
    pairs = {pair_hash(pair) for tokens in stated for _, pair in tokens.pairs()}
    words = {word for tokens in stated for word in tokens.words}
    statistics = load_statistics(reference.id)
    if statistics is not None:
        for provision in statistics.provisions.values():
            pairs.update(h for part in provision.pairs.values() for h in part)
            words.update(provision.words.get("syllable", ()))
    return KnownWording(np.array(sorted(pairs), dtype=np.uint32), frozenset(words))


def runs_of_plan(clauses: Iterable[PreparedClause], known: KnownWording) -> PlanRuns:
    """The runs of a plan's clauses, as they were prepared for the alignment."""
    return packed_runs(
        ((c.node.id, c.tokens, c.node.text.removeprefix(c.node.label or "")) for c in clauses),
        known,
    )


def packed_runs(clauses: Iterable[tuple[str, Tokens, str]], known: KnownWording) -> PlanRuns:
    """The runs of clauses given by their ids, localised words and texts without labels.

    >>> from vnplan import load_reference
    >>> known = known_wording(load_reference("qd-127-2021"))
    >>> line = "Trồng chè và nuôi cá lồng trên hồ thủy điện, mở chợ phiên"
    >>> found = packed_runs([("I.1", Localiser()(line), line), ("I.2", Localiser()("Mở chợ"), "Mở chợ")], known)
    >>> found.clauses, found.short, found.numbers("sizes").tolist()
    (('I.1',), 1, [9])
    """
    given = list(clauses)
    long = [one for one in given if len(one[1].words) >= LEAST + 2]
    kept = own_runs([tokens for _, tokens, _ in long], known)
    own = [(one, runs) for one, runs in zip(long, kept, strict=True) if len(runs) >= LEAST]
    numbers: dict[str, ArrayLike] = {
        "words": [_long_hash(tokens.words) for (_, tokens, _), _ in own],
        "spoken": [crc32(" ".join(syllables(text)).encode()) for (_, _, text), _ in own],
        "sizes": [len(runs) for _, runs in own],
        "runs": np.concatenate([np.zeros(0, dtype=np.uint32), *(runs for _, runs in own)]),
    }
    return PlanRuns(
        clauses=tuple(clause for (clause, _, _), _ in own),
        short=len(given) - len(long),
        from_reference=len(long) - len(own),
        **{name: _base64(values, _KINDS[name]) for name, values in numbers.items()},
    )


def own_runs(lines: Sequence[Tokens], known: KnownWording) -> list[NDArray[np.uint32]]:
    """The runs of each line that do not stand in the reference, those of which a pair does not: hashes in ascending
    order.

    The reference's pairs do not reach across punctuation: there two words are known where each of them is.
    """
    words = [word for line in lines for word in line.words]
    line_of = np.repeat(np.arange(len(lines)), [len(line.words) for line in lines])
    spelt = [word.encode() for word in words]
    after = [b" " + word for word in spelt]
    pairs = list(map(crc32, after[1:], map(crc32, spelt)))  # of "one two", as pair_hash counts it
    taken = _among(np.array(pairs, dtype=np.uint32), known.pairs)
    begin = 0
    for line in lines:
        for at in line.breaks:
            if 0 < at < len(line.words) and not taken[begin + at - 1]:
                taken[begin + at - 1] = line.words[at - 1] in known.words and line.words[at] in known.words
        begin += len(line.words)
    runs = np.fromiter(map(crc32, after[2:], pairs), dtype=np.uint64, count=max(0, len(words) - 2))
    own = (line_of[:-2] == line_of[2:]) & ~(taken[:-1] & taken[1:])
    found = np.sort((line_of[:-2][own].astype(np.uint64) << np.uint64(32)) | runs[own])
    found = found[np.diff(found, prepend=np.uint64(2**64 - 1)) != 0]
    ends = np.searchsorted(found >> np.uint64(32), np.arange(len(lines) + 1, dtype=np.uint64)).tolist()
    hashes = found.astype(np.uint32)
    return [hashes[start:end] for start, end in pairwise(ends)]


def _among(values: NDArray[np.uint32], known: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which values are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(values), dtype=np.bool_)
    same: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, values), len(known) - 1)] == values
    return same


def _long_hash(words: tuple[str, ...]) -> int:
    """A hash of 64 bits: no two of millions of wordings are likely to share one."""
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest(), "little")


def _base64(values: ArrayLike, kind: str) -> str:
    return base64.b64encode(np.array(values, dtype=kind).tobytes()).decode()
