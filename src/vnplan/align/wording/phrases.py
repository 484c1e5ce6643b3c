"""Many phrases looked for at every place of a text at once.

Phrases are a tree of words. All places go down it side by side, one word a step, so that work grows with the text and
hardly with the number of phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]


class PhraseTree:
    """Phrases (words with blanks between), each with the words that replace it; they are numbered as they come.

    `written` holds the words of all replacements one after another: those of phrase i are `sizes[i]` from `first[i]`.

    >>> tree = PhraseTree({"các sở": "ngành", "các sở ban ngành": "ngành", "của": ""})
    >>> words = ["của", "các", "sở", "ban"]
    >>> length, phrase = tree.longest(tree.numbers(words), np.array([3, 2, 1, 0]))
    >>> length.tolist(), phrase.tolist()
    ([1, 2, 0, 0], [2, 0, 0, 0])
    """

    def __init__(self, replacements: Mapping[str, str]) -> None:
        self.written = tuple(word for words in replacements.values() for word in words.split())
        self.sizes = np.array([len(words.split()) for words in replacements.values()], dtype=np.intp)
        self.first = np.cumsum(self.sizes) - self.sizes
        self._known: dict[str, int] = {}
        branches: dict[tuple[int, int], int] = {}
        phrase_at = [-1]
        for phrase, words in enumerate(replacements):
            node = 0
            for word in words.split():
                number = self._known.setdefault(word, len(self._known) + 1)
                node = branches.setdefault((node, number), len(phrase_at))
                if node == len(phrase_at):
                    phrase_at.append(-1)
            phrase_at[node] = phrase
        self._width = len(self._known) + 1
        self._first = np.array([branches.get((0, number), 0) for number in range(self._width)], dtype=np.intp)
        keys = np.array([node * self._width + number for node, number in branches], dtype=np.intp)
        order = np.argsort(keys)
        self._keys = np.append(keys[order], -1)
        self._next = np.array([*branches.values(), 0], dtype=np.intp)[np.append(order, -1)]
        self._phrase_at = np.array(phrase_at, dtype=np.intp)

    def numbers(self, words: Iterable[str]) -> Integers:
        """The numbers of words in the tree; 0 for those that stand in no phrase."""
        return np.fromiter(map(self._known.get, words, repeat(0)), dtype=np.intp)

    def longest(self, numbers: Integers, after: Integers) -> tuple[Integers, Integers]:
        """For every place the length of the longest phrase that begins there (0: none) and its number.

        `numbers` are those of the words of a text, `after` says how many words of its line come after each.
        """
        length, phrase = np.zeros((2, len(numbers)), dtype=np.intp)
        node = self._first[numbers]
        at = np.flatnonzero(node)
        node = node[at]
        step = 1
        while at.size:
            found = self._phrase_at[node]
            ends = np.flatnonzero(found >= 0)
            length[at[ends]], phrase[at[ends]] = step, found[ends]
            goes_on = np.flatnonzero(after[at] >= step)
            at = at[goes_on]
            keys = node[goes_on] * self._width + numbers[at + step]
            branch = np.searchsorted(self._keys[:-1], keys)
            there = np.flatnonzero(self._keys[branch] == keys)
            at, node = at[there], self._next[branch[there]]
            step += 1
        return length, phrase
