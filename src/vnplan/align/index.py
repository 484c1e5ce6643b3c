"""A reference prepared once for comparison: sparse matrices of words and word pairs per provision and per measure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from vnplan.align.localise import Localiser, Tokens
from vnplan.align.segment import segmenter
from vnplan.align.statistics import ReferenceStatistics, load_statistics, pair_hash
from vnplan.models import Measure, Provision, Reference

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

_Key = TypeVar("_Key", int, str)
_PARTIAL_CREDIT = 0.4  # a shared single word outside any shared pair explains a word only in part


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceIndex:
    """What the features need of a reference.

    Rows are provisions in the reference's order, or measures (`measure_ids`; `measure_of` gives the provision's row).
    `words` (word -> column) and `pairs` (hash -> column) name the columns. `official` and `stated` are unit-length
    tf-idf rows of the official word counts and of our own statements; `labels` are the syllables of our short labels,
    each row of weight 1 in all; `provision_pairs` and `measure_pairs` are 0/1 (the `weighted_` ones lie the other way,
    with weights); `measure_words` has single syllables, whatever the segmenter; `has_pair`, `measure_has_pair` and
    `measure_has_word` are the same as plain arrays of yes and no. Weights are inverse document frequencies over
    provisions; `word_credit` says how far a syllable alone explains a word of each provision (the last column: a
    syllable no provision has); `unseen_weight` is that of a word no provision has, `rarest_pair` the largest weight of
    a pair.
    """

    reference: Reference
    segmenter: str
    ids: tuple[str, ...]
    words: dict[str, int]
    pairs: dict[int, int]
    word_weights: NDArray[np.float64]
    pair_weights: NDArray[np.float64]
    unseen_weight: float
    official: csr_matrix
    stated: csr_matrix
    labels: csr_matrix
    provision_pairs: csr_matrix
    measure_pairs: csr_matrix
    weighted_provision_pairs: csr_matrix
    weighted_measure_pairs: csr_matrix
    measure_words: csr_matrix
    measure_has_pair: NDArray[np.bool_]
    measure_has_word: NDArray[np.bool_]
    measure_ids: tuple[str, ...]
    measure_of: NDArray[np.intp]
    has_pair: NDArray[np.bool_]
    syllable_columns: tuple[dict[str, int], NDArray[np.float64]]
    word_credit: NDArray[np.float64]
    statements: tuple[str, ...]
    rarest_pair: float

    def row(self, provision_id: str) -> int:
        """The row of a provision."""
        return self.ids.index(provision_id)

    def provisions(self) -> tuple[Provision, ...]:
        """The provisions, in row order."""
        return self.reference.provisions


@lru_cache(maxsize=16)
def _packaged_index(reference_id: str, segmenter_name: str, digest: int) -> ReferenceIndex:
    from vnplan.reference import load_reference

    return build_index(load_reference(reference_id), segmenter_name, load_statistics(reference_id))


def index_of(reference: Reference, *, segmenter_name: str) -> ReferenceIndex:
    """The index of a reference; built once per packaged reference and segmenter."""
    from vnplan.reference import list_references, load_reference

    if reference.id in list_references() and reference.provisions is load_reference(reference.id).provisions:
        return _packaged_index(reference.id, segmenter_name, 0)
    return build_index(reference, segmenter_name, None)


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
    statements: list[str] = []
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
        statements.append(" ".join(plain))
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
        tuple(statements),
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
    statements: tuple[str, ...],
    labels: list[Counter[str]],
) -> ReferenceIndex:
    from scipy.sparse import diags

    vocabulary = sorted(set().union(*official, *stated))
    words = {word: column for column, word in enumerate(vocabulary)}
    pairs = {h: column for column, h in enumerate(sorted(set().union(*provision_pairs)))}
    n = len(official)
    frequency = Counter(w for row in official for w in row)
    pair_frequency = Counter(h for row in provision_pairs for h in row)
    word_weights = np.array([math.log((n + 1) / (frequency[w] + 0.5)) for w in vocabulary])
    pair_weights = np.array([math.log((n + 1) / (pair_frequency[h] + 0.5)) for h in pairs])
    provision_matrix, measure_matrix = _binary(provision_pairs, pairs), _binary(measure_pairs, pairs)
    syllable_columns = {w: c for c, w in enumerate(sorted(set().union(*syllables, *measure_words, *labels)))}
    syllable_frequency = Counter(w for row in syllables for w in row)
    syllable_weights = np.array([math.log((n + 1) / (syllable_frequency[w] + 0.5)) for w in syllable_columns])
    word_credit = np.zeros((n, len(syllable_columns) + 1))
    for row, counts in enumerate(syllables):
        word_credit[row, [syllable_columns[w] for w in counts]] = _PARTIAL_CREDIT
    word_matrix = weighted_rows([c.elements() for c in measure_words], syllable_columns, syllable_weights)
    return ReferenceIndex(
        reference=reference,
        segmenter=segmenter_name,
        ids=tuple(p.id for p in reference.provisions),
        words=words,
        pairs=pairs,
        word_weights=word_weights,
        pair_weights=pair_weights,
        unseen_weight=math.log((n + 1) / 0.5),
        official=weighted_rows([c.elements() for c in official], words, word_weights),
        stated=weighted_rows([c.elements() for c in stated], words, word_weights),
        labels=_shares(labels, syllable_columns, syllable_weights),
        provision_pairs=provision_matrix,
        measure_pairs=measure_matrix,
        measure_has_pair=measure_matrix.toarray() > 0,
        measure_has_word=word_matrix.toarray() > 0,
        weighted_provision_pairs=(provision_matrix @ diags(pair_weights)).T.tocsr(),
        weighted_measure_pairs=(measure_matrix @ diags(pair_weights)).T.tocsr(),
        measure_words=word_matrix,
        measure_ids=measure_ids,
        measure_of=measure_of,
        has_pair=provision_matrix.toarray() > 0,
        syllable_columns=(syllable_columns, syllable_weights),
        word_credit=word_credit,
        statements=statements,
        rarest_pair=float(pair_weights.max(initial=1.0)),
    )


def weighted_rows(
    rows: Sequence[Iterable[str]], columns: dict[str, int], weights: NDArray[np.float64], *, unseen_weight: float = 0.0
) -> csr_matrix:
    """Unit-length tf-idf rows of words, as `weighted` makes them."""
    own: dict[str, int] = {}
    width = len(columns)
    numbers = [[columns[w] if w in columns else own.setdefault(w, width + len(own)) for w in row] for row in rows]
    return weighted([np.array(row, dtype=np.intp) for row in numbers], weights, unseen_weight=unseen_weight)


def weighted(rows: Sequence[NDArray[np.intp]], weights: NDArray[np.float64], *, unseen_weight: float) -> csr_matrix:
    """Unit-length tf-idf rows: (1 + ln count) x weight. A row names the columns of its words, one for each time they
    occur; columns beyond the last weight are words not seen before: they lengthen the row by `unseen_weight`."""
    from scipy.sparse import csr_matrix

    width = len(weights)
    row_of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    numbers = np.concatenate([np.zeros(0, dtype=np.intp), *rows])
    counts = csr_matrix(
        (np.ones(len(numbers)), (row_of, numbers)), shape=(len(rows), max(width, int(numbers.max(initial=0)) + 1))
    )
    known = counts.indices < width
    values = (1 + np.log(counts.data)) * np.append(weights, unseen_weight)[np.where(known, counts.indices, width)]
    row_of = np.repeat(np.arange(len(rows)), np.diff(counts.indptr))
    length = np.sqrt(np.bincount(row_of, values * values, minlength=len(rows)))
    data = values / np.where(length > 0, length, 1.0)[row_of]
    return csr_matrix((data[known], (row_of[known], counts.indices[known])), shape=(len(rows), width))


def _shares(rows: list[Counter[str]], columns: dict[str, int], weights: NDArray[np.float64]) -> csr_matrix:
    """0/1 rows times weights, each row divided by its sum."""
    from scipy.sparse import diags

    matrix = _binary([set(row) for row in rows], columns) @ diags(weights)
    return (diags(1 / np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1e-9)) @ matrix).tocsr()


def _binary(rows: Sequence[set[_Key]], columns: Mapping[_Key, int]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    indices: list[int] = []
    starts = [0]
    for row in rows:
        indices.extend(sorted(columns[h] for h in row))
        starts.append(len(indices))
    return csr_matrix(
        (np.ones(len(indices)), np.asarray(indices, dtype=np.int32), starts), shape=(len(rows), len(columns))
    )
