// Per agency: what it must do in each province, with whom, by when, and who holds the duty today.

let onlyDue = false;

/** The agencies duties are listed by: those the plans name, or those that hold their work today. */
function keyedBy(ids) {
  const named = [...new Set(ids)];
  if (state.by !== "today") return named.map((id) => ({ id, name: [agencies.get(id).name, agencies.get(id).name] }));
  return named.flatMap((id) => {
    const { name, today } = agencies.get(id);
    return today.length ? today.map(([holder, vi, en]) => ({ id: holder, name: agencies.has(holder) ? [agencies.get(holder).name, agencies.get(holder).name] : [bare(vi), bare(en)] })) : [{ id, name: [name, name] }];
  });
}

/** A holder's name without what part of the work it took over. */
const bare = (name) => name.replace(/ \([^()]*\)$/, "");

function agencyView() {
  const plans = visiblePlans();
  const offered = new Map();
  for (const plan of plans) {
    for (const duty of plan.duties) {
      for (const { id, name } of new Map(keyedBy(duty.who).map((each) => [each.id, each])).values()) {
        if (!offered.has(id)) offered.set(id, { id, name, rows: [] });
        offered.get(id).rows.push({ plan, duty });
      }
    }
  }
  const listed = [...offered.values()].sort((a, b) => b.rows.length - a.rows.length || collate(pick(a.name), pick(b.name)));
  if (!listed.length) return [filterBar(), h("p", { class: "empty" }, t("agency.none"))];
  const current = offered.get(state.agency) || listed[0];
  const rows = current.rows.filter(({ duty }) => !onlyDue || duty.due || duty.dueDate || duty.recurring);
  const choice = (by, words) => h("button", { type: "button", id: "by-" + (by || "named"), "aria-pressed": String(state.by === by), on: { click: () => go({ by, agency: "" }) } }, words);
  return [
    h("div", { class: "bar" }, h("div", { class: "segments", role: "group", "aria-label": t("agency.by") }, choice("", t("agency.by_named")), choice("today", t("agency.by_today"))), filterBar()),
    h("p", { class: "intro" }, t("agency.intro")),
    h(
      "div",
      { class: "two" },
      h(
        "nav",
        { class: "picker", "aria-label": t("agency.choose") },
        h("ul", {}, listed.map((agency) =>
          h("li", {}, h("a", { href: address({ agency: agency.id }), lang: "vi", "aria-current": agency === current ? "true" : null }, pick(agency.name), h("span", { class: "count" }, agency.rows.length))))),
      ),
      h(
        "section",
        { "aria-labelledby": "agency-title" },
        quoted("h2", { id: "agency-title" }, pick(current.name)),
        state.by !== "today" && holderLine(agencies.get(current.id)),
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
    h("strong", {}, holderWords(agency)),
    !agency.certain && h("span", { class: "review" }, t("agency.uncertain")),
  );
}

const holderWords = (agency) => agency.today.map(([, vi, en]) => pick([vi, en])).join("; ");

/** Agencies one a line, each with who holds its work today where that has changed. */
function whoOf(ids) {
  return ids.map((id) => {
    const agency = agencies.get(id);
    if (!agency) return h("div", {}, id);
    return h("div", {}, quoted("span", {}, agency.name), agency.today.length > 0 && h("span", { class: "context" }, `${t("agency.now")}: ${holderWords(agency)}`, !agency.certain && ` (${t("agency.uncertain")})`));
  });
}

/** Listed by today's holder: the agencies the plan names, where they are others. */
function movedFrom(duty) {
  if (state.by !== "today") return null;
  const moved = duty.who.filter((id) => agencies.get(id).today.length);
  return moved.length > 0 && h("span", { class: "context" }, `${t("agency.given_to")}: `, quoted("span", {}, names(moved)), moved.some((id) => !agencies.get(id).certain) && ` (${t("agency.uncertain")})`);
}

/** A table of duties, its first column the province or the agency. */
function dutyTable(rows, { by }) {
  const columns = [
    by === "province"
      ? { key: "plan", title: t("table.province"), value: ({ plan }) => plan.order, cell: ({ plan, duty }) => [quoted("span", {}, plan.label), movedFrom(duty)] }
      : { key: "who", title: t("filter.agency"), value: ({ duty }) => names(duty.who), cell: ({ duty }) => whoOf(duty.who) },
    { key: "task", title: t("agency.what"), cell: taskCell },
    { key: "role", title: t("agency.role"), value: ({ duty }) => duty.role, cell: ({ duty }) => [t(ROLE[duty.role]), duty.inferred && h("small", {}, ` (${t("agency.inferred")})`)] },
    { key: "with", title: t("agency.with"), cell: ({ duty }) => duty.partners.length > 0 && quoted("span", {}, names(duty.partners)) },
    { key: "due", title: t("agency.due"), value: ({ duty }) => duty.when || (duty.recurring ? "0001" : null), cell: ({ duty }) => dueWords(duty) },
    { key: "product", title: t("agency.product"), cell: ({ duty }) => duty.product && quoted("span", {}, duty.product) },
    { key: "clarity", title: t("clarity.title"), hint: t("clarity.text"), value: ({ duty }) => [...duty.clarity].filter((digit) => digit !== "0").length, cell: clarityCell },
  ];
  return listTable({ label: t("plan.duties"), className: by === "province" ? "duties" : "duties of-plan", columns, rows });
}

function taskCell({ plan, duty }) {
  const node = plan.nodes[duty.node];
  const links = plan.byNode.get(duty.node) || [];
  const fact = (key, words) => words && h("span", { class: "context" }, `${t(key)}: `, quoted("span", {}, words));
  return [
    node && quoted("span", { class: "quote" }, node.text),
    fact("column.funding", duty.funding),
    fact("column.hedges", duty.hedges.join("; ")),
    h("span", { class: "margin" }, node && h("span", { class: "context" }, placeOf(node)), links.map((link) => h("a", { class: "tag", href: address({ p: provisions[link.provision].id, plan: plan.id }) }, provisions[link.provision].id))),
  ];
}

const CLARITIES = ["person", "job", "time", "responsibility", "product", "authority"];

/** What of the six clarities a duty lacks, in words: one that is named only in part is marked so. */
function clarityCell({ duty }) {
  const lacking = CLARITIES.map((key, i) => (duty.clarity[i] === "0" ? null : t("clarity." + key) + (duty.clarity[i] === "1" ? "*" : ""))).filter(Boolean);
  return h("span", { class: "clarity", title: t("clarity.text") }, h("strong", {}, `${6 - lacking.length}/6`), lacking.length > 0 && h("span", { class: "context" }, `${t("clarity.lacking")}: ${lacking.join(", ")}`));
}

function dueWords(duty) {
  const words = [];
  if (duty.due) words.push(quoted("span", {}, duty.due));
  else if (duty.dueDate) words.push(h("span", {}, duty.dueDate));
  if (duty.recurring) words.push(h("span", { class: "small" }, data.strings["often." + duty.recurring] ? t("often." + duty.recurring) : duty.recurring));
  if (duty.period) words.push(h("span", { class: "small" }, duty.period));
  if (hasPassed(duty.when)) words.push(passedMark(duty.when));
  return words.flatMap((word, i) => (i ? [h("br"), word] : [word]));
}
