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
from vnplan.cli import run
from vnplan.cli.commands import app
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
