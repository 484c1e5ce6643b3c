"""Many plans from few: each a plan of the corpora with other figures, words, lines and a province of its own."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from vnplan.lexicon import provinces

ROOT = Path(__file__).resolve().parent.parent
PLANS = ROOT / "corpora" / "plans"


def mutations(count: int, *, seed: int = 127) -> Iterator[tuple[str, str]]:
    """`count` pairs of file name and text; the same for the same seed."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(PLANS.glob("*.txt"))]
    own_names = [provinces().find(text[:600] if "TỈNH" in text[:600] else text) for text in sources]
    names = [row.name for row in provinces().former]
    words = sorted({w for text in sources for w in re.findall(r"[a-zà-ỹđ]{3,}", text)})
    for number in range(count):
        rng = random.Random(f"{seed}-{number}")
        at = number % len(sources)
        text = sources[at]
        home = own_names[at]
        if home is not None:
            name = rng.choice(names)
            text = text.replace(home.name.upper(), name.upper()).replace(home.name, name)
        yield f"plan-{number:05}.txt", _mutated(text, rng, words)


def _mutated(text: str, rng: random.Random, words: list[str]) -> str:
    lines = []
    for line in text.split("\n"):
        chance = rng.random()
        if chance < 0.03 and len(line) > 40:
            continue
        if chance < 0.15:
            line = re.sub(r"\b0?\d{1,2}\b", lambda m: f"{rng.randint(1, 40):02}", line, count=1)
        elif chance < 0.35 and len(line) > 40:
            parts = line.split(" ")
            parts[rng.randrange(3, len(parts)) if len(parts) > 4 else 0] = rng.choice(words)
            line = " ".join(parts)
        lines.append(line)
    return "\n".join(lines)


def write(folder: Path, count: int, *, seed: int = 127) -> None:
    """Write mutations into a folder, those that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in mutations(count, seed=seed):
        if not (folder / name).is_file():
            (folder / name).write_text(text, encoding="utf-8")
