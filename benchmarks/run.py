"""Speed, growth and workers, side by side in one run: `python benchmarks/run.py` (README.md beside it).

Speed is measured in processor time of one process, which other programs on the machine disturb least; wall time
stands beside it. Each number is the best of several rounds.
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mutations import PLANS, write
from pipelines import PIPELINES

LONG = Path(__file__).with_name("plan-60k.txt")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3, help="rounds of each pipeline (best one counts)")
    asked.add_argument("--plans", type=int, nargs="*", default=[10, 100, 1_000], help="sizes of runs, for growth")
    asked.add_argument("--jobs", type=int, nargs="*", default=[1, 2], help="numbers of workers, for scaling")
    asked.add_argument("--scaling-plans", type=int, default=200, help="plans in the runs that compare workers")
    asked.add_argument("--json", type=Path, help="write the numbers here too")
    chosen = asked.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {_cores()} cores")
    found = {
        "speed": speed(chosen.rounds),
        "growth": growth(chosen.plans),
        "workers": workers(chosen.jobs, chosen.scaling_plans),
    }
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _cores() -> int:
    from joblib import cpu_count

    return int(cpu_count())


def speed(rounds: int) -> dict[str, dict[str, float]]:
    """Seconds per plan of each pipeline, over the long file and over the five plans."""
    from threadpoolctl import threadpool_limits

    sets = {"one file of 60,000 characters": [LONG], "the five plans": sorted(PLANS.glob("*.txt"))}
    ready = {name: make() for name, make in PIPELINES.items()}
    out: dict[str, dict[str, float]] = {}
    with threadpool_limits(limits=1):
        for title, paths in sets.items():
            print(
                f"\n{title}\n{'':22} {'plans/s':>9} {'s/plan':>9} {'wall':>9} {'x floor':>9} "
                f"{'x by hand, underthesea':>24}"
            )
            times: dict[str, tuple[float, float]] = {}
            for name, run in ready.items():
                for path in paths:
                    run(path)  # models load, caches fill
                best = [math.inf, math.inf]
                for _ in range(rounds):
                    cpu, wall = time.process_time(), time.perf_counter()
                    for path in paths:
                        run(path)
                    best = [
                        min(best[0], (time.process_time() - cpu) / len(paths)),
                        min(best[1], (time.perf_counter() - wall) / len(paths)),
                    ]
                times[name] = (best[0], best[1])
            floor, hand = times["floor"][0], times["by hand, underthesea"][0]
            for name, (cpu, wall) in times.items():
                print(f"{name:22} {1 / cpu:9.2f} {cpu:9.4f} {wall:9.4f} {cpu / floor:9.2f} {hand / cpu:23.2f}x")
            out[title] = {name: cpu for name, (cpu, _) in times.items()}
    return out


def score(count: int, jobs: int, *, kept: bool = False) -> dict[str, float]:
    """One run over `count` mutated plans in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write(folder / "plans", count)
        child = Path(__file__).with_name("one_run.py")
        command = [sys.executable, str(child), str(folder / "plans"), str(folder / "out"), str(jobs)]
        command += [str(PLANS / "hoa-binh.txt"), *(["kept"] if kept else [])]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return {key: float(value) for key, value in json.loads(done.stdout).items()}


def growth(sizes: list[int]) -> list[dict[str, float]]:
    """Time and memory of runs of several sizes, on one worker, with all tables and shared wording written.

    Start-up (libraries, reference, models) stands apart: within the time of a run it would flatter its growth.
    """
    rows = []
    print(
        f"\n{'plans':>8} {'start s':>9} {'cpu s':>9} {'s/plan':>9} {'scoring':>9} {'writing':>9} {'peak MB':>9} "
        f"{'exponent':>9} {'with start':>10}"
    )
    for size in sizes:
        found = score(size, 1, kept=True)
        exponents = ["", ""]
        if rows:
            before = rows[-1]
            step = math.log(size / before["plans"])
            alone = found["cpu"] / before["cpu"]
            together = (found["cpu"] + found["start"]) / (before["cpu"] + before["start"])
            exponents = [f"{math.log(times) / step:.2f}" for times in (alone, together)]
        rows.append(found)
        print(
            f"{size:8} {found['start']:9.1f} {found['cpu']:9.1f} {found['cpu'] / size:9.4f} {found['scoring']:9.1f} "
            f"{found['writing']:9.1f} {max(found['parent_mb'], found['worker_mb']):9.0f} {exponents[0]:>9} "
            f"{exponents[1]:>10}",
            flush=True,
        )
    return rows


def workers(numbers: list[int], plans: int) -> list[dict[str, float]]:
    """The same run with several numbers of workers."""
    rows = []
    print(f"\n{'workers':>8} {'wall s':>9} {'speed-up':>9} {'worker MB':>10} {'parent MB':>10}  ({plans} plans)")
    for number in numbers:
        found = score(plans, number)
        rows.append(found)
        fast = rows[0]["scoring"] / found["scoring"]
        worker = f"{found['worker_mb']:.0f}" if number > 1 else "–"
        print(f"{number:8} {found['scoring']:9.1f} {fast:9.2f} {worker:>10} {found['parent_mb']:10.0f}", flush=True)
    return rows


if __name__ == "__main__":
    main()
