"""Writing results whole or not at all: every file gets a temporary name first and its own name last."""

from __future__ import annotations

import errno
import os
import platform
import re
import shutil
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from vnplan.errors import WriteError


def write_file(path: str | Path, content: str | bytes) -> Path:
    """Write one file (text as UTF-8), creating its folder. An existing file is replaced in one step.

    Raises `WriteError` where the place cannot be written to; an existing file is then as it was before.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_file(Path(folder) / "a" / "b.txt", "Hòa Bình").read_text(encoding="utf-8")
    'Hòa Bình'
    """
    target = Path(path)
    with _refusals(target):
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise WriteError("out_is_folder", where=str(target))
            target.write_bytes(_bytes(content))  # a pipe or a device: there is nothing to rename
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace_all([(target, _bytes(content))])
    return target


def write_files(folder: str | Path, contents: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Write a set of files into a folder by their relative names; none takes its place before all are written out.

    Other files of the folder stay. Raises `WriteError`; what stood in the folder before is then untouched.
    """
    root = Path(folder)
    with _refusals(root):
        if root.exists() and not root.is_dir():
            raise WriteError("out_is_file", where=str(root))
        root.mkdir(parents=True, exist_ok=True)
        pairs = [(root / name, _bytes(content)) for name, content in contents.items()]
        parents = dict.fromkeys(target.parent for target, _ in pairs)
        for parent in parents:
            parent.mkdir(parents=True, exist_ok=True)
        clear_leftovers(*parents)
        _replace_all(pairs)
    return tuple(target for target, _ in pairs)


@contextmanager
def whole_file(path: str | Path) -> Iterator[BinaryIO]:
    """Write a file piece by piece, for what is too large for memory; it takes its place when the block ends well.

    Raises `WriteError`; an existing file is then as it was before, and no part of the new one is left.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole_file(Path(folder) / "a.txt") as out:
    ...         _ = out.write("một".encode())
    ...     (Path(folder) / "a.txt").read_text(encoding="utf-8")
    'một'
    """
    target = Path(path)
    temporary = _temporary(target)
    with _refusals(target):
        if target.is_dir():
            raise WriteError("out_is_folder", where=str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as out:
                yield out
            temporary.replace(target)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


@contextmanager
def scratch_folder(target: Path) -> Iterator[Path]:
    """A folder beside a file for what is needed while the file is written; it is gone when the block ends."""
    folder = _temporary(target).with_suffix(".scratch.tmp")
    with _refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_leftovers(*folders: Path) -> None:
    """Remove what writers of ours left half-written in these folders when they were killed.

    Only names of our own making whose process is gone; one of another machine, or on a system that does not tell, when
    it has not been touched for a day.
    """
    for folder in folders:
        for left in folder.glob(".*.tmp"):
            if (made := _OURS.fullmatch(left.name)) and _abandoned(left, made["machine"], int(made["process"])):
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    with suppress(OSError):
                        left.unlink()


_OURS = re.compile(r"\..+\.(?P<machine>[0-9a-f]{8})-(?P<process>\d{1,10})(?:\.scratch)?\.tmp")
_LONG_AGO = 86_400.0
"""Seconds after which nobody is still writing a file."""


def _temporary(target: Path) -> Path:
    return target.with_name(f".{target.name[:40]}.{_machine()}-{os.getpid()}.tmp")  # of letters of up to 4 bytes


@cache
def _machine() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _abandoned(left: Path, machine: str, process: int) -> bool:
    if machine == _machine() and os.name == "posix":  # elsewhere os.kill would end the process
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            pass
        return False
    try:
        return time.time() - left.stat().st_mtime > _LONG_AGO
    except OSError:
        return False


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else encodable(content).encode("utf-8")


def encodable(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate (a byte of a file name that is no UTF-8) becomes its escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _replace_all(pairs: list[tuple[Path, bytes]]) -> None:
    waiting: list[tuple[Path, Path]] = []
    try:
        for target, content in pairs:
            temporary = _temporary(target)
            waiting.append((temporary, target))
            temporary.write_bytes(content)
        while waiting:
            temporary, target = waiting[0]
            temporary.replace(target)
            waiting.pop(0)
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


@contextmanager
def _refusals(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        code = "write_no_space" if full else "write_refused"
        raise WriteError(code, where=str(place), reason=reason) from error
