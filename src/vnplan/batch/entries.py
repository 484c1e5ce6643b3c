"""What became of each file of a run, computed as it is asked for, in little memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vnplan.batch.register import Placement
from vnplan.batch.rows import ScoreRow
from vnplan.batch.running.run import Done, Setup, run
from vnplan.batch.running.store import Store
from vnplan.batch.running.work import Outcome, Status
from vnplan.errors import ReadError
from vnplan.models import Frozen


class Progress(Frozen):
    """How far a run is: files done, failed (of those done), taken over from before, and in all; the last one's name."""

    done: int
    failed: int
    reused: int
    total: int
    name: str


@dataclass(slots=True)
class Entry:
    """What is remembered of a file: little, so that memory does not grow with the number of plans.

    `status` is None until it is scored; `plan` is its id, unique in the run; `outcome` only where it is not stored.
    """

    path: Path
    key: str | None = None
    outcome: Outcome | None = None
    status: Status | None = None
    document: str | None = None
    carries_out: str | None = None
    plan: str | None = None
    place: Placement | None = None

    def order(self, position: int) -> tuple[int | str, ...]:
        """Kind of row, province of today, whether it is of a body within it, former province, day, place in the run."""
        tie = f"{position:09}"
        if self.status is not Status.SCORED:
            return (2, "", 0, "", "", tie)
        if self.place is None or not self.place.known:
            return (1, "", 0, "", self.place.issued if self.place else "", tie)
        today, former = self.place.order
        return (0, today, 0 if self.place.own else 1, former, self.place.issued, tie)

    def bare_row(self) -> ScoreRow:
        """Its row without what has to be read from the store."""
        assert self.status is not None
        return ScoreRow(
            status=self.status,
            source=str(self.path),
            plan=self.plan,
            province=self.place.province if self.place else None,
            today=self.place.today if self.place else None,
            level=self.place.level if self.place else None,
            key=self.key,
        )


class Entries:
    """The entries of a run by position. Files are scored in the order they are asked for, each once."""

    def __init__(
        self, files: tuple[Path, ...], setup: Setup, store: Store, progress: Callable[[Progress], None] | None
    ) -> None:
        self.files = files
        self.counts: Counter[str] = Counter()
        self._setup = setup
        self._store = store
        self._progress = progress
        self._entries = [Entry(path) for path in files]
        self._named = 0
        self._seen: Counter[str] = Counter()
        self._stream: Iterator[Done] | None = None

    def __getitem__(self, position: int) -> Entry:
        """The entry of a file, scored now where it is not yet."""
        while self._named <= position:
            self._name_next()
        return self._entries[position]

    def all(self) -> list[Entry]:
        """Those of all files, scored."""
        while self._named < len(self.files):
            self._name_next()
        return self._entries

    def so_far(self) -> list[Entry]:
        """Those of all files as they are now."""
        return self._entries

    def outcome(self, entry: Entry) -> Outcome:
        """What came of a file, read again where it is stored. Raises `ReadError` where it is gone."""
        if entry.outcome is not None:
            return entry.outcome
        assert entry.key is not None
        outcome = self._store.outcome(entry.key, whole=False)
        if outcome is None:
            raise ReadError("result_gone", where=entry.key)
        return outcome

    def __getstate__(self) -> dict[str, object]:
        """What came of the files, for a copy: it can score no more, and tells nobody of its progress."""
        return self.__dict__ | {"_stream": None, "_progress": None}

    def close(self) -> None:
        """Stop: workers end, what is done stays."""
        stream, self._stream = self._stream, None
        if stream is not None and hasattr(stream, "close"):
            stream.close()

    def _name_next(self) -> None:
        """Give the next file's plan an id of its own: the same whatever the order of finishing."""
        entry = self._entries[self._named]
        while entry.status is None:
            self._advance()
        if entry.document is not None:
            self._seen[entry.document] += 1
            count = self._seen[entry.document]
            entry.plan = entry.document if count == 1 else f"{entry.document}~{count}"
        self._named += 1

    def _advance(self) -> None:
        if self._stream is None:
            self._stream = run(self.files, self._setup, self._store)
        done = next(self._stream)
        entry = self._entries[done.position]
        entry.status, entry.document, entry.place, entry.outcome = done.status, done.document, done.place, done.outcome
        entry.carries_out = done.carries_out
        entry.key = None if done.outcome is not None else done.key
        self.counts["done"] += 1
        self.counts["failed"] += done.status is not Status.SCORED
        self.counts["reused"] += done.reused
        if self._progress is not None:
            counts = {name: self.counts[name] for name in ("done", "failed", "reused")}
            self._progress(Progress(**counts, total=len(self.files), name=done.name))
