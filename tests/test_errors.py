"""Every refusal has a code, and every code words in both languages that say what to do."""

from __future__ import annotations

import ast
import pickle
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import vnplan
from vnplan import compare_plans
from vnplan.comparison import Failure
from vnplan.errors import ReadError, VnplanError, catalogue
from vnplan.lexicon.labels import avoided_in
from vnplan.models import Refusal

SOURCE = Path(vnplan.__file__).parent
RAISING = re.compile(r"(?!Attribute|Import|Value|Type|Key|Index)[A-Z_]\w*Error|Refusal")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Place, code and fields of every error that the package makes with a code that stands at the call."""
    for path in sorted(SOURCE.rglob("*.py")):
        for call in (
            node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
        ):
            if not (isinstance(call.func, ast.Name) and RAISING.fullmatch(call.func.id)):
                continue
            place = f"{path.relative_to(SOURCE)}:{call.lineno}"
            for said in [*call.args[:1], *(word.value for word in call.keywords if word.arg == "code")]:
                codes = [said.body, said.orelse] if isinstance(said, ast.IfExp) else [said]
                for code in codes:
                    if isinstance(code, ast.JoinedStr):  # a sentence where a code belongs
                        yield place, ast.unparse(code), set()
                    elif isinstance(code, ast.Constant):
                        yield place, str(code.value), {word.arg or "**" for word in call.keywords} - {"where"}


CALLS = list(calls())


def test_the_errors_of_the_package_are_found() -> None:
    assert len(CALLS) > 130


@pytest.mark.parametrize(("place", "code", "given"), CALLS, ids=[f"{place} {code}" for place, code, _ in CALLS])
def test_an_error_names_what_its_sentences_need(place: str, code: str, given: set[str]) -> None:
    said = catalogue()[code]
    needed = fields(said["what"]["en"]) | fields(said["todo"]["en"])
    assert given == needed or given == {"code", "fields"} or (given == {"code"} and not needed)


def test_no_code_is_left_over() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    assert [code for code in catalogue() if f'"{code}"' not in source] == []


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_a_code_has_words_in_both_languages(code: str) -> None:
    said = catalogue()[code]
    assert set(said) == {"what", "todo"}
    for both in said.values():
        assert set(both) == {"vi", "en"}
        assert all(words.strip() and not words.endswith(".") for words in both.values())
        assert both["vi"] != both["en"]
        assert unicodedata.is_normalized("NFC", both["vi"])
        assert avoided_in(both["vi"]) == {}
    for part in said.values():
        assert fields(part["vi"]) == fields(part["en"])


def test_an_error_crosses_processes_whole() -> None:
    error = ReadError("pdf_too_many_pages", where="a.pdf", count=3000, limit=2000)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.in_words("vi"), type(again)) == (str(error), error.in_words("vi"), ReadError)


def test_a_failed_file_is_told_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (failure,) = compare_plans(tmp_path).failures
    assert failure.refusal is not None
    assert failure.refusal.code == "file_empty"
    assert (
        failure.in_words("en")
        == failure.message
        == f"{tmp_path / 'a.txt'}: The file is empty. Give a file with text in it."
    )
    assert failure.in_words("vi") == f"{tmp_path / 'a.txt'}: Tệp rỗng. Hãy đưa vào tệp có chữ."


@pytest.mark.parametrize(
    "refusal",
    [
        None,
        Refusal(code="of_a_later_version"),
        Refusal(code="time_over"),
        Refusal(code="time_over", fields={"seconds": "x"}),
    ],
)
def test_a_stored_failure_without_words_of_ours_keeps_its_message(refusal: Refusal | None) -> None:
    failure = Failure(source="a.txt", error="ReadError", message="a.txt: Something new.", refusal=refusal)
    assert failure.in_words("vi") == "a.txt: Something new."


def test_what_a_file_says_is_no_template() -> None:
    error = VnplanError("file_unopened", where="{x}.txt", reason="{y} {0}")
    assert str(error) == "{x}.txt: The file cannot be opened ({y} {0}). Check its name and rights."
