// All deviations in one list, most severe first, then in the order of the reference.

function deviationsView() {
  const rows = [];
  const plans = visiblePlans();
  const shown = new Set(visibleProvisions());
  const wanted = chosen("agency");
  for (const plan of plans) {
    for (const dev of visibleDevs(plan)) {
      if (!shown.has(dev.provision) || !cellPasses(plan, dev.provision)) continue;
      const nodes = [...dev.places.keys()];
      if (wanted && !nodes.some((node) => [...(plan.agenciesAt.get(node) || [])].some((id) => wanted.has(id)))) continue;
      rows.push({ plan, dev, nodes });
    }
  }
  rows.sort((a, b) => a.dev.severity - b.dev.severity || a.dev.provision - b.dev.provision);
  const counts = SEVERITY.map((code, i) => `${t(code)}: ${rows.filter(({ dev }) => dev.severity === i).length}`);
  return [
    filterBar(`${t("deviations.count", { n: rows.length })} (${counts.join("; ")})`),
    h("p", { class: "intro" }, t("deviations.intro")),
    rows.length ? listTable({ label: t("view.deviations"), className: "deviations", columns: deviationColumns(), rows }) : h("p", { class: "empty" }, t("filter.none")),
  ];
}

function deviationColumns() {
  const said = (words, className) => (words ? quoted("span", { class: className }, words) : h("em", {}, t("card.nothing")));
  return [
    {
      key: "severity", title: t("table.severity"), value: ({ dev }) => dev.severity,
      cell: ({ dev }) => h("span", { class: "chip " + SEVERITY[dev.severity] }, h("span", { class: "level" }, t(SEVERITY[dev.severity]))),
    },
    {
      key: "provision", title: t("matrix.provision"), value: ({ dev }) => dev.provision, head: true,
      cell: ({ plan, dev }) => {
        const p = provisions[dev.provision];
        return h("a", { href: address({ p: p.id, plan: plan.id }) }, h("span", { class: "pid" }, p.id), pick(p.label));
      },
    },
    { key: "plan", title: t("table.province"), value: ({ plan }) => plan.order, cell: ({ plan }) => quoted("span", {}, plan.label) },
    {
      key: "kind", title: t("table.kind"), value: ({ dev }) => kindsOf(dev),
      cell: ({ dev }) => [kindsOf(dev), dev.review && [" ", h("span", { class: "review" }, t("needs_review"))]],
    },
    { key: "expected", title: t("deviations.expected"), cell: ({ dev }) => (dev.expected < 0 ? said(null) : expectedOf(dev)) },
    {
      key: "found", title: t("deviations.found"),
      cell: ({ plan, dev, nodes }) => [
        said(pooled(dev.found), "quote"),
        nodes.map((index) => {
          const node = plan.nodes[index];
          return h("span", { class: "context" }, placeOf(node), ": ", quoted("q", { title: node.text }, short(node.text, 150)));
        }),
      ],
    },
  ];
}
