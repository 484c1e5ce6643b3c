"""The score page: everything of a scorecard in words, plans over time, what failed and what was left out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import lxml.html
import pytest

from vnplan import score_plans
from vnplan.batch import ScoreTable
from vnplan.batch.output.page_cards import note_kind
from vnplan.errors import Lang, OptionError
from vnplan.lexicon import label
from vnplan.models import CoverageStatus, Obligation
from vnplan.parse.notes import NOTES
from vnplan.report.shares import main_figure, particulars
from vnplan.report.strings import text

from .conftest import plan_text

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> ScoreTable:
    folder = tmp_path_factory.mktemp("page")
    plans = folder / "plans"
    plans.mkdir()
    texts = {
        "first": plan_text("Lạng Sơn", number=3, year=2021),
        "second": plan_text("Lạng Sơn", number=8, year=2023),
        "draft": plan_text("Cần Thơ").replace("ngày 12 tháng", "ngày     tháng"),
        "final": plan_text("Cần Thơ", number=9),
        "commune": plan_text("Phú Thọ", year=2026).replace("TỈNH Phú Thọ", "XÃ KIM BÔI"),
        "letter": "Kính gửi: Bộ Khoa học và Công nghệ\nXin gửi kèm kế hoạch của tỉnh.\n",
        "empty": "",
    }
    for name, words in texts.items():
        (plans / f"{name}.txt").write_text(words, encoding="utf-8")
    (plans / "tasks.xlsx").write_bytes(b"PK")
    table = score_plans(plans, out=folder / "out")
    table.write()
    return table


def read_in(lang: Lang, file: Path) -> lxml.html.HtmlElement:
    """A page as it is read in one of its languages."""
    html = lxml.html.fromstring(file.read_text(encoding="utf-8"))
    for hidden in html.xpath("//main//*[@lang != $lang]", lang=lang):
        hidden.drop_tree()
    return html


def page(table: ScoreTable, lang: Lang = "vi") -> lxml.html.HtmlElement:
    assert table.out is not None
    return read_in(lang, table.out / "scores.html")


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_each_plan_has_a_card_with_all_of_its_figures(table: ScoreTable) -> None:
    html = page(table)
    rows = {row.plan: row.card for row in table if row.card}
    assert {card.get("id") for card in html.xpath("//section[@class='card']")} == {f"card-{plan}" for plan in rows}
    for plan, card in rows.items():
        assert card is not None
        shown = words(html.get_element_by_id(f"card-{plan}"))
        assert f"{main_figure(card.coverage)} {particulars(card.coverage)}" in shown
        for group in card.classes:
            assert not any(group.statuses.values()) or text("obligation", group.id) in shown
        for status in CoverageStatus:
            assert label(status.value) in shown
        for kind in card.deviations:
            assert label(kind) in shown
        assert f"{card.duties} nhiệm vụ được giao" in shown
    assert text("obligation", Obligation.DIRECT.value) in words(html)


def test_links_of_the_page_lead_somewhere(table: ScoreTable) -> None:
    html = page(table)
    assert table.out is not None
    for link in html.xpath("//a"):
        file, _, anchor = link.get("href").partition("#")
        if file:
            assert (table.out / file).is_file()
        else:
            assert html.get_element_by_id(anchor) is not None


def test_plans_of_one_issuer_stand_in_their_order_and_are_compared(table: ScoreTable) -> None:
    html = page(table)
    series = html.xpath("//h2[@id='time']/following-sibling::div[1]//tbody/tr")
    assert [words(row[2]).split()[0] for row in series] == ["first", "second", "draft", "final"]
    assert words(series[2][1]) == "dự thảo, chưa ghi ngày"
    compared = [link.get("href") for link in html.xpath("//a") if link.get("href").startswith("versions/")]
    assert len(compared) == 2
    assert table.out is not None
    note = (table.out / compared[0]).read_text(encoding="utf-8")
    assert "Ý kiến được tiếp thu" in note
    assert "Bỏ: “03”" in note


def test_many_plans_of_one_province_are_cut_short_and_compared_by_hand(
    table: ScoreTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.write(tmp_path, report=False)
    assert len(list((tmp_path / "versions").iterdir())) == 2
    monkeypatch.setattr("vnplan.batch.output.version_pages.PAIRS", 1)
    monkeypatch.setattr("vnplan.batch.output.page_time.LINES", 3)
    monkeypatch.setattr("vnplan.batch.output.page_time.NAMED", 1)
    shown = words(read_in("vi", table.write(tmp_path, report=False)))
    assert not list((tmp_path / "versions").iterdir())
    assert "vnplan versions BẢN-TRƯỚC BẢN-SAU" in shown
    assert "3 dòng đầu; tất cả ở tables/series.csv" in shown
    assert "và 1 kế hoạch khác" in shown


def test_the_list_of_provinces_has_what_each_issued_and_what_came_before(table: ScoreTable) -> None:
    rows = page(table).xpath("//h2[@id='register']/following-sibling::div[1]//tbody/tr")
    listed = {words(row[0]): [words(cell) for cell in row[1:]] for row in rows}
    none = "không có trong các tệp"
    assert len(listed) == 34
    assert listed["Lạng Sơn"] == ["first , second", "không sắp xếp", ""]
    assert listed["Huế"] == [none, "không sắp xếp; trước là Thừa Thiên Huế", ""]
    assert listed["Phú Thọ"] == [none, f"Hòa Bình: {none} Phú Thọ: {none} Vĩnh Phúc: {none}", "commune"]
    assert listed["Cần Thơ"] == [none, f"Cần Thơ: final , draft Hậu Giang: {none} Sóc Trăng: {none}", ""]
    assert "1 có kế hoạch của mình, 1 chỉ có kế hoạch của tỉnh trước khi sắp xếp, 32 chưa có" in words(page(table))


def test_a_commune_stands_with_its_province_which_has_no_plan_by_it(table: ScoreTable) -> None:
    rows = page(table).xpath("//table[@class='scores']/tbody/tr")
    of_phu_tho = [words(row) for row in rows if words(row).startswith("Tỉnh Phú Thọ")]
    assert len(of_phu_tho) == 2
    assert "Chưa có kế hoạch của tỉnh" in of_phu_tho[0]
    assert "gồm Hòa Bình, Phú Thọ, Vĩnh Phúc trước 01/07/2025" in of_phu_tho[0]
    assert "UBND xã Kim Bôi Cấp xã" in of_phu_tho[1]


def test_what_failed_and_what_was_left_out_is_told_in_vietnamese(table: ScoreTable) -> None:
    shown = words(page(table))
    assert "Tệp rỗng" in shown
    assert "không phải công văn gửi kèm" in shown
    assert "tasks.xlsx" in shown
    assert "The file" not in shown


def test_the_page_in_english(table: ScoreTable) -> None:
    html = page(table, "en")
    shown = words(html.find(".//main"))
    assert "Coverage of text is not the result of carrying it out" in shown
    assert "The file is empty" in shown
    for vietnamese in ("Tỷ lệ", "Đoạn có", "Chưa có kế hoạch", "Mức độ", "Nội dung", "tin cậy"):
        assert vietnamese not in shown
    assert {sign.get("title") for sign in html.xpath("//th/span[@role='img']")} == {
        label(status.value, lang="en") for status in CoverageStatus
    }


def test_both_languages_say_as_much(table: ScoreTable) -> None:
    """A text in one language only would stand alone in the page of the other."""
    assert table.out is not None
    html = lxml.html.fromstring((table.out / "scores.html").read_text(encoding="utf-8"))
    pairs = html.xpath("//main//*[@lang='vi']")
    assert [one.getnext().get("lang") for one in pairs] == ["en"] * len(pairs)
    assert len(html.xpath("//main//*[@lang='en']")) == len(pairs) > 100


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_opens_in_the_language_asked_for(table: ScoreTable, tmp_path: Path, lang: Lang) -> None:
    html = lxml.html.fromstring(table.write(tmp_path, lang=lang, report=False).read_text(encoding="utf-8"))
    assert html.get("lang") == lang
    assert html.xpath("//input[@checked]/@id") == [lang]
    assert html.xpath("//label/@for") == ["vi", "en"]


def test_a_language_there_is_not_is_refused(table: ScoreTable, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="language 'fr'"):
        table.write(tmp_path, lang="fr")  # type: ignore[arg-type]


@pytest.mark.parametrize("code", sorted(NOTES))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_notes_are_told_by_their_kind_without_fields(code: str, lang) -> None:  # type: ignore[no-untyped-def]
    said = note_kind(code, lang=lang)
    assert said
    assert "{" not in said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_on_a_phone_each_figure_stands_under_the_name_of_its_column(table: ScoreTable, lang: Lang) -> None:
    html = page(table, lang)
    heads = [words(head) for head in html.xpath("//table[@class='scores']/thead//th")]
    style = html.xpath("string(//style)")
    for place, head in enumerate(heads[2:], start=3):
        assert f'#{lang}:checked ~ main .scores td:nth-child({place})::before {{ content: "{head}"; }}' in style


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's package chromium (or CHROMIUM=/path/to/it)")
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_it_fits_a_laptop_and_a_phone_and_a_plan_leads_to_its_card(table: ScoreTable, width: int, height: int) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the driver: pip install playwright")
    assert table.out is not None
    problems: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        shown = browser.new_page(viewport={"width": width, "height": height})
        shown.on("console", lambda message: problems.append(message.text))
        shown.goto((table.out / "scores.html").as_uri())
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        frame = shown.locator("div.scroll").first
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
        shown.click("label[for=en]")
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
        assert "How to read it" in shown.inner_text("main")
        assert "Tỷ lệ thể hiện" not in shown.inner_text("main")
        shown.emulate_media(media="print")
        shown.set_viewport_size({"width": 1032, "height": 703})  # A4 across, less its margins
        assert frame.evaluate("frame => frame.firstElementChild.scrollWidth <= document.body.clientWidth")
        shown.emulate_media(media="screen")
        shown.set_viewport_size({"width": width, "height": height})
        shown.click("table.scores a >> nth=0")
        shown.wait_for_url(lambda url: "#card-" in url)
        assert shown.locator(":target h3").count() == 1
        browser.close()
    assert problems == []
