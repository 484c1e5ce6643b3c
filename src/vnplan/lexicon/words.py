"""Names as sequences of words: the tolerant comparison that all lookups of the lexicon share.

A name is compared word by word in lower case, NFC and one tone placement. Commas and dashes inside a name are one
optional separator ("Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội"), "&" is "và", and spacing
(also a line break) does not count. Words in capitals of an abbreviation ("TU", "BCHQS") are compared as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, product
from typing import Any

from vnplan.text import nfc, tone_placed

SEPARATOR = ","
BREAK = "\n\n"
AND = "và"
_DASHES = frozenset("-–—−‐‑‒,")
# a blank line, a tab, a form feed, or a new line that opens with a bullet ends every name
_WORD = re.compile(r"\n[^\S\n]*(?:\n|[-–—+•*](?=\s|$))|[\t\f]|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[^\w\s]")
_SHORT = 40

Node = dict[str, Any]
"""A trie of word keys. `END` holds what ends there, `EXACT` marks branches compared as written; no word equals them."""
END = ""
EXACT = "= exact"


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


@lru_cache(maxsize=65536)
def _parts(chunk: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of a piece without blanks, and where each begins in it."""
    found = [(match[0], match.start()) for match in _WORD.finditer(chunk)]
    return tuple(word for word, _ in found), tuple(start for _, start in found)


class Words:
    """The words of a text: parallel lists of raw words, compared keys and start offsets."""

    __slots__ = ("keys", "raws", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.raws: list[str] = []
        self.starts: list[int] = []
        # most words stand between blanks: split there, and take only the other chunks apart by the regex
        chunks = text.split(" ")
        places = [length + blanks for blanks, length in enumerate(accumulate(map(len, chunks), initial=0))]
        done = index = 0
        for index in [index for index, plain in enumerate(map(str.isalnum, chunks)) if not plain]:
            if index < done:
                continue
            self.raws += chunks[done:index]
            self.starts += places[done:index]
            done = index + 1
            chunk = chunks[index]
            while chunk[-1:] == "\n" and done < len(chunks):
                # a blank line with blanks in it, or a bullet after an indent, is seen only with what follows
                while done < len(chunks) - 1 and not chunks[done]:
                    done += 1
                done += 1
                chunk = " ".join(chunks[index:done])
            words, offsets = _parts(chunk) if len(chunk) < _SHORT else _parts.__wrapped__(chunk)
            place = places[index]
            self.raws += words
            self.starts += [place + offset for offset in offsets]
        self.raws += chunks[done:]
        self.starts += places[done:-1]
        self.keys = list(map(key, self.raws))

    def __len__(self) -> int:
        return len(self.raws)

    def start(self, index: int) -> int:
        """The offset at which a word begins."""
        return self.starts[index]

    def end(self, index: int) -> int:
        """The offset at which a word ends."""
        return self.starts[index] + len(self.raws[index])

    def at(self, index: int) -> str:
        """The key at an index, or a break outside the text."""
        return self.keys[index] if 0 <= index < len(self.keys) else BREAK

    def capital(self, index: int) -> bool:
        """Whether the word at an index begins with a capital letter."""
        return 0 <= index < len(self.raws) and self.raws[index][0].isupper()

    def same_line(self, index: int) -> bool:
        """Whether a word stands on the line of the word before it."""
        return index > 0 and "\n" not in self.text[self.end(index - 1) : self.start(index)]

    def slice(self, first: int, stop: int) -> str:
        """The text from word `first` to before word `stop`, spacing single."""
        text = nfc(self.text[self.starts[first] : self.end(stop - 1)])
        return text if text.isprintable() and "  " not in text else " ".join(text.split())


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
        options: list[tuple[str, ...]] = []
        for raw in _WORD.findall(text):
            folded = key(raw)
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
    _branch(trie, sequence).setdefault(END, value)


def plant_as(trie: Node, sequence: tuple[str, ...], kind: str, value: object) -> None:
    """Put a value of some kind at the end of a key sequence of a trie that holds several kinds (see `hits`)."""
    _branch(trie, sequence).setdefault(END, {}).setdefault(kind, value)


def _branch(trie: Node, sequence: tuple[str, ...]) -> Node:
    node = trie
    for word in sequence:
        if word[0] == "=":
            node[EXACT] = True
        node = node.setdefault(word, {})
    return node


def trie(entries: Iterable[tuple[Iterable[str], Any]]) -> Node:
    """A trie of templates: pairs of wordings and the value they share."""
    root: Node = {}
    for names, value in entries:
        for name in names:
            for sequence in wordings(name):
                if sequence:
                    plant(root, sequence, value)
    return root


def longest(trie: Node, words: Words, start: int) -> tuple[int, Any] | None:
    """The longest sequence of the trie that begins at a word: the index after it, and its value."""
    keys, raws, node, index = words.keys, words.raws, trie, start
    best: tuple[int, Any] | None = None
    count = len(keys)
    while index < count:
        if EXACT in node and "=" + raws[index] in node:
            # two ways on at a word in capitals: the one that reaches farther
            following = node["=" + raws[index]]
            other = longest(following, words, index + 1)
            if other is None and END in following:
                other = (index + 1, following[END])
            if other is not None and (best is None or other[0] > best[0]):
                best = other
        node = node.get(keys[index], _NOWHERE)
        index += 1
        if END in node and (best is None or index > best[0]):
            best = (index, node[END])
        if not node:
            break
    return best


def hits(trie: Node, words: Words, start: int) -> dict[str, tuple[int, Any]]:
    """For each kind of value in the trie, the longest sequence that begins at a word."""
    found: dict[str, tuple[int, Any]] = {}
    keys, raws, node, index = words.keys, words.raws, trie, start
    count = len(keys)
    while index < count:
        if EXACT in node and "=" + raws[index] in node:
            following = node["=" + raws[index]]
            for kind, value in following.get(END, _NOWHERE).items():
                if kind not in found or index + 1 > found[kind][0]:
                    found[kind] = (index + 1, value)
            for kind, hit in hits(following, words, index + 1).items():
                if kind not in found or hit[0] > found[kind][0]:
                    found[kind] = hit
        node = node.get(keys[index], _NOWHERE)
        index += 1
        if END in node:
            for kind, value in node[END].items():
                if kind not in found or index > found[kind][0]:
                    found[kind] = (index, value)
        if not node:
            break
    return found


_NOWHERE: Node = {}
