// The heat map: provisions down, provinces across. A table of buttons with one tab stop and arrow keys.

/** Sections whose fold the reader has turned. A very large map begins with all but its first section folded. */
const turned = new Set();
const LARGE = 10000;

function foldedSections(plans, shown) {
  const tops = [...new Set(shown.map((index) => provisions[index].top))];
  const large = plans.length * shown.length > LARGE;
  return new Set(tops.filter((top, i) => (large && i > 0) !== turned.has(top)));
}

const GLYPH = { covered: "covered", partial: "partial", missing: "missing", not_applicable: "not-applicable", unknown: "unknown" };

/** The sign of a status: a shape drawn by the style sheet, so that it reads without colour and without any font. */
const sign = (code) => h("span", { class: `sign s-${GLYPH[code]}`, "aria-hidden": "true" });

const pill = (code) => h("span", { class: `pill p-${GLYPH[code]}` }, sign(code), t(code));

function legend() {
  return h(
    "ul",
    { class: "legend", "aria-label": t("filter.status") },
    STATUS.map((code) => h("li", {}, h("span", { class: `swatch c-${GLYPH[code]}` }, sign(code)), t(code))),
    h("li", {}, h("span", { class: "swatch badge-sample" }, h("span", { class: "badge high" }, "2")), t("matrix.badge")),
    h("li", {}, h("span", { class: "swatch badge-sample" }, h("span", { class: "badge high" }, "!")), t("matrix.badge_owed")),
    h("li", {}, h("span", { class: "owed-mark", "aria-hidden": "true" }, "▸"), t("matrix.owed_mark")),
  );
}

function matrixView() {
  const plans = visiblePlans();
  const shown = visibleProvisions();
  const parts = [filterBar(t("filter.shown", { n: shown.length, total: provisions.length, m: plans.length, plans: data.plans.length })), legend()];
  if (!shown.length || !plans.length) return [...parts, h("p", { class: "empty" }, t("filter.none"))];
  return [...parts, matrixTable(plans, shown)];
}

function matrixTable(plans, shown) {
  const many = plans.length > 9;
  const head = h(
    "thead",
    {},
    h(
      "tr",
      {},
      h("th", { scope: "col", class: "corner" }, t("matrix.provision"), foldAll(plans, shown)),
      plans.map((plan) =>
        h(
          "th",
          { scope: "col", class: "plan" },
          h(
            "a",
            { href: address({ view: "plan", plan: plan.id, p: null }), title: [plan.label, planWords(plan)].join("\n") },
            quoted("span", { class: "name" }, plan.label),
            h("span", { class: "rate", title: `${t("matrix.rate")}: ${plan.rate[0]} (${beside(plan.rate, true)})` }, plan.rate[0]),
          ),
        ),
      ),
      plans.length > 1 && h("th", { scope: "col", class: "total" }, t("matrix.total")),
    ),
  );
  const folded = foldedSections(plans, shown);
  const bodies = tbodies(plans, shown, folded);
  // fixed columns: the browser need not measure thousands of cells before it can draw
  const columns = h("colgroup", {}, h("col", { class: "c-head" }), plans.map(() => h("col", { class: "c-plan" })), plans.length > 1 && h("col", { class: "c-total" }));
  const table = h(
    "table",
    { class: many ? "matrix many" : plans.length < 3 ? "matrix few" : "matrix", id: "matrix" },
    h("caption", { class: "hidden" }, t("matrix.caption", { reference: data.ref.number }) + " " + t("matrix.keys")),
    columns,
    head,
  );
  fillInSteps(table, bodies, many);
  table.style.setProperty("--plans", plans.length);
  if (many) table.style.width = `${18 + 1.75 * plans.length + 5}rem`;
  table.addEventListener("keydown", moveInMatrix);
  table.addEventListener("focusin", keepTabStop);
  table.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-p]");
    if (button) go({ p: button.dataset.p, plan: button.dataset.plan || null });
  });
  const first = table.querySelector("td button");
  if (first) first.tabIndex = 0;
  return h("div", { class: "frame", role: "region", "aria-label": t("view.matrix"), tabindex: 0 }, table);
}

/** One button that folds all sections, or opens them where all are folded. */
function foldAll(plans, shown) {
  const folded = foldedSections(plans, shown);
  const tops = [...new Set(shown.map((index) => provisions[index].top))];
  if (tops.length < 2) return null;
  const open = folded.size === tops.length;
  const turn = () => {
    for (const top of tops) if (folded.has(top) === open && !turned.delete(top)) turned.add(top);
    show();
  };
  return h("button", { type: "button", class: "quiet fold-all", id: "fold-all", on: { click: turn } }, t(open ? "matrix.unfold_all" : "matrix.fold_all"));
}

/** One body per section, each as a function that makes it. */
function tbodies(plans, shown, folded) {
  const tops = [...new Set(shown.map((index) => provisions[index].top))];
  return tops.map((top) => () => {
    const body = h("tbody", {}, sectionRow(top, plans, shown, folded));
    let lastParent = top;
    for (const index of folded.has(top) ? [] : shown) {
      const p = provisions[index];
      if (p.top !== top) continue;
      const parent = sections.has(p.parent) ? p.parent : lastParent;
      if (parent !== lastParent) body.append(subsectionRow(parent, plans.length));
      lastParent = parent;
      body.append(matrixRow(index, plans));
    }
    return body;
  });
}

/** Thousands of cells are made section by section, so that the first ones are there at once; `finishMatrix` hurries. */
let finishMatrix = () => {};

function fillInSteps(table, bodies, inSteps) {
  const waiting = [...bodies];
  const next = () => table.append(waiting.shift()());
  const finish = () => {
    while (waiting.length) next();
    table.setAttribute("data-complete", "");
  };
  finishMatrix = finish;
  if (!inSteps) {
    finish();
    return;
  }
  next();
  const step = () => {
    if (waiting.length) next();
    if (waiting.length) setTimeout(step);
    else finish();
  };
  setTimeout(step);
}

function sectionRow(id, plans, shown, folded) {
  const title = sections.has(id) ? pick(sections.get(id).title) : id;
  const mine = shown.filter((index) => provisions[index].top === id);
  const toggle = () => {
    if (!turned.delete(id)) turned.add(id);
    show();
  };
  return h(
    "tr",
    { class: "section" },
    h(
      "th",
      { scope: "rowgroup" },
      h(
        "button",
        { type: "button", id: "fold-" + id, "aria-expanded": String(!folded.has(id)), title: t("matrix.collapse"), on: { click: toggle } },
        h("span", { class: "fold", "aria-hidden": "true" }),
        h("span", { class: "pid" }, id),
        title,
      ),
    ),
    plans.map((plan) => h("td", {}, meter(plan, mine))),
    plans.length > 1 && h("td", {}),
  );
}

function subsectionRow(id, columns) {
  return h(
    "tr",
    { class: "subsection" },
    h("th", { scope: "rowgroup" }, h("span", { class: "pid" }, id), pick(sections.get(id).title)),
    h("td", { colspan: columns + (columns > 1 ? 1 : 0) }),
  );
}

/** A bar of the statuses of some provisions in one plan. */
function meter(plan, indexes) {
  const counts = STATUS.map((_, status) => indexes.filter((index) => plan.cov[index].status === status).length);
  const words = STATUS.map((code, i) => (counts[i] ? `${t(code)}: ${counts[i]}` : null)).filter(Boolean).join(", ");
  const bar = h("span", { class: "meter", role: "img", "aria-label": words, title: words });
  counts.forEach((count, i) => {
    if (!count) return;
    const piece = h("span", { class: "c-" + GLYPH[STATUS[i]] });
    piece.style.flexGrow = String(count);
    bar.append(piece);
  });
  return bar;
}

function matrixRow(index, plans) {
  const p = provisions[index];
  const carried = plans.filter((plan) => ["covered", "partial"].includes(STATUS[plan.cov[index].status])).length;
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      h(
        "button",
        { type: "button", class: "open", "data-p": p.id },
        h("span", { class: "pid" }, p.id),
        h("span", { class: "plabel" }, pick(p.label)),
        p.obligation === "direct" && h("span", { class: "owed-mark", title: t("plan.owed") }, "▸"),
      ),
    ),
    plans.map((plan) => matrixCell(plan, index)),
    plans.length > 1 && h("td", { class: "total" }, `${carried}/${plans.length}`),
  );
}

function matrixCell(plan, index) {
  const p = provisions[index];
  const coverage = plan.cov[index];
  const code = STATUS[coverage.status];
  const devs = visibleDevs(plan, index);
  const worst = devs.length ? Math.min(...devs.map((dev) => dev.severity)) : -1;
  const words = [t("matrix.cell", { plan: plan.label, provision: p.id, status: t(code) })];
  if (devs.length) words.push(t("matrix.cell_deviations", { n: devs.length }));
  const dim = looksIntoPlans() && !cellPasses(plan, index);
  return h(
    "td",
    { class: `cell c-${GLYPH[code]}${dim ? " dim" : ""}` },
    h(
      "button",
      { type: "button", tabindex: -1, "data-p": p.id, "data-plan": plan.id, "aria-label": words.join(", "), title: words.join("\n") },
      devs.length > 0 && h("span", { class: "badge " + SEVERITY[worst], "aria-hidden": "true" }, devs.length),
      coverage.owed >= 0 && owedShown(coverage) && h("span", { class: "badge " + SEVERITY[coverage.owed], "aria-hidden": "true" }, "!"),
    ),
  );
}

/** Arrow keys, Home and End move between the cells. */
function moveInMatrix(event) {
  const cell = event.target.closest("td.cell");
  if (!cell) return;
  const rows = [...cell.closest("table").rows].filter((row) => row.querySelector("td.cell"));
  const row = rows.indexOf(cell.parentElement);
  const column = [...cell.parentElement.cells].indexOf(cell);
  const last = cell.parentElement.querySelectorAll("td.cell").length;
  const next = {
    ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
    Home: [row, 1], End: [row, last],
  }[event.key];
  if (!next) return;
  event.preventDefault();
  const target = rows[next[0]]?.cells[next[1]]?.querySelector("button");
  if (target) target.focus();
}

/** The cell that has the focus is the one tab stop of the table. */
function keepTabStop(event) {
  const button = event.target.closest("td.cell button");
  if (!button) return;
  for (const other of button.closest("table").querySelectorAll('td.cell button[tabindex="0"]')) other.tabIndex = -1;
  button.tabIndex = 0;
}
