"""Why something was refused, stored so that it can be said in any language."""

from __future__ import annotations

from pydantic import Field

from vnplan.errors import Lang, Value, VnplanError, joined, sentences
from vnplan.models.base import Frozen


class Refusal(Frozen):
    """The code of an error with what its sentences name.

    >>> refusal = Refusal.of(VnplanError("time_over", where="a.pdf", seconds=2.0))
    >>> refusal.in_words("vi")
    'a.pdf: Xử lý quá 2 giây. Tăng thời gian bằng --seconds, hoặc chia nhỏ tệp.'
    """

    code: str
    where: str | None = None
    fields: dict[str, Value] = Field(default_factory=dict)

    @classmethod
    def of(cls, error: VnplanError) -> Refusal:
        """The refusal that an error is."""
        return cls(code=error.code, where=error.where, fields=error.fields)

    def sentences(self, lang: Lang = "en") -> tuple[str, str] | None:
        """What is wrong and what to do next; None where it comes from a version with other codes."""
        try:
            return sentences(self.code, self.fields, lang=lang)
        except (KeyError, ValueError):
            return None

    def in_words(self, lang: Lang = "en") -> str | None:
        """The whole message; None where there are no words for it."""
        said = self.sentences(lang)
        return None if said is None else joined(*said, where=self.where)
