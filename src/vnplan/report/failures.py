"""What is said of files that could not be read, as reports say it: in Vietnamese, or in English as raised."""

from __future__ import annotations

import re
from functools import cache, partial

from vnplan.report.words import Lang, table

FILE = "failures"


def failure_words(message: str, *, lang: Lang = "vi") -> str:
    """The sentences of an error in a language. A sentence without Vietnamese words stays as it is.

    >>> failure_words("a.docx: The docx file is damaged or cut off. Get the file again, or save it anew in Word.")
    'a.docx: Tệp docx bị hỏng hoặc thiếu phần cuối. Xin lại tệp, hoặc mở bằng Word và lưu lại.'
    """
    if lang == "vi":
        for form, said in _forms():
            message = form.sub(partial(_said, said), message)
    return message


def _said(said: str, found: re.Match[str]) -> str:
    return said.format(*found.groups())


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """English sentences as patterns with their Vietnamese, the longest first, as one may begin like another.

    A field holds no sentence's end, so that it ends with its sentence.
    """
    sentences: dict[str, str] = table(FILE)["sentences"]
    longest_first = sorted(sentences.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple((re.compile(_pattern(en)), vi) for en, vi in longest_first)


def _pattern(sentence: str) -> str:
    end = r"(?=\.|$)" if sentence.endswith("{}") else ""
    return re.escape(sentence).replace(r"\{\}", "(.{1,400}?)") + end
