"""One tree of errors. Every message says what went wrong, where (file, page, offset) and what to do next.

An error carries a code; its sentences stand in package data by that code, in English and in Vietnamese.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from vnplan.packaged import toml

Value = str | int | float
"""What the sentences of an error may name."""

Lang = Literal["vi", "en"]


@cache
def catalogue() -> dict[str, dict[str, dict[Lang, str]]]:
    """All codes with `what` is wrong and what is `todo` next, each in both languages.

    >>> catalogue()["file_empty"]["what"]["vi"]
    'Tệp rỗng'
    """
    found: dict[str, dict[str, dict[Lang, str]]] = {}
    for area in ("reading", "arguments", "stored"):
        found |= toml("vnplan", f"data/errors/{area}.toml")
    return found


def sentences(code: str, fields: Mapping[str, Value], *, lang: Lang = "en") -> tuple[str, str]:
    """What is wrong and what to do next. Raises KeyError for an unknown code or a field that is not there."""
    said = catalogue()[code]
    return said["what"][lang].format(**fields), said["todo"][lang].format(**fields)


def joined(what: str, todo: str, *, where: str | None = None) -> str:
    """The message of both sentences.

    >>> joined("Tệp rỗng", "Hãy đưa vào tệp có chữ", where="a.txt")
    'a.txt: Tệp rỗng. Hãy đưa vào tệp có chữ.'
    """
    message = f"{what.rstrip('.')}. {todo.rstrip('.')}."
    return f"{where}: {message}" if where else message


class VnplanError(Exception):
    """Anything this library refuses to do. Its message is fit to be shown to a user.

    `code` says which refusal it is, `fields` what its sentences name; `what` is wrong, `hint` says what to do next.

    >>> error = VnplanError("file_empty", where="plan.txt")
    >>> str(error)
    'plan.txt: The file is empty. Give a file with text in it.'
    >>> error.in_words("vi")
    'plan.txt: Tệp rỗng. Hãy đưa vào tệp có chữ.'
    """

    def __init__(self, code: str, *, where: str | None = None, **fields: Value) -> None:
        self.code = code
        self.where = where
        self.fields = fields
        self.what, self.hint = sentences(code, fields)
        super().__init__(self.in_words())

    def in_words(self, lang: Lang = "en") -> str:
        """The message in a language."""
        return joined(*sentences(self.code, self.fields, lang=lang), where=self.where)

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross process borders with its keyword arguments."""
        return (_rebuild, (type(self), self.code, self.where, self.fields))


def _rebuild(kind: type[VnplanError], code: str, where: str | None, fields: dict[str, Value]) -> VnplanError:
    return kind(code, where=where, **fields)


class ReadError(VnplanError):
    """A file cannot be read: missing, empty, binary, damaged, protected, or over a limit."""


class WriteError(VnplanError):
    """A result cannot be written: no such folder, no permission, or no space left. Nothing half-written is left."""


class StructureError(VnplanError):
    """A text was read but holds no plan: nothing in it can be aligned."""


class ReferenceDataError(VnplanError):
    """A reference (codebook) is unknown or does not hold together."""


class SchemaError(VnplanError):
    """A stored result has a schema, or a newer major version, that this version cannot read."""


class OptionError(VnplanError, ValueError):
    """A setting has a value it cannot have, or an argument is of another kind; a `ValueError` too."""


class UnknownIdError(VnplanError, KeyError):
    """There is nothing with this id; a `KeyError` too, as of any look-up.

    >>> str(UnknownIdError("unknown_plan", name="'a'", known="none"))
    "There is no plan 'a'. Plans here: none."
    """

    __str__ = Exception.__str__  # that of KeyError shows the message in quotes
