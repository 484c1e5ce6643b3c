"""What all models share: frozen, strict about fields, JSON with a schema name and version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import Annotated, Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, ValidationError

from vnplan.errors import OptionError, SchemaError


def html_table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table for a notebook: long ones scroll in a frame under their heads, and words stand at the left.

    >>> html_table("<Two>", ["a"], [["<b>"]]).count("&lt;")
    2
    """
    left = ' style="text-align:left;vertical-align:top"'
    top = ' style="text-align:left;position:sticky;top:0;background:var(--jp-layout-color0,#fff)"'
    head = "".join(f"<th{top}>{escape(str(name))}</th>" for name in heads)
    body = "".join("<tr>" + "".join(f"<td{left}>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<p>{escape(caption)}</p><div style="max-height:26em;overflow:auto">{table}</div>'


def check_table(name: object, known: Iterable[str]) -> None:
    """Raises `OptionError` where a table of this name cannot be had; the message lists those that can."""
    names = tuple(known)
    if name not in names:
        raise OptionError("unknown_table", name=repr(name), known=", ".join(names))


def check_language(lang: object) -> None:
    """Raises `OptionError` for a language that labels are not in."""
    if lang not in {"vi", "en"}:
        raise OptionError("unknown_language", name=repr(lang))


def check_kind(value: object, kind: type, *, code: str) -> None:
    """Raises `OptionError` with this code where an argument is of another kind.

    >>> check_kind(3, Span, code="needs_document")
    Traceback (most recent call last):
        ...
    vnplan.errors.OptionError: The plan is of type int, not Span. Parse it first: parse_plan(path).
    """
    if not isinstance(value, kind):
        raise OptionError(code, found=type(value).__name__, kind=kind.__name__)


def first_problem(error: ValidationError) -> tuple[str, str]:
    """The first field that does not hold, with what is wrong with it."""
    first = error.errors()[0]
    return ".".join(map(str, first["loc"])), first["msg"]


class Span(NamedTuple):
    """A half-open range of code points of a document's text; `[start, end]` in JSON.

    >>> Span(3, 7).of("một hai ba")
    ' hai'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves: this IS the evidence."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end


def as_number(value: Decimal) -> int | float:
    """A decimal as a plain number: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _decimal(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


Quantity = Annotated[Decimal, BeforeValidator(_decimal), PlainSerializer(as_number, when_used="json")]
"""A decimal figure; a plain number in JSON."""


_PYDANTIC = frozenset(dir(BaseModel))


class Frozen(BaseModel):
    """A value that cannot change and refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    def __dir__(self) -> list[str]:
        """What this value holds and can do: completion is not to offer pydantic's own three dozen methods too."""
        return [name for name in super().__dir__() if name.startswith("_") or name not in _PYDANTIC]


def estimate(rate: float | None, low: float | None, high: float | None) -> str:
    """A rate with its interval, as short forms of values show it.

    >>> estimate(0.7, 0.6, 0.8), estimate(None, None, None)
    ('70% (60-80%)', 'n/a')
    """
    if rate is None:
        return "n/a"
    return f"{rate:.0%}" if low is None or high is None else f"{rate:.0%} ({100 * low:.0f}-{high:.0%})"


class Stored(Frozen):
    """A value written to files: it names its schema and version, and refuses newer major versions."""

    SCHEMA: ClassVar[str]
    VERSION: ClassVar[str] = "1.0"

    def __str__(self) -> str:
        return repr(self)

    def to_json(self, *, indent: int | None = 1) -> str:
        """JSON text, the same bytes for the same content."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=indent) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes, *, where: str | None = None) -> Self:
        """Read what `to_json` wrote. Raises `SchemaError` for another schema, a newer major version or damage."""
        try:
            data = json.loads(text)
        except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise SchemaError("stored_no_json", where=where) from error
        name = data.get("schema") if isinstance(data, dict) else None
        if name != cls.SCHEMA:
            raise SchemaError("stored_schema", where=where, expected=cls.SCHEMA, found=str(name))
        version = str(data.get("schema_version", ""))
        if version.split(".")[0] != cls.VERSION.split(".")[0]:
            raise SchemaError(
                "stored_version", where=where, found=version or "missing", expected=cls.VERSION.split(".")[0]
            )
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            field, reason = first_problem(error)
            raise SchemaError("stored_field", where=where, field=field, reason=reason) from error
