"""A reference prepared once for comparison: sparse matrices of words and word pairs per provision and per measure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from vnplan.align.wording.flat import numbered, placed
from vnplan.align.wording.localise import Localiser, Tokens
from vnplan.align.wording.rows import weighted
from vnplan.align.wording.segment import segmenter
from vnplan.align.wording.statistics import ReferenceStatistics, load_statistics, pair_hash
from vnplan.models import Measure, Provision, Reference

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]

_Key = TypeVar("_Key", int, str)
_PARTIAL_CREDIT = 0.4  # a shared single word outside any shared pair explains a word only in part


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceIndex:
    """What the features need of a reference.

    Rows are provisions in the reference's order, or measures (`measure_ids`; `measure_of` gives the provision's row).
    `words` (word -> column) and `pairs` (hash -> column) name the columns, in ascending order. Tables are plain
    arrays and lie the other way, columns x rows: `official` and `stated` are unit-length tf-idf of the official word
    counts and of our own statements; `labels` are the syllables of our short labels, of weight 1 in all; `letters`
    are those of the words of our statements, each with the blank after it; `measure_pairs` hold
    the weights of pairs, `measure_mass` their sums; `measure_words` has single syllables,
    whatever the segmenter. `has_pair`, `measure_has_pair` and `measure_has_word` say yes or no. Weights are inverse
    document frequencies over provisions; `word_credit` says how far a syllable alone explains a word of each
    provision (the last column: a syllable no provision has); `unseen_weight` is that of a word no provision has,
    `rarest_pair` the largest weight of a pair. `subject` is what the decision is on, in localised words.
    """

    reference: Reference
    segmenter: str
    ids: tuple[str, ...]
    words: dict[str, int]
    pairs: dict[int, int]
    word_weights: Floats
    pair_weights: Floats
    unseen_weight: float
    official: Floats
    stated: Floats
    labels: Floats
    letters: Floats
    measure_pairs: Floats
    measure_mass: Floats
    measure_words: Floats
    measure_has_pair: NDArray[np.bool_]
    measure_has_word: NDArray[np.bool_]
    measure_ids: tuple[str, ...]
    measure_of: NDArray[np.intp]
    has_pair: NDArray[np.bool_]
    syllable_columns: tuple[dict[str, int], Floats]
    word_credit: Floats
    rarest_pair: float
    subject: tuple[str, ...]

    def row(self, provision_id: str) -> int:
        """The row of a provision."""
        return self.ids.index(provision_id)

    def provisions(self) -> tuple[Provision, ...]:
        """The provisions, in row order."""
        return self.reference.provisions

    def is_named_in(self, words: Sequence[str]) -> bool:
        """Whether localised words name what the decision is on; always where its codebook does not say what."""
        size = len(self.subject)
        if size < 2:
            return not size or self.subject[0] in words
        return any(tuple(words[at : at + size]) == self.subject for at in range(len(words) - size + 1))


class _Same:
    """A reference, the same as another of its name and title where both have one and the same provisions: to tell by
    content would read hundreds of provisions for every plan."""

    __slots__ = ("reference",)

    def __init__(self, reference: Reference) -> None:
        self.reference = reference

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Same):
            return NotImplemented
        one, two = self.reference, other.reference
        return one.provisions is two.provisions and (one.id, one.title, one.subject) == (two.id, two.title, two.subject)

    def __hash__(self) -> int:
        return id(self.reference.provisions)


def index_of(reference: Reference, *, segmenter_name: str) -> ReferenceIndex:
    """The index of a reference, packaged or not; built once per reference and segmenter."""
    return _index_of(_Same(reference), segmenter_name)


@lru_cache(maxsize=16)
def _index_of(of: _Same, segmenter_name: str) -> ReferenceIndex:
    from vnplan.reference import list_references, load_reference

    reference = of.reference
    packaged = reference.id in list_references() and reference.provisions is load_reference(reference.id).provisions
    return build_index(reference, segmenter_name, load_statistics(reference.id) if packaged else None)


def build_index(reference: Reference, segmenter_name: str, statistics: ReferenceStatistics | None) -> ReferenceIndex:
    """Prepare a reference. Without statistics of the official wording our own statements stand in for it."""
    localised = _localised(reference)
    cut = segmenter(segmenter_name)

    def count(line: str) -> Counter[str]:
        return Counter(cut(line, localised[line]))

    def hashed(line: str) -> set[int]:
        return {pair_hash(pair) for _, pair in localised[line].pairs()}

    stated_words: list[Counter[str]] = []
    syllables: list[Counter[str]] = []
    statements: list[Collection[str]] = []
    labels: list[Counter[str]] = []
    official_words: list[Counter[str]] = []
    provision_pairs: list[set[int]] = []
    measure_pairs: list[set[int]] = []
    measure_words: list[Counter[str]] = []
    measure_ids: list[str] = []
    measure_of: list[int] = []
    for row, provision in enumerate(reference.provisions):
        own = count(provision.statement.vi)
        known = statistics.provisions.get(provision.id) if statistics else None
        pairs: set[int] = set()
        for ordinal, measure in enumerate(provision.measures, start=1):
            wording = _wording(measure)
            own.update(count(wording))
            measure_words.append(Counter(localised[wording].words))
            if known:
                of_measure = {h for part in measure.parts for h in known.pairs.get(str(part), ())}
            else:
                of_measure = hashed(wording)
            measure_pairs.append(of_measure)
            measure_ids.append(provision.measure_id(ordinal))
            measure_of.append(row)
            pairs |= of_measure
        if known:
            pairs.update(h for part in known.pairs.values() for h in part)
        else:
            pairs |= hashed(provision.statement.vi)
        stated_words.append(own)
        official_words.append(Counter(known.words.get(segmenter_name, known.words["syllable"])) if known else own)
        plain = localised[provision.statement.vi].words
        statements.append({*plain})
        labels.append(Counter(localised[provision.label.vi].words))
        syllables.append(Counter(known.words["syllable"]) if known else Counter(plain))
        provision_pairs.append(pairs)
    return _assemble(
        reference,
        segmenter_name,
        stated_words,
        official_words,
        provision_pairs,
        measure_pairs,
        measure_words,
        tuple(measure_ids),
        np.asarray(measure_of, dtype=np.intp),
        syllables,
        statements,
        labels,
    )


def _localised(reference: Reference) -> dict[str, Tokens]:
    """Every statement, label and wording of a measure with its localised tokens."""
    lines = [
        line
        for provision in reference.provisions
        for line in (provision.statement.vi, provision.label.vi, *map(_wording, provision.measures))
    ]
    return dict(zip(lines, Localiser(titles=(reference.title.vi,)).lines(lines), strict=True))


def _wording(measure: Measure) -> str:
    """A measure with its lists, as one line."""
    return f"{measure.vi} , {' , '.join((*measure.items, *measure.scope))}"


def _assemble(
    reference: Reference,
    segmenter_name: str,
    stated: list[Counter[str]],
    official: list[Counter[str]],
    provision_pairs: list[set[int]],
    measure_pairs: list[set[int]],
    measure_words: list[Counter[str]],
    measure_ids: tuple[str, ...],
    measure_of: NDArray[np.intp],
    syllables: list[Counter[str]],
    statements: list[Collection[str]],
    labels: list[Counter[str]],
) -> ReferenceIndex:
    words = _columns(*official, *stated)
    pairs = _columns(*provision_pairs)
    syllable_columns = _columns(*syllables, *measure_words, *labels, *statements)
    word_weights, pair_weights = _rarity(official, words), _rarity(provision_pairs, pairs)
    syllable_weights = _rarity(syllables, syllable_columns)
    measure_pair_table = _present(measure_pairs, pairs) * pair_weights[:, None]
    label_table = _present(labels, syllable_columns) * syllable_weights[:, None]
    letters = np.array([len(word) + 1.0 for word in syllable_columns])
    has_syllable = _present(syllables, syllable_columns)
    measure_words_table = _weighted(measure_words, syllable_columns, syllable_weights)
    return ReferenceIndex(
        reference=reference,
        segmenter=segmenter_name,
        ids=tuple(p.id for p in reference.provisions),
        words=words,
        pairs=pairs,
        word_weights=word_weights,
        pair_weights=pair_weights,
        unseen_weight=math.log((len(official) + 1) / 0.5),
        official=_weighted(official, words, word_weights),
        stated=_weighted(stated, words, word_weights),
        labels=label_table / np.maximum(label_table.sum(axis=0), 1e-9),
        letters=_present(statements, syllable_columns) * letters[:, None],
        measure_pairs=measure_pair_table,
        measure_mass=measure_pair_table.sum(axis=0),
        measure_words=measure_words_table,
        measure_has_pair=measure_pair_table > 0,
        measure_has_word=measure_words_table > 0,
        measure_ids=measure_ids,
        measure_of=measure_of,
        has_pair=_present(provision_pairs, pairs) > 0,
        syllable_columns=(syllable_columns, syllable_weights),
        word_credit=_PARTIAL_CREDIT * np.pad(has_syllable, ((0, 1), (0, 0))),
        rarest_pair=float(pair_weights.max(initial=1.0)),
        subject=Localiser()(reference.subject or "").words,
    )


def _columns(*rows: Iterable[_Key]) -> dict[_Key, int]:
    """A column for everything that stands in a row."""
    return {key: column for column, key in enumerate(sorted(set().union(*rows)))}


def _rarity(rows: Sequence[Iterable[_Key]], columns: Iterable[_Key]) -> Floats:
    """The inverse document frequency of every column."""
    frequency = Counter(key for row in rows for key in row)
    return np.array([math.log((len(rows) + 1) / (frequency[key] + 0.5)) for key in columns])


def _present(rows: Sequence[Collection[_Key]], columns: Mapping[_Key, int]) -> Floats:
    """Columns x rows: which columns each row names, 0/1."""
    table = np.zeros((len(columns), len(rows)))
    for row, keys in enumerate(rows):
        table[[columns[key] for key in keys], row] = 1.0
    return table


def _weighted(rows: Sequence[Counter[str]], columns: Mapping[str, int], weights: Floats) -> Floats:
    """Columns x rows: unit-length tf-idf of word counts."""
    matrix = weighted_rows([row.elements() for row in rows], columns, weights)
    return np.ascontiguousarray(matrix.toarray().T)


def weighted_rows(
    rows: Sequence[Iterable[str]], columns: Mapping[str, int], weights: Floats, *, unseen_weight: float = 0.0
) -> csr_matrix:
    """Unit-length tf-idf rows of words, as `weighted` makes them."""
    held = [list(row) for row in rows]
    known, flat = numbered(chain.from_iterable(held))
    row = np.repeat(np.arange(len(held)), list(map(len, held)))
    return weighted(row, placed(known, columns)[flat], len(held), weights, unseen_weight=unseen_weight)
