"""The package from outside: quick to import, typed, complete, and of one version everywhere."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import vnplan
from vnplan.errors import OptionError, VnplanError

HEAVY = ("underthesea", "pyvi", "sklearn", "scipy", "pandas", "numpy", "lxml", "pypdfium2", "jinja2", "rich", "typer")
"""Libraries that load when first used, not before."""

_SHOW_MODULES = "import sys; print('\\n'.join(sorted(sys.modules)))"


def _modules_after(code: str) -> set[str]:
    """Names of top-level modules that a fresh interpreter has after running `code`."""
    ran = subprocess.run([sys.executable, "-c", f"{code}\n{_SHOW_MODULES}"], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in ran.stdout.split()}


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert not _modules_after("import vnplan") & {*HEAVY, "pydantic"}


def test_the_version_is_told_before_anything_heavy_is_imported() -> None:
    code = "import sys; sys.argv = ['vnplan', '--version']; from vnplan.__main__ import main; main()"
    assert not _modules_after(code) & {*HEAVY, "pydantic"}


def test_parsing_a_text_needs_no_word_segmenter_and_no_tables() -> None:
    code = "from vnplan import parse_plan; parse_plan(text='I. MỤC TIÊU\\n1. Đào tạo 20 cán bộ.\\n')"
    assert not _modules_after(code) & {"underthesea", "pyvi", "sklearn", "pandas"}


def test_aligning_with_the_default_segmenter_loads_neither_of_the_others(plans_dir: Path) -> None:
    plan = str(plans_dir / "lang-son.txt")
    code = (
        "from vnplan import align_plan, load_reference, parse_plan; "
        f"align_plan(parse_plan({plan!r}), load_reference('qd-127-2021'))"
    )
    assert not _modules_after(code) & {"underthesea", "pyvi", "pandas"}


@pytest.mark.parametrize("name", vnplan.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(vnplan, name) is not None
    assert name in dir(vnplan)


@pytest.mark.parametrize("name", sorted({*vnplan.__all__} - {"__version__"}))
def test_every_public_name_is_explained_with_an_example(name: str) -> None:
    said = inspect.getdoc(getattr(vnplan, name)) or ""
    assert ">>> " in said
    assert said.splitlines()[0].endswith((".", ","))


def test_no_public_function_shares_the_name_of_a_subpackage() -> None:
    inside = {path.name.removesuffix(".py") for path in files("vnplan").iterdir()}
    assert not inside & set(vnplan.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="parse_plans"):
        vnplan.parse_plans  # noqa: B018


def test_the_package_is_typed() -> None:
    assert files("vnplan").joinpath("py.typed").is_file()


def test_the_version_is_semantic_and_the_citation_has_it(project_root: Path) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", vnplan.__version__)
    citation = (project_root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {vnplan.__version__}\n" in citation


def test_libraries_of_the_package_are_declared(project_root: Path) -> None:
    """Everything imported in src is in the standard library, the dependencies or an extra."""
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    declared = {re.split(r"[^\w-]", line)[0].lower() for line in lines}
    called = {"sklearn": "scikit-learn", "docx": "python-docx", "PIL": "pillow", "yaml": "pyyaml"}
    used: set[str] = set()
    for path in (project_root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                used.add(node.module.split(".")[0])
    foreign = {name for name in used if name not in sys.stdlib_module_names and name != "vnplan"}
    assert {called.get(name, name).lower() for name in foreign} <= declared


def test_arguments_of_another_kind_are_refused_in_a_sentence() -> None:
    plan = vnplan.parse_plan(text="I. MỤC TIÊU\n1. Đào tạo 20 cán bộ.\n")
    decision = vnplan.load_reference("qd-127-2021")
    with pytest.raises(OptionError, match="Parse it first"):
        vnplan.align_plan("plan.txt", decision)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="Load it first"):
        vnplan.align_plan(plan, "qd-127-2021")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="type int"):
        vnplan.load_reference(3)  # type: ignore[arg-type]
    for holder in (decision, vnplan.load_succession("qd-127-2021", "qd-1671-2026")):
        with pytest.raises(OptionError, match="Use vi or en"):
            holder.to_dataframe(lang="fr")  # type: ignore[call-arg]
    for given in ({"path": 3}, {"text": 3}):
        with pytest.raises(OptionError, match="type int"):
            vnplan.parse_plan(**given)  # type: ignore[arg-type]


def test_a_table_there_is_not_is_refused_with_those_there_are(tmp_path: Path) -> None:
    plan = vnplan.parse_plan(text="I. MỤC TIÊU\n1. Đào tạo 20 cán bộ.\n")
    alignment = vnplan.align_plan(plan, vnplan.load_reference("qd-127-2021"))
    (tmp_path / "empty.txt").write_bytes(b"")
    for holder in (plan, alignment, vnplan.Comparison(reference="qd-127-2021", plans=()), vnplan.score_plans(tmp_path)):
        with pytest.raises(OptionError, match=r"no table 'foo'\. Use one of: \w+, "):
            holder.to_dataframe("foo")  # type: ignore[arg-type]
    assert "provision" in alignment.to_dataframe("deviations").columns  # an empty table has its columns too


def test_a_document_gives_a_table_of_each_of_its_parts() -> None:
    plan = vnplan.parse_plan(
        text="KẾ HOẠCH\nI. MỤC TIÊU\n1. Đến năm 2027 có 05 mô hình.\nII. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Y tế, Sở Xây dựng phối hợp với Sở Tài chính báo cáo trước ngày 15 tháng 11 hằng năm.\n"
    )
    tables = {name: plan.to_dataframe(name) for name in ("nodes", "targets", "duties", "citations", "notes")}  # type: ignore[arg-type]
    for name, table in tables.items():
        assert len(table) == len(getattr(plan, name))
        assert len(table.columns) > 3  # an empty table has its columns too
    duty = tables["duties"].iloc[0]
    assert (duty["agencies"], duty["partners"], duty["recurring"]) == ("Sở Y tế; Sở Xây dựng", "Sở Tài chính", "annual")
    assert plan.text[duty["start"] : duty["end"]] == plan.duties[0].span.of(plan.text)
    assert tables["targets"]["low"].tolist() == [5]


def test_completion_offers_what_a_value_holds_and_nothing_of_pydantic() -> None:
    plan = vnplan.parse_plan(text="I. MỤC TIÊU\n1. Đào tạo 20 cán bộ.\n")
    offered = {name for name in dir(plan) if not name.startswith("_")}
    assert {"clauses", "node", "nodes", "text", "to_dataframe", "to_json", "from_json"} <= offered
    assert not {name for name in offered if name.startswith(("model_", "parse_"))} | offered & {"dict", "copy", "json"}


def test_a_text_given_as_a_path_is_told_how_to_be_given() -> None:
    with pytest.raises(OptionError, match=r"parse_plan\(text="):
        vnplan.parse_plan("KẾ HOẠCH\nI. MỤC TIÊU\n")


def test_an_unknown_id_is_a_key_error_that_can_be_read() -> None:
    with pytest.raises(KeyError) as caught:
        vnplan.load_reference("qd-127-2021").provision("III.99")
    assert isinstance(caught.value, VnplanError)
    assert str(caught.value).startswith("There is no provision 'III.99' in qd-127-2021. ")
