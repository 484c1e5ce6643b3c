"""The page stands alone, carries each text once and escapes all of it."""

from __future__ import annotations

import base64
import hashlib
import json
import re

from vnplan.comparison import Comparison
from vnplan.models import Reference
from vnplan.report import html_page
from vnplan.report.page.html import embedded_json


def data_of(page: str) -> dict[str, object]:
    inside = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert inside
    value = json.loads(inside.group(1))
    assert isinstance(value, dict)
    return value


def test_hostile_text_never_leaves_the_data(hostile: Comparison, reference: Reference) -> None:
    page = html_page(hostile, reference=reference)
    assert page.count("<script") == 2
    assert page.count("</script") == 2
    assert "<img" not in page
    inside = page.split('id="data">')[1].split("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(inside)


def test_texts_come_back_from_the_data_as_they_were(hostile: Comparison, reference: Reference) -> None:
    data = data_of(html_page(hostile, reference=reference))
    nodes = data["plans"][0]["nodes"]  # type: ignore[index]
    assert [node[4] for node in nodes] == [node.text for node in hostile.plans[0].document.nodes]


def test_embedded_json_survives_lone_surrogates() -> None:
    assert json.loads(embedded_json("\ud800 \u2028")) == "\ud800 \u2028"
    embedded_json("\ud800").encode("utf-8")


def test_the_policy_allows_only_the_pages_own_script_and_style(hostile: Comparison, reference: Reference) -> None:
    page = html_page(hostile, reference=reference)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    rules = policy.group(1).replace("&#39;", "'")
    assert rules.startswith("default-src 'none'")
    assert "unsafe" not in rules
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        assert len(content) == 1
        digest = base64.b64encode(hashlib.sha256(content[0].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in rules


def test_nothing_is_loaded_from_anywhere(hostile: Comparison, reference: Reference) -> None:
    page = html_page(hostile, reference=reference)
    markup = page.split('<script type="application/json"')[0]
    assert not re.findall(r"(?:src|href)=\"(?!data:|#)[^\"]*\"|url\(|@import", markup)


def test_the_script_writes_text_only() -> None:
    from vnplan.report.page.html import _script

    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|fetch\(", _script()
    )


def test_the_same_comparison_gives_the_same_bytes(hostile: Comparison, reference: Reference) -> None:
    assert html_page(hostile, reference=reference) == html_page(hostile, reference=reference)


def test_the_official_wording_is_in_the_page_only_where_it_is_attached(
    hostile: Comparison, reference: Reference
) -> None:
    attached = reference.model_copy(update={"official": {"III.2.1": "Nguyên văn của người dùng"}})
    assert "Nguyên văn của người dùng" in html_page(hostile, reference=attached)
    assert "Nguyên văn của người dùng" not in html_page(hostile, reference=reference)


def test_evidence_points_into_the_clause_as_shown(hostile: Comparison, reference: Reference) -> None:
    data = data_of(html_page(hostile, reference=reference))
    plan = data["plans"][0]  # type: ignore[index]
    (link,) = plan["links"]
    (start, end, measure) = link[6][0]
    assert measure == "1"
    assert plan["nodes"][link[0]][4][start:end].startswith("Xây dựng 05")


def test_the_five_plans_fit_in_a_small_page(five: Comparison) -> None:
    page = html_page(five)
    assert len(page.encode()) < 900_000
    assert len(data_of(page)["plans"]) == 5  # type: ignore[arg-type]
