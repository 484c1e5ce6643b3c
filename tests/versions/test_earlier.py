"""Plans of one issuer stand as versions in the order of their days; a draft comes first."""

from __future__ import annotations

from vnplan import align_plan, load_reference, parse_plan
from vnplan.comparison import ComparedPlan, Comparison
from vnplan.models import Reference
from vnplan.report.page.payload import payload
from vnplan.versions import earlier_versions

REFERENCE: Reference = load_reference("qd-127-2021")


def plan(source: str, issuer: str, day: str, *lines: str) -> ComparedPlan:
    head = f"ỦY BAN NHÂN DÂN\n{issuer}\nSố: 07/KH-UBND\n{day}\nKẾ HOẠCH\nThực hiện Chiến lược quốc gia về Trí tuệ nhân tạo\n"
    text = head + "I. NHIỆM VỤ\n" + "\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1))
    document = parse_plan(text=text).model_copy(update={"id": source})
    return ComparedPlan(source=source, document=document, alignment=align_plan(document, REFERENCE))


TASKS = (
    "Xây dựng 03 mô hình ứng dụng TTNT trong khám chữa bệnh.",
    "Tổ chức hội chợ hoa xuân tại các xã vùng cao, gắn với trồng chè.",
)
LATER = (
    "Xây dựng 05 mô hình ứng dụng TTNT trong khám chữa bệnh.",
    "Đào tạo cán bộ phụ trách dữ liệu của các sở, ngành.",
)
PLANS = (
    plan("sau", "TỈNH LẠNG SƠN", "Lạng Sơn, ngày 6 tháng 5 năm 2022", *LATER),
    plan("truoc", "TỈNH LẠNG SƠN", "Lạng Sơn, ngày 6 tháng 5 năm 2021", *TASKS),
    plan("du-thao", "TỈNH LẠNG SƠN", "Lạng Sơn, ngày     tháng 5 năm 2023", *TASKS),
    plan("khac", "TỈNH SƠN LA", "Sơn La, ngày 6 tháng 5 năm 2021", *TASKS),
)


def test_each_plan_has_the_one_before_it_of_its_issuer() -> None:
    names = {PLANS[later].source: PLANS[earlier].source for later, earlier in earlier_versions(PLANS).items()}
    assert names == {"sau": "truoc", "truoc": "du-thao"}


def test_the_order_of_files_does_not_matter() -> None:
    turned = PLANS[::-1]
    assert {turned[a].source: turned[b].source for a, b in earlier_versions(turned).items()} == {
        "sau": "truoc",
        "truoc": "du-thao",
    }


def test_plans_of_no_issuer_are_not_versions_of_each_other() -> None:
    nobody = plan("a", "", "", *TASKS)
    assert earlier_versions([nobody, nobody.model_copy(update={"source": "b"})]) == {}


def test_the_page_has_what_was_changed_added_and_dropped() -> None:
    data = payload(Comparison(reference=REFERENCE.id, plans=PLANS, failures=()), REFERENCE)
    since = [plan.get("earlier") for plan in data["plans"]]
    assert [one and one["plan"] for one in since] == [1, 2, None, None]
    told = []
    for change, before, after, dropped, added, fields in since[0]["changes"]:
        old = data["plans"][1]["nodes"][before][4] if before >= 0 else None
        new = data["plans"][0]["nodes"][after][4] if after >= 0 else None
        told.append((change, old, new, dropped, added, fields))
    assert told == [
        ("changed", f"1. {TASKS[0]}", f"1. {LATER[0]}", ("03",), ("05",), ("figures",)),
        ("added", None, f"2. {LATER[1]}", (), (), ()),
        ("dropped", f"2. {TASKS[1]}", None, (), (), ()),
    ]
    assert since[1]["changes"] == []
    assert since[1]["counts"]["same"] == 2
