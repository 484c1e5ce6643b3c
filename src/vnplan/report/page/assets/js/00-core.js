// The data, the two languages, and the one way in which this page makes elements: text is always textContent.

const data = JSON.parse(document.getElementById("data").textContent);
const LANGS = ["vi", "en"];
/** The language the page was written for, where its address names none. */
const WRITTEN = LANGS.indexOf(document.documentElement.lang);
let lang = WRITTEN;

/** A wording of the page in the current language, with {names} filled in. */
function t(key, values = {}) {
  const words = data.strings[key] || data.labels[key];
  if (!words) console.error("no wording for", key);
  const text = words ? words[lang] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** One of a [vi, en] pair. */
const pick = (pair) => pair[lang] || pair[0];

/** A string of the pool; null for -1. */
const pooled = (index) => (index < 0 ? null : data.pool[index]);

const formats = new Map();
function format(value, options) {
  const key = LANGS[lang] + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(LANGS[lang], options));
  return formats.get(key).format(value);
}
const decimal = (value, digits = 0) => format(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const figure = (value) => format(value, { maximumFractionDigits: 4 });
/** A day, month or year written with the year first, as offices write it. */
const dayWords = (day) => day.split("-").reverse().join("/");
const percent = (share) => (share === null || share === undefined ? "–" : decimal(100 * share) + "%");
/** What stands beside the main figure of a rate [figure, count, interval]; `named`: it says that it is an interval. */
const beside = ([, count, ends], named = false) => [count, ends && named ? t("plan.interval", { ends }) : ends].filter(Boolean).join("; ");

/** An element. `attributes`: class, on (listeners), data-*, aria-*, any other; children: nodes, texts, arrays, null. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  fill(element, children);
  return element;
}

function fill(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) fill(element, child);
    else element.append(child);
  }
  return element;
}

/** An element of a drawing. */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, String(value));
  return fill(element, children);
}

/** Words quoted from a plan or decision: Vietnamese whatever the page's language. */
const quoted = (tag, attributes, ...children) => h(tag, { lang: "vi", ...attributes }, ...children);

// ---- the address: everything that is shown stands after the #, so that any state can be linked to ----

const VIEWS = ["matrix", "deviations", "plan", "agency", "targets", "similarity", "guide"];
const SETS = ["section", "obligation", "kind", "status", "deviation", "severity", "agency", "province"];
const WORDS = ["p", "plan", "agency", "by", "pair", "sort", "q"];
const state = { view: "matrix", sets: {} };

function readAddress() {
  const params = new URLSearchParams(location.hash.slice(1));
  lang = LANGS.includes(params.get("lang")) ? LANGS.indexOf(params.get("lang")) : WRITTEN;
  state.view = VIEWS.includes(params.get("v")) ? params.get("v") : "matrix";
  for (const name of WORDS) state[name] = params.get(name) || "";
  state.sets = {};
  for (const name of SETS) {
    const given = params.get("f." + name);
    if (given !== null) state.sets[name] = new Set(given.split(",").filter(Boolean));
  }
}

/** The address of a state that differs from the current one in `changes`. An order holds for one view only. */
function address(changes = {}) {
  const next = { ...state, ...changes };
  if (next.view !== state.view && !("sort" in changes)) next.sort = "";
  const params = new URLSearchParams();
  if (next.view !== "matrix") params.set("v", next.view);
  for (const name of WORDS) if (next[name]) params.set(name, next[name]);
  for (const name of SETS) if (next.sets[name]) params.set("f." + name, [...next.sets[name]].join(","));
  if (lang !== WRITTEN) params.set("lang", LANGS[lang]);
  return "#" + params.toString().replace(/%2C/g, ",");
}

/** Whether a day ("2025", "2025-11-15") lies before the reader's own. */
const TODAY = new Date().toISOString();
const hasPassed = (day) => !!day && !day.startsWith("0000") && (String(day).length === 4 ? `${day}-12-31` : String(day)) < TODAY.slice(0, 10);
const passedMark = (day) => hasPassed(day) && h("span", { class: "passed" }, t("agency.passed"));

/** Copy words and say so on the button; where the browser does not let us, they are shown to be copied by hand. */
async function copyWords(button, words) {
  try {
    await navigator.clipboard.writeText(words);
    button.textContent = t("card.copied");
  } catch {
    window.prompt(t("card.copy_by_hand"), words);
  }
}

/** Go to a state; `quiet` replaces the entry of the browser's history instead of adding one. */
function go(changes, { quiet = false } = {}) {
  const target = address(changes);
  if (target === (location.hash || "#")) return;
  if (quiet) {
    history.replaceState(null, "", target);
    follow();
  } else {
    location.hash = target;
  }
}
