"""The zip container of a docx or xlsx: opened within limits, its parts found by their relations."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from vnplan.errors import ReadError
from vnplan.parse.read.limits import Limits, Stopwatch
from vnplan.parse.read.office.xml import attribute, child, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_MANY_PARTS = 20_000
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_OTHERS = {"ppt/presentation.xml": "zip_powerpoint"}
_DOCUMENTS = (".docx", ".doc", ".pdf", ".rtf", ".odt", ".xlsx", ".xls", ".txt", ".zip", ".rar")
_PAGES = (".htm", ".html", ".xhtml", ".mht", ".mhtml")
_RATIO_FROM = 1_000_000


class Package:
    """The parts of one docx or xlsx. Raises `ReadError`: damage, a password, a bomb, a zip that is no document."""

    def __init__(
        self, raw: bytes, *, kind: Literal["docx", "xlsx"] = "docx", where: str, limits: Limits, watch: Stopwatch
    ) -> None:
        self._kind = kind
        self._where = where
        self._limits = limits
        self._watch = watch
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise self._damaged() from error
        if len(parts) > _MANY_PARTS or sum(part.file_size for part in parts) > limits.archive_bytes:
            raise self._bomb()
        self._names = {part.filename.lstrip("/").lower(): part for part in parts}
        self.main = self._main_name()
        self.relations = self.relations_of(self.main)

    def part(self, name: str) -> _Element | None:
        """The root of an XML part, or None where the package lacks it."""
        content = self.content(name)
        return None if content is None else parse_xml(content, where=self._where)

    def related(self, ending: str) -> list[str]:
        """The names of the main part's relations whose type ends so ("numbering", "footnotes"), in file order."""
        return [target for kind, target in self.relations.values() if kind.endswith("/" + ending)]

    def embedded(self) -> bytes | None:
        """The first web page that the document embeds (altChunk, ISO 29500-1, 17.17.2.1), or None."""
        pages = (name for name in self.related("aFChunk") if name.lower().endswith(_PAGES))
        return next((content for content in map(self.content, pages) if content is not None), None)

    def _main_name(self) -> str:
        for kind, target in self.relations_of("").values():
            if kind.endswith("/officeDocument") and target.lower() in self._names:
                return target
        return _MAIN[self._kind]

    def body(self) -> _Element:
        """The body of the document."""
        root = self.part(self.main)
        found = child(root, "body")
        if root is None or local(root) != "document" or found is None:
            raise self._other()
        return found

    def relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part relates to within the package: by id the type of the relation and the other part's name."""
        folder, _, name = part.rpartition("/")
        root = self.part(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            target = attribute(relation, "Target") or ""
            if attribute(relation, "TargetMode") == "External":
                continue  # a link out of the file: never followed
            full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[attribute(relation, "Id") or ""] = (attribute(relation, "Type") or "", full)
        return found

    def content(self, name: str) -> bytes | None:
        """The bytes of a part, or None where the package lacks it."""
        info = self._names.get(name.lower())
        if info is None:
            return None
        self._watch.check()
        if info.flag_bits & 1:
            raise ReadError("file_protected", where=self._where)
        if info.file_size > _RATIO_FROM and info.file_size > self._limits.archive_ratio * max(info.compress_size, 1):
            raise self._bomb()
        try:
            with self._zip.open(info) as stream:
                content = stream.read(self._limits.archive_bytes + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError) as error:
            raise self._damaged() from error
        if len(content) > self._limits.archive_bytes:
            raise self._bomb()
        return content

    def _other(self) -> ReadError:
        """What the container holds instead of a Word document."""
        packed = any(name.endswith(_DOCUMENTS) for name in self._names)
        usual = "file_packed" if packed else "zip_no_word"
        code = next((code for name, code in _OTHERS.items() if name in self._names), usual)
        if "mimetype" in self._names and b"opendocument" in (self.content("mimetype") or b"")[:200]:
            code = "zip_opendocument"
        return ReadError(code, where=self._where)

    def _damaged(self) -> ReadError:
        return ReadError("docx_damaged" if self._kind == "docx" else "xlsx_damaged", where=self._where)

    def _bomb(self) -> ReadError:
        return ReadError(
            "docx_bomb" if self._kind == "docx" else "xlsx_bomb",
            where=self._where,
            limit=self._limits.archive_bytes,
            times=self._limits.archive_ratio,
        )
