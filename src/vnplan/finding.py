"""Which files are plans to be read: those that are named, and those of folders."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from vnplan.errors import OptionError, ReadError

PLAN_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".doc", ".rtf", ".odt"})
"""Files of a folder that are taken for plans (without LibreOffice doc, rtf and odt are refused, not skipped).

Workbooks are not: beside plans lie lists of tasks that belong to one of them, tables kept on them, and our own output,
which other programs save without our mark. One that is named itself is read.
"""

_READ = ".doc, .docx, .html, .md, .odt, .pdf, .rtf, .txt"
_OURS = (frozenset({"report.html", "comparison.json"}), frozenset({"scores.html", "run.json"}))
_OUR_NOTE = b"<dc:creator>vnplan</dc:creator>"
_NO_PLANS = frozenset({"readme", "card", "license", "changelog", "manifest"})
_NO_DOCUMENTS = frozenset({".json", ".gz", ".toml", ".db", ".ini", ".py", ".lnk"})
"""Files that nobody sends as a plan: data of ours, settings, what systems leave in folders."""


def given(paths: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """One path or several as paths. Raises `OptionError` for anything else.

    >>> len(given("plans")), len(given(["a.txt", "b.txt"]))
    (1, 2)
    >>> given(3)
    Traceback (most recent call last):
        ...
    vnplan.errors.OptionError: Paths of files or folders are needed, not int. Give one path or a list of paths.
    """
    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    if not isinstance(several, Iterable) or isinstance(several, bytes):
        raise _no_paths(paths)
    out = []
    for path in several:
        if not isinstance(path, str | os.PathLike):
            raise _no_paths(path)
        out.append(Path(path))
    return tuple(out)


def find_plans(paths: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """The plan files that paths name: files as given, folders searched (subfolders too, hidden ones not), by name.

    A path that does not exist stays in the list, and a folder that cannot be opened: reading it says so. Raises
    `ReadError` where a folder holds no plan or nothing is named, `OptionError` for what is no path.
    """
    found: list[Path] = []
    for path in given(paths):
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(file for file in _below(path) if _is_plan(file) or file.is_dir())
        if not inside:
            raise ReadError("no_plan_in_folder", where=str(path), suffixes=_READ)
        found.extend(inside)
    if not found:
        raise ReadError("nothing_named")
    return tuple(dict.fromkeys(found))


def left_out(paths: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """Documents in the folders that are not taken for plans: workbooks, archives, images of pages, Word notes of ours.

    They are told, so that no plan is thought to have been read that was not. One that is named itself is read.
    """
    named = given(paths)
    rest = (file for path in named if path.is_dir() for file in sorted(_below(path)) if _is_other(file))
    return tuple(file for file in dict.fromkeys(rest) if file not in named)


def _below(folder: Path) -> Iterator[Path]:
    """The files of a folder and those below it, at last the folders that cannot be opened."""
    closed: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if any(ours <= set(names) for ours in _OURS):  # an earlier output of ours, written into the folder of plans
            folders.clear()
            continue
        yield from (Path(root, name) for name in names if not name.startswith((".", "~$")))
    yield from closed


def _is_plan(file: Path) -> bool:
    return file.suffix.lower() in PLAN_SUFFIXES and file.stem.lower() not in _NO_PLANS and not _is_our_note(file)


def _is_other(file: Path) -> bool:
    if file.is_dir():
        return False
    if _is_our_note(file):
        return True
    return file.suffix.lower() not in PLAN_SUFFIXES | _NO_DOCUMENTS and file.stem.lower() not in _NO_PLANS


def _is_our_note(file: Path) -> bool:
    """Whether it is a Word note of `vnplan note` or `versions`, written beside the plan it is about.

    It quotes plan and decision side by side, so that as a plan it would seem to carry the decision like no other.
    """
    if file.suffix.lower() != ".docx":
        return False
    try:
        with zipfile.ZipFile(file) as archive, archive.open("docProps/core.xml") as properties:
            return _OUR_NOTE in properties.read(100_000)
    except Exception:  # whatever is wrong with the file: reading it will say so
        return False


def _no_paths(value: object) -> OptionError:
    kind = type(value).__name__
    return OptionError("no_paths", found=kind)
