"""How alike a clause and a provision are, seen from sides that fail differently; one row of features per pair.

Content views: words against the official counts (`words`), words against our own statement (`stated`), share of the
clause the provision explains (`explained`), share of the provision's word pairs in the clause (`recalled`), best match
of one piece of the clause with one measure (`segment`), largest share of one measure's word pairs in the clause
(`measure`), letters of clause and statement in any order (`letters`), share of our label in the clause (`label`).
Structure: kind of section (`section`), agency against the counterpart table (`agency`), year (`horizon`), a place among
others claimed on both sides (`rank`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import ALL_DEPARTMENTS, PreparedClause
from vnplan.align.index import ReferenceIndex, weighted_rows
from vnplan.align.letters import token_set_ratios
from vnplan.align.localise import Localiser
from vnplan.align.sections import role_kinds
from vnplan.align.words import ClauseWords, pair_rows, read_words, syllable_rows, word_rows
from vnplan.models import Comparator
from vnplan.parse.dates import first_deadline

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
_RANK = ("xếp", "hạng")  # what the localiser makes of "nằm trong nhóm", "thuộc tốp" and the like
_IN = " về "
_MATTER = 3
_OPENING_LETTERS = 28  # "10.2. Đến hết năm 2025, …"


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate pairs: `clause` and `provision` are rows, `features` has the columns of FEATURES, values 0-1 or -1-1;
    `words` are those of every clause."""

    clause: NDArray[np.intp]
    provision: NDArray[np.intp]
    features: NDArray[np.float64]
    words: Sequence[ClauseWords]


def candidates(
    clauses: Sequence[PreparedClause], index: ReferenceIndex, *, words: Sequence[ClauseWords] | None = None
) -> Candidates:
    """The pairs worth a look and their features; at most `CANDIDATES_PER_CLAUSE` provisions per clause.

    `words` are those of the clauses, where the caller has them.
    """
    n, m = len(clauses), len(index.ids)
    words = read_words(clauses, index) if words is None else words
    rows = weighted_rows(
        [clause.words for clause in clauses], index.words, index.word_weights, unseen_weight=index.unseen_weight
    )
    by_words = (rows @ index.official.T).toarray()
    by_statement = (rows @ index.stated.T).toarray()
    by_label = (syllable_rows(words, index) @ index.labels.T).toarray()
    by_segment, recalled, by_measure = _segment_views(clauses, words, index)
    explained = np.zeros((n, m))
    for row, of_clause in enumerate(words):
        total = float(of_clause.weights.sum())
        if total:
            explained[row] = of_clause.explained() @ of_clause.weights / total
    section, agency, horizon, rank = _structure(clauses, words, index)
    content = 0.35 * by_words + 0.15 * by_statement + 0.25 * explained + 0.25 * by_segment
    order = np.argsort(
        -(content + 0.05 * section + 0.08 * agency + 0.08 * horizon + 0.08 * rank), axis=1, kind="stable"
    )
    keep = order[:, :CANDIDATES_PER_CLAUSE]
    chosen = np.zeros((n, m), dtype=bool)
    np.put_along_axis(chosen, keep, True, axis=1)
    chosen &= content >= _FLOOR
    clause_rows, provision_rows = np.nonzero(chosen)
    lines = [clause.tokens.words for clause in clauses]
    letters = token_set_ratios(lines, index.statements, clause_rows, provision_rows)
    structure = (section, agency, horizon, rank)
    columns = [by_words, by_statement, explained, recalled, by_segment, by_measure, None, by_label, *structure]
    features = np.column_stack([letters if c is None else c[clause_rows, provision_rows] for c in columns])
    return Candidates(clause_rows, provision_rows, features, words)


def _segment_views(
    clauses: Sequence[PreparedClause], words: Sequence[ClauseWords], index: ReferenceIndex
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Clauses x provisions: best piece-measure match, share of the provision's pairs, largest share of a measure's."""
    n, m = len(clauses), len(index.ids)
    owners = np.array([row for row, clause in enumerate(clauses) for _ in clause.chunks], dtype=np.intp)
    best = np.zeros((n, m))
    if not owners.size:
        return best, np.zeros((n, m)), np.zeros((n, m))
    first_of_measure = np.flatnonzero(np.r_[True, np.diff(index.measure_of) > 0])
    of_measure = np.asarray(index.measure_pairs @ index.pair_weights).ravel()

    chunks = [clause.chunks for clause in clauses]
    chunk_pairs = pair_rows(chunks, words, index)
    shared = (chunk_pairs @ index.weighted_measure_pairs).toarray()
    all_pairs = np.array([max(1, b - a - 1) for clause in clauses for a, b in clause.chunks])
    # pairs the reference does not know count as much as its rarest ones
    unknown = np.maximum(0, all_pairs - np.diff(chunk_pairs.indptr))
    of_chunk = np.asarray(chunk_pairs @ index.pair_weights).ravel() + unknown * index.rarest_pair
    shared /= np.sqrt(np.maximum(of_chunk, 1e-9))[:, None]
    shared /= np.sqrt(np.maximum(of_measure, 1e-9))[None, :]
    match = 0.5 * shared + 0.5 * (word_rows(chunks, words, index) @ index.measure_words.T).toarray()
    per_provision = np.maximum.reduceat(match, first_of_measure, axis=1)
    first_of_clause = np.flatnonzero(np.r_[True, np.diff(owners) > 0])
    best[owners[first_of_clause]] = np.maximum.reduceat(per_provision, first_of_clause, axis=0)

    whole = pair_rows([[(0, len(clause.tokens.words))] for clause in clauses], words, index)
    held = (whole @ index.weighted_provision_pairs).toarray()
    total = np.asarray(index.provision_pairs @ index.pair_weights).ravel()
    recalled = held / np.maximum(total, 1e-9)[None, :]
    # a measure of one or two pairs is soon complete: damp by one average pair
    damped = of_measure + float(index.pair_weights.mean())
    by_measure = (whole @ index.weighted_measure_pairs).toarray() / damped[None, :]
    return best, recalled, np.maximum.reduceat(by_measure, first_of_measure, axis=1)


def _structure(
    clauses: Sequence[PreparedClause], words: Sequence[ClauseWords], index: ReferenceIndex
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
    for clause, of_clause in zip(clauses, words, strict=True):
        section.append(section_of.get(clause.role or "", nothing))
        concerned = clause.agencies or clause.fields
        if concerned not in agency_of:
            agency_of[concerned] = np.array(
                [1.0 if c & concerned else 0.0 if not c or ALL_DEPARTMENTS in c else -1.0 for c in counterparts]
            )
        agency.append(agency_of[concerned])
        if clause.horizon and (clause.role in {"goal", None} or _opens_with_year(clause)):
            horizon.append(np.where(horizons == 0, 0.0, np.where(horizons == clause.horizon, 1.0, -1.0)))
        else:
            horizon.append(nothing)
        # a rank for another year is another rank
        rank.append(np.where(horizon[-1] < 0, 0.0, _ranked_alike(clause, of_clause, matters)))
    shape = (len(clauses), len(provisions))
    return tuple(np.array(x).reshape(shape) for x in (section, agency, horizon, rank))


def _ranked_alike(
    clause: PreparedClause, own: ClauseWords, matters: Mapping[int, frozenset[str]]
) -> NDArray[np.float64]:
    """1 for each provision that claims a rank in what a piece of the clause claims one in, else 0.

    A province may be "among the leading ten" in much else, so what it is ranked in counts and not the rank: at least
    `_MATTER` words of it, in word pairs both have.
    """
    out = np.zeros(len(own.index.ids))
    if _RANK[0] not in clause.tokens.words:
        return out
    explained = own.explained()
    at = [i for i, pair in clause.tokens.pairs() if pair == " ".join(_RANK)]
    for first, last in clause.chunks:
        if any(first <= i < last for i in at):
            for row, matter in matters.items():
                words = clause.tokens.words[first:last]
                shared = [
                    w in matter and known >= 1 for w, known in zip(words, explained[row, first:last], strict=True)
                ]
                out[row] = max(out[row], float(sum(shared) >= _MATTER))
    return out


@lru_cache(maxsize=16)
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
