"""Where results are kept: content-addressed, each written whole or not at all, so that a killed run goes on.

An outcome is one small JSON file under the key of what it hangs on (`keys`); beside it, where plans are kept, the plan
with its alignment as compressed JSON, written first and named in the outcome by its SHA-256. What is damaged
counts as not there and is computed again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from vnplan.batch.running.work import Outcome, Result, unpacked
from vnplan.comparison import ComparedPlan
from vnplan.errors import ReadError, VnplanError
from vnplan.files import write_file
from vnplan.models import ALIGNED_KINDS


class Store(Protocol):
    """Keeps results by their keys."""

    def outcome(self, key: str, *, whole: bool = True) -> Outcome | None:
        """The outcome kept under a key, or None; `whole`: with its plan unharmed, where it has one."""

    def put(self, result: Result) -> None:
        """Keep a result. Raises `WriteError`."""

    def plan(self, outcome: Outcome) -> ComparedPlan:
        """The plan of an outcome. Raises `ReadError` where it was not kept."""

    def clauses(self, outcome: Outcome) -> list[tuple[str, str]]:
        """The ids and texts (without labels) of a plan's clauses. Raises `ReadError` where it was not kept."""


class MemoryStore:
    """Results of one run in memory, as compressed bytes."""

    def __init__(self) -> None:
        self._outcomes: dict[str, bytes] = {}
        self._plans: dict[str, bytes] = {}

    def outcome(self, key: str, *, whole: bool = True) -> Outcome | None:
        """The outcome kept under a key, or None."""
        kept = self._outcomes.get(key)
        return None if kept is None else Outcome.from_json(zlib.decompress(kept))

    def put(self, result: Result) -> None:
        """Keep a result."""
        if result.plan is not None:
            self._plans[result.outcome.key] = result.plan
        self._outcomes[result.outcome.key] = zlib.compress(result.outcome.to_json(indent=None).encode(), 1)

    def plan(self, outcome: Outcome) -> ComparedPlan:
        """The plan of an outcome. Raises `ReadError` where it was not kept."""
        kept = self._plans.get(outcome.key)
        if kept is None:
            raise not_kept(outcome)
        return unpacked(kept)

    def clauses(self, outcome: Outcome) -> list[tuple[str, str]]:
        """The ids and texts (without labels) of a plan's clauses. Raises `ReadError` where it was not kept."""
        kept = self._plans.get(outcome.key)
        if kept is None:
            raise not_kept(outcome)
        return _clauses(kept)


class FolderStore:
    """Results in a folder: `<first two of key>/<key>.json`, and `<key>.plan.json.gz` beside it."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def path(self, key: str, suffix: str = ".json") -> Path:
        """Where the outcome of a key is (or would be)."""
        return self.folder / key[:2] / f"{key}{suffix}"

    def outcome(self, key: str, *, whole: bool = True) -> Outcome | None:
        """The outcome kept under a key; None where there is none, or where it or (`whole`) its plan is damaged."""
        try:
            kept = Outcome.from_json(self.path(key).read_bytes())
        except (OSError, VnplanError):
            return None
        if kept.key != key or (whole and kept.plan_sha256 is not None and self._plan_bytes(kept) is None):
            return None
        return kept

    def put(self, result: Result) -> None:
        """Keep a result; the outcome comes last, so that what it names is there. Raises `WriteError`."""
        key = result.outcome.key
        if result.plan is not None:
            write_file(self.path(key, ".plan.json.gz"), result.plan)
        write_file(self.path(key), result.outcome.to_json(indent=None))

    def plan(self, outcome: Outcome) -> ComparedPlan:
        """The plan of an outcome. Raises `ReadError` where it was not kept or is damaged."""
        content = self._plan_bytes(outcome)
        if content is None:
            raise not_kept(outcome)
        try:
            return unpacked(content)
        except (ValidationError, OSError, zlib.error) as error:
            raise not_kept(outcome) from error

    def clauses(self, outcome: Outcome) -> list[tuple[str, str]]:
        """The ids and texts (without labels) of a plan's clauses. Raises `ReadError` where it was not kept."""
        content = self._plan_bytes(outcome)
        if content is None:
            raise not_kept(outcome)
        return _clauses(content)

    def _plan_bytes(self, outcome: Outcome) -> bytes | None:
        try:
            content = self.path(outcome.key, ".plan.json.gz").read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == outcome.plan_sha256 else None

    def keys(self) -> Iterator[str]:
        """The keys of all kept outcomes, in order."""
        for path in sorted(self.folder.glob("??/*.json")):
            yield path.stem


def _clauses(content: bytes) -> list[tuple[str, str]]:
    """Without building models of everything else: for thousands of plans that is most of the time."""
    nodes = json.loads(gzip.decompress(content))["document"]["nodes"]
    return [
        (node["id"], node["text"].removeprefix(node["label"] or "")) for node in nodes if node["kind"] in ALIGNED_KINDS
    ]


def not_kept(outcome: Outcome) -> ReadError:
    """The refusal where a result was kept without its plan."""
    return ReadError("plan_not_kept", where=outcome.name)
