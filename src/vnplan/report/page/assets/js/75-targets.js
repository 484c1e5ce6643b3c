// Targets: each national figure with the provinces' levels on one axis, and all other targets in a table.

function targetsView() {
  const plans = visiblePlans();
  const used = new Set();
  const blocks = [];
  const silent = [];
  provisions.forEach((p, index) => {
    if (!passes("section", p.top) || !passes("obligation", p.obligation) || !passes("kind", p.kind)) return;
    for (const raw of p.figures || []) {
      const national = figureOf(raw);
      const levels = levelsFor(index, national, plans);
      for (const { target } of levels) used.add(target);
      if (levels.length) blocks.push(figureBlock(p, national, levels));
      else silent.push({ p, national });
    }
  });
  const others = plans.flatMap((plan) => plan.targets.filter((target) => !used.has(target) && targetPasses(plan, target)).map((target) => ({ plan, target })));
  if (!blocks.length && !others.length && !silent.length) return [filterBar(), h("p", { class: "empty" }, t("targets.none"))];
  return [
    filterBar(),
    h("p", { class: "intro" }, t("targets.intro"), provisions.some((p) => (p.figures || []).some((raw) => figureOf(raw).comparator === "all")) && " " + t("targets.each_place")),
    h("div", { class: "figures" }, blocks),
    others.length > 0 && [h("h2", {}, t("targets.others")), targetTable(others)],
    silent.length > 0 && [
      h("h2", {}, t("targets.silent")),
      h("ul", { class: "provisions" }, silent.map(({ p, national }) => h("li", {}, h("a", { href: address({ p: p.id }) }, h("span", { class: "pid" }, p.id), pick(national.indicator)), h("span", { class: "small" }, nationalWords(p, national))))),
    ],
  ];
}

/** A target that is linked nowhere is shown while no provision is left out. */
function targetPasses(plan, target) {
  const links = plan.byNode.get(target.node) || [];
  const fits = (p) => passes("section", p.top) && passes("obligation", p.obligation) && passes("kind", p.kind);
  return links.length ? links.some((link) => fits(provisions[link.provision])) : !["section", "obligation", "kind"].some(chosen);
}

const unitKey = (unit) => searchKey(unit || "").replace(/^0+/, "");

/** Targets of the clauses linked to a provision whose unit is that of the national figure. */
function levelsFor(index, national, plans) {
  const found = [];
  for (const plan of plans) {
    const nodes = new Set(plan.byProvision[index].links.map((link) => link.node));
    for (const target of plan.targets) {
      if (!nodes.has(target.node)) continue;
      const a = unitKey(target.unit);
      const b = unitKey(national.unit);
      if (a === b || (a && b && (a.includes(b) || b.includes(a)))) found.push({ plan, target });
    }
  }
  return found;
}

const nationalWords = (p, national) =>
  `${t("targets.national")}: ${levelOf(national)}` + (p.horizon ? `, ${t("targets.by_year", { year: p.horizon })}` : "");

function figureBlock(p, national, levels) {
  return h(
    "section",
    { class: "figure" },
    h(
      "h3",
      {},
      h("a", { href: address({ p: p.id }) }, h("span", { class: "pid" }, p.id), pick(national.indicator)),
      h("span", { class: "national" }, nationalWords(p, national), passedMark(p.horizon && String(p.horizon))),
    ),
    dotPlot(national, levels),
    levels.some(({ target }) => target.low === national.low && !target.high) && h("p", { class: "small starred" }, `* ${t("targets.unscaled")}`),
    addsUp(p, national) && sumLine(national, levels),
  );
}

/** Whether local levels can be added to the national one: no shares, no ranks, nothing only the State does. */
const addsUp = (p, national) =>
  p.obligation !== "national_only" && !["all", "rank_within"].includes(national.comparator) && !(national.unit || "").startsWith("%");

/**
 * The sum over provinces, one level each (its highest, over all of its plans), beside the national figure: whether they
 * add up to it. What communes and other bodies state is part of their province's, and does not count.
 */
function sumLine(national, levels) {
  const perProvince = new Map();
  for (const { plan, target } of levels) {
    if (!plan.own) continue;
    const [low, high] = perProvince.get(plan.name) || [0, 0];
    perProvince.set(plan.name, [Math.max(low, target.low), Math.max(high, target.high || target.low)]);
  }
  if (perProvince.size < 2) return null;
  const low = [...perProvince.values()].reduce((sum, each) => sum + each[0], 0);
  const high = [...perProvince.values()].reduce((sum, each) => sum + each[1], 0);
  const sum = low === high ? figure(low) : `${figure(low)} – ${figure(high)}`;
  const reached = low > (national.high || national.low) ? "sum_over" : high < national.low ? "sum_under" : "sum_reached";
  return h("p", { class: "small" }, t("targets.sum", { n: perProvince.size, sum, unit: national.unit, national: levelOf(national) }), " ", h("strong", {}, t("targets." + reached)));
}

/** One axis from zero: a line for the national figure, a dot (or a bar for a range) for each province. */
function dotPlot(national, levels) {
  const top = Math.max(national.high || national.low, ...levels.map(({ target }) => target.high || target.low)) * 1.1 || 1;
  const narrow = window.matchMedia("(max-width: 700px)").matches;
  const [width, left, right] = narrow ? [340, 92, 78] : [640, 150, 170];
  const row = 24;
  const height = 26 + row * levels.length;
  const x = (value) => left + (value / top) * (width - left - right);
  const words = levels.map(({ plan, target }) => `${plan.label}: ${levelOf(target)}`).join("; ");
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "dots", role: "img", "aria-label": `${t("targets.national")}: ${levelOf(national)}. ${words}` });
  drawing.append(
    svg("line", { x1: left, x2: x(top), y1: height - 4, y2: height - 4, class: "axis" }),
    svg("line", { x1: x(national.low), x2: x(national.low), y1: 14, y2: height - 4, class: "national" }),
    svg("text", { x: x(national.low), y: 10, class: "national", "text-anchor": "middle" }, `${t("targets.national")} ${figure(national.low)}`),
  );
  levels.forEach(({ plan, target }, i) => {
    const y = 30 + row * i;
    const end = target.high || target.low;
    drawing.append(
      svg("text", { x: left - 10, y: y + 4, "text-anchor": "end" }, short(plan.label, narrow ? 13 : 22)),
      svg("line", { x1: left, x2: x(top), y1: y, y2: y, class: "grid" }),
      svg("line", { x1: x(target.low), x2: x(end), y1: y, y2: y, class: "span" }),
      svg("circle", { cx: x(end), cy: y, r: 5 }),
      svg("text", { x: x(end) + 10, y: y + 4, class: "value" }, figure(target.low) + (target.high ? ` – ${figure(target.high)}` : "") + (target.low === national.low && !target.high ? (narrow ? " *" : ` (${t("targets.unscaled")})`) : "")),
    );
  });
  return drawing;
}

/** A list of targets; of one plan it does not name the plan in each row. */
function targetTable(rows, { of = "all" } = {}) {
  const columns = [
    { key: "plan", title: t("table.province"), value: ({ plan }) => plan.order, cell: ({ plan }) => quoted("span", {}, plan.label) },
    {
      key: "text", title: t("targets.indicator"), head: of === "plan",
      cell: ({ plan, target }) => [quoted("span", { class: "quote" }, target.text), plan.nodes[target.node] && h("span", { class: "context" }, placeOf(plan.nodes[target.node]))],
    },
    { key: "value", title: t("targets.value"), value: ({ target }) => target.low, cell: ({ target }) => levelOf(target) },
    { key: "deadline", title: t("targets.deadline"), value: ({ target }) => target.deadline, cell: ({ target }) => [target.deadline && dayWords(target.deadline), passedMark(target.deadline)] },
    {
      key: "provision", title: t("matrix.provision"),
      cell: ({ plan, target }) => (plan.byNode.get(target.node) || []).map((link) => h("a", { class: "tag", href: address({ p: provisions[link.provision].id, plan: plan.id }) }, provisions[link.provision].id)),
    },
  ];
  return listTable({ label: t(of === "plan" ? "view.targets" : "targets.others"), className: "targets", columns: of === "plan" ? columns.slice(1) : columns, rows });
}
