"""Count the words of an official text for the package: python scripts/count_words.py qd-127-2021 OFFICIAL_TEXT."""

import sys

from vnplan.align.counting import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
