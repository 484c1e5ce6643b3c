// Lists of rows: columns that sort, the order in the address, and long lists shown a part at a time.

const PART = 200;
const partsShown = new Map();
const collators = new Map();

function collate(a, b) {
  if (!collators.has(lang)) collators.set(lang, new Intl.Collator(LANGS[lang], { numeric: true }));
  return collators.get(lang).compare(a, b);
}

/** Rows by one column's values; what has none comes last either way, and equal ones keep their order. */
function sorted(rows, value, down) {
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  const empty = (key) => key === null || key === undefined || key === "";
  keyed.sort((a, b) => {
    if (empty(a.key) || empty(b.key)) return empty(a.key) - empty(b.key);
    const order = typeof a.key === "number" ? a.key - b.key : collate(String(a.key), String(b.key));
    return down ? -order : order;
  });
  return keyed.map(({ row }) => row);
}

/**
 * A list. `columns`: { key, title (text), hint, cell(row), value(row) to sort by (without it the column does not sort) };
 * the column marked `head`, else the first, names the row.
 */
function listTable({ label, className, columns, rows }) {
  const down = state.sort.startsWith("-");
  const by = columns.find((column) => column.value && column.key === state.sort.replace("-", ""));
  const ordered = by ? sorted(rows, by.value, down) : rows;
  const shown = ordered.slice(0, partsShown.get(className) || PART);
  const head = columns.find((column) => column.head) || columns[0];
  const rest = rows.length - shown.length;
  const more = () => {
    partsShown.set(className, shown.length + PART);
    show();
  };
  return [
    h(
      "div",
      { class: "frame", role: "region", "aria-label": label, tabindex: 0 },
      h(
        "table",
        { class: "list " + className },
        h("thead", {}, h("tr", {}, columns.map((column) => headCell(column, column === by, down)))),
        h("tbody", {}, shown.map((row) => h("tr", {}, columns.map((column) => h(column === head ? "th" : "td", { scope: column === head ? "row" : null, class: "of-" + column.key, "data-title": column.title }, column.cell(row)))))),
      ),
    ),
    rest > 0 && h("button", { type: "button", class: "plain more-rows", on: { click: more } }, t("table.more", { n: Math.min(PART, rest), rest })),
  ];
}

/** A heading; pressed once it sorts upwards, twice downwards, three times not at all. */
function headCell({ key, title, hint, value }, current, down) {
  if (!value) return h("th", { scope: "col", class: "of-" + key }, title);
  const next = !current ? key : down ? "" : "-" + key;
  return h(
    "th",
    { scope: "col", class: "of-" + key, "aria-sort": current ? (down ? "descending" : "ascending") : "none" },
    h(
      "button",
      { type: "button", class: "sort", id: "sort-" + key, title: [hint, t("table.sort")].filter(Boolean).join("\n"), on: { click: () => go({ sort: next }, { quiet: true }) } },
      title,
      h("span", { class: current ? (down ? "order down" : "order up") : "order", "aria-hidden": "true" }),
    ),
  );
}
