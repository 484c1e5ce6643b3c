"""The committed corpora: five provincial plans and their annotations, checked against the manifest when opened.

`corpora/` belongs to a checkout, not to the installed package: the plans are there to develop, test and compare on.
"""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from vnplan.errors import ReadError, SchemaError, UnknownIdError
from vnplan.models import Frozen
from vnplan.models.base import first_problem

_MANIFEST = "manifest.toml"
_MAJOR = "1"


class _Listed(Frozen):
    """What every entry says about its file."""

    name: str
    file: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(gt=0)


class CorpusPlan(_Listed):
    """A plan as its file states it; what the file does not say is None. `peculiar`: what a parser meets in it."""

    province: str
    number: str | None = None
    issued_on: date | None = None
    issuer: str
    signer: str | None = None
    peculiar: tuple[str, ...]


class CorpusGold(_Listed):
    """An annotated plan: JSON with text, units, annotations, coverage and log (corpora/gold/README.md)."""


class _Manifest(Frozen):
    schema_name: Literal["vnplan/corpora"] = Field(alias="schema")
    schema_version: str
    plans: tuple[CorpusPlan, ...]
    gold: tuple[CorpusGold, ...]
    silver: tuple[CorpusGold, ...] = ()


class Corpus:
    """Plans and annotations of one folder, in the manifest's order, every file as the manifest says.

    `gold` was annotated twice and settled, `silver` in two readings (corpora/silver/README.md). Made by `load_corpus`.
    """

    def __init__(
        self,
        folder: Path,
        plans: tuple[CorpusPlan, ...],
        gold: tuple[CorpusGold, ...],
        silver: tuple[CorpusGold, ...] = (),
    ) -> None:
        self.folder = folder
        self.plans = plans
        self.gold = gold
        self.silver = silver

    def plan_path(self, name: str) -> Path:
        """The file of a plan. Raises `UnknownIdError` (a KeyError) for an unknown name."""
        return self._path(self.plans, name)

    def gold_path(self, name: str) -> Path:
        """The file of an annotated plan. Raises `UnknownIdError` (a KeyError) for an unknown name."""
        return self._path(self.gold, name)

    def silver_path(self, name: str) -> Path:
        """The file of a plan annotated by one reader. Raises `UnknownIdError` (a KeyError) for an unknown name."""
        return self._path(self.silver, name)

    def _path(self, entries: tuple[_Listed, ...], name: str) -> Path:
        for entry in entries:
            if entry.name == name:
                return self.folder / entry.file
        known = ", ".join(entry.name for entry in entries)
        raise UnknownIdError("unknown_listed", name=repr(name), known=known)

    def __repr__(self) -> str:
        return f"<Corpus in {self.folder}: {len(self.plans)} plans, {len(self.gold) + len(self.silver)} annotated>"


def load_corpus(folder: str | Path | None = None) -> Corpus:
    """Open a corpora folder; without `folder`, that of the checkout around the working folder or this package.

    Every listed file is read and its SHA-256 compared. Raises `ReadError` where the folder, the manifest or a listed
    file is missing, damaged or different, and `SchemaError` for a manifest of another schema or newer major version.
    """
    root = _find() if folder is None else Path(folder)
    manifest = _read_manifest(root / _MANIFEST)
    for entry in (*manifest.plans, *manifest.gold, *manifest.silver):
        _check(root, entry)
    return Corpus(root, manifest.plans, manifest.gold, manifest.silver)


def _find() -> Path:
    """The nearest `corpora` folder with a manifest, going up from here and then from this file."""
    here, package = Path.cwd(), Path(__file__).resolve().parent
    for start in (here, package):
        for above in (start, *start.parents):
            if (above / "corpora" / _MANIFEST).is_file():
                return above / "corpora"
    raise ReadError("corpus_absent", where=str(here))


def _read_manifest(path: Path) -> _Manifest:
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReadError("manifest_absent", where=str(path.parent)) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadError("manifest_unread", where=str(path), reason=str(error)) from error
    version = str(data.get("schema_version", "missing"))
    if version.split(".")[0] != _MAJOR:
        raise SchemaError("manifest_version", where=str(path), found=version, expected=_MAJOR)
    try:
        return _Manifest.model_validate(data)
    except ValidationError as error:
        field, reason = first_problem(error)
        raise SchemaError("manifest_field", where=str(path), field=field, reason=reason) from error


def _check(root: Path, entry: _Listed) -> None:
    path = root / entry.file
    if Path(entry.file).is_absolute() or ".." in Path(entry.file).parts:
        raise ReadError("manifest_outside", where=str(path))
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadError("manifest_file_unread", where=str(path), reason=reason) from error
    found = hashlib.sha256(content).hexdigest()
    if found != entry.sha256:
        raise ReadError(
            "manifest_file_differs",
            where=str(path),
            found=found[:12],
            expected=entry.sha256[:12],
            bytes=len(content),
            expected_bytes=entry.bytes,
        )
