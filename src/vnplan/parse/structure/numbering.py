"""Labels: what stands before a paragraph and says where it belongs ("IV.", "2.1.", "đ)", "- ", "Điều 3.").

Sources: Nghị định 34/2016/NĐ-CP (phần, chương, mục, tiểu mục, điều, khoản as Arabic numbers, điểm as letters in
Vietnamese order) and Nghị định 30/2020/NĐ-CP (form of administrative documents); dashes, plus signs and round marks
below them as observed in plans.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vnplan.lexicon.loader import table
from vnplan.text import nfc

BULLET = 20
"""Rank of bullets, the innermost labels."""
LETTER = 10
"""Rank of letters: what stands below sections and clauses."""
LITTLE = 11
"""Rank of small Roman numerals."""


class Label(NamedTuple):
    """A label as printed, with its style (equal for items of one list) and its place in the list.

    `family` is the style without its punctuation; `rank` orders families from outside (0) to inside; `key` is the
    label's element of a path; `ordinal` counts from 1 (0: none); `numbers` are the parts of a label such as "2.1";
    `end` is where the words begin, as an offset into the line; `firm` is False where the mark is so weak
    that context must confirm it.
    """

    printed: str
    family: str
    style: str
    rank: int
    key: str
    ordinal: int
    end: int
    numbers: tuple[int, ...] = ()
    firm: bool = True

    @property
    def bullet(self) -> bool:
        """Whether the label counts nothing."""
        return self.rank == BULLET


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_RANKS = {"annex": 0, "part": 1, "chapter": 2, "section": 3, "subsection": 4, "article": 5, "roman": 5, "upper": 5,
          "arabic": 6, "counted": 6, "decimal2": 7, "decimal3": 8, "decimal4": 9, "decimal5": 9, "letter": 10,
          "letter2": 11, "paren": 11, "little": 11, "bullet": BULLET}  # fmt: skip
_OPEN_PAREN = "("

# dashes, round and square marks, arrows and ticks, the codes of Word's symbol fonts, and letters typed for them
_BULLET = re.compile(
    r"[-–—−‒‑‐]{1,2}(?![-–—−‒‑‐])(?=\s*[^\s|]|$)\s*"
    r"|\+\)?\s*|[•●▪▫■□◾◽◦○∙·⋅‧・⦁❖➢⮚✓✔✅→⇒⇨◆◇◊◻➔➤►▻▶▸▹▷»‣⁃∎★☆※☐☑☒✗✦❑❒❏👉📌🔹🔸\uf02d\uf06e\uf071\uf076\uf0a7\uf0b7\uf0d8\uf0e0\uf0fc]\s*"
    r"|\*(?=\s|$)\s*|[o§Øüv]\s+(?=[^\W\d_])"
)
_MISREAD = re.compile(r"([IVXl1|]{1,5})\s?([.)/])\s*(?=[^\W\d_]{2})")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2}){0,4})(\s?[.)/:]|[-–](?=\s)|\s[-–](?=\s))?(?=(\s*)(\S?))")
_ROMAN_LABEL = re.compile(
    r"([IVXLC]{1,7})((?:\.\d{1,2}){0,3})(\s?[.)/:]|[-–](?=\s|[^\W\d_])|\s[-–](?=\s))?(?=(\s*)(\S?))"
)
_BARE_ROMAN = re.compile(r"([IVX]{1,5})\s+(?=[^\W\d_]{2})")
_UPPER = re.compile(r"([A-HĐK-Z])((?:\.\d{1,2}){0,3})(\s?[.)/]|\s?[-–](?=\s))(?=(\s*)(\S?))")
_LETTER = re.compile(r"([a-zđ])(\.?\d{1,2})?(\s?\)|[./](?=\s|$))")
_CELL = 12
_CELL_LABEL = re.compile(r"[IVXLC]{1,7}|[1-9]\d?(?:\.\d{1,2}){0,3}|[A-HĐK-Z]|[a-nđp-uw-z]")  # o, v: bullets
"""What can be a label without a mark, and how far into the line its cell reaches."""
_LITTLE = re.compile(r"([ivx]{2,5})(\s?\)|[./](?=\s|$))")
_PAREN = re.compile(r"\(\s?(?:(\d{1,2}(?:\.\d{1,2})?)|([ivx]{2,5})|([a-zđ]))\s?\)(?=\s|[^\W\d_])")


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str], dict[str, int]]:
    """The pattern of labels with a word, the family and the canonical print of each word, and worded ordinals."""
    data = table("layout")["labels"]
    families = {name: name for name in ("part", "chapter", "section", "subsection", "article")}
    canonical = {nfc(data[name]).lower(): family for name, family in families.items()}
    canonical |= {nfc(word).lower(): "annex" for word in data["annex"]}
    canonical |= {nfc(word).lower(): "counted" for word in data["counted"]}
    ordinals = {nfc(word): index for index, word in enumerate(data["ordinals"], 1)}
    names = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(canonical, key=len, reverse=True))
    pattern = re.compile(
        rf"({names})(?:\s+(?:số\s+|thứ\s+)?(\d{{1,3}}[a-zđ]?|[IVXLC]{{1,7}}|[A-ZĐ](?![^\W_])|{'|'.join(ordinals)})(?![^\W_]))?"
        r"(?:[-.]?(\d{1,2}))?(?:\s*([.:)/]|[-–](?=\s)))?(?=(\s*)(\S?))",
        re.IGNORECASE,
    )
    return pattern, canonical, ordinals


@cache
def letter_index(letter: str) -> int:
    """Place of a letter, from 1, in the order of the labels (a b c d đ e f g …); 0 for what is no letter label."""
    order: str = table("layout")["labels"]["letters"]
    return order.find(letter) + 1


def follows(last: str, letter: str) -> bool:
    """Whether a letter comes right after another, in Vietnamese order (d đ e g … i k … v x y) or in the English one.

    >>> [follows(*pair) for pair in ("dđ", "de", "eg", "ef", "ik", "ac")]
    [True, True, True, True, True, False]
    """
    order = table("layout")["labels"]["letters"]
    start, stop = order.find(last), order.find(letter)
    return 0 <= start < stop and all(skipped in "đfjwz" for skipped in order[start + 1 : stop])


def roman_value(numeral: str) -> int:
    """Value of a well-formed Roman numeral up to 399, else 0.

    >>> roman_value("XIV"), roman_value("IIX")
    (14, 0)
    """
    total = 0
    previous = 0
    for char in reversed(numeral.upper()):
        value = _ROMAN.get(char, 0)
        if not value:
            return 0
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total if total > 0 and roman_numeral(total) == numeral.upper() else 0


def roman_numeral(value: int) -> str:
    """The Roman numeral of 1 … 399."""
    out = ""
    for unit, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while value >= unit:
            out += sign
            value -= unit
    return out


def _make(line: str, stop: int, family: str, mark: str, key: str, ordinal: int, *, numbers: tuple[int, ...] = (),
          firm: bool = True, rank: int | None = None) -> Label:  # fmt: skip
    end = stop
    while end < len(line) and line[end].isspace():
        end += 1
    rank = _RANKS[family] if rank is None else rank
    return Label(line[:stop].strip(), family, family + mark, rank, key, ordinal, end, numbers, firm)


def read_label(line: str) -> Label | None:
    """The label a line begins with, or None. The line is NFC and begins with a non-space character.

    A Roman numeral needs no mark before a title in capitals ("II NHIỆM VỤ").

    >>> [read_label(line).key for line in ("IV. NHIỆM VỤ", "2.1 Mục tiêu", "đ) Rà soát", "Điều 3.", "PHẦN THỨ HAI")]
    ['IV', '2.1', 'đ', 'Điều 3', 'Phần thứ hai']
    >>> read_label("Nhiệm vụ 2: Hạ tầng").key, read_label("Giai đoạn 2026 - 2030:"), read_label("Nhiệm vụ chung")
    ('Nhiệm vụ 2', None, None)
    >>> [read_label(line) for line in ("05 mô hình", "2025. Đến", "1.000 người", "v.v. và", "Phần mềm", "4.0. Tiếp")]
    [None, None, None, None, None, None]

    In a cell of its own, which a tab ends, no label needs a mark.

    >>> [read_label(line).printed for line in ("1\\tSở Y tế", "1.2\\tMục tiêu", "II\\tNhiệm vụ", "a\\tRà soát")]
    ['1', '1.2', 'II', 'a']
    """
    first = line[0]
    tab = line.find("\t", 1, _CELL)
    if tab > 0 and (label := _read_cell(line, tab)):
        return label
    if first.isdigit():
        return _read_number(line)
    if first == _OPEN_PAREN:
        return _read_paren(line)
    if first.isalpha():
        second = line[1:2]
        if first in "lI" and (misread := _read_misread(line)):
            return misread
        if first in "oØüv" and second.isspace() and (first != "v" or line[2:].lstrip()[:1].isupper()):
            return _read_bullet(line)
        if first.islower():
            if second.isalpha() and first not in "ivx":
                return None  # most lines that begin in small letters begin with a word
            return _read_letter(line)
        if first in "PCMTĐBNGDH" and second.lower() in "hụiưựộôợoềr" and (worded := _read_worded(line)):
            return worded
        return None if second.islower() else _read_capital(line)
    return _read_bullet(line)


def _read_cell(line: str, tab: int) -> Label | None:
    """A label without a mark in a cell of its own, before words that begin with a capital."""
    words = line[tab:].lstrip()
    if not words[:1].isupper() or not _CELL_LABEL.fullmatch(line, 0, tab):
        return None
    label = read_label(f"{line[:tab]}{')' if line[0].islower() else '.'} A")
    return label and label._replace(printed=line[:tab], end=len(line) - len(words))


def _read_bullet(line: str) -> Label | None:
    match = _BULLET.match(line)
    if not match:
        return None
    sign = line[0]
    style = "+" if sign == "+" else "-" if sign in "-–—−‒‑‐" else sign
    rest = line[match.end() :]
    inner = _LETTER.match(rest)
    if inner and inner.group(3).strip() == ")" and (rest[inner.end() :][:1] or " ").isspace():
        # observed: a lettered point that was given a bullet as well ("- c) …"); the letter says where it belongs
        label = _read_letter(rest)
        if label:
            return Label(line[: match.end()] + label.printed, label.family, label.style, label.rank, label.key,
                         label.ordinal, label.end + match.end(), label.numbers, label.firm)  # fmt: skip
    firm = bool(rest) and not (rest[0].islower() or rest[0].isdigit())
    return Label(
        line[: match.end()].strip(), "bullet", style, BULLET, style if style == "+" else "-", 0, match.end(), (), firm
    )


def _read_misread(line: str) -> Label | None:
    """A Roman numeral with small l, 1 or a bar for I, as scanners read it, before a title in capitals."""
    match = _MISREAD.match(line)
    if not match or not set(match.group(1)) & set("l1|") or not line[match.end() :].isupper():
        return None
    numeral = re.sub("[l1|]", "I", match.group(1))
    value = roman_value(numeral)
    return _make(line, match.end(2), "roman", match.group(2), numeral, value) if value else None


def _read_number(line: str) -> Label | None:
    match = _NUMBER.match(line)
    if not match:
        return None
    digits, mark, gap, following = match.group(1), (match.group(2) or "").strip(), match.group(3), match.group(4)
    numbers = tuple(int(part) for part in digits.split("."))
    if numbers[0] > 150 or 0 in numbers:
        return None
    if following.isdigit() and not gap:
        return None
    if mark in {"/", ":", "-", "–"} and not gap and following:
        return None  # 283/TTr, 8:30
    if not mark:
        # "2.1 Mục tiêu" is a label, "1.5 lần" and "05 mô hình" are figures
        if len(numbers) == 1 or not gap or not following.isupper():
            return None
    elif following in {"%", ")"} or (
        mark == "." and not gap and not (following.isalpha() and following.isupper()) and following
    ):
        return None
    depth = len(numbers)
    family = "arabic" if depth == 1 else f"decimal{min(depth, 5)}"
    stop = match.end()
    firm = bool(mark) and not following.islower() and not following.isdigit()
    mark = "-" if mark == "–" else mark
    style = mark if depth == 1 else ""
    rank = 10 if style == ")" else None
    key = ".".join(str(number) for number in numbers) if digits.startswith("0") else digits
    return _make(line, stop, family, style, key, numbers[-1], numbers=numbers, firm=firm, rank=rank)


def _read_paren(line: str) -> Label | None:
    match = _PAREN.match(line)
    if not match:
        return None
    digits, little, letter = match.groups()
    firm = line[match.end() :].lstrip()[:1].isupper()
    if digits:
        numbers = tuple(int(part) for part in digits.split("."))
        if 0 in numbers:
            return None
        return _make(line, match.end(), "paren", "1", digits, numbers[-1], numbers=numbers, firm=firm)
    if little:
        value = roman_value(little)
        return _make(line, match.end(), "little", "()", little, value, firm=firm) if value else None
    return _make(line, match.end(), "paren", "a", letter, letter_index(letter), firm=firm)


def _read_letter(line: str) -> Label | None:
    little = _LITTLE.match(line)
    if little and (value := roman_value(little.group(1))):
        return _make(line, little.end(), "little", little.group(2).strip(), little.group(1), value)
    match = _LETTER.match(line)
    if not match:
        return None
    letter, digits, mark = match.group(1), match.group(2), match.group(3).strip()
    following = line[match.end() :].lstrip()[:1]
    firm = mark == ")" and not following.islower()
    if digits:
        number = int(digits.lstrip("."))
        return _make(line, match.end(), "letter2", mark, letter + digits, number,
                     numbers=(letter_index(letter), number), firm=firm)  # fmt: skip
    return _make(line, match.end(), "letter", mark, letter, letter_index(letter), firm=firm)


def _read_capital(line: str) -> Label | None:
    match = _ROMAN_LABEL.match(line)
    if match and (match.group(3) or match.group(2)) and (value := roman_value(match.group(1))):
        numeral, parts, mark, gap, following = match.groups()
        mark = (mark or "").strip()
        glued = not gap and bool(following)
        if not (glued and (mark in {"/", ":", ""} or not following.isupper() or (len(numeral) == 1 and mark != "."))):
            return _capital(line, match.end(), "roman", numeral, parts, mark, value, following)
    bare = _BARE_ROMAN.match(line)
    if bare and line.isupper() and (value := roman_value(bare.group(1))):
        return _make(line, bare.end(1), "roman", "", bare.group(1), value)
    match = _UPPER.match(line)
    if not match:
        return None
    letter, parts, mark, gap, following = match.groups()
    if not gap and following:
        return None
    return _capital(line, match.end(), "upper", letter, parts, mark.strip(), letter_index(letter.lower()), following)


def _capital(line: str, stop: int, family: str, head: str, parts: str, mark: str, value: int, following: str) -> Label:
    firm = following.isupper() or not following
    mark = "-" if mark == "–" else mark
    if not parts:
        return _make(line, stop, family, mark, head, value, firm=firm)
    numbers = (value, *(int(part) for part in parts[1:].split(".")))
    depth = f"decimal{min(len(numbers), 5)}"
    rank = {2: 6, 3: 7}.get(len(numbers), 8)
    return _make(line, stop, depth, family, head + parts, numbers[-1], numbers=numbers, firm=firm, rank=rank)


def _read_worded(line: str) -> Label | None:
    pattern, canonical, ordinals = _words()
    match = pattern.match(line)
    if not match:
        return None
    word, number, part, mark, gap, following = match.groups()
    word = " ".join(word.split())
    name = word.lower()
    family = canonical[name]
    if not word[0].isupper() or (following and not gap and (not mark or mark in {"-", "/"})):
        return None
    if family == "counted" and (
        not number or mark not in {".", ":", ")"} or not (number.isdigit() or roman_value(number))
    ):
        return None
    if number is None:
        # an annex may stand alone ("PHỤ LỤC"), the others need a number ("Phần mềm", "Mục tiêu")
        if family != "annex" or part or not name.startswith("phụ") or not (word.isupper() or not following or mark):
            return None
        if following and not following.isupper():
            return None
        return _make(line, match.end(), family, "", word.capitalize(), 1, firm=not following)
    if number.isupper() and roman_value(number):
        value, key = roman_value(number), number
    elif number[0].isdigit():
        value, key = int(re.match(r"\d+", number).group()), number  # type: ignore[union-attr]
    elif number.lower() in ordinals:
        value = ordinals[number.lower()]
        key = ("thứ " if "thứ" in line[: match.start(2)].lower() else "") + number.lower()
    elif number.isupper():
        value, key = letter_index(number.lower()), number
    else:
        return None
    if family != "annex" and part:
        return None
    # "Điều 5 Luật Đầu tư" in running text has no mark after the number
    title = line[match.end() :]
    capitals = title.isupper() and (word.isupper() or len(title) > 2)
    firm = bool(mark) or not following or (family != "article" and capitals)
    if family == "annex" and not (word.isupper() or capitals or not following or mark or following in '(“"'):
        firm = False
    key = f"{word.capitalize()} {key}" + (f".{part}" if part else "")
    style = f" {name}" if family == "counted" else ""
    return _make(line, match.end(), family, style, key, value, firm=firm)
