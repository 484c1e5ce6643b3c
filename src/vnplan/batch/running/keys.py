"""What a result hangs on, as one key: the file's bytes and name, the settings, the codebook, the library, the model.

Two runs that agree in all of these share their results; a change in any of them makes a result of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from vnplan._version import __version__
from vnplan.models import LinkDecision, Reference

_PARTS = frozenset({".py", ".toml", ".json"})
_NOT_OF_RESULTS = frozenset({"report", "review", "evaluate", "versions", "cli", "__pycache__"})
"""Parts of the package that only show or judge results."""

_LIBRARIES = ("numpy", "scipy", "rapidfuzz", "lxml", "pypdfium2")


def digest(value: object) -> str:
    """The SHA-256 of a value as JSON with sorted keys.

    >>> digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    True
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def reference_digest(reference: Reference) -> str:
    """The SHA-256 of a codebook. An attached official text does not take part: it changes no result."""
    return digest(reference.model_dump(mode="json", exclude={"official"}))


@cache
def library_digest() -> str:
    """The SHA-256 of the rules: our modules and data (the learned models among them), without what only shows results.

    The version alone would not do: a checkout changes between versions, and a stale result is worse than none.
    """
    total = hashlib.sha256()
    for name, content in sorted(_walk(files("vnplan"), "")):
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.name in _NOT_OF_RESULTS:
            continue
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif any(entry.name.endswith(suffix) for suffix in _PARTS):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found


def run_settings(reference: Reference, *, segmenter: str) -> dict[str, str]:
    """Everything but the file that results of a run hang on."""
    libraries = (*_LIBRARIES, *(() if segmenter == "syllable" else (segmenter,)))
    return {
        "library": __version__,
        "rules": library_digest(),
        "reference": reference.id,
        "codebook": reference_digest(reference),
        "segmenter": segmenter,
        **{f"with {name}": _version(name) for name in libraries},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def result_key(settings: str, *, name: str, sha256: str, decisions: Sequence[LinkDecision] = ()) -> str:
    """The key of one result.

    `settings` is the digest of `run_settings`, `name` the file's name (it gives the id), `decisions` an analyst's.
    """
    said = [decision.model_dump(mode="json") for decision in decisions]
    return digest([settings, name, sha256, *([said] if said else [])])
