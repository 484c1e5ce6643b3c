"""Old Office files (.doc, .xls), RTF, OpenDocument and binary workbooks: LibreOffice saves them as docx or xlsx.

LibreOffice works on a copy in a folder of its own, with settings of its own (`data/office-profile.xcu`): no macros, no
active content, nothing loaded from elsewhere, neither from the net nor from other files. It is told the format that
the content shows, so that a file cannot pass itself off as one that may load more. Time and memory are bounded.
"""

from __future__ import annotations

import math
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from vnplan.errors import ReadError
from vnplan.parse.notes import note
from vnplan.parse.read.limits import Limits
from vnplan.parse.read.sheets.xlsx import read_xlsx
from vnplan.parse.read.word.docx import read_docx
from vnplan.parse.source import Source

OfficeKind = Literal["doc", "rtf", "odt", "xls", "xlsb", "ods"]

_FILTERS: Final[dict[OfficeKind, str]] = {
    "doc": "MS Word 97",
    "rtf": "Rich Text Format",
    "odt": "writer8",
    "xls": "MS Excel 97",
    "xlsb": "Calc MS Excel 2007 Binary",
    "ods": "calc8",
}
_NAMES: Final[dict[OfficeKind, str]] = {
    "doc": "Word 97-2003",
    "rtf": "RTF",
    "odt": "OpenDocument",
    "xls": "Excel 97-2003",
    "xlsb": "binary Excel workbook",
    "ods": "OpenDocument",
}
_SHEETS = frozenset({"xls", "xlsb", "ods"})
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_MEMORY_KB = 4_000_000
"""Address space LibreOffice may take; half of it is enough for the plans of the corpora."""
_SECTOR = 512
_WORD_SIGN = b"\xec\xa5"
_ENCRYPTED = 0x0100
_BOOK_SIGN = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILE_PASS = b"\x2f\x00"


def program() -> str | None:
    """LibreOffice's program, where it is installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def read_office(raw: bytes, kind: OfficeKind, *, name: str, where: str, sha256: str, limits: Limits) -> Source:
    """Read a file that LibreOffice can save as docx or xlsx; places are those of what it saves.

    Raises `ReadError` where LibreOffice is missing or cannot open the file, for a password, over a limit, and as
    `read_docx` and `read_xlsx` do.
    """
    if _has_password(raw, kind):
        raise ReadError("file_protected", where=where)
    office = program()
    if office is None:
        raise ReadError("office_absent", where=where, kind=_NAMES[kind])
    with tempfile.TemporaryDirectory(prefix="vnplan-office-", ignore_cleanup_errors=True) as folder:
        saved = _saved(office, raw, kind, Path(folder), where=where, limits=limits)
    read = read_xlsx if kind in _SHEETS else read_docx
    source = read(saved, name=name, where=where, sha256=sha256, limits=limits)
    return replace(source, format=kind, notes=(*source.notes, note("through_office")))


def _saved(office: str, raw: bytes, kind: OfficeKind, folder: Path, *, where: str, limits: Limits) -> bytes:
    """The file as docx or xlsx, written in `folder`."""
    settings = folder / "profile" / "user"
    settings.mkdir(parents=True)
    own = files("vnplan.parse.read") / "data" / "office-profile.xcu"
    (settings / "registrymodifications.xcu").write_bytes(own.read_bytes())
    given, out = folder / f"plan.{kind}", folder / "out"
    given.write_bytes(raw)
    command = [
        *_bounded(office, limits),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        f"--infilter={_FILTERS[kind]}",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML" if kind in _SHEETS else "docx:MS Word 2007 XML",
        "--outdir",
        str(out),
        str(given),
    ]
    _run(command, folder, where=where, limits=limits)
    try:
        return (out / ("plan.xlsx" if kind in _SHEETS else "plan.docx")).read_bytes()
    except OSError as error:  # it says so on its output, and ends with 0
        raise ReadError("office_failed", where=where) from error


def _bounded(office: str, limits: Limits) -> list[str]:
    """The program, where the system has a shell for it within bounds of memory, of what it writes, of processor time.

    The last one also ends it where we are killed ourselves while it works.
    """
    if os.name != "posix":
        return [office]
    bounds = {"v": _MEMORY_KB, "f": limits.archive_bytes // 512 + 1, "t": math.ceil(limits.seconds)}
    script = "".join(f"ulimit -{kind} {most} 2>/dev/null; " for kind, most in bounds.items())
    return ["/bin/sh", "-c", script + 'exec "$@"', "sh", office]


def _run(command: list[str], folder: Path, *, where: str, limits: Limits) -> None:
    """Run to the end or to the limit of time; whatever ends it, no process is left."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise ReadError("reading_too_slow", where=where, seconds=limits.seconds) from error
        finally:
            if process.poll() is None:
                _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and those it has started."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _has_password(raw: bytes, kind: OfficeKind) -> bool:
    """Whether the file says that it is encrypted.

    Source: [MS-DOC] 2.5.2, FibBase; [MS-XLS] 2.4.21 and 2.4.117, BOF and FilePass; OpenDocument 1.3, part 2, 3.8.
    """
    if kind == "doc":
        starts = (raw[at : at + 12] for at in range(_SECTOR, len(raw), _SECTOR))
        first = next((start for start in starts if start.startswith(_WORD_SIGN)), b"").ljust(12, b"\0")
        return bool(int.from_bytes(first[10:12], "little") & _ENCRYPTED)
    if kind == "xls":
        start = raw.find(_BOOK_SIGN)  # its first record; the next one says it
        return start >= 0 and raw[start + 20 : start + 22] == _FILE_PASS
    if kind in {"odt", "ods"}:
        try:
            with zipfile.ZipFile(BytesIO(raw)) as package, package.open("META-INF/manifest.xml") as manifest:
                return b"encryption-data" in manifest.read(1_000_000)
        except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError):
            return False
    return False
