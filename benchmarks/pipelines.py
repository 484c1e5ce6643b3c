"""What is compared: this library with each segmenter, what a user would write, and the floor of any such work.

Each pipeline is prepared once (reference, models) and then takes files one by one, from the bytes on disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from vnplan import load_reference

Pipeline = Callable[[Path], object]

_WORD = re.compile(r"\w+")


def ours(segmenter: str) -> Pipeline:
    """Read, parse, align: links, relations, deviations, coverage, and the scorecard."""
    from vnplan.batch import scorecard
    from vnplan.comparison import compare_plan

    reference = load_reference("qd-127-2021")

    def run(path: Path) -> object:
        return scorecard(*compare_plan(path, reference=reference, segmenter=segmenter), reference)

    return run


def by_hand(segmenter: str) -> Pipeline:
    """What a user would write: lines, a word segmenter, TfidfVectorizer, cosine, the best provision of each line."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import cosine_similarity

    if segmenter == "underthesea":
        from underthesea import word_tokenize

        def cut(line: str) -> str:
            return str(word_tokenize(line, format="text"))
    else:
        from pyvi import ViTokenizer

        def cut(line: str) -> str:
            return str(ViTokenizer.tokenize(line))

    vectors = TfidfVectorizer(token_pattern=r"\S+", lowercase=True)
    provisions = vectors.fit_transform([cut(p.statement.vi) for p in load_reference("qd-127-2021").provisions])

    def run(path: Path) -> object:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        likeness = cosine_similarity(vectors.transform([cut(line) for line in lines]), provisions)
        best = likeness.argmax(axis=1)
        return {int(best[i]) for i in range(len(lines)) if likeness[i, best[i]] >= 0.2}

    return run


def floor() -> Pipeline:
    """Read the file, cut it into words by a regular expression, one sparse product with the provisions."""
    import numpy as np
    from scipy.sparse import csr_matrix

    statements = [_WORD.findall(p.statement.vi.lower()) for p in load_reference("qd-127-2021").provisions]
    columns = {word: i for i, word in enumerate(sorted({w for words in statements for w in words}))}

    def matrix(rows: list[list[str]]) -> csr_matrix:
        indices = [[columns[w] for w in words if w in columns] for words in rows]
        starts = np.cumsum([0, *(len(row) for row in indices)])
        flat = [i for row in indices for i in row]
        return csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(columns)))

    provisions = matrix(statements).T.tocsr()

    def run(path: Path) -> object:
        lines = path.read_text(encoding="utf-8").lower().splitlines()
        return (matrix([_WORD.findall(line) for line in lines]) @ provisions).max()

    return run


PIPELINES: dict[str, Callable[[], Pipeline]] = {
    "vnplan, syllable": lambda: ours("syllable"),
    "vnplan, pyvi": lambda: ours("pyvi"),
    "vnplan, underthesea": lambda: ours("underthesea"),
    "by hand, underthesea": lambda: by_hand("underthesea"),
    "by hand, pyvi": lambda: by_hand("pyvi"),
    "floor": floor,
}
