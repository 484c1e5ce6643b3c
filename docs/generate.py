"""Write the pages of docs/ that repeat what the code says (tables.md, notes.md, errors.md): `python docs/generate.py`.

Tests compare the pages with what this makes of the code.
"""

from __future__ import annotations

from pathlib import Path

from vnplan.errors import Lang, catalogue, joined
from vnplan.parse.notes import NOTES
from vnplan.tables import COLUMNS

_PURPOSE = {
    "plans": "a row per plan: counts, rates, deviations by kind and severity",
    "coverage": "a row per provision and plan",
    "links": "a row per link",
    "deviations": "a row per deviation",
    "targets": "a row per target",
    "duties": "a row per clause with a duty",
    "unlinked": "a row per clause without a link: local content",
}


_TABLES_HEAD = """# Tables

`vnplan compare --out` writes them as CSV (UTF-8) into `tables/`; `Comparison.to_dataframe(name)` gives them as
DataFrames. Codes are those of the JSON; beside them stand the Vietnamese labels (`*_label`). Several values of one cell
are separated by `; `. Offsets count characters of the document's text.
"""

_NOTES_HEAD = """# Notes

What the parser repaired, assumed or doubted, and what of an official text was not attached. A code keeps its meaning;
words in braces are filled in with those of the case.

| code | message | meaning |
|---|---|---|
"""


_ERRORS_HEAD = """# Errors

What is refused: every error carries a code (`error.code`), its message in English, and the same in Vietnamese
(`error.in_words("vi")`). A code keeps its meaning; words in braces are filled in with those of the case. Failed
files of a comparison or a score table have the code too (`failure.refusal.code`).

| code | English | tiếng Việt |
|---|---|---|
"""


def tables_page() -> str:
    """The columns of every table."""
    parts = [_TABLES_HEAD]
    for name, columns in COLUMNS.items():
        purpose = f": {_PURPOSE[name]}" if name in _PURPOSE else ""
        parts.append(f"\n## {name}\n\n`{name}.csv`{purpose}.\n\n" + ", ".join(f"`{c}`" for c in columns) + "\n")
    return "".join(parts)


def notes_page() -> str:
    """The codes of the parser's notes."""
    return _NOTES_HEAD + "".join(f"| `{code}` | {kind.message} | {kind.meaning} |\n" for code, kind in NOTES.items())


def errors_page() -> str:
    """The codes of errors with their sentences."""

    def message(said: dict[str, dict[Lang, str]], lang: Lang) -> str:
        return joined(said["what"][lang], said["todo"][lang]).replace("|", "\\|")

    return _ERRORS_HEAD + "".join(
        f"| `{code}` | {message(said, 'en')} | {message(said, 'vi')} |\n" for code, said in catalogue().items()
    )


PAGES = {"tables.md": tables_page, "notes.md": notes_page, "errors.md": errors_page}

if __name__ == "__main__":
    for page, made in PAGES.items():
        Path(__file__).with_name(page).write_text(made(), encoding="utf-8")
