"""A limit on the time one file may take, whatever code is running when it is over."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeLimit(BaseException):
    """The time is over. No `Exception`, so that nothing on the way takes it for a defect of its own."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeLimit` in the block once it has taken so many seconds.

    In a main thread a timer signal does it (it also ends waiting for other processes); in other threads and where
    there are no such signals the exception is set on the thread. Neither can break into one long call of native code:
    see `hard_limit`.

    >>> with time_limit(0.05):
    ...     while True:
    ...         pass
    Traceback (most recent call last):
    vnplan.batch.running.timelimit.TimeLimit
    """
    main = threading.current_thread() is threading.main_thread()
    with _by_signal(seconds) if main and hasattr(signal, "setitimer") else _by_thread(seconds):
        yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    running = True

    def over(number: int, frame: FrameType | None) -> None:
        if running:
            raise TimeLimit

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    lock, ident = threading.Lock(), ctypes.c_ulong(threading.get_ident())
    set_on_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc
    running = True

    def over() -> None:
        with lock:
            if running:
                set_on_thread(ident, ctypes.py_object(TimeLimit))

    timer = threading.Timer(seconds, over)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            running = False
            set_on_thread(ident, None)  # set a moment ago and not raised yet: the block was in time after all
        timer.cancel()


@contextmanager
def hard_limit(seconds: float) -> Iterator[None]:
    """End this process where the block takes so many seconds: for worker processes that can be replaced.

    The watcher is native code, so that it also ends calls that never come back.
    """
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a plain handle with a file number is needed
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
