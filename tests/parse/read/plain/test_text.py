"""Plain text and Markdown: the text unchanged, maps added."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from vnplan import parse_plan
from vnplan.models import NodeKind
from vnplan.parse.read import read_bytes, read_source, read_text
from vnplan.parse.read.plain.text import of_text
from vnplan.parse.source import Source


def markdown(text: str) -> Source:
    return read_bytes(text.encode(), name="plan.md")


def test_the_plans_are_read_unchanged(plans_dir: Path) -> None:
    for path in sorted(plans_dir.glob("*.txt")):
        source = read_source(path)
        assert source.text == path.read_bytes().decode("utf-8")
        assert (source.format, source.name, source.notes) == ("txt", path.name, ())


def test_line_ends_stay() -> None:
    assert read_bytes(b"a\r\nb\rc", name="a.txt").text == "a\r\nb\rc"


def test_tab_separated_rows_are_a_grid() -> None:
    text = "PHỤ LỤC\nTT\tNhiệm vụ\tCơ quan\n1\tXây dựng\tSở Y tế\n2\tDuy trì\t\n\nHết\tmột\n"
    source = read_text(text)
    assert [[cell.of(text) for cell in row.cells] for row in source.tables[0].rows] == [
        ["TT", "Nhiệm vụ", "Cơ quan"], ["1", "Xây dựng", "Sở Y tế"], ["2", "Duy trì", ""]
    ]  # fmt: skip
    assert source.tables[0].span.of(text).startswith("TT\t")


def test_pipe_tables_of_markdown() -> None:
    text = "| TT | Việc |\n|:--|---:|\n| 1 | Xây dựng |\n|2|Duy trì|\n\nTT | Ai\n---|---\n1 | Sở Y tế\n"
    source = markdown(text)
    assert [[[cell.of(text) for cell in row.cells] for row in table.rows] for table in source.tables] == [
        [["TT", "Việc"], ["1", "Xây dựng"], ["2", "Duy trì"]],
        [["TT", "Ai"], ["1", "Sở Y tế"]],
    ]


def test_a_lone_bar_in_a_text_is_no_table() -> None:
    assert not markdown("UBND TỈNH A\n|\nCỘNG HÒA\n---\n|\n").tables


def test_headings_and_bold_lines_of_markdown_are_emphasised() -> None:
    source = markdown("# KẾ HOẠCH\n\n## I. MỤC TIÊU\n**1. Chung**\nCó **05** mô hình\n")
    assert [span.of(source.text) for span in source.emphasised] == ["KẾ HOẠCH", "I. MỤC TIÊU", "1. Chung"]
    assert {span.of(source.text) for span in source.noise} == {"# ", "## ", "**"}


@given(st.text(alphabet="|-: \t\n#*aà1", max_size=200), st.booleans())
def test_spans_lie_inside_any_text(text: str, is_markdown: bool) -> None:
    source = of_text(text, name="x", sha256="", markdown=is_markdown)
    spans = [
        *source.emphasised,
        *source.noise,
        *(cell for table in source.tables for row in table.rows for cell in row.cells),
    ]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all("\n" not in span.of(text) for span in spans)


def test_long_lines_take_linear_time() -> None:
    import time

    for line in (
        " " * 400_000,
        "|" * 400_000,
        "-|" * 200_000,
        "**" * 200_000,
        "# " * 200_000,
        "\t" * 300_000,
        ("- " * 9 + "|") * 9_000,
    ):
        started = time.process_time()
        of_text(f"a | b\n{line}\n{line}x", name="x", sha256="", markdown=True)
        assert time.process_time() - started < 3


def test_markdown_as_converters_write_it(tmp_path: Path) -> None:
    """Backslashes before marks that would be markup, and bold stretches that run over lines, part no words."""
    text = (
        "**1\\. Hoàn thiện thể chế, chính sách\r\nvà pháp luật**\r\n\r\na\\) Xây dựng **kho dữ liệu**, [1\\] nền tảng\r\n"
        "số\\.\r\n\r\n\\- Đào tạo *nhân lực*\r\n"
    )
    (tmp_path / "plan.md").write_bytes(text.encode())
    found = parse_plan(tmp_path / "plan.md")
    lines = [" ".join(node.text.split()) for node in found.nodes if node.kind is not NodeKind.NOISE]
    assert lines == [
        "1. Hoàn thiện thể chế, chính sách và pháp luật", "a) Xây dựng kho dữ liệu, [1] nền tảng số.",
        "- Đào tạo nhân lực",
    ]  # fmt: skip
    assert found.text == text
