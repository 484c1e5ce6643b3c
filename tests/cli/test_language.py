"""Messages of commands: in English, or in Vietnamese where --lang or VNPLAN_LANG asks for it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import typer

import vnplan
from vnplan.cli import USAGE, run
from vnplan.cli.commands import app
from vnplan.cli.usage import usage_error
from vnplan.lexicon.labels import avoided_in

SOURCE = Path(vnplan.__file__).parent
HELP = tomllib.loads((SOURCE / "cli" / "data" / "help-vi.toml").read_text(encoding="utf-8"))
MESSAGES = tomllib.loads((SOURCE / "data" / "terminal.toml").read_text(encoding="utf-8"))


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_a_message_has_words_in_both_languages_that_name_the_same(key: str) -> None:
    assert set(MESSAGES[key]) == {"vi", "en"}
    assert MESSAGES[key]["vi"] != MESSAGES[key]["en"]
    assert fields(MESSAGES[key]["vi"]) == fields(MESSAGES[key]["en"])
    assert avoided_in(MESSAGES[key]["vi"]) == {}


def test_every_message_is_said_somewhere() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    assert [key for key in MESSAGES if f'"{key}"' not in source] == []


def helps(command: Any) -> Iterator[str]:
    for part in (command, *command.params):
        if words := getattr(part, "help", None):
            yield words
    for below in getattr(command, "commands", {}).values():
        yield from helps(below)


def test_the_help_of_every_command_is_there_in_vietnamese_and_none_is_left_over() -> None:
    assert set(helps(typer.main.get_command(app))) == set(HELP["texts"])
    assert [words for part in HELP.values() for words in part.values() if avoided_in(words)] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("group", [[], ["reference"], ["review"]])
def test_lists_of_commands_cut_no_sentence_off(
    group: list[str], lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["--lang", lang, *group, "--help"]) == 0
    _, *lines = capsys.readouterr().out.splitlines()
    assert lines
    assert [line for line in lines if line.endswith("...")] == []


def test_a_codebook_is_not_called_as_an_encoding_is() -> None:
    """ "Bộ mã", as everywhere; "bảng mã" is the encoding of a text."""
    assert [words for words in HELP["texts"].values() if "bảng mã" in words.lower()] == []


@pytest.mark.parametrize(
    ("line", "variable"),
    [
        (["score", "--help"], "vi"),
        (["score", "--lang", "vi", "--help"], None),
        (["score", "--help", "--lang=vi"], "en"),
        (["--lang", "vi", "score", "--help"], None),
    ],
)
def test_help_is_in_the_language_asked_for(
    line: list[str], variable: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VNPLAN_LANG", raising=False)
    assert run(["score", "--help"]) == 0
    assert "Score many plans" in capsys.readouterr().out
    if variable is not None:
        monkeypatch.setenv("VNPLAN_LANG", variable)
    assert run(line) == 0
    told = capsys.readouterr().out
    assert told.startswith("Cách dùng: vnplan score [TÙY CHỌN]")
    assert "Chấm nhiều kế hoạch" in told
    assert "Số tiến trình; 0: mỗi nhân một tiến trình." in told
    assert [words for words in HELP["frame"] if words.strip() in told] == []


def test_a_command_takes_the_language_named_before_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "reference", "show", "qd-127-2021", "III.2.1"]) == 0
    before = capsys.readouterr().out
    assert run(["reference", "show", "qd-127-2021", "III.2.1", "--lang", "en"]) == 0
    assert before == capsys.readouterr().out
    assert run(["reference", "show", "qd-127-2021", "III.2.1"]) == 0
    assert before != capsys.readouterr().out


def commands(command: Any, *path: str) -> Iterator[tuple[str, ...]]:
    below = getattr(command, "commands", {})
    if not below:
        yield path
    for name, one in below.items():
        yield from commands(one, *path, name)


@pytest.mark.parametrize("path", list(commands(typer.main.get_command(app))), ids=" ".join)
def test_every_command_takes_a_language(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*path, "--lang", "vi", "--no-such-option"]) == USAGE
    assert "Ở đây không có tùy chọn --no-such-option." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("parse", "Chưa nêu đối tượng cần xử lý (file). Hãy nêu ngay sau tên lệnh; xem vnplan parse --help."),
        ("parse a b", "Lệnh này không nhận thêm: b. Hãy bỏ phần thừa, hoặc đặt tên có dấu cách trong ngoặc kép; xem vnplan parse --help."),
        ("parse a b(1).pdf c", "Lệnh này không nhận thêm: b(1).pdf c. Hãy bỏ phần thừa, hoặc đặt tên có dấu cách trong ngoặc kép; xem vnplan parse --help."),
        ("reference show a --provision b", "Ở đây không có tùy chọn --provision. Xem vnplan reference show --help."),
        ("--hlp", "Ở đây không có tùy chọn --hlp. Có phải --help không? Xem vnplan --help."),
        ("evaluate --no-baselines=1", "Tùy chọn --no-baselines không kèm giá trị. Chỉ ghi --no-baselines; xem vnplan evaluate --help."),
        ("evaluate --segmenter=x", "Tùy chọn --segmenter không thể là x. Chọn một trong: syllable, underthesea, pyvi; xem vnplan evaluate --help."),
        ("parse a -fx", "Tùy chọn --format / -f không thể là x. Chọn một trong: json, text; xem vnplan parse --help."),
        ("score a -o b --seconds x", "Giá trị của tùy chọn --seconds không phải là số dùng được. Hãy nêu một số trong giới hạn; xem vnplan score --help."),
        ("reference show", "Chưa nêu đối tượng cần xử lý (ID). Hãy nêu ngay sau tên lệnh; xem vnplan reference show --help."),
        ("parse a --explian", "Ở đây không có tùy chọn --explian. Có phải --explain không? Xem vnplan parse --help."),
        ("align a --xyz", "Ở đây không có tùy chọn --xyz. Xem vnplan align --help."),
        ("compar a", "Không có lệnh compar. Có phải compare không? Xem vnplan --help."),
        ("reference xyz", "Không có lệnh xyz. Xem vnplan reference --help."),
        ("align --reference", "Tùy chọn --reference chưa có giá trị. Hãy ghi giá trị ngay sau tùy chọn; xem vnplan align --help."),
        ("parse a --explain=1", "Tùy chọn --explain không kèm giá trị. Chỉ ghi --explain; xem vnplan parse --help."),
        ("score a", "Thiếu tùy chọn --out / -o. Hãy bổ sung tùy chọn này; xem vnplan score --help."),
        ("align a --segmenter x", "Tùy chọn --segmenter không thể là x. Chọn một trong: syllable, underthesea, pyvi; xem vnplan align --help."),
        ("align a --lang x", "Tùy chọn --lang không thể là x. Chọn một trong: vi, en; xem vnplan align --help."),
        ("score a -o b -j x", "Giá trị của tùy chọn --jobs / -j không phải là số dùng được. Hãy nêu một số trong giới hạn; xem vnplan score --help."),
        ("score a -o b -j -2", "Giá trị của tùy chọn --jobs / -j không phải là số dùng được. Hãy nêu một số trong giới hạn; xem vnplan score --help."),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_refused_in_the_language_asked_for(
    line: str, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VNPLAN_LANG", "vi")
    assert run(line.split()) == USAGE
    assert capsys.readouterr().err.casefold() == f"vnplan: {told}\n".casefold()  # Typer names arguments in either case


def test_a_mistake_of_a_later_version_of_typer_is_passed_on() -> None:
    class UnheardError(Exception):
        def format_message(self) -> str:
            return "Something new."

    refused = usage_error(UnheardError(), typer.main.get_command(app), ["parse", "a"])
    assert refused.code == "usage_other"
    assert "Something new" in str(refused)
    assert "vnplan parse --help" in str(refused)


@pytest.mark.parametrize(
    ("options", "variable", "told"),
    [
        ([], None, "The file does not exist. Check the name and the folder."),
        (["--lang", "en"], "vi", "The file does not exist. Check the name and the folder."),
        (["--lang", "vi"], None, "Không có tệp này. Kiểm tra tên tệp và thư mục."),
        ([], "vi", "Không có tệp này. Kiểm tra tên tệp và thư mục."),
    ],
)
def test_a_refusal_is_told_in_the_language_asked_for(
    options: list[str],
    variable: str | None,
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VNPLAN_LANG", raising=False)
    if variable is not None:
        monkeypatch.setenv("VNPLAN_LANG", variable)
    file = tmp_path / "a.txt"
    assert run(["align", str(file), *options]) == 1
    assert capsys.readouterr().err == f"vnplan: {file}: {told}\n"


def test_one_command_does_not_choose_the_language_of_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "a.txt")
    assert run(["align", file, "--lang", "vi"]) == 1
    capsys.readouterr()
    assert run(["align", file]) == 1
    assert "The file does not exist" in capsys.readouterr().err


def test_a_run_tells_how_it_ended_in_the_language_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    assert run(["score", str(tmp_path), "--out", str(tmp_path / "out"), "--jobs", "1", "--lang", "vi"]) == 1
    told = capsys.readouterr().err
    assert "Tệp rỗng. Hãy đưa vào tệp có chữ." in told
    assert "Đã chấm 0/1 tệp, 1 tệp chưa đối chiếu được, 0 tệp lấy từ lần trước" in told
    assert "failed" not in told
