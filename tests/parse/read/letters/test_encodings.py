"""Bytes to text: each encoding by its evidence, on the five plans."""

from __future__ import annotations

import contextlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan.errors import ReadError
from vnplan.parse.read.letters.encodings import decode
from vnplan.parse.read.letters.legacy import from_tcvn3, from_vni
from vnplan.parse.read.letters.syllables import data, vietnamese_share

LETTERS = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵăâêôơưđ"


def to_tcvn3(text: str) -> bytes:
    """As typed for .VnTime: a capital with a tone becomes a small letter (TCVN3 has no other)."""
    table = {letter: bytes.fromhex(byte) for byte, letter in data("tcvn3")["letters"].items()}
    out = b""
    for char in unicodedata.normalize("NFC", text):
        out += table.get(char) or table.get(char.lower()) or char.encode("cp1252", "replace")
    return out


def to_vni(text: str) -> bytes:
    table = data("vni")
    pairs = {letter: base + mark for base, marks in table["pairs"].items() for mark, letter in marks.items()}
    single = {letter: byte for byte, letter in table["letters"].items()}
    out = ""
    for char in unicodedata.normalize("NFC", text):
        low = char.lower()
        typed = single.get(low) or pairs.get(low) or low
        out += typed.upper() if char.isupper() else typed
    return out.encode("cp1252", "replace")


def to_1258(text: str) -> bytes:
    """Letters as windows-1258 has them: tones as marks of their own."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tone))
            out += (base + "".join(tone)).encode("cp1258", "replace")
    return out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_keep_the_text_unchanged(encoding: str, plans_dir: Path) -> None:
    text = (plans_dir / "lang-son.txt").read_text(encoding="utf-8")
    decoded = decode(text.encode(encoding), where="plan.txt")
    assert decoded.text == text
    assert not decoded.notes


def test_decomposed_text_stays_decomposed() -> None:
    text = unicodedata.normalize("NFD", "Kế hoạch thực hiện")
    assert decode(text.encode(), where="plan.txt").text == text


@pytest.mark.parametrize("name", ["vinh-long", "can-tho", "lang-son", "hoa-binh", "hai-phong"])
def test_old_encodings_of_the_plans_come_back(name: str, plans_dir: Path) -> None:
    kept = (plans_dir / f"{name}.txt").read_text(encoding="utf-8")
    for typed in (to_1258, to_vni):
        decoded = decode(typed(kept), where="plan.txt")
        assert unicodedata.normalize("NFC", decoded.text) == unicodedata.normalize("NFC", kept)
        assert [note.code for note in decoded.notes] == ["encoding_guessed"]
    decoded = decode(to_tcvn3(kept), where="plan.txt")
    assert decoded.encoding == "tcvn3"
    assert decoded.text.lower() == unicodedata.normalize("NFC", kept).lower()
    differing = sum(a != b for a, b in zip(decoded.text, unicodedata.normalize("NFC", kept), strict=True))
    assert differing <= 0.002 * len(kept)  # capitals with a tone, which TCVN3 cannot say


def test_every_letter_of_the_tables_comes_back() -> None:
    assert from_tcvn3(to_tcvn3(LETTERS).decode("latin-1")) == LETTERS
    both = LETTERS + LETTERS.upper()
    assert from_vni(to_vni(both).decode("cp1252")) == both


def test_old_characters_inside_utf8_are_converted() -> None:
    typed = to_tcvn3("thực hiện nhiệm vụ được giao tại Kế hoạch").decode("latin-1")
    decoded = decode(typed.encode("utf-8"), where="plan.txt")
    assert decoded.text == "thực hiện nhiệm vụ được giao tại Kế hoạch"
    assert decoded.notes[0].code == "encoding_guessed"


def test_text_encoded_twice_is_decoded_twice() -> None:
    text = "Ủy ban nhân dân tỉnh Hòa Bình ban hành Kế hoạch thực hiện"
    twice = text.encode("utf-8").decode("latin-1").encode("utf-8")
    assert decode(twice, where="plan.txt").text == text


def test_foreign_words_in_utf8_are_left_alone() -> None:
    text = "Café, naïve, Zürich và São Paulo: thực hiện Kế hoạch của tỉnh"
    assert decode(text.encode(), where="plan.txt").text == text


def test_text_without_marks_is_no_problem() -> None:
    assert decode(b"Ke hoach 12/KH-UBND\r\n", where="plan.txt").text == "Ke hoach 12/KH-UBND\r\n"


def test_a_file_cut_inside_a_character_loses_only_that() -> None:
    raw = "Kế hoạch thực hiện".encode()
    decoded = decode(raw + "ệ".encode()[:2], where="plan.txt")
    assert decoded.text == "Kế hoạch thực hiện"
    assert decoded.notes[0].code == "damaged_encoding"


def test_a_few_damaged_bytes_are_marked() -> None:
    raw = ("Kế hoạch thực hiện nhiệm vụ " * 40).encode() + b"\xff" + " của tỉnh Hòa Bình".encode()
    decoded = decode(raw, where="plan.txt")
    assert decoded.text.count("\ufffd") == 1
    assert decoded.notes[0].code == "damaged_encoding"


@pytest.mark.parametrize("raw", [bytes(range(256)) * 20, b"\x00\x01\x02" * 100, b"MZ\x90\x00\x03" * 50])
def test_binary_content_is_refused(raw: bytes) -> None:
    with pytest.raises(ReadError, match="binary"):
        decode(raw, where="plan.txt")


def test_text_of_another_language_in_a_byte_encoding_is_refused() -> None:
    raw = "Постановление правительства о развитии искусственного интеллекта".encode("cp1251")
    with pytest.raises(ReadError, match="encoding cannot be told"):
        decode(raw, where="plan.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_read_error(raw: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert isinstance(decode(raw, where="x").text, str)


def test_share_tells_text_from_noise(plans_dir: Path) -> None:
    text = (plans_dir / "can-tho.txt").read_text(encoding="utf-8")
    assert vietnamese_share(text) > 0.99
    assert vietnamese_share(text.encode("utf-8").decode("latin-1")) < 0.4
