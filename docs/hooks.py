"""Hooks of the docs site: pages of the project that live outside docs/ become pages of the site, links and all.

A link to a file that is on the site leads there; a link to another file of the project (a licence, a module) stays as
its name, since the site knows no address of the repository; a link to nothing fails the build, which is strict.
"""

from __future__ import annotations

import logging
import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
OUTSIDE = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "corpora/CARD.md",
    "corpora/gold/README.md",
    "corpora/silver/README.md",
)
_LINK = re.compile(r"(?<!\!)\[([^\]\n]+)\]\(([^)\s]+)\)|(!\[[^\]]*\]\()([^)\s]+)\)")
_log = logging.getLogger("mkdocs.hooks.project")


def on_files(files: Files, config: Any) -> Files:
    """Add the pages from outside docs/."""
    for name in OUTSIDE:
        content = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, f"project/{name}", content=content))
    return files


def on_page_markdown(markdown: str, page: Any, files: Files, **_: Any) -> str:
    """Point links at the site's own pages."""
    here = page.file.src_uri
    on_site = {_in_project(file.src_uri): file.src_uri for file in files}

    def pointed(match: re.Match[str]) -> str:
        words, target = (match[1], match[2]) if match[2] else (match[3], match[4])
        if re.match(r"[a-z]+:|#", target):
            return match.group()
        path, _, anchor = target.partition("#")
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(_in_project(here)), path))
        if wanted in on_site:
            there = posixpath.relpath(on_site[wanted], posixpath.dirname(here) or ".")
            there += f"#{anchor}" if anchor else ""
            return f"[{words}]({there})" if match[2] else f"{words}{there})"
        if wanted + "/index.md" in on_site:
            return match.group()
        if not (ROOT / wanted).exists():
            _log.warning("%s links to %s, which is not there", here, target)
        return words if match[2] else ""

    return _LINK.sub(pointed, markdown)


def _in_project(src_uri: str) -> str:
    """Where a page of the site lies in the project."""
    return src_uri.removeprefix("project/") if src_uri.startswith("project/") else f"docs/{src_uri}"
