"""`python -m vnplan` and the `vnplan` command. The version is answered before anything heavy is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from vnplan._version import __version__

        print(f"vnplan {__version__}")
        return
    from vnplan.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
