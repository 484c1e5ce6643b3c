"""Every refusal of a file has Vietnamese words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import vnplan
from vnplan.report.failures import FILE, failure_words
from vnplan.report.words import table

SOURCE = Path(vnplan.__file__).parent
RAISERS = {"ReadError", "StructureError"}
ELSEWHERE = {"comparison.py", "batch/work.py", "align/pipeline.py"}
"""Modules beside the readers that say what is wrong with a file."""


def form(node: ast.expr | None, names: dict[str, str]) -> Iterator[str]:
    """The sentences an argument may be, fields as {}."""
    match node:
        case ast.Constant(value=str(words)):
            yield words
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from form(one, names)
            yield from form(other, names)
        case ast.Name(id=name) if name in names:
            yield names[name]


def sentences() -> Iterator[str]:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
    names = {
        node.targets[0].id: node.value.value
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
    for path, tree in trees.items():
        where = path.relative_to(SOURCE).as_posix()
        if not (where.startswith("parse/") or where in ELSEWHERE):
            continue
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in {*RAISERS, "VnplanError", "Outcome"}:
                given = {word.arg: word.value for word in call.keywords}
                for part in (call.args[0] if call.args else None, given.get("message"), given.get("hint")):
                    yield from form(part, names)


FOUND = sorted(set(sentences()))


def test_the_sentences_are_found() -> None:
    assert len(FOUND) > 60


@pytest.mark.parametrize("sentence", FOUND)
def test_what_is_said_of_a_file_is_said_in_vietnamese(sentence: str) -> None:
    fields = [f"F{number}" for number in range(sentence.count("{}"))]
    message = sentence.format(*fields) + "."
    said = failure_words(message)
    assert said != message
    assert all(field in said for field in fields)
    assert failure_words(message, lang="en") == message
    # the words of the sentence itself are gone, whatever other sentence begins alike
    assert max((part for part in sentence.split("{}")), key=len).strip(" .()") not in said


def test_fields_stand_once_on_both_sides() -> None:
    for english, vietnamese in table(FILE)["sentences"].items():
        assert english.count("{}") == vietnamese.count("{}")


def test_a_sentence_that_is_not_known_stays() -> None:
    assert failure_words("x.txt: Something new happened.") == "x.txt: Something new happened."
