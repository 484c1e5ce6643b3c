"""Clauses that say nothing of their own: the articles of a decision that issues a plan and puts it in force, leads that
only announce what follows, and aims that are no more than carrying the decision out.

Source: how administrative documents open and close (Nghị định 30/2020/NĐ-CP, forms 1.2 and 1.4: what is issued, from
when it holds, who carries it out) and how plans word "mục đích, yêu cầu" (observed). All their words are of carrying
out, of who does so and in what manner (lexicon/data/localise.toml: formula, enacting), but for the name of what is
issued. One that carries out another act, sets a figure or a day is content of the plan's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.localise import enacting_words
from vnplan.lexicon.loader import table
from vnplan.models import Document, Reference

_STRAY = 1  # words besides that a formula may have
_ARTICLE = re.compile(r"\W*(?:điều \w+\W+)?")


def formal_clauses(document: Document, clauses: Sequence[PreparedClause], reference: Reference) -> frozenset[str]:
    """The ids of those of some clauses that say nothing of their own."""
    other = {c.clause for c in document.citations if c.number not in {None, reference.number}}
    busy = other | {target.clause for target in document.targets} | {d.clause for d in document.duties if d.due}
    told = enacting_words([clause.tokens.words for clause in clauses])
    return frozenset(
        clause.node.id
        for clause, formula in zip(clauses, told, strict=True)
        if _enacts(clause) or (clause.node.id not in busy and not _is_due(clause) and int((~formula).sum()) <= _STRAY)
    )


def _enacts(clause: PreparedClause) -> bool:
    """Whether a clause is the article of a decision that issues it, puts it in force or says who carries it out."""
    words = table("localise")["enacting"]
    opening = _ARTICLE.match(clause.low)
    starts = clause.low.startswith(tuple(words["opens"]), opening.end() if opening else 0)
    return starts or clause.low.rstrip(" ./").endswith(tuple(words["closes"]))


def _is_due(clause: PreparedClause) -> bool:
    """Whether a clause says by what month or day."""
    return any(date.role == "deadline" and date.month is not None for date in clause.dates)
