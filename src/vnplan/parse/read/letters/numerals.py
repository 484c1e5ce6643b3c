"""Counters as Word and HTML print them: 1, 01, I, i, A, a, and the signs of bullets."""

from __future__ import annotations

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip

# What the signs of Word's symbol fonts look like, by their code in the private-use area (F000 + byte) or as the plain
# character they are stored as. Source: the code charts of the fonts Symbol, Wingdings and Wingdings 2.
_SYMBOLS = {
    "symbol": {0xB7: "•", 0xA7: "♣", 0xA8: "♦", 0xAE: "→", 0x2D: "-", 0xD8: "¬", 0x2A: "*", 0x2B: "+"},
    "wingdings": {
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "•", 0x9F: "•",
        0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
        0x46: "☞", 0x73: "⬧", 0xAB: "★",
    },
    "wingdings 2": {0x97: "●", 0x98: "•", 0xA1: "■", 0x50: "✓", 0x52: "☑", 0xA3: "□"},
    "courier new": {0x6F: "◦"},
}  # fmt: skip


def roman(number: int) -> str:
    """Roman numeral in capitals; digits outside 1-3999.

    >>> roman(14), roman(0)
    ('XIV', '0')
    """
    if not 0 < number < 4000:
        return str(number)
    out = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def letters(number: int) -> str:
    """a … z, then aa, bb … as Word counts; digits below 1 and where the row would be longer than 20.

    >>> letters(4), letters(28)
    ('d', 'bb')
    """
    times, place = divmod(number - 1, 26)
    if number < 1 or times >= 20:
        return str(number)
    return chr(ord("a") + place) * (times + 1)


def printed(number: int, style: str) -> str:
    """A counter in one of Word's or HTML's styles (`decimal`, `upperRoman`, `lowerLetter`, `I`, `a` …).

    A style this function does not know prints digits.

    >>> [printed(4, style) for style in ("decimal", "decimalZero", "upperRoman", "i", "A", "none")]
    ['4', '04', 'IV', 'iv', 'D', '']
    """
    match style:
        case "none":
            return ""
        case "decimalZero" | "decimal-leading-zero":
            return f"{number:02d}"
        case "upperRoman" | "I" | "upper-roman":
            return roman(number)
        case "lowerRoman" | "i" | "lower-roman":
            return roman(number).lower()
        case "upperLetter" | "A" | "upper-alpha" | "upper-latin":
            return letters(number).upper()
        case "lowerLetter" | "a" | "lower-alpha" | "lower-latin":
            return letters(number)
        case _:
            return str(number)


def symbol(char: str, font: str = "") -> str:
    """A character of a symbol font as the Unicode sign that looks like it; other characters as they are.

    >>> symbol("\\uf0b7", "Symbol"), symbol("o", "Courier New"), symbol("\\uf0d8", ""), symbol("-", "Times New Roman")
    ('•', '◦', '➢', '-')
    >>> symbol("\\uf02d", "ABCDEF+SymbolMT"), symbol("\\uf0fc", "Wingdings-Regular")
    ('-', '✓')
    """
    code = ord(char)
    private = 0xF000 <= code <= 0xF0FF
    if private:
        code -= 0xF000
    name = font.rpartition("+")[2].casefold().replace("-regular", "").removesuffix("mt")
    table = _SYMBOLS.get(name)
    if table is None and private:
        table = {**_SYMBOLS["wingdings"], 0xB7: "•"}
    if table is None or code > 0xFF:
        return char
    if code in table:
        return table[code]
    return "•" if private else char
