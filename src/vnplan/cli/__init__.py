"""The shell.

Exit codes: 0 done; 1 something could not be read, aligned or written (the rest is done); 2 the command itself is wrong
(an unknown option, reference, provision or setting).
"""

from vnplan.cli.commands import app
from vnplan.cli.main import USAGE, run

__all__ = ["USAGE", "app", "run"]
