// Shared wording: a matrix of shares, and for one pair the clauses side by side. Nothing is said about who wrote first.

const RUN = 5;
const SHOWN_SHARE = 1 / 3;

function similarityView() {
  if (data.plans.length < 2) return h("p", { class: "empty" }, t("similarity.single"));
  const [a, b] = (state.pair || "").split("~~");
  const pair = planAt.has(a) && planAt.has(b) && a !== b;
  return [
    h("p", { class: "intro" }, t("similarity.intro")),
    h("div", { class: "frame", role: "region", "aria-label": t("view.similarity"), tabindex: 0 }, similarityTable(pair ? [a, b] : null)),
    pair ? pairView(planAt.get(a), planAt.get(b)) : h("p", { class: "empty" }, t("similarity.choose")),
  ];
}

function similarityTable(pair) {
  return h(
    "table",
    { class: data.plans.length > 9 ? "matrix many shares" : "matrix shares" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "corner" }, t("similarity.row")), data.plans.map((plan) => h("th", { scope: "col", class: "plan" }, quoted("span", { class: "name" }, plan.label))))),
    h(
      "tbody",
      {},
      data.plans.map((one, i) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, quoted("span", { class: "plabel" }, one.label)),
          data.plans.map((other, j) => {
            if (i === j) return h("td", { class: "self" });
            const share = data.sim[i][j];
            const words = t("similarity.cell", { share: percent(share / 100), a: one.label, b: other.label });
            const current = pair && pair[0] === one.id && pair[1] === other.id;
            return h(
              "td",
              { class: `cell w${Math.min(9, Math.floor(share / 10))}` },
              h("a", { href: address({ pair: `${one.id}~~${other.id}` }), "aria-label": words, title: words, "aria-current": current ? "true" : null }, share),
            );
          }),
        ),
      ),
    ),
  );
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
    rows.length === 0 && h("p", { class: "empty" }, t("similarity.none")),
    rows.map(({ one, other, share }) =>
      h(
        "div",
        { class: "pair" },
        h("p", { class: "small" }, t("similarity.same", { share: percent(share) })),
        h("div", { class: "sides" }, sideOf(a, one, other), sideOf(b, other, one)),
      ),
    ),
  );
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
