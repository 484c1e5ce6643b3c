"""Whether an item of a list is named: in its own words, or in others for it (lexicon/data/items.toml)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from vnplan.align.wording.localise import Localiser
from vnplan.lexicon.loader import table

PRESENT = 0.6  # share of an item's words that must stand in the clause
_APART = 6  # words that may stand between those of an item


@lru_cache(maxsize=4096)
def item_words(item: str) -> tuple[str, ...]:
    """The words of an item that say something of their own; all of them where none does."""
    words = Localiser()(item).words
    return tuple(w for w in words if w not in _generic()) or words


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(table("scope")["generic"]["words"])


@lru_cache(maxsize=4096)
def other_names(item: str) -> tuple[tuple[str, ...], ...]:
    """The words of what else an item is called.

    >>> other_names("Nhà giáo")
    (('giáo', 'viên'), ('giảng', 'viên'))
    """
    return tuple(Localiser()(name).words for name in table("items")["called"].get(item.lower(), ()))


def named_otherwise(items: Iterable[str], said: Sequence[str]) -> list[int]:
    """The places of words that name some items in other words."""
    names = {name for item in items for name in other_names(item)}
    starts = ((name, at) for name in names for at, word in enumerate(said) if word == name[0])
    return sorted({at + n for name, at in starts for n in range(len(name)) if _is_at(name, said, at)})


def stands(item: str, have: frozenset[str], present: float = PRESENT) -> bool:
    """Whether an item's words, so many of them, are among those one has, or all of another name for it."""
    words = item_words(item)
    return sum(w in have for w in words) >= present * len(words) or any(map(have.issuperset, other_names(item)))


def is_near(item: str, listed: Sequence[str], said: Sequence[str], present: float) -> bool:
    """Whether an item's words stand together and with one that it does not share with others of its list, or another
    name for it stands as it is.

    "Quản lý xã hội" is not named where "kinh tế - xã hội" and "quản lý đô thị" are. Of a list that has two names by
    themselves, neither stands for the other.
    """
    words = frozenset(item_words(item))
    others = [item_words(other) for other in listed if other != item]
    own = words.difference(*others) or words
    return _are_near(words, own, present * len(words), said) or any(
        name not in others and _is_run(name, said) for name in other_names(item)
    )


def _are_near(words: frozenset[str], own: frozenset[str], least: float, said: Sequence[str]) -> bool:
    """Whether so many of some words stand close together, with one that is their `own`."""
    spots = [at for at, word in enumerate(said) if word in words]
    for nth, first in enumerate(spots):
        near = {said[at] for at in spots[nth:] if at < first + len(words) + _APART}
        if len(near) >= least and near & own:
            return True
    return False


def _is_run(name: tuple[str, ...], said: Sequence[str]) -> bool:
    return any(_is_at(name, said, at) for at, word in enumerate(said) if word == name[0])


def _is_at(name: tuple[str, ...], said: Sequence[str], at: int) -> bool:
    return tuple(said[at : at + len(name)]) == name
