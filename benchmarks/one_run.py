"""One run of `score_plans`, for run.py, in a process of its own: PLANS OUT JOBS FIRST [kept].

FIRST is a plan to be scored before: libraries load, the reference and the models are prepared. Prints one line of JSON:
seconds of processor time until then (`start`) and after it (`cpu`), of wall time for scoring and writing, and the
largest resident memory of this process and of its workers.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from vnplan import score_plans


def main() -> None:
    plans, out, jobs, first, *rest = sys.argv[1:]
    kept = bool(rest)
    score_plans(first).finish()
    start = time.process_time()
    wall = time.perf_counter()
    table = score_plans(plans, out=out, jobs=int(jobs), keep_plans=kept).finish()
    scored = time.perf_counter() - wall
    table.write(report=False, shared=kept, details=kept)
    written = time.perf_counter() - wall - scored
    if int(jobs) > 1:  # memory of workers is known once they have ended
        from joblib.externals.loky import get_reusable_executor

        get_reusable_executor().shutdown(wait=True)
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime - start
    found = {"plans": len(table), "scoring": scored, "writing": written, "start": start, "cpu": cpu}
    print(json.dumps(found | {"parent_mb": peak(), "worker_mb": workers.ru_maxrss / 1024}))


def peak() -> float:
    """Megabytes of this process; what getrusage says of it begins with those of the process that started it."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8")) if status.is_file() else None
    return (int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


if __name__ == "__main__":
    main()
