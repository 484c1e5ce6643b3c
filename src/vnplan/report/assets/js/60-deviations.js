// All deviations in one list, most severe first within each provision.

const PAGE_SIZE = 200;
let deviationsShown = PAGE_SIZE;

function deviationsView() {
  const shown = new Set(visibleProvisions());
  const rows = [];
  for (const plan of visiblePlans()) {
    for (const dev of visibleDevs(plan)) {
      if (!shown.has(dev.provision)) continue;
      const wanted = chosen("agency");
      if (wanted && ![...(plan.agenciesAt.get(dev.node) || [])].some((id) => wanted.has(id))) continue;
      rows.push({ plan, dev });
    }
  }
  rows.sort((a, b) => a.dev.severity - b.dev.severity || a.dev.provision - b.dev.provision);
  const visible = rows.slice(0, deviationsShown);
  return [
    filterBar(),
    h("p", { class: "intro" }, t("deviations.intro")),
    h("p", { class: "shown", role: "status" }, t("deviations.count", { n: rows.length })),
    rows.length > 0 && h(
      "div",
      { class: "frame", role: "region", "aria-label": t("view.deviations"), tabindex: 0 },
      h(
        "table",
        { class: "list deviations" },
        h("thead", {}, h("tr", {}, [t("table.severity"), t("matrix.provision"), t("table.province"), t("table.kind"), t("deviations.expected"), t("deviations.found")].map((title) => h("th", { scope: "col" }, title)))),
        h("tbody", {}, visible.map(({ plan, dev }) => deviationRow(plan, dev))),
      ),
    ),
    rows.length > visible.length && h(
      "button",
      { type: "button", class: "plain", on: { click: () => { deviationsShown += PAGE_SIZE; show(); } } },
      t("deviations.more", { n: Math.min(PAGE_SIZE, rows.length - visible.length) }),
    ),
  ];
}

function deviationRow(plan, dev) {
  const p = provisions[dev.provision];
  const expected = pooled(dev.expected);
  const found = pooled(dev.found);
  return h(
    "tr",
    {},
    h("td", {}, h("span", { class: "chip " + SEVERITY[dev.severity] }, h("span", { class: "level" }, t(SEVERITY[dev.severity])))),
    h("td", {}, h("a", { href: address({ p: p.id, plan: plan.id }) }, h("span", { class: "pid" }, p.id), pick(p.label))),
    h("td", {}, quoted("span", {}, plan.label)),
    h("td", {}, t(DEVIATION[dev.kind]), dev.review && [" ", h("span", { class: "review" }, t("needs_review"))]),
    h("td", {}, expected ? quoted("span", {}, expected) : h("em", {}, t("card.nothing"))),
    h("td", {}, found ? quoted("span", { class: "quote" }, found) : h("em", {}, t("card.nothing"))),
  );
}
