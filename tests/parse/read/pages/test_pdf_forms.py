"""PDF files whose pieces draw other pieces many times over, in each way that a file can hold them."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from vnplan.errors import ReadError
from vnplan.parse.read import read_bytes

FORM = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
FONT = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
TWENTY = b"/A Do " * 20
Objects = dict[int, bytes]


def stream(words: str, content: bytes, *, packed: bool = True) -> bytes:
    content = zlib.compress(content) if packed else content
    packing = "/Filter/FlateDecode" if packed else ""
    return f"<<{words}{packing}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def pdf(pieces: Objects, *, inside: Objects | None = None, page: str = "/A 5 0 R") -> bytes:
    """A file of one page that draws piece 5; the objects `inside` stand in a stream of objects (ISO 32000-1, 7.5.7)."""
    resources = f"/Resources<</XObject<<{page}>>>>"
    objects: Objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R{resources}>>".encode(),
        4: stream("", b"/A Do"),
        **pieces,
    }
    inside = inside or {}
    heads, body = "", b""
    for number, content in inside.items():
        heads += f"{number} {len(body)} "
        body += content + b"\n"
    held = 998
    objects[held] = stream(f"/Type/ObjStm/N {len(inside)}/First {len(heads)}", heads.encode() + body)
    raw, places = b"%PDF-1.5\n", {}
    for number, content in objects.items():
        places[number] = len(raw)
        raw += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    places[999] = len(raw)
    order = {number: index for index, number in enumerate(inside)}
    rows = b"".join(
        b"\2" + held.to_bytes(4, "big") + order[number].to_bytes(2, "big")
        if number in order
        else bytes([number in places]) + places.get(number, 0).to_bytes(4, "big") + b"\0\0"
        for number in range(1000)
    )
    table = stream("/Type/XRef/Size 1000/W[1 4 2]/Root 1 0 R", rows)
    return raw + b"999 0 obj\n" + table + f"\nendobj\nstartxref\n{places[999]}\n%%EOF".encode()


def last(levels: int) -> Objects:
    return {5 + levels: stream(FORM + FONT, b"BT /F 10 Tf 10 10 Td (Ke hoach) Tj ET")}


def plain(levels: int) -> bytes:
    made = {
        5 + at: stream(f"{FORM}/Resources<</XObject<</A {6 + at} 0 R>>>>", TWENTY, packed=False) for at in range(levels)
    }
    return pdf(made | last(levels))


def after_a_long_entry(levels: int) -> bytes:
    form = f"{FORM}/Junk({'x' * 9000})"
    made = {5 + at: stream(f"{form}/Resources<</XObject<</A {6 + at} 0 R>>>>", TWENTY) for at in range(levels)}
    return pdf(made | last(levels))


def in_a_stream_of_objects(levels: int) -> bytes:
    made = {5 + at: stream(f"{FORM}/Resources {100 + at} 0 R", TWENTY) for at in range(levels)}
    return pdf(
        made | last(levels),
        inside={100 + at: f"<</XObject<</A {6 + at} 0 R>>>>".encode() for at in range(levels)},
    )


def in_objects_of_objects(levels: int) -> bytes:
    made = {5 + at: stream(f"{FORM}/Resources {100 + at} 0 R", TWENTY) for at in range(levels)}
    made |= {100 + at: f"<</XObject {200 + at} 0 R>>".encode() for at in range(levels)}
    made |= {200 + at: f"<</A {6 + at} 0 R>>".encode() for at in range(levels)}
    return pdf(made | last(levels))


def inherited_from_the_page(levels: int) -> bytes:
    made = {5 + at: stream(FORM, f"/A{at + 1} Do ".encode() * 20) for at in range(levels)}
    names = "".join(f"/A{at} {5 + at} 0 R" for at in range(levels + 1))
    return pdf(made | last(levels), page=f"/A 5 0 R{names}")


def with_objects_in_a_content(levels: int) -> bytes:
    """What looks like objects within a stream is none: they would hide the true ones."""
    hidden = b"".join(f"\r\n{5 + at} 0 obj\r\n<<>>\r\nendobj\r\n".encode() for at in range(levels))
    made = {
        5 + at: stream(f"{FORM}/Resources<</XObject<</A {6 + at} 0 R>>>>", TWENTY, packed=False) for at in range(levels)
    }
    return pdf(made | last(levels) | {300: stream("", hidden, packed=False)})


WAYS = [
    plain,
    after_a_long_entry,
    in_a_stream_of_objects,
    in_objects_of_objects,
    inherited_from_the_page,
    with_objects_in_a_content,
]


@pytest.mark.parametrize("way", WAYS)
def test_pieces_that_multiply_are_refused(way: Callable[[int], bytes]) -> None:
    """Each draws the next twenty times: pdfium would unpack all of them at once."""
    with pytest.raises(ReadError) as caught:
        read_bytes(way(8), name="a.pdf")
    assert caught.value.code == "pdf_bomb"


@pytest.mark.parametrize("way", WAYS)
def test_a_few_pieces_within_pieces_are_read(way: Callable[[int], bytes]) -> None:
    assert "Ke hoach" in read_bytes(way(2), name="a.pdf").text
