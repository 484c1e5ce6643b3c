"""What became of a decision in the one that replaced it, as lines for the terminal."""

from __future__ import annotations

from collections import Counter

from vnplan.errors import Lang
from vnplan.models import Fate, Reference, Succession
from vnplan.report.strings import text


def succession_text(succession: Succession, old: Reference, new: Reference, *, lang: Lang = "vi") -> str:
    """Counts by fate, every old provision with its successors and why, then the new ones without a forerunner."""

    def named(reference: Reference, provision_id: str) -> str:
        return f"{provision_id} {getattr(reference.provision(provision_id).label, lang)}"

    fresh = succession.without_forerunner(new)
    counts: Counter[Fate] = Counter(item.fate for item in succession.items)
    counts[Fate.NEW] = len(fresh)
    lines = [
        f"{old.number} → {new.number}",
        "; ".join(f"{text('fate', fate.value, lang=lang)}: {counts[fate]}" for fate in Fate),
        f"({text('fate', 'reading', lang=lang)})",
    ]
    for item in succession.items:
        lines += ["", f"{named(old, item.id)}  [{text('fate', item.fate.value, lang=lang)}]"]
        lines += [f"  → {named(new, successor)}" for successor in item.successors]
        lines.append(f"  {getattr(item.note, lang)}")
    lines += ["", f"{text('fate', 'new', lang=lang)}:", *(f"  {named(new, i)}" for i in fresh)]
    return "\n".join(lines) + "\n"
