"""The notebooks run from top to bottom, offline, and are kept without outputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

NAMES = ["01-one-plan", "02-five-plans", "03-score-a-new-plan", "04-shared-and-own"]


def test_these_are_all(project_root: Path) -> None:
    assert sorted(path.stem for path in (project_root / "notebooks").glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_not_kept(name: str, project_root: Path) -> None:
    cells = json.loads((project_root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert not [cell for cell in code if cell["outputs"] or cell["execution_count"]]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_runs(name: str, project_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    folder = project_root / "notebooks"
    notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    ran = nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}
    ).execute()
    outputs = [output for cell in ran.cells if cell.cell_type == "code" for output in cell.outputs]
    errors = [output.text for output in outputs if output.output_type == "stream" and output.name == "stderr"]
    assert errors == []
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == {"02-five-plans": 3, "04-shared-and-own": 1}.get(name, 0)
    pages = [str(output.data.get("text/html", "")) for output in outputs if output.output_type == "display_data"]
    assert pages, "nothing is displayed"
    assert not [page for page in pages if "https://cdn" in page], "a table would be fetched"
