"""What is on a page, whether read from a PDF or recognised in an image: words, rules, lines, boxes.

Coordinates are points (1/72 inch) from the page's top left corner, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(slots=True)
class Word:
    """A run of glyphs without a gap.

    `edges`: left and right edge of each character; `size`: the size of its font; `spaced`: whether a blank is known to
    follow it (also at the end of a line).
    """

    text: str
    edges: list[tuple[float, float]]
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    font: str = ""
    raised: bool = False
    spaced: bool = False

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.edges[0][0]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.edges[-1][1]

    @property
    def middle(self) -> float:
        """Half its height, where a line through the word would go."""
        return (self.top + self.bottom) / 2

    def part(self, start: int, end: int) -> Word:
        """Some of its characters as a word of its own."""
        return replace(self, text=self.text[start:end], edges=self.edges[start:end])


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line: `at` is its y (horizontal) or x (vertical), `low` to `high` how far it reaches."""

    horizontal: bool
    at: float
    low: float
    high: float


@dataclass(slots=True)
class Line:
    """Words side by side in one column. `left` and `right` are the edges of the column's text.

    `panel`: which of the parts of pages it stands in, those that are read one after the other.
    """

    words: list[Word]
    page: int
    left: float = 0.0
    right: float = 0.0
    column: int = 0
    panel: int = 0

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def base(self) -> float:
        """The baseline of its largest word."""
        return max(self.words, key=lambda word: (word.size, -word.x0)).base

    @property
    def size(self) -> float:
        """The height of its largest font."""
        return max(word.size for word in self.words)

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words if any(char.isalnum() for char in word.text))

    @property
    def text(self) -> str:
        """Its words with single blanks."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Page:
    """One page: its words in the file's order, its rules, and its size."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    """Words that do not run from left to right: watermarks, what stands along the margin."""
    is_scan: bool = False
    """Whether an image covers most of it and its words were recognised by another program: rules are in the image."""
    is_image: bool = False
    """Whether what it shows is an image without (readable) text."""
