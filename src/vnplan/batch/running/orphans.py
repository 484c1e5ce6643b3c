"""A worker process ends with the run it works for, however that ended."""

from __future__ import annotations

import os
import threading
import time
from functools import lru_cache

_EVERY = 2.0
"""Seconds between two looks at the parent process."""


@lru_cache(maxsize=1)
def end_with_parent() -> None:
    """From now on this process ends soon after its parent (once per process).

    A run that is killed outright cannot tell its workers; they would wait for files for ever. Where the system does not
    give orphans another parent (Windows) nothing happens.
    """
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
