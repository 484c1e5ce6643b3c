"""Write plan-60k.txt, the file of about 60,000 characters: three plans of the corpora, one after the other."""

from __future__ import annotations

from pathlib import Path

from mutations import PLANS

if __name__ == "__main__":
    parts = [(PLANS / f"{name}.txt").read_text(encoding="utf-8") for name in ("hai-phong", "can-tho", "hoa-binh")]
    Path(__file__).with_name("plan-60k.txt").write_text("\n\n".join(parts), encoding="utf-8")
