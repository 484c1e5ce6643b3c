"""Where the user's own copies of official texts are kept, so that every later report can show them.

One JSON file per reference in the user's data folder (`VNPLAN_HOME`, else the platform's usual place). Only the shown
wording comes from it; no result ever does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from vnplan.errors import VnplanError
from vnplan.files import write_file
from vnplan.models import Reference


def data_folder() -> Path:
    """The folder for the user's own data: `VNPLAN_HOME`, `%LOCALAPPDATA%\\vnplan` or `$XDG_DATA_HOME/vnplan`."""
    if home := os.environ.get("VNPLAN_HOME"):
        return Path(home)
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "vnplan"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "vnplan"


def official_file(reference_id: str) -> Path:
    """The file that keeps the official text of one reference (it need not exist)."""
    return data_folder() / "official" / f"{reference_id}.json"


def keep_official(reference: Reference, *, path: str | Path | None = None) -> Path:
    """Write a reference with its official text to the user's folder, or to `path`. Raises `WriteError`."""
    return write_file(path if path is not None else official_file(reference.id), reference.to_json())


def with_official(reference: Reference) -> Reference:
    """The reference with the official text kept for it, if there is one; provisions it does not know are left out.

    A damaged or foreign file is passed over: the text is an extra, and its absence must not stop a report.
    """
    if reference.official:
        return reference
    file = official_file(reference.id)
    try:
        kept = Reference.from_json(file.read_bytes(), where=str(file))
    except (OSError, VnplanError):
        return reference
    known = {p.id for p in reference.provisions}
    official = {key: words for key, words in kept.official.items() if key in known}
    return reference.model_copy(update={"official": official})
