// Shared wording: a matrix of shares, and for one pair the clauses side by side. Nothing is said about who wrote first.

const RUN = 5;
const SHOWN_SHARE = 1 / 3;

const MATRIX_PLANS = 80;

function similarityView() {
  const plans = visiblePlans();
  if (data.plans.length < 2) return h("p", { class: "empty" }, t("similarity.single"));
  const [a, b] = (state.pair || "").split("~~");
  const pair = planAt.has(a) && planAt.has(b) && a !== b ? [a, b] : null;
  const shares = plans.length > MATRIX_PLANS
    ? sharesOfOne(planAt.get(state.plan) || (pair && planAt.get(a)) || plans[0], plans)
    : h("div", { class: "frame", role: "region", "aria-label": t("view.similarity"), tabindex: 0 }, similarityTable(plans, pair));
  return [
    filterBar(),
    h("p", { class: "intro" }, t("similarity.intro")),
    plans.length < 2 ? h("p", { class: "empty" }, t("similarity.single")) : shares,
    pair ? pairView(planAt.get(a), planAt.get(b)) : h("p", { class: "empty" }, t("similarity.choose")),
  ];
}

const shareOf = (one, other) => data.sim[one.order][other.order];
const pairAddress = (one, other) => address({ pair: `${one.id}~~${other.id}` });

function similarityTable(plans, pair) {
  return h(
    "table",
    { class: plans.length > 9 ? "matrix many shares" : "matrix shares" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "corner" }, t("similarity.row")), plans.map((plan) => h("th", { scope: "col", class: "plan" }, quoted("span", { class: "name", title: plan.label }, plan.label))))),
    h(
      "tbody",
      {},
      plans.map((one) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, quoted("span", { class: "plabel" }, one.label)),
          plans.map((other) => {
            if (one === other) return h("td", { class: "self" });
            const share = shareOf(one, other);
            const words = t("similarity.cell", { share: percent(share / 100), a: one.label, b: other.label });
            const current = pair && pair[0] === one.id && pair[1] === other.id;
            return h(
              "td",
              { class: `cell w${Math.min(9, Math.floor(share / 10))}` },
              h("a", { href: pairAddress(one, other), "aria-label": words, title: words, "aria-current": current ? "true" : null }, share),
            );
          }),
        ),
      ),
    ),
  );
}

/** Too many plans for a square of all of them: one plan against each other one, both ways. */
function sharesOfOne(one, plans) {
  const columns = [
    { key: "plan", title: t("table.province"), value: (other) => other.order, cell: (other) => h("a", { lang: "vi", href: pairAddress(one, other) }, other.label) },
    { key: "in", title: t("similarity.held_by", { a: one.label }), value: (other) => shareOf(one, other), cell: (other) => percent(shareOf(one, other) / 100) },
    { key: "of", title: t("similarity.holds", { a: one.label }), value: (other) => shareOf(other, one), cell: (other) => percent(shareOf(other, one) / 100) },
  ];
  return [
    h(
      "p",
      { class: "chooser" },
      h("label", { for: "share-choice" }, t("plan.choose")),
      h("select", { id: "share-choice", on: { change: (event) => go({ plan: event.target.value, pair: "" }) } }, plans.map((plan) => h("option", { value: plan.id, lang: "vi", selected: plan === one }, plan.label))),
    ),
    listTable({ label: t("view.similarity"), className: "of-one", columns, rows: plans.filter((plan) => plan !== one) }),
  ];
}

function runsOf(text) {
  const words = wordsOf(text);
  const runs = new Set();
  for (let i = 0; i + RUN <= words.length; i += 1) runs.add(words.slice(i, i + RUN).map((word) => word.key).join(" "));
  return runs;
}

function pairView(a, b) {
  const prepare = (plan) => plan.nodes.map((node, at) => ({ node, at, runs: node.kind > 0 ? runsOf(node.text) : new Set() })).filter((entry) => entry.runs.size);
  const right = prepare(b);
  const rows = [];
  for (const one of prepare(a)) {
    let best = null;
    for (const other of right) {
      let shared = 0;
      for (const run of one.runs) if (other.runs.has(run)) shared += 1;
      const share = shared / one.runs.size;
      if (share >= SHOWN_SHARE && (!best || share > best.share)) best = { other, share };
    }
    if (best) rows.push({ one, ...best });
  }
  return h(
    "section",
    { "aria-labelledby": "pair-title" },
    h("h2", { id: "pair-title" }, t("similarity.pair", { a: a.label, b: b.label })),
    rows.length === 0 ? h("p", { class: "empty" }, t("similarity.none")) : changeMap(a, rows),
    rows.map(({ one, other, share }) =>
      h(
        "div",
        { class: "pair", id: `pair-${one.at}` },
        h("p", { class: "small" }, t("similarity.same", { share: percent(share) })),
        h("div", { class: "sides" }, sideOf(a, one, other), sideOf(b, other, one)),
      ),
    ),
  );
}

/** The clauses of a plan in their order, each as wide as it is long and as dark as the share that stands in the other. */
function changeMap(plan, rows) {
  const shares = new Map(rows.map(({ one, share }) => [one.at, share]));
  const clauses = plan.nodes.map((node, at) => ({ node, at })).filter(({ node }) => node.kind > 0);
  return [
    h("p", { class: "small" }, t("similarity.map", { n: rows.length, total: clauses.length, a: plan.label })),
    h(
      "div",
      { class: "change-map" },
      clauses.map(({ node, at }) => {
        const share = shares.get(at) || 0;
        const piece = share
          ? h("button", { type: "button", class: `w${Math.min(9, Math.floor(10 * share))}`, title: `${placeOf(node)}: ${t("similarity.same", { share: percent(share) })}`, "aria-label": `${placeOf(node)}: ${t("similarity.same", { share: percent(share) })}`, on: { click: () => document.getElementById(`pair-${at}`).scrollIntoView({ block: "start" }) } })
          : h("span", { title: placeOf(node) });
        piece.style.flexGrow = String(node.text.length);
        return piece;
      }),
    ),
  ];
}

function sideOf(plan, mine, theirs) {
  const pairs = pairsOf([theirs.node.text]);
  return h(
    "div",
    {},
    h("p", { class: "where" }, quoted("strong", {}, plan.label), " · ", placeOf(mine.node)),
    quoted("blockquote", {}, marked(mine.node.text, sharedStretches(mine.node.text, pairs))),
  );
}
