"""Three ways to cut Vietnamese into words, one setting: `syllable`, `underthesea`, `pyvi`.

Vietnamese writes a blank between syllables, not words. A segmenter joins the syllables of one word; `syllable` joins
none. All three start from the same localised tokens, so they differ in nothing but where words end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

from vnplan.align.wording.localise import Tokens
from vnplan.errors import OptionError

SegmenterName = Literal["syllable", "underthesea", "pyvi"]
SEGMENTERS: tuple[SegmenterName, ...] = get_args(SegmenterName)

Segmenter = Callable[[str, Tokens], list[str]]
"""From a line and its localised tokens to words; the syllables of one word are joined by `_`."""


def known_segmenter(name: str) -> SegmenterName:
    """The name, if it is a segmenter's. Raises `OptionError` for an unknown one."""
    for known in SEGMENTERS:
        if known == name:
            return known
    raise OptionError("unknown_segmenter", name=repr(name), known=", ".join(SEGMENTERS))


def segmenter(name: str) -> Segmenter:
    """The segmenter of that name. Raises `OptionError` for an unknown one.

    >>> from vnplan.align.wording.localise import Localiser
    >>> line = "dữ liệu mở"
    >>> segmenter("syllable")(line, Localiser()(line))
    ['dữ', 'liệu', 'mở']
    """
    match known_segmenter(name):
        case "syllable":
            return _by_syllable
        case "underthesea":
            return _by_underthesea
        case "pyvi":
            return _by_pyvi


def _by_syllable(line: str, tokens: Tokens) -> list[str]:
    return list(tokens.words)


def _by_underthesea(line: str, tokens: Tokens) -> list[str]:
    from underthesea import word_tokenize

    return _joined(line, tokens, word_tokenize(line))


def _by_pyvi(line: str, tokens: Tokens) -> list[str]:
    from pyvi import ViTokenizer

    return _joined(line, tokens, [word.replace("_", " ") for word in ViTokenizer.tokenize(line).split()])


def _joined(line: str, tokens: Tokens, words: list[str]) -> list[str]:
    """Join neighbouring tokens that lie in one segmenter word; replaced phrases stay whole."""
    ends: list[int] = []
    at = 0
    for word in words:
        for syllable in word.split():
            found = line.find(syllable, at)
            at = at if found < 0 else found + len(syllable)
        ends.append(at)
    out: list[str] = []
    index = 0
    last_word = -1
    for token, end in zip(tokens.words, tokens.ends, strict=True):
        while index < len(ends) - 1 and ends[index] < end:
            index += 1
        if out and index == last_word:
            out[-1] = f"{out[-1]}_{token}"
        else:
            out.append(token)
        last_word = index
    return out
