"""Where an analyst's decisions lie: a small JSON file beside the plan, `<plan file>.review.json`.

It is written by `vnplan review apply` only; no other run changes or removes it.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from vnplan.errors import ReadError
from vnplan.files import write_file
from vnplan.models import LinkDecision, Review

SUFFIX = ".review.json"
_LONGEST = 255
"""Bytes of a file's name on the usual systems."""


def review_file(plan: str | Path) -> Path:
    """The file that keeps the decisions on a plan (it need not exist).

    >>> review_file("plans/can-tho.txt").name
    'can-tho.txt.review.json'
    """
    path = Path(plan)
    name = path.name + SUFFIX
    if len(os.fsencode(name)) > _LONGEST:  # titles of decisions make such names; a mark of the whole keeps them apart
        name = f"{path.name[:40]}~{zlib.crc32(os.fsencode(path.name)):08x}{SUFFIX}"
    return path.with_name(name)


def load_review(plan: str | Path) -> Review | None:
    """The decisions kept beside a plan, or None. Raises `SchemaError` or `ReadError` for a damaged file.

    A damaged file stops the run rather than being passed over: a correction must not be lost without a word.
    """
    path = review_file(plan)
    if not path.is_file():
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError("review_unread", where=str(path), reason=str(error.strerror)) from error
    return Review.from_json(content, where=str(path))


def review_on(plan: str | Path, reference_id: str) -> Review | None:
    """The review beside a plan, if it speaks of this reference."""
    review = load_review(plan)
    return review if review is not None and review.reference == reference_id else None


def decisions_on(plan: str | Path, reference_id: str) -> tuple[LinkDecision, ...]:
    """The decisions beside a plan that speak of this reference."""
    review = review_on(plan, reference_id)
    return review.decisions if review is not None else ()


def keep_review(plan: str | Path, review: Review) -> Path:
    """Write the decisions beside the plan, whole or not at all."""
    return write_file(review_file(plan), review.to_json())
