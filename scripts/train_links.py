"""Train the link model on gold annotations: python scripts/train_links.py corpora/gold/*.json."""

import sys

from vnplan.align.train import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
