"""The packaged model is what its command makes of the gold plans as they are read today."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from vnplan import load_reference
from vnplan.align.links.model import default_model
from vnplan.align.train import load_gold, prepare_training, train


def test_the_model_in_the_package_is_made_of_today_s_gold_and_features(project_root: Path):
    """After a change of features: `python scripts/train_links.py corpora/gold/…` (the command stands in the model)."""
    model = default_model()
    reference = load_reference("qd-127-2021")
    files = [project_root / word for word in model.command.split()[2:]]
    assert model.trained_on == {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    plans = []
    for file in files:
        gold, document = load_gold(file)
        plan, index = prepare_training(document, gold, reference, segmenter_name="syllable")
        plans.append(plan)
    again = train(plans, index, name=model.name, command=model.command)
    for ours, theirs in ((again.step_one, model.step_one), (again.step_two, model.step_two)):
        assert ours == pytest.approx(theirs, abs=0.02)
    assert all(weight >= 0 for weight in (*model.step_one.values(), *model.step_two.values()))
