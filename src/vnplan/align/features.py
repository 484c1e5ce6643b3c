"""How alike a clause and a provision are, seen from sides that fail differently; one row of features per pair.

Content views: words against the official counts (`words`), words against our own statement (`stated`), share of the
clause the provision explains (`explained`), share of the provision's word pairs in the clause (`recalled`), best match
of one piece of the clause with one measure (`segment`), largest share of one measure's word pairs in the clause
(`measure`), letters of clause and statement in any order (`letters`), share of our label in the clause (`label`).
Structure: kind of section (`section`), agency against the counterpart table (`agency`), year (`horizon`), a place among
others claimed on both sides (`rank`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause, role_kinds
from vnplan.align.index import ReferenceIndex, weighted_rows
from vnplan.align.localise import Localiser
from vnplan.align.statistics import pair_hash
from vnplan.models import Comparator
from vnplan.parse.dates import first_deadline

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

FEATURES = (
    "words",
    "stated",
    "explained",
    "recalled",
    "segment",
    "measure",
    "letters",
    "label",
    "section",
    "agency",
    "horizon",
    "rank",
)
CANDIDATES_PER_CLAUSE = 12
_FLOOR = 0.10
_RANK = "xếp hạng"  # what the localiser makes of "nằm trong nhóm", "thuộc tốp" and the like
_IN = " về "
_MATTER = 3
_OPENING_LETTERS = 28  # "10.2. Đến hết năm 2025, …"
_PARTIAL_CREDIT = 0.4  # a shared single word outside any shared pair explains a word only in part


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Per clause: the columns of its tokens' words (-1: unknown), of the pairs they open, and their weights."""

    word_columns: NDArray[np.intp]
    pair_columns: NDArray[np.intp]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate pairs: `clause` and `provision` are rows, `features` has the columns of FEATURES, values 0-1 or -1-1.

    `explained` gives, per clause, a matrix provisions x tokens: how far each token is explained (0, 0.4 or 1).
    """

    clause: NDArray[np.intp]
    provision: NDArray[np.intp]
    features: NDArray[np.float64]
    words: tuple[ClauseWords, ...]
    explained: tuple[NDArray[np.float64], ...]


def token_columns(clause: PreparedClause, index: ReferenceIndex) -> ClauseWords:
    """Where the words and pairs of a clause stand in the reference's matrices."""
    tokens = clause.tokens
    unseen = index.unseen_weight
    columns = np.full(len(tokens.words), -1, dtype=np.intp)
    weights = np.zeros(len(tokens.words))
    syllables = index.syllable_weights
    for position, word in enumerate(tokens.words):
        found = syllables.get(word)
        weights[position] = unseen if found is None else found[1]
        columns[position] = -1 if found is None else found[0]
    pairs = np.full(len(tokens.words), -1, dtype=np.intp)
    for position, pair in tokens.pairs():
        pairs[position] = index.pairs.get(pair_hash(pair), -1)
    return ClauseWords(columns, pairs, weights)


def explained_tokens(words: ClauseWords, index: ReferenceIndex) -> NDArray[np.float64]:
    """Provisions x tokens: 1 where a token stands in a word pair of the provision, 0.4 where only its word does."""
    n = len(words.word_columns)
    out = np.zeros((len(index.ids), n))
    known = words.word_columns >= 0
    out[:, known] = index.has_syllable[:, words.word_columns[known]] * _PARTIAL_CREDIT
    starts = np.flatnonzero(words.pair_columns >= 0)
    if starts.size:
        hit = index.has_pair[:, words.pair_columns[starts]]
        out[:, starts] = np.maximum(out[:, starts], hit)
        out[:, starts + 1] = np.maximum(out[:, starts + 1], hit)
    return out


def _syllable_rows(words: Sequence[ClauseWords], index: ReferenceIndex) -> csr_matrix:
    """Clauses x syllables, 0/1."""
    from scipy.sparse import csr_matrix

    known = [np.unique(columns.word_columns[columns.word_columns >= 0]) for columns in words]
    starts = np.r_[0, np.cumsum([len(k) for k in known], dtype=np.intp)]
    indices = np.concatenate([np.zeros(0, dtype=np.intp), *known])
    return csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(known), len(index.syllable_columns[0])))


def _pair_rows(ranges: Sequence[Sequence[tuple[int, int]]], words: Sequence[ClauseWords], width: int) -> csr_matrix:
    """Token ranges x pairs, 0/1, one row per range of every clause in order."""
    from scipy.sparse import csr_matrix

    indices: list[int] = []
    starts = [0]
    for of_clause, columns in zip(ranges, words, strict=True):
        for first, last in of_clause:
            here = columns.pair_columns[first : last - 1]
            indices.extend(sorted(set(here[here >= 0].tolist())))
            starts.append(len(indices))
    return csr_matrix(
        (np.ones(len(indices)), np.asarray(indices, dtype=np.int32), starts), shape=(len(starts) - 1, width)
    )


def candidates(clauses: Sequence[PreparedClause], index: ReferenceIndex) -> Candidates:
    """The pairs worth a look and their features; at most `CANDIDATES_PER_CLAUSE` provisions per clause."""
    n, m = len(clauses), len(index.ids)
    words = tuple(token_columns(clause, index) for clause in clauses)
    counts = [Counter(clause.words) for clause in clauses]
    rows = weighted_rows(counts, index.words, index.word_weights, unseen_weight=index.unseen_weight)
    by_words = (rows @ index.official.T).toarray()
    by_statement = (rows @ index.stated.T).toarray()
    by_label = (_syllable_rows(words, index) @ index.labels.T).toarray()
    by_segment, recalled, by_measure = _segment_views(clauses, words, index)
    by_token = tuple(explained_tokens(clause_words, index) for clause_words in words)
    explained = np.zeros((n, m))
    for row, (clause_words, tokens) in enumerate(zip(words, by_token, strict=True)):
        total = float(clause_words.weights.sum())
        if total:
            explained[row] = tokens @ clause_words.weights / total
    section, agency, horizon, rank = _structure(clauses, by_token, index)
    content = 0.35 * by_words + 0.15 * by_statement + 0.25 * explained + 0.25 * by_segment
    order = np.argsort(
        -(content + 0.05 * section + 0.08 * agency + 0.08 * horizon + 0.08 * rank), axis=1, kind="stable"
    )
    keep = order[:, :CANDIDATES_PER_CLAUSE]
    chosen = np.zeros((n, m), dtype=bool)
    np.put_along_axis(chosen, keep, True, axis=1)
    chosen &= content >= _FLOOR
    clause_rows, provision_rows = np.nonzero(chosen)
    letters = _letters(clauses, index, clause_rows, provision_rows)
    structure = (section, agency, horizon, rank)
    columns = [by_words, by_statement, explained, recalled, by_segment, by_measure, None, by_label, *structure]
    features = np.column_stack([letters if c is None else c[clause_rows, provision_rows] for c in columns])
    return Candidates(clause_rows, provision_rows, features, words, by_token)


def _segment_views(
    clauses: Sequence[PreparedClause], words: Sequence[ClauseWords], index: ReferenceIndex
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Clauses x provisions: best piece-measure match, share of the provision's pairs, largest share of a measure's."""
    from scipy.sparse import diags

    n, m = len(clauses), len(index.ids)
    owners = np.array([row for row, clause in enumerate(clauses) for _ in clause.chunks], dtype=np.intp)
    best = np.zeros((n, m))
    if not owners.size:
        return best, np.zeros((n, m)), np.zeros((n, m))
    weights = diags(index.pair_weights)
    first_of_measure = np.flatnonzero(np.r_[True, np.diff(index.measure_of) > 0])
    of_measure = np.asarray(index.measure_pairs @ index.pair_weights).ravel()

    chunk_pairs = _pair_rows([clause.chunks for clause in clauses], words, len(index.pairs))
    shared = (chunk_pairs @ weights @ index.measure_pairs.T).toarray()
    all_pairs = np.array([max(1, b - a - 1) for clause in clauses for a, b in clause.chunks])
    # pairs the reference does not know count as much as its rarest ones
    unknown = np.maximum(0, all_pairs - np.diff(chunk_pairs.indptr))
    of_chunk = np.asarray(chunk_pairs @ index.pair_weights).ravel() + unknown * index.rarest_pair
    by_pairs = shared / np.sqrt(np.maximum(of_chunk, 1e-9)[:, None] * np.maximum(of_measure, 1e-9)[None, :])
    counts = [Counter(clause.tokens.words[a:b]) for clause in clauses for a, b in clause.chunks]
    rows = weighted_rows(counts, *index.syllable_columns, unseen_weight=index.unseen_weight)
    match = 0.5 * by_pairs + 0.5 * (rows @ index.measure_words.T).toarray()
    per_provision = np.maximum.reduceat(match, first_of_measure, axis=1)
    first_of_clause = np.flatnonzero(np.r_[True, np.diff(owners) > 0])
    best[owners[first_of_clause]] = np.maximum.reduceat(per_provision, first_of_clause, axis=0)

    whole = _pair_rows([[(0, len(clause.tokens.words))] for clause in clauses], words, len(index.pairs))
    held = (whole @ weights @ index.provision_pairs.T).toarray()
    total = np.asarray(index.provision_pairs @ index.pair_weights).ravel()
    recalled = held / np.maximum(total, 1e-9)[None, :]
    # a measure of one or two pairs is soon complete: damp by one average pair
    damped = of_measure + float(index.pair_weights.mean())
    by_measure = (whole @ weights @ index.measure_pairs.T).toarray() / damped[None, :]
    return best, recalled, np.maximum.reduceat(by_measure, first_of_measure, axis=1)


def _structure(
    clauses: Sequence[PreparedClause], by_token: Sequence[NDArray[np.float64]], index: ReferenceIndex
) -> tuple[NDArray[np.float64], ...]:
    """Section, agency, horizon and rank: 1 agree, -1 disagree, 0 where one side says nothing."""
    provisions = index.provisions()
    kinds = role_kinds()
    section_of = {
        role: np.array([1.0 if p.kind.value in allowed else -1.0 for p in provisions])
        for role, allowed in kinds.items()
    }
    # a text of the decision's own level names the ministry itself
    counterparts = [
        frozenset((*p.counterparts, *p.co_leads, *([p.addressee] if p.addressee else []))) for p in provisions
    ]
    horizons = np.array([p.horizon or 0 for p in provisions])
    nothing = np.zeros(len(provisions))
    agency_of: dict[frozenset[str], NDArray[np.float64]] = {frozenset(): nothing}
    matters = _rank_matters(index)
    section, agency, horizon, rank = [], [], [], []
    for clause, explained in zip(clauses, by_token, strict=True):
        section.append(section_of.get(clause.role or "", nothing))
        if clause.agencies not in agency_of:
            agency_of[clause.agencies] = np.array(
                [0.0 if not c else 1.0 if c & clause.agencies else -1.0 for c in counterparts]
            )
        agency.append(agency_of[clause.agencies])
        if clause.horizon and (clause.role in {"goal", None} or _opens_with_year(clause)):
            horizon.append(np.where(horizons == 0, 0.0, np.where(horizons == clause.horizon, 1.0, -1.0)))
        else:
            horizon.append(nothing)
        # a rank for another year is another rank
        rank.append(np.where(horizon[-1] < 0, 0.0, _ranked_alike(clause, explained, matters)))
    shape = (len(clauses), len(provisions))
    return tuple(np.array(x).reshape(shape) for x in (section, agency, horizon, rank))


def _ranked_alike(
    clause: PreparedClause, explained: NDArray[np.float64], matters: Mapping[int, frozenset[str]]
) -> NDArray[np.float64]:
    """1 for each provision that claims a rank in what a piece of the clause claims one in, else 0.

    A province may be "among the leading ten" in much else, so what it is ranked in counts and not the rank: at least
    `_MATTER` words of it, in word pairs both have.
    """
    at = [i for i, pair in clause.tokens.pairs() if pair == _RANK]
    out = np.zeros(len(explained))
    for first, last in clause.chunks:
        if any(first <= i < last for i in at):
            for row, matter in matters.items():
                words = clause.tokens.words[first:last]
                shared = [
                    w in matter and known >= 1 for w, known in zip(words, explained[row, first:last], strict=True)
                ]
                out[row] = max(out[row], float(sum(shared) >= _MATTER))
    return out


def _rank_matters(index: ReferenceIndex) -> dict[int, frozenset[str]]:
    """Of each provision that as a whole is a place among others: the words of what the place is in ("… về …")."""
    localise = Localiser()
    out: dict[int, frozenset[str]] = {}
    for row, provision in enumerate(index.provisions()):
        ranks = [f for f in provision.figures if f.comparator is Comparator.RANK_WITHIN]
        words = {w for f in ranks for w in localise(f.indicator.vi.partition(_IN)[2]).words}
        if len(provision.measures) == 1 and words:
            out[row] = frozenset(words)
    return out


def _opens_with_year(clause: PreparedClause) -> bool:
    """Whether the clause itself begins with its horizon ("Đến năm 2025, …"), as goals do wherever they stand."""
    opening = clause.line.text[:_OPENING_LETTERS]
    return first_deadline(opening) is not None


def _letters(
    clauses: Sequence[PreparedClause],
    index: ReferenceIndex,
    clause_rows: NDArray[np.intp],
    provision_rows: NDArray[np.intp],
) -> NDArray[np.float64]:
    """RapidFuzz's token-set ratio of the clause with our statement, 0-1."""
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.process import cpdist

    lines = [" ".join(clause.tokens.words) for clause in clauses]
    return np.asarray(
        cpdist(
            [lines[c] for c in clause_rows.tolist()],
            [index.statements[p] for p in provision_rows.tolist()],
            scorer=token_set_ratio,
            dtype=np.float64,
        )
        / 100
    )
