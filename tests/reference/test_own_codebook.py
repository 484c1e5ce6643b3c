"""A codebook of a user's own: what contradicts itself is refused with its place, what looks like a slip is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vnplan import list_references, load_reference
from vnplan.cli import run
from vnplan.errors import ReferenceDataError
from vnplan.reference.doubts import doubts_on

PAGE = (Path(__file__).parents[2] / "docs" / "howto" / "codebook.md").read_text(encoding="utf-8")
BOOK = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]


def written(folder: Path, old: str, new: str) -> Path:
    assert old in BOOK
    file = folder / "own.toml"
    file.write_text(BOOK.replace(old, new, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("obligation", "obligaton", "Provision I.1, field obligaton: there is no such field. Check its spelling"),
        ('kind = "goal"\n', "", "Provision I.1, field kind: it is missing. Add it"),
        ("low = 10000000", 'low = "mười triệu"', "Provision I.1, field figures.1.low"),
        ("low = 10000000", "low = -10000000", "figure of provision I.1 does not fit its comparator exact"),
        ("low = 10000000", "low = 5\n  high = 9", "figure of provision I.1 does not fit its comparator exact"),
        ('comparator = "exact"', 'comparator = "range"', "figure of provision I.1 does not fit its comparator range"),
        (
            "low = 10000000",
            "low = 10000000\n  one_each = true",
            "A figure of provision I.1 counts one thing of each province",
        ),
        (
            'items = ["cây xanh"]',
            'said_as = [{ words = [["trồng"]], own = true }]',
            "A measure of provision I.1 has set words with own or alone",
        ),
        ("day = 15", "day = 35", "Provision II.1, field due.day"),
        ("month = 12, day = 15", "month = 11, day = 31", "Provision II.1 is due on a day that the calendar"),
        ("month = 12, day = 15", "day = 15", "Provision II.1 is due on a day that the calendar"),
        ("horizon = 2030", "horizon = 203", "Provision I.1 has a year that cannot be"),
        ("horizon = 2030", "period = { start = 2030, end = 2026 }", "or a period that ends before it starts"),
        ("horizon = 2030", 'same_as = ["II.1"]', "Provision I.1 names II.1 as the same, which does not name it"),
        ("horizon = 2030", 'same_as = ["I.1"]', "Provision I.1 names I.1 as the same"),
        ('"contributory"', '"national_only"', "Provision I.1 is national_only without a reason"),
        ('["province"]', '["provinces"]', "Provision II.1, field applies_to.1"),
        ('vi = "Báo cáo hằng năm"', 'vi = ""', "Provision II.1, field label: it is missing"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ReferenceDataError) as caught:
        load_reference(written(tmp_path, old, new))
    assert said in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("old", "new", "code", "what"),
    [
        ("low = 10000000", "low = 1000000", "codebook_figure", "1000000"),
        ("horizon = 2030", "horizon = 2035", "codebook_year", "2035"),
        ("day = 15", "day = 25", "codebook_day", "25/12"),
        ('verbs = ["trồng mới"]', 'verbs = ["trông mới"]', "codebook_marks", "trông mới"),
        ('unit = "cây"', 'unit = "cấy"', "codebook_marks", "cấy"),
        ("horizon = 2030", 'horizon = 2030\naddressee = "so-xay"', "codebook_agency", "so-xay"),
    ],
)
def test_what_looks_like_a_slip_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, code: str, what: str
) -> None:
    file = written(tmp_path, old, new)
    (doubt,) = doubts_on(load_reference(file))
    assert doubt.code == code
    assert what in doubt.message
    assert run(["reference", "show", str(file)]) == 0
    out, err = capsys.readouterr()
    assert "9999/QĐ-TTg" in out
    assert err == f"vnplan: {doubt.message}\n"


def test_codebooks_without_a_slip_are_not_doubted(tmp_path: Path) -> None:
    books = [*list_references(), written(tmp_path, "9999", "9998")]
    assert [doubts_on(load_reference(book)) for book in books] == [()] * 3
