"""Charts of compared plans, each one function that returns a matplotlib `Figure` (extra: charts).

matplotlib, because its own font (DejaVu Sans) holds every Vietnamese letter and comes with it: a chart looks the same
on any machine, offline, as PNG, SVG or PDF. Figures are made without pyplot, so nothing is kept or shown behind the
caller's back: `chart.savefig("coverage.png", dpi=150)` writes one, a notebook shows one.
Colours are the report page's; what a colour says, a sign or a number says too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial, wraps
from io import BytesIO
from textwrap import shorten
from typing import TYPE_CHECKING, ParamSpec

from vnplan.comparison import ComparedPlan, Comparison
from vnplan.errors import Lang, OptionError
from vnplan.lexicon import label
from vnplan.models import Comparator, CoverageStatus, Figure, Obligation, Provision, Reference, Target
from vnplan.models.base import check_kind, check_language
from vnplan.report.agencies import known_name
from vnplan.report.names import plan_names
from vnplan.report.similarity import shared_wording
from vnplan.report.timeline import When, when_due
from vnplan.report.words import SIGNS, level_words, words
from vnplan.text import fold

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

FONT = "DejaVu Sans"
"""The font of all charts; comes with matplotlib and holds every Vietnamese letter and our signs."""

_CELL: Mapping[CoverageStatus, tuple[str, str]] = {
    CoverageStatus.COVERED: ("#17776b", "#ffffff"),
    CoverageStatus.PARTIAL: ("#a9d8cc", "#1c2530"),
    CoverageStatus.MISSING: ("#f8e3d6", "#96390b"),
    CoverageStatus.NOT_APPLICABLE: ("#efede8", "#626b78"),
    CoverageStatus.UNKNOWN: ("#efede8", "#626b78"),
}
_INK, _MUTED, _LINE, _ACCENT, _NATIONAL = "#1c2530", "#566070", "#e2dfd8", "#0d5c56", "#a3320b"
_P = ParamSpec("_P")
_LANES = 40
"""Lanes of the duty chart at most: those that are due first."""


def _in_our_font(draw: Callable[_P, Chart]) -> Callable[_P, Chart]:
    """Texts take the font of the moment they are made; a caller's own settings stand again afterwards."""

    @wraps(draw)
    def drawn(*args: _P.args, **kwargs: _P.kwargs) -> Chart:
        try:
            import matplotlib as mpl
        except ImportError as error:
            raise OptionError("no_matplotlib") from error
        given = kwargs.get("comparison", args[0] if args else None)
        check_kind(given, Comparison, code="needs_comparison")
        check_language(kwargs.get("lang", "vi"))
        with mpl.rc_context({"font.family": FONT, "axes.unicode_minus": True, "text.usetex": False}):
            return draw(*args, **kwargs)

    return drawn


@_in_our_font
def coverage_heatmap(
    comparison: Comparison,
    *,
    reference: Reference | None = None,
    obligations: Sequence[Obligation] | None = None,
    lang: Lang = "vi",
) -> Chart:
    """Provisions down, plans across, in the official orders: the status by colour and by sign.

    `obligations` keeps the provisions of these classes (all by default). Raises `OptionError` where none is left.
    """
    known = _known(comparison, reference)
    kept = [p for p in known.provisions if obligations is None or p.obligation in obligations]
    if not kept:
        raise OptionError("unknown_classes", known=", ".join(Obligation))
    plans = comparison.plans
    names = plan_names(plans)
    longest = max(map(len, names), default=0)
    chart = _chart(5.2 + 0.36 * max(len(plans), 6), 1.5 + 0.09 * min(longest, 24) + 0.2 * len(kept))
    axes = chart.add_subplot()
    title = words("charts", "coverage", "title", lang=lang, reference=known.number)
    statuses = [{c.provision: c.status for c in plan.alignment.coverage} for plan in plans]
    for x, found in enumerate(statuses):
        for y, p in enumerate(kept):
            status = found.get(p.id, CoverageStatus.UNKNOWN)
            ground, ink = _CELL[status]
            _cell(axes, x, y, SIGNS[status], ground, ink)
    axes.set_xlim(-0.5, max(len(plans), 1) - 0.5)
    axes.set_ylim(len(kept) - 0.5, -0.5)
    axes.set_xticks(range(len(plans)), [_plain(name, 24) for name in names], rotation=90, fontsize=8)
    axes.set_yticks(range(len(kept)), [_plain(f"{p.id}  {getattr(p.label, lang)}", 62) for p in kept], fontsize=7)
    axes.xaxis.tick_top()
    _bare(axes)
    chart.suptitle(title, fontsize=11, fontweight="bold", color=_INK)
    key = "    ".join(f"{SIGNS[status]} {label(status.value, lang=lang)}" for status in CoverageStatus)
    chart.supxlabel(_folded_key(key, chart), fontsize=8, color=_MUTED)
    return chart


@_in_our_font
def target_dot_plot(comparison: Comparison, *, reference: Reference | None = None, lang: Lang = "vi") -> Chart:
    """A row per national figure that plans localise: a line for the nation's level, a dot (or bar) for each province's.

    A province's level stands beside a figure where its clause is linked to the provision and the units agree. Each row
    has its own axis from zero. The nation's figures are totals: a smaller local one is no shortfall.
    """
    known = _known(comparison, reference)
    rows = [(p, f, found) for p in known.provisions for f in p.figures if (found := local_levels(comparison, p, f))]
    chart = _chart(10.0, 1.1 + sum(0.75 + 0.27 * len(found) for _, _, found in rows) if rows else 1.6)
    chart.suptitle(words("charts", "targets", "title", lang=lang), fontsize=11, fontweight="bold", color=_INK)
    if not rows:
        return _empty(chart, words("charts", "targets", "none", lang=lang))
    grid = chart.subplots(len(rows), 1, squeeze=False, height_ratios=[0.75 + 0.27 * len(found) for *_, found in rows])
    names = {plan.document.id: name for plan, name in zip(comparison.plans, plan_names(comparison.plans), strict=True)}
    for axes, (p, figure, found) in zip(grid[:, 0], rows, strict=True):
        _levels(axes, p, figure, [(names[plan.document.id], target) for plan, target in found], lang)
    return chart


def _levels(axes: Axes, p: Provision, figure: Figure, found: Sequence[tuple[str, Target]], lang: Lang) -> None:
    from matplotlib.ticker import MaxNLocator

    national = figure.high or figure.low
    top = float(max(national, *(target.high or target.low for _, target in found))) * 1.4 or 1.0
    axes.axvline(float(figure.low), color=_NATIONAL, linewidth=1.6)
    for y, (_, target) in enumerate(found):
        low, high = float(target.low), float(target.high or target.low)
        axes.plot([low, high], [y, y], color=_ACCENT, linewidth=3, solid_capstyle="round")
        axes.plot([high], [y], marker="o", color=_ACCENT, markersize=7, linestyle="none")
        said = level_words(target, lang=lang)
        if target.high is None and target.low == figure.low:
            said += f" ({words('charts', 'targets', 'unscaled', lang=lang)})"
        axes.annotate(said, (high, y), xytext=(8, 0), textcoords="offset points", va="center", fontsize=8, color=_INK)
    axes.set_xlim(0, top)
    counted = all(value == int(value) for value in (figure.low, *(target.low for _, target in found)))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=counted, min_n_ticks=2))
    axes.set_ylim(len(found) - 0.4, -0.6)
    axes.set_yticks(range(len(found)), [_plain(name, 26) for name, _ in found], fontsize=8)
    axes.tick_params(axis="x", labelsize=7, colors=_MUTED)
    level = words("charts", "targets", "national", lang=lang, level=level_words(figure, lang=lang))
    if p.horizon:
        level += f", {p.horizon}"
    axes.set_title(
        f"{p.id}  {_plain(getattr(figure.indicator, lang), 80)}. {level}", loc="left", fontsize=8.5, color=_INK
    )
    axes.grid(axis="y", color=_LINE)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def local_levels(comparison: Comparison, p: Provision, figure: Figure) -> list[tuple[ComparedPlan, Target]]:
    """The targets of plans that stand beside a national figure: linked to its provision, of a unit that agrees.

    Units agree where one is the other or holds it in whole words ("cơ sở" and "cơ sở nghiên cứu"), and where both or
    neither are ranks; a share is never compared with a count.
    """
    found = []
    for plan in comparison.plans:
        linked = {link.clause for link in plan.alignment.links if link.provision == p.id}
        for target in plan.document.targets:
            if target.clause in linked and _units_agree(target, figure):
                found.append((plan, target))
    return found


def _units_agree(target: Target, figure: Figure) -> bool:
    rank = Comparator.RANK_WITHIN
    if (target.comparator is rank) is not (figure.comparator is rank):
        return False
    one, other = fold(target.unit or ""), fold(figure.unit)
    if not one or not other:
        return one == other
    return f" {other} " in f" {one} " or f" {one} " in f" {other} "


@_in_our_font
def duty_lanes(comparison: Comparison, *, until: int = 2030, agency: str | None = None, lang: Lang = "vi") -> Chart:
    """A lane per agency, from the earliest due date down: filled marks for days, open ones for what recurs, bars for
    periods; the number of its duties without a date stands at the right.

    What recurs is drawn for each year from the plan's issue to `until`. `agency` (an id of the lexicon) keeps one lane.
    At most 40 lanes are drawn, and the title says how many are left out.
    """
    lanes = [lane for lane in _lanes(comparison, until) if agency in {None, lane.agency}]
    shown = lanes[:_LANES]
    chart = _chart(10.5, 1.5 + 0.36 * len(shown) if shown else 1.6)
    title = words("charts", "duties", "title", lang=lang)
    if len(lanes) > len(shown):
        title += f" ({words('charts', 'duties', 'dropped', lang=lang, n=len(lanes) - len(shown))})"
    chart.suptitle(title, fontsize=11, fontweight="bold", color=_INK)
    if not shown:
        return _empty(chart, words("charts", "duties", "none", lang=lang))
    axes = chart.add_subplot()
    for y, lane in enumerate(shown):
        for when in lane.dated:
            _mark(axes, when, y)
        if lane.undated:
            axes.annotate(
                words("charts", "duties", "undated", lang=lang, n=lane.undated),
                (1.01, y),
                xycoords=("axes fraction", "data"),
                va="center",
                fontsize=7.5,
                color=_MUTED,
                annotation_clip=False,
            )
    axes.set_yticks(range(len(shown)), [_plain(lane.name, 52) for lane in shown], fontsize=8)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    days = [day for lane in shown for when in lane.dated for day in (when.first, when.last)]
    axes.set_xlim(*(_number(day) for day in (date(min(days).year, 1, 1), date(max(days).year, 12, 31))))
    axes.xaxis_date()
    axes.tick_params(axis="x", labelsize=8, colors=_MUTED)
    axes.grid(color=_LINE)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    key = [("●", "dated"), ("○", "recurring"), ("▬", "period")]
    said = "    ".join(f"{sign} {words('charts', 'duties', name, lang=lang)}" for sign, name in key)
    chart.supxlabel(said, fontsize=8, color=_MUTED)
    return chart


@dataclass(slots=True)
class _Lane:
    """The duties of one agency: those with a time, and how many have none."""

    agency: str
    name: str
    dated: list[When] = field(default_factory=list)
    undated: int = 0


def _lanes(comparison: Comparison, until: int) -> list[_Lane]:
    """A lane for each agency with a dated duty, by its earliest day."""
    lanes: dict[str, _Lane] = {}
    for plan in comparison.plans:
        issued = plan.document.metadata.issued_on
        for duty in plan.document.duties:
            found = when_due(duty, issued=issued, until=until)
            for named in {a.id: a for a in duty.agencies}.values():
                if named.id not in lanes:
                    lanes[named.id] = _Lane(named.id, known_name(named.id) or named.name)
                if found is None:
                    lanes[named.id].undated += 1
                else:
                    lanes[named.id].dated.append(found)
    dated = (lane for lane in lanes.values() if lane.dated)
    return sorted(dated, key=lambda lane: (min(when.first for when in lane.dated), fold(lane.name), lane.agency))


def _mark(axes: Axes, when: When, y: int) -> None:
    if when.period:
        ends = [_number(when.first), _number(when.last)]
        axes.plot(ends, [y, y], color=_ACCENT, linewidth=6, alpha=0.35, solid_capstyle="butt")
        return
    ground = "white" if when.recurring else _ACCENT
    days = [_number(day) for day in when.days]
    axes.plot(days, [y] * len(days), "o", color=_ACCENT, markerfacecolor=ground, markersize=7, clip_on=False)


@_in_our_font
def similarity_matrix(comparison: Comparison, *, lang: Lang = "vi") -> Chart:
    """How much of a row's wording its column holds, in percent ("trùng câu chữ"); it does not say who came first."""
    plans = comparison.plans
    size = max(len(plans), 4)
    chart = _chart(3.2 + 0.5 * size, 2.4 + 0.42 * size)
    chart.suptitle(words("charts", "similarity", "title", lang=lang), fontsize=10, fontweight="bold", color=_INK)
    if not plans:
        return _empty(chart, words("charts", "similarity", "none", lang=lang))
    axes = chart.add_subplot()
    for y, row in enumerate(shared_wording(comparison.documents)):
        for x, share in enumerate(row):
            ground = "#efede8" if x == y else _shade(share)
            ink = _MUTED if x == y else "#ffffff" if share > 0.55 else _INK
            said = "–" if x == y else f"{share:.0%}".rstrip("%")
            _cell(axes, x, y, said, ground, ink)
    names = [_plain(name, 24) for name in plan_names(plans)]
    axes.set_xlim(-0.5, len(plans) - 0.5)
    axes.set_ylim(len(plans) - 0.5, -0.5)
    axes.set_xticks(range(len(plans)), names, rotation=45, ha="left", rotation_mode="anchor", fontsize=8)
    axes.set_yticks(range(len(plans)), names, fontsize=8)
    axes.xaxis.tick_top()
    _bare(axes)
    return chart


def _known(comparison: Comparison, reference: Reference | None) -> Reference:
    if reference is not None:
        return reference
    from vnplan.reference import load_reference

    return load_reference(comparison.reference)


def _chart(width: float, height: float) -> Chart:
    from matplotlib.figure import Figure as MplFigure

    chart = MplFigure(figsize=(width, height), layout="constrained", facecolor="white")
    setattr(chart, "_repr_png_", partial(_png, chart))  # noqa: B010 - a notebook without pyplot shows it by this
    return chart


def _png(chart: Chart) -> bytes:
    out = BytesIO()
    chart.savefig(out, format="png")
    return out.getvalue()


def _empty(chart: Chart, said: str) -> Chart:
    chart.text(0.5, 0.35, said, ha="center", va="center", fontsize=9, color=_MUTED)
    return chart


def _cell(axes: Axes, x: int, y: int, said: str, ground: str, ink: str) -> None:
    """A coloured square with a sign; the layout need not measure it, as it lies inside the axes."""
    from matplotlib.patches import Rectangle

    box = Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=ground, edgecolor="white", linewidth=1)
    axes.add_patch(box).set_in_layout(False)
    axes.text(x, y, said, color=ink, ha="center", va="center", fontsize=8).set_in_layout(False)


def _bare(axes: Axes) -> None:
    axes.tick_params(length=0, colors=_INK)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _shade(share: float) -> str:
    """From paper to accent."""
    pairs = zip((0xFA, 0xF9, 0xF6), (0x0D, 0x5C, 0x56), strict=True)
    return "#" + "".join(f"{round(start + (end - start) * share):02x}" for start, end in pairs)


def _number(day: date) -> float:
    """Days since 1970, which is how matplotlib counts."""
    return float(day.toordinal() - date(1970, 1, 1).toordinal())


def _plain(said: str, width: int) -> str:
    """A label of one line: no formula (matplotlib reads $…$ as mathematics), cut at a word."""
    return shorten(" ".join(said.split()), width, placeholder=" …").replace("$", r"\$")


def _folded_key(key: str, chart: Chart) -> str:
    """The legend on as many lines as the chart's width asks for (about 13 characters an inch at 8 points)."""
    from textwrap import fill

    return fill(key, int(chart.get_figwidth() * 13), break_long_words=False).replace("$", r"\$")
