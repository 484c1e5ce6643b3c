"""A paragraph in the tree."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.models import NodeKind
from vnplan.parse.structure.blocks import Block
from vnplan.parse.structure.numbering import Label


@dataclass(slots=True, eq=False)
class Item:
    """A paragraph in the tree."""

    block: Block
    parent: Item | None = None
    label: Label | None = None
    element: str = ""
    kind: NodeKind = NodeKind.CLAUSE
    rule: str = ""
    children: int = 0
    bullets: int = 0
    plus: int = 0
    unnumbered: int = 0
    heading: bool = False
    """A heading without a number."""
    path: tuple[str, ...] = ()
    id: str = ""

    @property
    def text(self) -> str:
        """Its words after the label."""
        return self.block.text
