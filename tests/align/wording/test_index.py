"""A reference is prepared once, packaged or not."""

from __future__ import annotations

from vnplan import load_reference
from vnplan.align.wording.index import index_of
from vnplan.models import Reference


def test_a_codebook_of_ones_own_is_prepared_once_for_all_plans():
    own = Reference.from_json(load_reference("qd-127-2021").to_json())
    first = index_of(own, segmenter_name="syllable")
    assert index_of(own, segmenter_name="syllable") is first
    assert index_of(own.model_copy(), segmenter_name="syllable") is first
    assert index_of(own, segmenter_name="pyvi") is not first


def test_what_differs_in_name_or_provisions_is_another_reference():
    own = load_reference("qd-127-2021")
    first = index_of(own, segmenter_name="syllable")
    renamed = index_of(own.model_copy(update={"id": "our-copy"}), segmenter_name="syllable")
    shorter = index_of(own.model_copy(update={"provisions": own.provisions[:20]}), segmenter_name="syllable")
    assert first.reference.id != renamed.reference.id == "our-copy"
    assert len(shorter.ids) == 20 < len(first.ids)
