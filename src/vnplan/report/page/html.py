"""The report page: one self-contained HTML file, nothing loaded from anywhere, all texts as data."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from vnplan.comparison import Comparison
from vnplan.errors import Lang
from vnplan.models import Reference
from vnplan.report.page.payload import payload
from vnplan.report.strings import text

_SURROGATE = re.compile("[\ud800-\udfff]")
_ASSETS = files("vnplan.report.page").joinpath("assets")


def html_page(comparison: Comparison, *, reference: Reference | None = None, lang: Lang = "vi") -> str:
    """The whole page as text, opening in `lang`. `reference` is loaded by its id where it is not given."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    if reference is None:
        from vnplan.reference import load_reference

        reference = load_reference(comparison.reference)
    environment = Environment(
        loader=FunctionLoader(lambda name: _asset(name)), autoescape=True, undefined=StrictUndefined
    )
    script, style = _script(), _asset("report.css") + _asset("dark.css")
    number = text("page", "decision", lang=lang, number=reference.number)
    return environment.get_template("page.html.j2").render(
        lang=lang,
        title=text("page", "title", lang=lang, reference=number),
        subtitle=getattr(reference.title, lang),
        no_script=text("page", "no_script", lang=lang),
        skip=text("page", "skip", lang=lang),
        csp=_policy(script, style),
        # both are our own package data; neither holds a closing tag (tested)
        script=Markup(script),
        style=Markup(style),
        data=Markup(embedded_json(payload(comparison, reference))),
    )


def embedded_json(value: Any) -> str:
    """JSON that can stand inside a script element: no character in it can end the element or open a comment.

    >>> embedded_json({"a": "</script><!-- & \\u2028"})
    '{"a":"\\\\u003c/script\\\\u003e\\\\u003c!-- \\\\u0026 \\\\u2028"}'
    """
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        plain = plain.replace(char, f"\\u{ord(char):04x}")
    # a lone surrogate cannot be written as UTF-8
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", plain)


@cache
def _asset(name: str) -> str:
    return _ASSETS.joinpath(name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    """The page's script: its parts in the order of their names, in one strict function scope."""
    parts = sorted(entry.name for entry in _ASSETS.joinpath("js").iterdir() if entry.name.endswith(".js"))
    return '"use strict";\n(() => {\n' + "\n".join(_asset(f"js/{name}") for name in parts) + "\n})();\n"


def _policy(script: str, style: str) -> str:
    """A content security policy under which only our own script and style run, and nothing is fetched."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
