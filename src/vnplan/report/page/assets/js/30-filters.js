// What is shown: sets chosen in the filter bar. A set that stands in the address was chosen; otherwise its default holds.

const DEFAULT_SETS = { severity: new Set(["high", "medium"]) };

const chosen = (name) => state.sets[name] || DEFAULT_SETS[name] || null;
const passes = (name, value) => {
  const set = chosen(name);
  return !set || set.has(value);
};

/** The choices of each filter, as [code, words]. */
function choices(name) {
  if (name === "section") {
    const tops = [...new Set(provisions.map((p) => p.top))];
    return tops.map((id) => [id, sections.has(id) ? `${id}. ${pick(sections.get(id).title)}` : id]);
  }
  if (name === "obligation") return data.codes.obligation.map((code) => [code, t("obligation." + code)]);
  if (name === "kind") {
    const used = new Set(provisions.map((p) => p.kind));
    return data.codes.kind.filter((code) => used.has(code)).map((code) => [code, t("kind." + code)]);
  }
  if (name === "status") return STATUS.map((code) => [code, t(code)]);
  if (name === "deviation") return DEVIATION.map((code) => [code, t(code)]);
  if (name === "severity") return SEVERITY.map((code) => [code, t(code)]);
  if (name === "agency") return [...agencies.values()].map((agency) => [agency.id, agency.name]);
  return data.plans.map((plan) => [plan.id, plan.label]);
}

const visiblePlans = () => data.plans.filter((plan) => passes("province", plan.id));

/** Deviations of a plan (on one provision, if given) that the severity and kind filters let through. */
function visibleDevs(plan, provision = null) {
  const devs = provision === null ? plan.devs : plan.byProvision[provision].devs;
  return devs.filter((dev) => passes("severity", SEVERITY[dev.severity]) && dev.kinds.some((kind) => passes("deviation", DEVIATION[kind])));
}

/** Whether a cell of the matrix answers the filters that look into plans. */
function cellPasses(plan, index) {
  const coverage = plan.cov[index];
  if (!passes("status", STATUS[coverage.status])) return false;
  if (state.sets.deviation && !visibleDevs(plan, index).length) return false;
  if (severityNarrows() && !state.sets.deviation && !visibleDevs(plan, index).length && !owedShown(coverage)) return false;
  const wanted = chosen("agency");
  if (wanted) {
    const nodes = plan.byProvision[index].links.map((link) => link.node);
    if (!nodes.some((node) => [...(plan.agenciesAt.get(node) || [])].some((id) => wanted.has(id)))) return false;
  }
  return true;
}

/** A missing provision that is owed counts as a thing to look at, with a severity of its own. */
const owedShown = (coverage) => coverage.owed >= 0 && passes("severity", SEVERITY[coverage.owed]);

/** Levels were chosen, and not simply all of them: only what has something at these levels is shown. */
const severityNarrows = () => !!state.sets.severity && state.sets.severity.size < SEVERITY.length;

const looksIntoPlans = () => severityNarrows() || ["status", "deviation", "agency"].some((name) => state.sets[name]);

/** The text a search is for, in the same form as the words of a passage. */
const searchKey = (text) => wordsOf(text).map((word) => word.key).join(" ");

function provisionPasses(p, index, plans) {
  if (!passes("section", p.top) || !passes("obligation", p.obligation) || !passes("kind", p.kind)) return false;
  const query = searchKey(state.q);
  if (query || state.q.trim()) {
    const texts = [p.id, ...p.label, ...p.statement, ...p.citation, p.official || ""];
    for (const plan of plans) for (const link of plan.byProvision[index].links) texts.push(plan.nodes[link.node].text);
    const plain = state.q.trim().toLowerCase();
    const hit = texts.some((text) => text.toLowerCase().includes(plain) || (query && searchKey(text).includes(query)));
    if (!hit) return false;
  }
  return !looksIntoPlans() || plans.some((plan) => cellPasses(plan, index));
}

/** Indexes of the provisions to show, in order. */
function visibleProvisions() {
  const plans = visiblePlans();
  const found = [];
  provisions.forEach((p, index) => {
    if (provisionPasses(p, index, plans)) found.push(index);
  });
  return found;
}

// ---- the bar ----

const FILTERS_OF = {
  matrix: ["section", "obligation", "kind", "status", "deviation", "severity", "agency", "province"],
  deviations: ["section", "obligation", "kind", "status", "deviation", "severity", "agency", "province"],
  plan: ["section", "obligation", "kind", "status", "deviation", "severity", "agency"],
  targets: ["section", "obligation", "kind", "province"],
  agency: ["province"],
  similarity: ["province"],
};
const SEARCHED = ["matrix", "deviations", "plan"];

/** The filters of the view; under them `counted`, how much is shown, beside what is being left out. */
function filterBar(counted = null) {
  const offered = FILTERS_OF[state.view];
  const any = state.q || offered.some((name) => state.sets[name]);
  const opener = h(
    "button",
    {
      type: "button", class: "plain opener", id: "filter-opener", "aria-expanded": String(barOpen),
      on: { click: () => { barOpen = !barOpen; opener.parentElement.classList.toggle("open", barOpen); opener.setAttribute("aria-expanded", String(barOpen)); } },
    },
    t("filter.title"),
  );
  const bar = h(
    "section",
    { class: barOpen ? "filters open" : "filters", "aria-label": t("filter.title") },
    SEARCHED.includes(state.view) &&
      h("input", {
        type: "search", id: "search", value: state.q, placeholder: t("filter.search"), "aria-label": t("filter.search"),
        on: { change: (event) => go({ q: event.target.value.trim() }, { quiet: true }) },
      }),
    opener,
    offered.filter((name) => choices(name).length > 1).map(filterMenu),
    any && h("button", { type: "button", class: "plain", id: "clear", on: { click: () => go({ q: "", sets: {} }) } }, t("filter.clear")),
  );
  const active = activeFilters(offered);
  return [bar, (counted || active) && h("div", { class: "showing" }, counted && h("p", { class: "shown", role: "status" }, counted), active)];
}

// on a narrow screen the menus lie behind a button
let barOpen = false;

/** What is being left out, in words that print too; each can be lifted by itself. */
function activeFilters(offered) {
  const lift = (label, on) => h("button", { type: "button", class: "lift", "aria-label": `${t("filter.lift")}: ${label}`, title: t("filter.lift"), on: { click: on } }, "✕");
  const items = [];
  if (state.q && SEARCHED.includes(state.view)) items.push(h("li", {}, `${t("filter.search_for")}: “${state.q}”`, lift(state.q, () => go({ q: "" }))));
  for (const name of offered) {
    const all = choices(name);
    const set = chosen(name);
    if (!set || all.length < 2) continue;
    const named = all.filter(([code]) => set.has(code)).map(([, words]) => short(words, 44));
    if (named.length === all.length) continue;
    const words = !named.length ? t("filter.nothing") : named.length > 4 ? `${named.slice(0, 3).join(", ")} … (${named.length}/${all.length})` : named.join(", ");
    const label = t("filter." + name);
    items.push(h("li", {}, h("span", {}, `${label}: ${words}`), !state.sets[name] && h("small", {}, ` (${t("filter.default")})`), lift(label, () => choose(name, null, all))));
  }
  return items.length > 0 && h("ul", { class: "active", "aria-label": t("filter.active") }, items);
}

function filterMenu(name) {
  const set = chosen(name);
  const all = choices(name);
  const count = set ? all.filter(([code]) => set.has(code)).length : all.length;
  const narrowed = set && count < all.length;
  const toggle = (code, on) => {
    const next = new Set(set || all.map(([each]) => each));
    if (on) next.add(code);
    else next.delete(code);
    choose(name, next, all);
  };
  const menu = h(
    "details",
    { class: narrowed ? "menu narrowed" : "menu", "data-filter": name, name: "filter" },
    h("summary", {}, t("filter." + name), narrowed && h("span", { class: "count" }, ` ${count}/${all.length}`)),
    h(
      "fieldset",
      {},
      h("legend", { class: "hidden" }, t("filter." + name)),
      h(
        "div",
        { class: "menu-tools" },
        h("button", { type: "button", class: "plain", on: { click: () => choose(name, null, all) } }, t("filter.choose_all")),
        h("button", { type: "button", class: "plain", on: { click: () => choose(name, new Set(), all) } }, t("filter.choose_none")),
      ),
      all.map(([code, words]) =>
        h(
          "label",
          {},
          h("input", {
            type: "checkbox", value: code, checked: !set || set.has(code), on: { change: (e) => toggle(code, e.target.checked) },
          }),
          h("span", { lang: name === "agency" || name === "province" ? "vi" : null }, words),
        ),
      ),
    ),
  );
  return menu;
}

function choose(name, set, all) {
  const sets = { ...state.sets };
  const everything = set === null || set.size >= all.length;
  const standard = DEFAULT_SETS[name];
  // "all" is the absence of a choice, except where the default is narrower
  if (everything && !standard) delete sets[name];
  else if (everything) sets[name] = new Set(all.map(([code]) => code));
  else if (standard && set.size === standard.size && [...set].every((code) => standard.has(code))) delete sets[name];
  else sets[name] = set;
  go({ sets }, { quiet: true });
}
