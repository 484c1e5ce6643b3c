"""Charts show what is there, in Vietnamese letters that the font has, and leave a caller's settings alone."""

from __future__ import annotations

import io
import pickle
import unicodedata
import warnings
from collections.abc import Callable
from datetime import date

import pytest

from vnplan.comparison import Comparison
from vnplan.errors import OptionError
from vnplan.models import CoverageStatus, Obligation, Reference
from vnplan.report import charts
from vnplan.report.timeline import When, when_due

mpl = pytest.importorskip("matplotlib")

ALL = [charts.coverage_heatmap, charts.target_dot_plot, charts.duty_lanes, charts.similarity_matrix]
VIETNAMESE = {
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
} | {"đ", "Đ"}


def texts(chart: object) -> list[str]:
    return [text.get_text() for text in chart.findobj(mpl.text.Text) if text.get_text()]  # type: ignore[attr-defined]


def drawn(chart: object) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # "Glyph … missing from font" is a warning
        chart.savefig(out, format="png", dpi=40)  # type: ignore[attr-defined]
    return out.getvalue()


@pytest.mark.parametrize("chart", ALL)
def test_a_notebook_shows_a_chart_as_it_is(chart: Callable[..., object], hostile: Comparison) -> None:
    """Also where nothing made pyplot's displays known (`%matplotlib inline`)."""
    formatters = pytest.importorskip("IPython.core.formatters")
    made = chart(hostile)
    data, _ = formatters.DisplayFormatter().format(made)
    assert data["image/png"].startswith(b"\x89PNG")
    assert pickle.loads(pickle.dumps(made))._repr_png_().startswith(b"\x89PNG")


def test_the_font_has_every_vietnamese_letter_and_sign() -> None:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    known = FT2Font(findfont(charts.FONT, fallback_to_default=False)).get_charmap()
    assert len(VIETNAMESE) == 146
    assert [
        c for c in sorted(VIETNAMESE | set("".join(charts.SIGNS.values()) + "▬–…“”≥≤")) if ord(c) not in known
    ] == []


@pytest.mark.parametrize("draw", ALL)
def test_the_five_plans_are_drawn_without_a_missing_glyph(five: Comparison, draw: Callable) -> None:
    assert drawn(draw(five)).startswith(b"\x89PNG")


@pytest.mark.parametrize("draw", ALL)
def test_texts_of_others_are_no_formulas_and_no_plans_is_no_error(hostile: Comparison, draw: Callable) -> None:
    plan = hostile.plans[0]
    document = plan.document.model_copy(
        update={"metadata": plan.document.metadata.model_copy(update={"province": r"$\frac{a}{$ x_1^2 $"})}
    )
    odd = hostile.model_copy(update={"plans": (plan.model_copy(update={"document": document}),)})
    assert drawn(draw(odd))
    assert drawn(draw(Comparison(reference=hostile.reference, plans=())))


def test_the_heat_map_says_every_status_by_sign(five: Comparison, reference: Reference) -> None:
    shown = texts(charts.coverage_heatmap(five))
    for status in CoverageStatus:
        expected = sum(c.status is status for plan in five.plans for c in plan.alignment.coverage)
        assert shown.count(charts.SIGNS[status]) == expected
    few = texts(charts.coverage_heatmap(five, obligations=[Obligation.DIRECT]))
    assert {text.split()[0] for text in few if text.startswith("D2.")} == {"D2.3", "D2.5", "D2.6.2", "D2.6.3"}
    assert not [text for text in few if text.startswith("III")]
    with pytest.raises(OptionError):
        charts.coverage_heatmap(five, obligations=[])


def test_levels_stand_beside_the_national_figure_of_their_unit(five: Comparison, reference: Reference) -> None:
    provision = reference.provision("II.1.a.2")
    (found,) = charts.local_levels(five, provision, provision.figures[0])
    assert (found[0].name, found[1].low, found[1].high) == ("Hải Phòng", 4, 6)
    ranks = [figure for figure in reference.provision("II.2.b.3").figures if figure.comparator == "rank_within"]
    assert [t.comparator for _, t in charts.local_levels(five, reference.provision("II.2.b.3"), ranks[0])] == [
        "rank_within"
    ]


def test_the_lanes_name_agencies_with_a_due_date(hostile: Comparison) -> None:
    shown = texts(charts.duty_lanes(hostile))
    assert "Sở Y tế" in shown
    assert "Chưa nhiệm vụ nào nêu thời hạn" in texts(charts.duty_lanes(hostile, agency="so-tc"))


def test_a_callers_settings_stay(five: Comparison) -> None:
    with mpl.rc_context({"font.family": "monospace"}):
        charts.similarity_matrix(five)
        assert mpl.rcParams["font.family"] == ["monospace"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"due_date": "2025-11-15"}, When((date(2025, 11, 15),))),
        ({"due": None, "recurring": "annual"}, None),
        ({"due": "đến năm 2030"}, When((date(2030, 12, 31),))),
        ({"due": "trước ngày 30 tháng 02 hằng năm"}, None),
        ({"due_date": "không rõ"}, When((date(2030, 11, 15),), recurring=True)),
        ({"due": "trước ngày 15 tháng 11"}, When((date(2030, 11, 15),), recurring=True)),
    ],
)
def test_when_a_duty_is_due(hostile: Comparison, change: dict, expected: When | None) -> None:
    duty = hostile.plans[0].document.duties[0].model_copy(update=change)
    assert when_due(duty, until=2030) == expected
