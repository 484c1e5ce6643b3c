"""`python -m vnplan` and the `vnplan` command. The version is answered before anything heavy is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from vnplan._version import __version__

        print(f"vnplan {__version__}")
        return
    try:
        from vnplan.cli import run

        code = run()
    except KeyboardInterrupt:  # before the command itself could answer for it
        from vnplan.spoken import INTERRUPTED, one_command, say, words

        with one_command(sys.argv[1:]):
            say(words("interrupted"))
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
