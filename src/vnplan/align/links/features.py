"""How alike a clause and a provision are, seen from sides that fail differently; one row of features per pair.

Content views: words against the official counts (`words`), words against our own statement (`stated`), share of the
clause the provision explains (`explained`), best match of one piece of the clause with one measure (`segment`), largest
share of one measure's word pairs in the clause (`measure`), letters of clause and statement in any order (`letters`),
share of our label in the clause (`label`).
Structure: kind of section (`section`), agency against the counterpart table (`agency`), year (`horizon`), a place among
others claimed on both sides (`rank`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.links.years import year_signs
from vnplan.align.wording.clauses import ALL_DEPARTMENTS, PreparedClause
from vnplan.align.wording.index import ReferenceIndex, weighted_rows
from vnplan.align.wording.letters import likeness
from vnplan.align.wording.localise import Localiser, formula_words
from vnplan.align.wording.sections import role_kinds
from vnplan.align.wording.stretches import Stretches, pair_rows, syllable_rows, weight_rows, word_rows
from vnplan.align.wording.words import read_words
from vnplan.models import Comparator, Obligation, ProvisionKind
from vnplan.parse.figures.quantities import find_quantities

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

FEATURES = (
    "words",
    "stated",
    "explained",
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
_FEW = 6  # words of a clause without content of its own
COPIED = 0.8  # share of a clause that a provision explains, from which it is the provision's own text
RANK, _PLACE = "xếp", "hạng"  # what the localiser makes of "nằm trong nhóm", "thuộc tốp" and the like
_IN = " về "
_MATTER = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate pairs: `clause` and `provision` are rows, `features` has the columns of FEATURES, values 0-1 or -1-1;
    `words` are those of every clause."""

    clause: NDArray[np.intp]
    provision: NDArray[np.intp]
    features: Floats
    words: Stretches

    def between(self, first: int, last: int) -> Candidates:
        """Those of the clauses from row `first` to before row `last`, as if there were no others."""
        some = slice(*np.searchsorted(self.clause, [first, last]))
        words = self.words.rows(np.arange(first, last))
        return Candidates(self.clause[some] - first, self.provision[some], self.features[some], words)


def candidates(
    clauses: Sequence[PreparedClause], index: ReferenceIndex, *, words: Stretches | None = None
) -> Candidates:
    """The pairs worth a look and their features; at most `CANDIDATES_PER_CLAUSE` provisions per clause.

    `words` are those of the clauses, where the caller has them.
    """
    n, m = len(clauses), len(index.ids)
    words = read_words(clauses, index) if words is None else words
    rows = weighted_rows(
        [clause.words for clause in clauses], index.words, index.word_weights, unseen_weight=index.unseen_weight
    )
    by_words, by_statement = rows @ index.official, rows @ index.stated
    held = syllable_rows(words, index)
    by_label, common = held @ index.labels, held @ index.letters
    by_segment = _pieces(clauses, words, index)
    by_measure = _by_measure(words, index)
    explained = _explained(words, index)
    section, agency, horizon, rank = _structure(clauses, words, index)
    content = 0.35 * by_words + 0.15 * by_statement + 0.25 * explained + 0.25 * by_segment
    content[:, _said_before(index)] = 0.0
    order = np.argsort(
        -(content + 0.05 * section + 0.08 * agency + 0.08 * horizon + 0.08 * rank), axis=1, kind="stable"
    )
    keep = order[:, :CANDIDATES_PER_CLAUSE]
    chosen = np.zeros((n, m), dtype=bool)
    np.put_along_axis(chosen, keep, True, axis=1)
    chosen &= content >= _FLOOR
    chosen[_of_habit(clauses)] = False
    _leave_to_the_state(chosen, clauses, agency, explained >= COPIED, index)
    clause_rows, provision_rows = np.nonzero(chosen)
    own = np.array([len(" ".join({*clause.tokens.words})) + 1.0 for clause in clauses])
    stated = index.letters.sum(axis=0)
    letters = likeness(common[clause_rows, provision_rows], own[clause_rows], stated[provision_rows])
    structure = (section, agency, horizon, rank)
    columns = [by_words, by_statement, explained, by_segment, by_measure, None, by_label, *structure]
    features = np.column_stack([letters if c is None else c[clause_rows, provision_rows] for c in columns])
    return Candidates(clause_rows, provision_rows, features, words)


@lru_cache(maxsize=16)
def _said_before(index: ReferenceIndex) -> NDArray[np.intp]:
    """The columns of the provisions that only say again what another says, as the rows of an annex do: a clause takes
    up what the decision says where it says it first, and coverage of the repeat follows (`vnplan.align.coverage`)."""
    return np.array([at for at, p in enumerate(index.provisions()) if p.restates is not None], dtype=np.intp)


def _of_habit(clauses: Sequence[PreparedClause]) -> list[int]:
    """The rows of clauses that only say that the decision is carried out ("Triển khai có hiệu quả Chiến lược trên địa
    bàn tỉnh"): to mention it is no link (gold rule)."""
    short = [row for row, clause in enumerate(clauses) if len(clause.tokens.words) <= _FEW]
    formula = formula_words([clauses[row].tokens.words for row in short])
    return [row for row, by_habit in zip(short, formula, strict=True) if by_habit.all()]


def _leave_to_the_state(
    chosen: Flags, clauses: Sequence[PreparedClause], agency: Floats, copied: Flags, index: ReferenceIndex
) -> None:
    """Take out of the chosen pairs what only the State can do, but for a province's own form of it: a ranked or counted
    goal with a rank or number of its own, a ministry's task under its counterpart in the province. What is `copied` may
    stand without.

    A plan's slogans ("là điểm sáng về đổi mới sáng tạo") and its common work ("nâng năng lực tính toán") share words
    with such provisions and carry none of them (seen in two of nine annotated plans; all right links have the form).
    """
    goals, tasks = _left_to_the_state(index)
    chosen[:, tasks] &= (agency[:, tasks] > 0) | copied[:, tasks]
    doubtful = chosen[:, goals] & ~copied[:, goals]
    counted: dict[int, bool] = {}  # by line: the parts of a long clause all stand in the same one
    for row in np.flatnonzero(doubtful.any(axis=1)).tolist():
        clause = clauses[row]
        if RANK in clause.tokens.words:
            continue
        if clause.position not in counted:
            counted[clause.position] = bool(find_quantities(clause.line.text, low=clause.low, dates=clause.dates))
        if not counted[clause.position]:
            chosen[row, goals[doubtful[row]]] = False


@lru_cache(maxsize=16)
def _left_to_the_state(index: ReferenceIndex) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The columns of the goals with figures and of the tasks that only the State can carry out."""
    national = [(at, p) for at, p in enumerate(index.provisions()) if p.obligation is Obligation.NATIONAL_ONLY]
    goals = [at for at, p in national if p.figures]
    tasks = [at for at, p in national if p.kind is ProvisionKind.TASK and not p.figures]
    return np.array(goals, dtype=np.intp), np.array(tasks, dtype=np.intp)


def _pieces(clauses: Sequence[PreparedClause], tokens: Stretches, index: ReferenceIndex) -> Floats:
    """Clauses x provisions: the best match of one piece of the clause with one measure."""
    from scipy.sparse import hstack

    best = np.zeros((len(clauses), len(index.ids)))
    bounds = np.array([bound for clause in clauses for bound in clause.chunks], dtype=np.intp).reshape(-1, 2)
    if not bounds.size:
        return best
    of = np.repeat(np.arange(len(clauses)), [len(clause.chunks) for clause in clauses])
    count = bounds[:, 1] - bounds[:, 0]
    pieces = tokens.parts(tokens.starts[of] + bounds[:, 0], count)
    pairs = pair_rows(pieces, index)
    # pairs the reference does not know count as much as its rarest ones
    unknown = np.maximum(0, np.maximum(1, count - 1) - np.diff(pairs.indptr))
    whole = pairs @ index.pair_weights + unknown * index.rarest_pair
    pairs.data /= np.repeat(np.sqrt(np.maximum(whole, 1e-9)), np.diff(pairs.indptr))
    match = hstack([pairs, word_rows(pieces, index)], format="csr") @ _measure_lines(index)
    first = np.flatnonzero(np.diff(of, prepend=-1))
    best[of[first]] = 0.5 * _best_measure(np.maximum.reduceat(match, first, axis=0), index)
    return best


@lru_cache(maxsize=16)
def _measure_lines(index: ReferenceIndex) -> Floats:
    """Pairs and then syllables x measures, the pairs of a measure with the weight of its length."""
    return np.vstack([index.measure_pairs / np.sqrt(np.maximum(index.measure_mass, 1e-9)), index.measure_words])


def _by_measure(tokens: Stretches, index: ReferenceIndex) -> Floats:
    """Clauses x provisions: the largest share of a measure's pairs."""
    # a measure of one or two pairs is soon complete: damp by one average pair
    mass = index.measure_mass + float(index.pair_weights.mean())
    return _best_measure(pair_rows(tokens, index) @ index.measure_pairs / mass, index)


def _best_measure(values: Floats, index: ReferenceIndex) -> Floats:
    """Of values for every measure the largest for every provision."""
    return np.asarray(np.maximum.reduceat(values, np.flatnonzero(np.diff(index.measure_of, prepend=-1)), axis=1))


def _explained(tokens: Stretches, index: ReferenceIndex) -> Floats:
    """Clauses x provisions: the share of the clause's words, by weight, that the provision explains: those in a word
    pair of it wholly, its other words in part."""
    n, m = len(tokens), len(index.ids)
    opens = np.flatnonzero(tokens.pair_columns >= 0)
    paired = np.zeros((len(tokens.of), m), dtype=bool)
    paired[opens] = index.has_pair[tokens.pair_columns[opens]]
    paired[1:] |= paired[:-1]
    at = np.flatnonzero(paired)
    token = at // m
    # from a cell of the table of tokens to that of their words, and to that of their clauses
    to_word, to_clause = (np.array([tokens.word_columns, tokens.of]) - np.arange(len(tokens.of))) * m
    more = _more_in_pairs(index).take(at + to_word.take(token))
    wholly = np.bincount(at + to_clause.take(token), more, n * m).reshape(n, m)
    total = np.bincount(tokens.of, tokens.weights, n)
    partly = weight_rows(tokens, index) @ index.word_credit
    return np.asarray((wholly + partly) / np.where(total > 0, total, 1.0)[:, None])


@lru_cache(maxsize=16)
def _more_in_pairs(index: ReferenceIndex) -> Floats:
    """How much more of a syllable's weight is explained in a word pair than alone, laid out like `word_credit`."""
    weights = np.append(index.syllable_columns[1], index.unseen_weight)
    return np.asarray(weights[:, None] * (1 - index.word_credit))


def _structure(clauses: Sequence[PreparedClause], words: Stretches, index: ReferenceIndex) -> tuple[Floats, ...]:
    """Section, agency, horizon and rank: 1 agree, -1 disagree, 0 where one side says nothing."""
    known, nothing = _signs(index), np.zeros(len(index.ids))
    shape = (len(clauses), len(index.ids))
    section = np.array([known.section.get(clause.role or "", nothing) for clause in clauses]).reshape(shape)
    concerned = [clause.agencies or clause.fields for clause in clauses]
    agency_of = {agencies: known.agency(agencies) for agencies in set(concerned)}
    agency = np.array([agency_of[agencies] for agencies in concerned]).reshape(shape)
    horizon = year_signs(clauses, index)
    rank = np.zeros_like(horizon)
    matters = _rank_matters(index)
    for row, clause in enumerate(clauses):
        if RANK in clause.tokens.words:
            rank[row] = _ranked_alike(clause, words.rows(np.array([row])), matters, index)
    rank[horizon < 0] = 0.0  # a rank for another year is another rank
    return section, agency, horizon, rank


@dataclass(frozen=True, slots=True)
class _Signs:
    """What provisions say of structure: `section` holds for each role of a section 1 for the provisions that it
    mirrors and -1 for others, `carried_by` the rows that each agency carries out in a province, `done_at` those it is
    named for as who executes, `others` -1 for what some agency does and 0 for what is for nobody or for all of them."""

    section: Mapping[str, Floats]
    carried_by: Mapping[str, Sequence[int]]
    done_at: Mapping[str, Sequence[int]]
    others: Floats

    def agency(self, concerned: frozenset[str]) -> Floats:
        """1 for each provision that one of these agencies carries out, -1 for one that only others do, 0 for one that
        is for nobody or for all of them, that one of these only executes, or where no agency is concerned."""
        if not concerned:
            return np.zeros_like(self.others)
        out = self.others.copy()
        for rows, sign in ((self.done_at, 0.0), (self.carried_by, 1.0)):
            out[[row for agency_id in concerned for row in rows.get(agency_id, ())]] = sign
        return out


@lru_cache(maxsize=16)
def _signs(index: ReferenceIndex) -> _Signs:
    provisions = index.provisions()
    asked = [p.asked for p in provisions]  # a text of the decision's own level names the ministry itself
    carried_by, done_at = (_by_agency(ids) for ids in (asked, [p.executors for p in provisions]))
    return _Signs(
        section={
            role: np.array([1.0 if p.kind.value in allowed else -1.0 for p in provisions])
            for role, allowed in role_kinds().items()
        },
        carried_by=carried_by,
        done_at=done_at,
        others=np.array([-1.0 if names and ALL_DEPARTMENTS not in names else 0.0 for names in asked]),
    )


def _by_agency(ids: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    """The rows in which each agency is named."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, agency_ids in enumerate(ids):
        for agency_id in agency_ids:
            rows[agency_id].append(row)
    return rows


def _ranked_alike(
    clause: PreparedClause, own: Stretches, matters: Mapping[int, frozenset[str]], index: ReferenceIndex
) -> Floats:
    """1 for each provision that claims a rank in what a piece of the clause claims one in, else 0.

    A province may be "among the leading ten" in much else, so what it is ranked in counts and not the rank: at least
    `_MATTER` words of it, in word pairs both have.
    """
    out = np.zeros(len(index.ids))
    paired = own.in_pairs(index.has_pair, np.array([*matters], dtype=np.intp)[:, None])
    at = [i for i, pair in clause.tokens.pairs() if pair == f"{RANK} {_PLACE}"]
    for first, last in clause.chunks:
        if any(first <= i < last for i in at):
            words = clause.tokens.words[first:last]
            for (row, matter), held in zip(matters.items(), paired[:, first:last].tolist(), strict=True):
                shared = sum(known and word in matter for word, known in zip(words, held, strict=True))
                out[row] = max(out[row], float(shared >= _MATTER))
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
