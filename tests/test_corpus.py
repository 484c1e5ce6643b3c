"""The corpora as given, and their reader."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from vnplan import parse_plan
from vnplan.corpus import load_corpus
from vnplan.errors import ReadError, SchemaError
from vnplan.evaluate import load_gold_plan


@pytest.fixture
def copy(project_root: Path, tmp_path: Path) -> Path:
    """A corpora folder that a test may damage."""
    return Path(shutil.copytree(project_root / "corpora", tmp_path / "corpora"))


def test_the_five_plans_and_their_annotations_are_as_the_manifest_says(project_root: Path) -> None:
    corpus = load_corpus(project_root / "corpora")
    assert [plan.name for plan in corpus.plans] == ["vinh-long", "can-tho", "lang-son", "hoa-binh", "hai-phong"]
    assert {gold.name for gold in corpus.gold} == {"hoa-binh", "lang-son", "can-tho"}
    assert {silver.name for silver in corpus.silver} == {"hai-phong", "vinh-long"}
    assert all(plan.bytes == corpus.plan_path(plan.name).stat().st_size for plan in corpus.plans)
    assert all(gold.bytes == corpus.gold_path(gold.name).stat().st_size for gold in corpus.gold)


def test_every_file_of_the_corpora_is_listed(project_root: Path) -> None:
    corpus = load_corpus(project_root / "corpora")
    listed = {corpus.folder / entry.file for entry in (*corpus.plans, *corpus.gold, *corpus.silver)}
    found = {
        p for folder in ("plans", "gold", "silver") for p in (corpus.folder / folder).iterdir() if p.suffix != ".md"
    }
    assert found == listed


def test_annotations_are_of_the_text_of_the_plan(project_root: Path) -> None:
    corpus = load_corpus(project_root / "corpora")
    for path in [
        *(corpus.gold_path(g.name) for g in corpus.gold),
        *(corpus.silver_path(s.name) for s in corpus.silver),
    ]:
        assert load_gold_plan(path).text == corpus.plan_path(path.stem).read_bytes().decode("utf-8")


def test_the_plans_are_byte_for_byte_those_supplied(project_root: Path, shared_dir: Path) -> None:
    corpus = load_corpus(project_root / "corpora")
    for plan in corpus.plans:
        assert corpus.plan_path(plan.name).read_bytes() == (shared_dir / "corpora" / f"{plan.name}.txt").read_bytes()
    for gold in corpus.gold:
        assert corpus.gold_path(gold.name).read_bytes() == (shared_dir / "gold" / f"{gold.name}.json").read_bytes()


@pytest.mark.parametrize("name", ["vinh-long", "can-tho", "lang-son", "hoa-binh", "hai-phong"])
def test_the_parser_reads_from_each_plan_what_the_manifest_says(project_root: Path, name: str) -> None:
    corpus = load_corpus(project_root / "corpora")
    entry = next(plan for plan in corpus.plans if plan.name == name)
    found = parse_plan(corpus.plan_path(name)).metadata
    assert (found.province, found.number, found.issued_on, found.issuer, found.signer) == (
        entry.province,
        entry.number,
        entry.issued_on,
        entry.issuer,
        entry.signer,
    )


def test_the_folder_of_the_checkout_is_found_from_below(
    project_root: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy / "plans")
    assert load_corpus().folder == copy


def test_without_a_checkout_the_error_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("vnplan.corpus.__file__", str(tmp_path / "site-packages" / "vnplan" / "corpus.py"))
    with pytest.raises(ReadError, match=r"no corpora folder.*comes with a checkout"):
        load_corpus()


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no manifest"):
        load_corpus(tmp_path)


def test_a_changed_file_is_refused_with_its_name(copy: Path) -> None:
    plan = copy / "plans" / "hoa-binh.txt"
    plan.write_bytes(plan.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(ReadError, match=r"hoa-binh\.txt: The file is not the one.*without changing line ends"):
        load_corpus(copy)


def test_a_missing_file_is_refused_with_its_name(copy: Path) -> None:
    (copy / "gold" / "can-tho.json").unlink()
    with pytest.raises(ReadError, match=r"can-tho\.json: A file of the manifest cannot be read"):
        load_corpus(copy)


@pytest.mark.parametrize(
    ("old", "new", "error", "message"),
    [
        ('schema_version = "1.0"', 'schema_version = "2.0"', SchemaError, "Upgrade"),
        ('schema = "vnplan/corpora"', 'schema = "vnplan/other"', SchemaError, "Field schema"),
        ('province = "Vĩnh Long"\n', "", SchemaError, r"plans\.0\.province"),
        ('file = "plans/vinh-long.txt"', 'file = "../vinh-long.txt"', ReadError, "outside its folder"),
        ("[[plans]]", "[[plans", ReadError, "cannot be read"),
    ],
)
def test_a_manifest_that_does_not_hold_is_refused(
    copy: Path, old: str, new: str, error: type[Exception], message: str
) -> None:
    manifest = copy / "manifest.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(error, match=message):
        load_corpus(copy)
