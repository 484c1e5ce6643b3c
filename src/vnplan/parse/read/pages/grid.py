"""Table grids from drawn rules: where lines cross there are cells; where a line is missing, cells are merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vnplan.parse.read.pages.model import Rule, Word

_NEAR = 2.5
_TOUCH = 4.0
_OPEN = 8.0
_LINES_AT_MOST = 600


@dataclass(slots=True)
class GridCell:
    """A cell, perhaps merged: the rows and columns it covers (first and last, from 0) and the words inside."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A drawn table: the positions of its column and row borders and its cells, row by row."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    page: int = 0

    @property
    def top(self) -> float:
        """Upper border."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Lower border."""
        return self.ys[-1]


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that a page's rules draw, from top to bottom: at least two rows or columns of cells.

    >>> lines = [Rule(True, y, 0, 200) for y in (0, 20, 40)] + [Rule(False, x, 0, 40) for x in (0, 50, 200)]
    >>> [(len(grid.cells), grid.xs) for grid in find_grids(lines)]
    [(4, [0, 50, 200])]
    """
    across = _joined(rule for rule in rules if rule.horizontal)
    down = _joined(rule for rule in rules if not rule.horizontal)
    if not across or not down or len(across) + len(down) > _LINES_AT_MOST:
        return []
    grids = []
    for group_across, group_down in _components(across, down):
        if len(group_across) + len(group_down) >= 4:
            grid = _grid(group_across, group_down)
            if grid is not None:
                grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.top, grid.xs[0]))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch, as one rule."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _NEAR), rule.low, rule.high, rule.at)):
        for index in range(len(out) - 1, max(-1, len(out) - 40), -1):
            other = out[index]
            if abs(other.at - rule.at) <= _NEAR and rule.low <= other.high + _TOUCH and other.low <= rule.high + _TOUCH:
                out[index] = Rule(rule.horizontal, other.at, min(other.low, rule.low), max(other.high, rule.high))
                break
        else:
            out.append(rule)
    return out


def _components(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that cross or meet."""
    owner = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for i, flat in enumerate(across):
        for j, upright in enumerate(down):
            if (
                flat.low - _TOUCH <= upright.at <= flat.high + _TOUCH
                and upright.low - _TOUCH <= flat.at <= upright.high + _TOUCH
            ):
                owner[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, flat in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(flat)
    for j, upright in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(upright)
    return [groups[key] for key in sorted(groups)]


def _positions(rules: Iterable[Rule]) -> list[float]:
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > 2 * _NEAR:
            found.append(at)
    return found


def _with_open_ends(found: list[float], crossing: list[Rule]) -> list[float]:
    """Add the outer borders that are not drawn: two or more crossing rules that end together beyond the last border.

    A page break often leaves a table open below and above; many tables have no lines at their sides.
    """
    first, last = min(rule.low for rule in crossing), max(rule.high for rule in crossing)
    if found[0] - first > _OPEN and sum(rule.low - first <= _TOUCH for rule in crossing) >= 2:
        found = [first, *found]
    if last - found[-1] > _OPEN and sum(last - rule.high <= _TOUCH for rule in crossing) >= 2:
        found = [*found, last]
    return found


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs = _with_open_ends(_positions(down), across)
    ys = _with_open_ends(_positions(across), down)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > 6_000:
        return None
    owner = list(range(columns * rows))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _drawn(down, xs[column + 1], middle):
                owner[root(here + 1)] = root(here)
            if row + 1 < rows and not _drawn(across, ys[row + 1], (xs[column] + xs[column + 1]) / 2):
                owner[root(here + columns)] = root(here)
    merged: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            merged.setdefault(root(row * columns + column), []).append((row, column))
    cells = [
        GridCell((min(r for r, _ in places), max(r for r, _ in places)),
                 (min(c for _, c in places), max(c for _, c in places)))
        for places in merged.values()
    ]  # fmt: skip
    area = sum((cell.rows[1] - cell.rows[0] + 1) * (cell.columns[1] - cell.columns[0] + 1) for cell in cells)
    if len(cells) < 2 or area != columns * rows:  # hulls that overlap: lines that make no rectangles, a drawing
        return None
    return Grid(xs, ys, sorted(cells, key=lambda cell: (cell.rows[0], cell.columns[0])))


def _drawn(rules: list[Rule], at: float, through: float) -> bool:
    return any(abs(rule.at - at) <= 2 * _NEAR and rule.low - _NEAR <= through <= rule.high + _NEAR for rule in rules)


def fill(grid: Grid, words: Iterable[Word]) -> list[Word]:
    """Put the words that lie in the grid into its cells; out come the others. A word over a border is cut there."""
    rest: list[Word] = []
    owner = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.rows[0], cell.rows[1] + 1)
        for column in range(cell.columns[0], cell.columns[1] + 1)
    }
    for word in words:
        if not (grid.top <= word.middle <= grid.bottom and grid.xs[0] - _NEAR <= word.x0 < grid.xs[-1]):
            rest.append(word)
            continue
        row = _slot(grid.ys, word.middle)
        start = 0
        while start < len(word.text):
            left, right = word.edges[start]
            cell = owner[row, _slot(grid.xs, (left + right) / 2)]
            border = grid.xs[cell.columns[1] + 1]
            end = start + 1
            while end < len(word.text) and sum(word.edges[end]) / 2 <= border:
                end += 1
            cell.words.append(word.part(start, end))
            start = end
    return rest


def _slot(borders: list[float], at: float) -> int:
    return next((index for index, border in enumerate(borders[1:]) if at <= border), len(borders) - 2)
