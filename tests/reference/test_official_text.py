"""The codebook against the official text: every place, every figure, every word count. Skipped where the text is absent."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest

from vnplan.align import align_plan
from vnplan.align.counting import count_words, parts_of
from vnplan.align.wording.statistics import load_statistics
from vnplan.errors import ReferenceDataError
from vnplan.models import Document, Reference
from vnplan.parse import parse_plan
from vnplan.parse.figures.quantities import find_quantities
from vnplan.reference import attach_official_text, load_reference, official_texts

REFERENCES = ("qd-127-2021", "qd-1671-2026")
# Figures of the official text that are no commitments of the Decision: dates and numbers of acts it cites.
CITED = {"qd-127-2021": {"IV.6.2": {"20", "8", "2019", "2030", "50"}}}
# Parts of the official text that only name who is to act (the addressee) and say nothing of what.
WHO = {
    "qd-127-2021": {"D2.1": {1}, "D2.2": {1, 2}, "D2.3": {1}, "D2.4": {1}, "D2.5": {1, 2}, "D2.6.2": {3, 4, 5, 6}},
}


@pytest.fixture(scope="module", params=REFERENCES)
def codebook(request: pytest.FixtureRequest) -> Reference:
    return load_reference(request.param)


@pytest.fixture(scope="module")
def official_path(shared_dir: Path, codebook: Reference) -> Path:
    return shared_dir / "reference" / f"{codebook.id}.md"


@pytest.fixture(scope="module")
def official(official_path: Path) -> Document:
    return parse_plan(official_path)


@pytest.fixture(scope="module")
def texts(official: Document, codebook: Reference) -> dict[str, str]:
    return official_texts(official, codebook)


def test_every_provision_is_found_at_its_place(texts: dict[str, str], codebook: Reference) -> None:
    assert list(texts) == [p.id for p in codebook.provisions]


def test_every_figure_of_the_codebook_stands_in_the_official_words(texts: dict[str, str], codebook: Reference) -> None:
    for provision in codebook.provisions:
        quantities = find_quantities(texts[provision.id])
        stated = {q.low for q in quantities} | {q.high for q in quantities}
        for figure in provision.figures:
            assert figure.low in stated, provision.id
            assert figure.high is None or figure.high in stated, provision.id


def test_every_number_of_the_official_words_is_accounted_for(texts: dict[str, str], codebook: Reference) -> None:
    for provision in codebook.provisions:
        known = {str(f.low) for f in provision.figures} | {str(f.high) for f in provision.figures}
        known |= {str(provision.horizon), *CITED.get(codebook.id, {}).get(provision.id, ())}
        if provision.due:
            known |= {str(provision.due.day), str(provision.due.month)}
        if provision.period:
            known |= {str(provision.period.start), str(provision.period.end)}
        known |= set(re.findall(r"\d+", provision.statement.vi))
        for number in re.findall(r"\d+", texts[provision.id]):
            assert str(Decimal(number)) in {str(Decimal(k)) for k in known if k.isdigit()}, (provision.id, number)


def test_every_part_belongs_to_one_measure_or_names_who_acts(texts: dict[str, str], codebook: Reference) -> None:
    for provision in codebook.provisions:
        parts = [part for measure in provision.measures for part in measure.parts]
        parts += WHO.get(codebook.id, {}).get(provision.id, ())
        assert sorted(parts) == list(range(1, len(parts_of(texts[provision.id])) + 1)), provision.id


def test_the_packaged_counts_are_those_of_the_official_text(
    texts: dict[str, str], codebook: Reference, official_path: Path
) -> None:
    digest = hashlib.sha256(official_path.read_bytes()).hexdigest()
    same = load_statistics(codebook.id) == count_words(codebook, texts, source_sha256=digest)
    assert same, "count again: python scripts/count_words.py"  # what differs is too long to be shown


def test_attaching_shows_the_wording_and_changes_no_result(
    codebook: Reference, official_path: Path, plans_dir: Path
) -> None:
    attached, notes = attach_official_text(codebook, official_path)
    assert notes == ()
    assert len(attached.official) == len(codebook.provisions)
    plan = parse_plan(plans_dir / "lang-son.txt")
    assert align_plan(plan, attached).to_json() == align_plan(plan, codebook).to_json()


def test_another_text_cannot_be_attached(codebook: Reference, plans_dir: Path) -> None:
    with pytest.raises(ReferenceDataError, match=f"Attach the full text of {codebook.number}"):
        attach_official_text(codebook, plans_dir / "lang-son.txt")
