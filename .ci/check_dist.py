"""Wheel and sdist carry every file of the package, and the wheel nothing else: `python .ci/check_dist.py DIST`."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from pathlib import Path

BESIDE = {"README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff", "pyproject.toml", "corpora/manifest.toml"}
"""What an sdist has besides the package."""


def main(dist: Path) -> int:
    """Print what is wrong with the two files in `dist`; returns how much."""
    package = {
        path.relative_to("src").as_posix()
        for path in Path("src/vnplan").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = set(archive.namelist())
    with tarfile.open(sdist) as archive:
        in_sdist = {name.split("/", 1)[-1] for name in archive.getnames()}
    foreign = {name for name in in_wheel - package if ".dist-info/" not in name}
    wrong = [f"{wheel.name} lacks {name}" for name in sorted((package | {"vnplan/py.typed"}) - in_wheel)]
    wrong += [f"{wheel.name} carries {name}" for name in sorted(foreign)]
    wrong += [
        f"{sdist.name} lacks {name}" for name in sorted(({f"src/{name}" for name in package} | BESIDE) - in_sdist)
    ]
    print("\n".join(wrong) or f"{len(package)} files of the package in wheel and sdist, nothing else in the wheel")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1])), 1))
