// Per agency: what it must do in each province, with whom, by when, and who holds the duty today.

let onlyDue = false;

function agencyView() {
  const plans = visiblePlans();
  const counts = new Map();
  for (const plan of plans) for (const duty of plan.duties) for (const id of new Set(duty.who)) counts.set(id, (counts.get(id) || 0) + 1);
  const offered = [...agencies.values()].filter((agency) => counts.has(agency.id)).sort((a, b) => counts.get(b.id) - counts.get(a.id) || a.name.localeCompare(b.name, "vi"));
  if (!offered.length) return [filterBar(), h("p", { class: "empty" }, t("agency.none"))];
  const current = offered.find((agency) => agency.id === state.agency) || offered[0];
  const rows = [];
  for (const plan of plans) for (const duty of plan.duties) if (duty.who.includes(current.id) && (!onlyDue || duty.due || duty.dueDate || duty.recurring)) rows.push({ plan, duty });
  return [
    filterBar(),
    h("p", { class: "intro" }, t("agency.intro")),
    h(
      "div",
      { class: "two" },
      h(
        "nav",
        { class: "picker", "aria-label": t("agency.choose") },
        h("ul", {}, offered.map((agency) =>
          h("li", {}, h("a", { href: address({ agency: agency.id }), lang: "vi", "aria-current": agency === current ? "true" : null }, agency.name, h("span", { class: "count" }, counts.get(agency.id)))))),
      ),
      h(
        "section",
        { "aria-labelledby": "agency-title" },
        quoted("h2", { id: "agency-title" }, current.name),
        holderLine(current),
        h("p", {}, h("label", {}, h("input", { type: "checkbox", id: "only-due", checked: onlyDue, on: { change: (e) => { onlyDue = e.target.checked; show(); } } }), " ", t("agency.only_due"))),
        rows.length ? dutyTable(rows, { by: "province" }) : h("p", { class: "empty" }, t("agency.none")),
      ),
    ),
  ];
}

function holderLine(agency) {
  if (!agency.today.length) return null;
  return h(
    "p",
    { class: "holder" },
    `${t("agency.today")}: `,
    h("strong", {}, agency.today.map(pick).join("; ")),
    !agency.certain && h("span", { class: "review" }, t("agency.uncertain")),
  );
}

/** A table of duties, its first column the province or the agency. */
function dutyTable(rows, { by }) {
  const first = by === "province" ? t("table.province") : t("filter.agency");
  return h(
    "div",
    { class: "frame", role: "region", "aria-label": t("plan.duties"), tabindex: 0 },
    h(
      "table",
      { class: "list duties" },
      h("thead", {}, h("tr", {}, [first, t("agency.what"), t("agency.role"), t("agency.with"), t("agency.due"), t("agency.product")].map((title) => h("th", { scope: "col" }, title)))),
      h(
        "tbody",
        {},
        rows.map(({ plan, duty }) => {
          const node = plan.nodes[duty.node];
          const links = plan.byNode.get(duty.node) || [];
          return h(
            "tr",
            {},
            h("th", { scope: "row" }, quoted("span", {}, by === "province" ? plan.label : names(duty.who))),
            h(
              "td",
              {},
              node && quoted("span", { class: "quote" }, node.text),
              links.length > 0 && h("span", { class: "margin" }, links.map((link) => h("a", { class: "tag", href: address({ p: provisions[link.provision].id }) }, provisions[link.provision].id))),
            ),
            h("td", {}, t(ROLE[duty.role]), duty.inferred && h("small", {}, ` (${t("agency.inferred")})`)),
            h("td", {}, quoted("span", {}, names(duty.partners))),
            h("td", {}, dueWords(duty)),
            h("td", {}, duty.product && quoted("span", {}, duty.product)),
          );
        }),
      ),
    ),
  );
}

function dueWords(duty) {
  const words = [];
  if (duty.due) words.push(quoted("span", {}, duty.due));
  else if (duty.dueDate) words.push(h("span", {}, duty.dueDate));
  if (duty.recurring === "annual") words.push(h("span", { class: "small" }, t("agency.annual")));
  else if (duty.recurring) words.push(h("span", { class: "small" }, duty.recurring));
  if (duty.period) words.push(h("span", { class: "small" }, [duty.period[0], duty.period[1]].filter(Boolean).join(" – ")));
  return words.flatMap((word, i) => (i ? [h("br"), word] : [word]));
}
