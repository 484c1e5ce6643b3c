"""Names as sequences of words: the tolerant comparison that all lookups of the lexicon share.

A name is compared word by word in lower case, NFC and one tone placement. Commas and dashes inside a name are one
optional separator ("Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội"), "&" is "và", and spacing
(also a line break) does not count. Words in capitals of an abbreviation ("TU", "BCHQS") are compared as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Any

from vnplan.text import nfc, tone_placed

SEPARATOR = ","
BREAK = "\n\n"
AND = "và"
_DASHES = frozenset("-–—−‐‑‒,")
# a blank line, a tab, a form feed, or a new line that opens with a bullet ends every name
_WORD = re.compile(r"\n[^\S\n]*(?:\n|[-–—+•*](?=\s))|[\t\f]|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[^\w\s]")

Node = dict[str, Any]
"""A trie of word keys; the empty key holds what ends there."""
END = ""


@lru_cache(maxsize=65536)
def key(raw: str) -> str:
    """The form of one word that is compared.

    >>> key("Hoà"), key("–"), key("&")
    ('hòa', ',', 'và')
    """
    if raw in _DASHES:
        return SEPARATOR
    if raw == "&":
        return AND
    if raw.isspace() or raw[0] == "\n":
        return BREAK
    return tone_placed(nfc(raw).lower())


class Words:
    """The words of a text: parallel lists of raw words, compared keys and offsets."""

    __slots__ = ("ends", "keys", "raws", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
        self.raws = [raw for raw, _, _ in found]
        self.starts = [start for _, start, _ in found]
        self.ends = [end for _, _, end in found]
        self.keys = [key(raw) for raw in self.raws]

    def __len__(self) -> int:
        return len(self.raws)

    def at(self, index: int) -> str:
        """The key at an index, or a break outside the text."""
        return self.keys[index] if 0 <= index < len(self.keys) else BREAK

    def capital(self, index: int) -> bool:
        """Whether the word at an index begins with a capital letter."""
        return 0 <= index < len(self.raws) and self.raws[index][0].isupper()

    def same_line(self, index: int) -> bool:
        """Whether a word stands on the line of the word before it."""
        return index > 0 and "\n" not in self.text[self.ends[index - 1] : self.starts[index]]

    def slice(self, first: int, stop: int) -> str:
        """The text from word `first` to before word `stop`, spacing single."""
        return " ".join(nfc(self.text[self.starts[first] : self.ends[stop - 1]]).split())


@lru_cache(maxsize=4096)
def _alternatives(template: str) -> tuple[str, ...]:
    """All wordings of a template with [optional] and (one|of|these) parts, in a fixed order.

    >>> _alternatives("(Ủy ban nhân dân|UBND) [các] xã")
    ('Ủy ban nhân dân các xã', 'Ủy ban nhân dân  xã', 'UBND các xã', 'UBND  xã')
    """
    parts = re.split(r"(\[[^\[\]]*\]|\([^()]*\))", template)
    choices = []
    for part in parts:
        if part[:1] == "[":
            choices.append([*part[1:-1].split("|"), ""])
        elif part[:1] == "(":
            choices.append(part[1:-1].split("|"))
        else:
            choices.append([part])
    return tuple("".join(choice) for choice in product(*choices))


def wordings(template: str, *, exact_capitals: bool = False) -> Iterator[tuple[str, ...]]:
    """The key sequences a template stands for. With `exact_capitals`, words in capitals keep their case.

    >>> sorted(wordings("Lao động - Thương binh"))
    [('lao', 'động', ',', 'thương', 'binh'), ('lao', 'động', 'thương', 'binh')]
    >>> list(wordings("CA tỉnh", exact_capitals=True))
    [('=CA', 'tỉnh')]
    """
    for text in _alternatives(template):
        words = Words(text)
        options: list[tuple[str, ...]] = []
        for raw, folded in zip(words.raws, words.keys, strict=True):
            if folded == SEPARATOR:
                options.append((SEPARATOR, ""))
            elif exact_capitals and len(raw) > 1 and raw.isupper():
                options.append(("=" + raw,))
            else:
                options.append((folded,))
        for choice in product(*options):
            yield tuple(word for word in choice if word)


def plant(trie: Node, sequence: tuple[str, ...], value: object) -> None:
    """Put a value at the end of a key sequence; what was planted there first stays."""
    node = trie
    for word in sequence:
        node = node.setdefault(word, {})
    node.setdefault(END, value)


def longest(trie: Node, words: Words, start: int) -> tuple[int, Any] | None:
    """The longest sequence of the trie that begins at a word: the index after it, and its value."""
    best: tuple[int, Any] | None = None
    nodes = [trie]
    index = start
    while nodes:
        for node in nodes:
            if END in node:
                best = (index, node[END])
                break
        if index >= len(words.keys):
            break
        folded, raw = words.keys[index], words.raws[index]
        following = []
        for node in nodes:
            if folded in node:
                following.append(node[folded])
            if raw.isupper() and "=" + raw in node:
                following.append(node["=" + raw])
        nodes = following
        index += 1
    return best
