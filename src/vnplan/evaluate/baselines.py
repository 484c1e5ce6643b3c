"""What a user would write instead: similarity of whole clauses and whole provisions, and a threshold.

Every clause goes to the provision it is most alike, if alike enough. The threshold is chosen on the very plans that
are scored, which flatters these methods.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vnplan.evaluate.figures import Match, Share, match_of, total
from vnplan.evaluate.gold import GoldPlan, match_units
from vnplan.evaluate.results import BaselineScore
from vnplan.models import Document
from vnplan.text import nfc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_WORD = re.compile(r"\w+", re.UNICODE)
_K1, _B = 1.5, 0.75  # the usual constants of BM25


@dataclass(frozen=True, slots=True)
class BaselinePlan:
    """An annotated plan with our clauses: their words in one line, and the unit each is (None: no unit)."""

    gold: GoldPlan
    lines: tuple[str, ...]
    units: tuple[int | None, ...]


def baseline_plan(gold: GoldPlan, document: Document) -> BaselinePlan:
    """The clauses of a parsed plan, matched to the annotated units."""
    clauses = document.clauses
    unit_of = match_units(
        gold.text, [u for u in gold.units if u.in_body], {k: [c.span] for k, c in enumerate(clauses)}, overlap=0.5
    )
    return BaselinePlan(
        gold, tuple(nfc(c.text).lower() for c in clauses), tuple(unit_of.get(k) for k in range(len(clauses)))
    )


def score_baselines(plans: Sequence[BaselinePlan], wordings: Mapping[str, str]) -> tuple[BaselineScore, ...]:
    """All methods on the same clauses; `wordings` maps provision ids to the text clauses are compared with."""
    ids = list(wordings)
    texts = [nfc(wordings[i]).lower() for i in ids]
    return tuple(_score(name, [likeness(p.lines, texts) for p in plans], plans, ids) for name, likeness in METHODS)


def _score(name: str, likeness: Sequence[Floats], plans: Sequence[BaselinePlan], ids: Sequence[str]) -> BaselineScore:
    best = [(matrix.argmax(axis=1), matrix.max(axis=1)) for matrix in likeness]
    tried = sorted({round(float(score), 6) for _, scores in best for score in scores})
    marks = [
        (total(_links(p, ids, *found, threshold) for p, found in zip(plans, best, strict=True)).f1, threshold)
        for threshold in tried
    ]
    threshold = max(marks, key=lambda mark: (mark[0], -mark[1]))[1] if marks else 0.0
    links = {p.gold.name: _links(p, ids, *found, threshold) for p, found in zip(plans, best, strict=True)}
    return BaselineScore(
        method=name,
        threshold=threshold,
        plans=links,
        hits={p.gold.name: _hits(p, ids, top) for p, (top, _) in zip(plans, best, strict=True)},
        pooled=total(links.values()),
        local_clauses=total(_local(p, scores, threshold) for p, (_, scores) in zip(plans, best, strict=True)),
    )


def _links(plan: BaselinePlan, ids: Sequence[str], top: NDArray[np.intp], scores: Floats, threshold: float) -> Match:
    wanted = plan.gold.links()
    sure = {key for key, link in wanted.items() if link.strength == "sure"}
    found = {
        (unit if unit is not None else -row, ids[int(top[row])])
        for row, unit in enumerate(plan.units)
        if round(float(scores[row]), 6) >= threshold
    }
    return Match(predicted=len(found), expected=len(sure), right=len(found & set(wanted)), recovered=len(found & sure))


def _hits(plan: BaselinePlan, ids: Sequence[str], top: NDArray[np.intp]) -> Share:
    wanted = set(plan.gold.links())
    first = {unit: ids[int(top[row])] for row, unit in enumerate(plan.units) if unit is not None}
    units = {n for n, _ in wanted}
    return Share(right=sum((n, first.get(n)) in wanted for n in units), total=len(units))


def _local(plan: BaselinePlan, scores: Floats, threshold: float) -> Match:
    linked = {unit for row, unit in enumerate(plan.units) if round(float(scores[row]), 6) >= threshold}
    aligned = {u.n for u in plan.gold.units if u.aligned}
    annotated = {a.n: a for a in plan.gold.annotations}
    return match_of(
        {n for n in aligned if n not in linked}, {n for n in aligned if n in annotated and not annotated[n].links}
    )


def _syllables(text: str) -> list[str]:
    return _WORD.findall(text)


def _underthesea(text: str) -> list[str]:
    from underthesea import word_tokenize

    return [w for w in word_tokenize(text) if any(c.isalnum() for c in w)]


def _pyvi(text: str) -> list[str]:
    from pyvi import ViTokenizer

    return [w for w in ViTokenizer.tokenize(text).split() if any(c.isalnum() for c in w)]


def _cosine(cut: Callable[[str], list[str]]) -> Callable[[Sequence[str], Sequence[str]], Floats]:
    def likeness(clauses: Sequence[str], provisions: Sequence[str]) -> Floats:
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectors = TfidfVectorizer(analyzer=cut, sublinear_tf=True)
        rows = vectors.fit_transform(provisions)
        return np.asarray((vectors.transform(clauses) @ rows.T).toarray())

    return likeness


def _bm25(clauses: Sequence[str], provisions: Sequence[str]) -> Floats:
    """Okapi BM25, the clause as query, provisions as documents; per weight of the query, so that a threshold holds."""
    documents = [Counter(_syllables(text)) for text in provisions]
    frequency = Counter(word for counts in documents for word in counts)
    n = len(documents)
    average = sum(sum(c.values()) for c in documents) / max(1, n)
    damp = np.array([_K1 * (1 - _B + _B * sum(c.values()) / average) for c in documents])
    weights = {word: math.log(1 + (n - f + 0.5) / (f + 0.5)) for word, f in frequency.items()}
    gains: dict[str, Floats] = {}
    for word, weight in weights.items():
        counts = np.array([float(c.get(word, 0)) for c in documents])
        gains[word] = weight * counts * (_K1 + 1) / (counts + damp)
    unseen = math.log(1 + (n + 0.5) / 0.5)
    out = np.zeros((len(clauses), n))
    for row, text in enumerate(clauses):
        query = sorted(set(_syllables(text)))
        for word in query:
            if word in gains:
                out[row] += gains[word]
        out[row] /= sum(weights.get(word, unseen) for word in query) or 1.0
    return out


def _rapidfuzz(clauses: Sequence[str], provisions: Sequence[str]) -> Floats:
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.process import cdist

    return np.asarray(cdist(clauses, provisions, scorer=token_set_ratio), dtype=np.float64) / 100


def _difflib(clauses: Sequence[str], provisions: Sequence[str]) -> Floats:
    from difflib import SequenceMatcher

    out = np.zeros((len(clauses), len(provisions)))
    for column, text in enumerate(provisions):
        matcher = SequenceMatcher(None, b=_syllables(text), autojunk=False)  # keeps what it knows of b
        for row, clause in enumerate(clauses):
            matcher.set_seq1(_syllables(clause))
            out[row, column] = matcher.ratio()
    return out


METHODS: tuple[tuple[str, Callable[[Sequence[str], Sequence[str]], Floats]], ...] = (
    ("tf-idf underthesea", _cosine(_underthesea)),
    ("tf-idf pyvi", _cosine(_pyvi)),
    ("tf-idf syllable", _cosine(_syllables)),
    ("bm25", _bm25),
    ("rapidfuzz", _rapidfuzz),
    ("difflib", _difflib),
)
"""Name and likeness (clauses x provisions, higher is more alike) of each baseline."""
