// Puts the page together and draws it anew when the address changes.

const DRAW = {
  matrix: matrixView, deviations: deviationsView, plan: planView, agency: agencyView, targets: targetsView,
  similarity: similarityView, guide: guideView,
};

function head() {
  const number = t("page.decision", { number: data.ref.number });
  document.documentElement.lang = LANGS[lang];
  document.title = t("page.title", { reference: number });
  document.getElementById("skip").textContent = t("page.skip");
  const other = (index, name, title) =>
    h(
      "button",
      {
        type: "button", id: "lang-" + LANGS[index], lang: LANGS[index], title, "aria-pressed": String(lang === index),
        on: { click: () => { const before = lang; lang = index; const target = address(); lang = before; location.hash = target; } },
      },
      name,
    );
  const others = data.plans.filter((plan) => plan.other);
  const top = document.getElementById("top");
  top.replaceChildren();
  fill(top, [
    h(
      "div",
      { class: "masthead" },
      h("div", {}, h("h1", {}, document.title), h("p", { class: "subtitle" }, pick(data.ref.title))),
      h(
        "div",
        { class: "tools" },
        h("div", { class: "langs", role: "group", "aria-label": t("page.language") }, other(0, "VI", "Tiếng Việt"), other(1, "EN", "English")),
        h("button", { type: "button", class: "plain", on: { click: () => window.print() } }, t("page.print")),
      ),
    ),
    standing(number),
    others.length > 0 && h("p", { class: "banner" }, t("plan.others", { plans: others.map((plan) => `${plan.label} → ${plan.other}`).join("; ") })),
    data.failures.length > 0 && h("p", { class: "banner" }, h("a", { href: address({ view: "guide", p: null }) }, `${t("guide.failures")}: ${data.failures.length}`)),
    h(
      "nav",
      { class: "views", "aria-label": t("page.views") },
      h(
        "ul",
        {},
        VIEWS.map((view) =>
          h("li", {}, h("a", { href: address({ view, p: null, plan: view === "plan" ? state.plan : null }), "aria-current": state.view === view ? "page" : null }, t("view." + view)))),
      ),
    ),
  ]);
}

/** On a narrow screen the parts stand in one line: the current one is brought into it. */
function showCurrentPart() {
  const nav = document.querySelector("nav.views");
  const current = nav.querySelector("[aria-current]");
  nav.scrollLeft = current.offsetLeft - nav.offsetLeft - 24;
}

/** What the figures are and are not; on a narrow screen its first words, to be unfolded. */
function standing(number) {
  const { replaced_by: replaced, before } = data.ref;
  const asOf = (replaced || before > 0) && h("strong", { class: "as-of" }, t(replaced ? "page.as_of_issue" : "page.review_as_of"));
  const rest = [
    replaced && t("page.replaced", { reference: number, next: nextNumber() }) + " ",
    before > 0 && t("page.older", { n: before, total: data.plans.length, reference: number }) + " ",
    t("page.not_results"),
  ];
  if (!asOf || !window.matchMedia("(max-width: 700px)").matches) return h("p", { class: "standing" }, asOf, rest);
  return h("details", { class: "standing" }, h("summary", {}, asOf), h("p", {}, rest));
}

/** "qd-1671-2026" as it is cited. */
function nextNumber() {
  const match = /^qd-(\d+)-(\d{4})$/.exec(data.ref.replaced_by || "");
  return match ? t("page.decision", { number: `${match[1]}/QĐ-TTg` }) : data.ref.replaced_by;
}

/** Show the state of the address. Only a card was opened or closed: the view below stays as it is. */
function follow() {
  readAddress();
  if (state.drawn === drawnAs()) openCard();
  else show();
}

/** What the view below the card depends on. */
const drawnAs = () => address({ p: null, plan: ["plan", "similarity"].includes(state.view) ? state.plan : null });

/** Draw the view anew, keeping open menus, the focus and the scroll where it is the same view. */
function show() {
  readAddress();
  const kept = JSON.stringify([state.view, state.view === "plan" && state.plan, lang]);
  const same = state.kept === kept;
  const main = document.getElementById("main");
  const focus = focusKey(document.activeElement);
  const openMenus = same ? [...document.querySelectorAll("details.menu[open]")].map((menu) => menu.dataset.filter) : [];
  const parts = same ? [...main.querySelectorAll("details.part, details.classes")].map((each) => [each.id, each.open]) : [];
  const frame = main.querySelector(".frame");
  const scroll = same && frame ? [frame.scrollLeft, frame.scrollTop] : null;
  head();
  showCurrentPart();
  const content = document.createDocumentFragment();
  fill(content, [DRAW[state.view]()]);
  main.replaceChildren(content);
  state.drawn = drawnAs();
  state.kept = kept;
  for (const name of openMenus) {
    const menu = main.querySelector(`details.menu[data-filter="${name}"]`);
    if (menu) menu.open = true;
  }
  for (const [id, open] of parts) {
    const each = document.getElementById(id);
    if (each) each.open = open;
  }
  const newFrame = main.querySelector(".frame");
  if (scroll && newFrame) [newFrame.scrollLeft, newFrame.scrollTop] = scroll;
  openCard();
  if (focus && !document.getElementById("card")) document.querySelector(focus)?.focus({ preventScroll: true });
}

/** A selector that finds the same control after the page is drawn anew. */
function focusKey(element) {
  if (!element || element === document.body) return null;
  if (element.closest("#card")) return null;
  if (element.id) return "#" + CSS.escape(element.id);
  const menu = element.closest("details.menu");
  if (menu && element.matches("input")) return `details.menu[data-filter="${menu.dataset.filter}"] input[value="${CSS.escape(element.value)}"]`;
  if (menu) return `details.menu[data-filter="${menu.dataset.filter}"] summary`;
  if (element.matches(".views a")) return '.views a[aria-current="page"]';
  return null;
}

document.addEventListener("click", (event) => {
  if (!event.target.isConnected) return;
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
// paper cannot be unfolded: parts are opened for printing and folded again after it
let unfolded = [];
window.addEventListener("beforeprint", () => {
  finishMatrix();
  unfolded = [...document.querySelectorAll("details.part:not(#part-text), details.classes, details.official, details.standing")].filter((details) => !details.open);
  for (const details of unfolded) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
});
window.addEventListener("hashchange", follow);
show();
