"""From bytes to text: which encoding a file is in, decided by evidence.

Byte order marks and valid UTF-8 or UTF-16 are proof. Everything else is decoded by each table in question, and the
table that gives the most possible Vietnamese syllables wins; where none gives enough, the file is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from vnplan.errors import ReadError
from vnplan.models import Note
from vnplan.parse.notes import note
from vnplan.parse.read.letters.legacy import as_bytes_text, from_tcvn3, from_vni
from vnplan.parse.read.letters.syllables import marked_words, vietnamese_share

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURE = 0.6
_CONTROLS = bytes({*range(32)} - {8, 9, 10, 11, 12, 13, 26, 27})
_USUAL = re.compile("[\t\n\r -\u024f\u0300-\u036f\u1ea0-\u1eff\u2000-\u22ff\ufeff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of the encoding it was in, and what should be said about that."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode(raw: bytes, *, where: str, declared: str | None = None) -> Decoded:
    """Decode the content of a text file.

    In: the bytes, the file's name for messages, and an encoding the file itself declares (HTML), tried after UTF-8.
    Out: the text without byte order mark, otherwise unchanged (NFD stays NFD; line ends stay). Only TCVN3, VNI and
    doubly encoded text is converted, with a Note. Raises `ReadError` for binary content and text no table explains.

    >>> decode("Kế hoạch".encode("utf-16"), where="plan.txt").text
    'Kế hoạch'
    >>> decode("thùc hiÖn KÕ ho¹ch ph¸t triÓn".encode("cp1252"), where="plan.txt").text
    'thực hiện Kế hoạch phát triển'
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _marked(raw, encoding, where)
    if b"\0" in raw:
        return _wide(raw, where)
    _refuse_binary(raw, where)
    try:
        text = raw.decode("utf-8")
        return Decoded(text, "utf-8") if _is_unicode(raw, len(text)) else _repaired(text)
    except UnicodeDecodeError as error:
        cut = raw[: error.start]
        if error.reason == "unexpected end of data" and len(raw) - error.start < 4:
            cut_off = note("damaged_encoding", words={"count": 1})
            return Decoded(cut.decode("utf-8"), "utf-8", (cut_off,))
    return _by_evidence(raw, declared, where)


def old_table(text: str) -> str | None:
    """The table ("tcvn3", "vni") that makes Vietnamese of a text which is none as it stands, or None.

    >>> old_table("thùc hiÖn KÕ ho¹ch ph¸t triÓn"), old_table("thực hiện Kế hoạch phát triển")
    ('tcvn3', None)
    """
    total, good = marked_words(text)
    if total < 3 or good >= _SURE * total:
        return None
    found = _best(_conversions(text)[:2])
    return found[1] if found and found[0] > max(_SURE, good / total + 0.3) else None


def _marked(raw: bytes, encoding: str, where: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace")
        return Decoded(text, encoding, (_damage(text, where),))


def _wide(raw: bytes, where: str) -> Decoded:
    """UTF-16 without a mark: Vietnamese text decodes into letters, spaces and punctuation of a few blocks only."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw[: len(raw) // 2 * 2].decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:100_000]
        if len(_USUAL.findall(sample)) >= 0.97 * len(sample) > 0:
            return Decoded(text, encoding)
    raise ReadError("file_binary", where=where)


def _refuse_binary(raw: bytes, where: str) -> None:
    sample = raw[:100_000]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 0.005 * len(sample) + 2:
        raise ReadError("file_binary", where=where)


def _is_unicode(raw: bytes, size: int) -> bool:
    """A quick test of UTF-8: the letters of Unicode's Vietnamese block are every ninth character of a text, none of an
    old font's."""
    return (raw.count(b"\xe1\xba") + raw.count(b"\xe1\xbb")) * 10 > size


def _repaired(text: str) -> Decoded:
    """Valid UTF-8, but perhaps of characters that only an old font turns into Vietnamese."""
    total, good = marked_words(text)
    if total < 3 or good >= _SURE * total:
        return Decoded(text, "utf-8")
    found = _best(_conversions(text))
    if found and found[0] > max(_SURE, good / total + 0.3):
        return Decoded(found[2], found[1], (_note(found[1], found[0]),))
    return Decoded(text, "utf-8")


def _conversions(text: str) -> list[tuple[str, Callable[[], str]]]:
    return [
        ("tcvn3", lambda: from_tcvn3(text)),
        ("vni", lambda: from_vni(text)),
        ("utf-8 encoded twice", lambda: text.encode("cp1252").decode("utf-8")),
        ("utf-8 encoded twice", lambda: as_bytes_text(text).encode("latin-1").decode("utf-8")),
    ]


def _by_evidence(raw: bytes, declared: str | None, where: str) -> Decoded:
    damaged = raw.decode("utf-8", "replace")
    candidates: list[tuple[str, Callable[[], str]]] = [
        ("utf-8", lambda: damaged),
        ("windows-1258", lambda: raw.decode("cp1258")),
        ("tcvn3", lambda: from_tcvn3(raw.decode("cp1252", "replace"))),
        ("vni", lambda: from_vni(raw.decode("cp1252", "replace"))),
    ]
    if declared:
        candidates.insert(1, (declared.lower(), lambda: raw.decode(declared)))
    found = _best(candidates)
    if found is None or found[0] < _SURE:
        plain = raw.decode("cp1252", "replace")
        if marked_words(plain)[0] <= max(3, len(plain) // 2000):  # hardly a marked letter: Latin text with odd signs
            return Decoded(plain, "windows-1252", (_note("windows-1252", None),))
        raise ReadError("encoding_unknown", where=where)
    share, name, text = found
    remark = _damage(text, where) if name == "utf-8" else _note(name, share)
    return Decoded(text, name, (remark,))


def _best(candidates: list[tuple[str, Callable[[], str]]]) -> tuple[float, str, str] | None:
    """The candidate of the highest share; the earlier one where two are equal."""
    best: tuple[float, str, str] | None = None
    for name, decoded in candidates:
        try:
            text = decoded()
            share = vietnamese_share(text)
        except (UnicodeError, LookupError):
            continue
        if best is None or share > best[0]:
            best = (share, name, text)
    return best


def _note(name: str, share: float | None) -> Note:
    evidence = f": {share:.0%} of the words with marks are Vietnamese syllables" if share is not None else ""
    return note("encoding_guessed", words={"encoding": name, "evidence": evidence})


def _damage(text: str, where: str) -> Note:
    count = text.count("\ufffd")
    if count > max(5, 0.01 * len(text)):
        raise ReadError("text_damaged", where=where)
    return note("damaged_encoding", words={"count": count})
