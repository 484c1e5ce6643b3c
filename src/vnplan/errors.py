"""One tree of errors. Every message says what went wrong, where (file, page, offset) and what to do next."""

from __future__ import annotations


class VnplanError(Exception):
    """Anything this library refuses to do. Its message is one sentence fit to be shown to a user.

    >>> str(VnplanError("The file is empty", where="plan.txt", hint="Give a file with text in it"))
    'plan.txt: The file is empty. Give a file with text in it.'
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what = what
        self.where = where
        self.hint = hint
        sentences = [what.rstrip("."), *([hint.rstrip(".")] if hint else [])]
        message = ". ".join(sentences) + "."
        super().__init__(f"{where}: {message}" if where else message)

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross process borders with its keyword arguments."""
        return (_rebuild, (type(self), self.what, self.where, self.hint))


def _rebuild(kind: type[VnplanError], what: str, where: str | None, hint: str | None) -> VnplanError:
    return kind(what, where=where, hint=hint)


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


class OptionError(VnplanError):
    """A setting has a value it cannot have, or an argument is of another kind."""


class UnknownIdError(VnplanError, KeyError):
    """There is nothing with this id; a `KeyError` too, as of any look-up.

    >>> str(UnknownIdError("There is no provision 'III.99' in qd-127-2021"))
    "There is no provision 'III.99' in qd-127-2021."
    """

    __str__ = Exception.__str__  # that of KeyError shows the message in quotes
