// The data with its lists turned into what the views ask for.

const { status: STATUS, relation: RELATION, deviation: DEVIATION, severity: SEVERITY, role: ROLE } = data.codes;
const provisions = data.ref.provisions;
const provisionAt = new Map(provisions.map((p, index) => [p.id, index]));
const sections = new Map(data.ref.sections.map(([id, parent, vi, en]) => [id, { id, parent, title: [vi, en] }]));
const agencies = new Map(data.agencies.map(([id, name, today, certain]) => [id, { id, name, today, certain }]));

/** The outermost heading of a provision: I, II, III … */
function topSection(p) {
  let id = p.parent;
  for (let guard = 0; guard < 10 && id; guard += 1) {
    const parent = sections.has(id) ? sections.get(id).parent : provisions[provisionAt.get(id)]?.parent;
    if (!parent) return id;
    id = parent;
  }
  return p.id.split(".")[0];
}
for (const p of provisions) p.top = topSection(p);

for (const plan of data.plans) {
  plan.nodes = plan.nodes.map(([id, kind, parent, path, text, page]) => ({ id, kind, parent, path, text, page }));
  plan.byProvision = provisions.map(() => ({ links: [], devs: [] }));
  plan.byNode = new Map();
  for (const raw of plan.links) {
    const [node, provision, relation, score, flags, reasons, evidence, redline] = raw;
    const link = { node, provision, relation, score, review: !!(flags & 1), confirmed: !!(flags & 2), reasons, evidence, redline };
    plan.byProvision[provision].links.push(link);
    if (!plan.byNode.has(node)) plan.byNode.set(node, []);
    plan.byNode.get(node).push(link);
  }
  plan.devs = plan.devs.map(([places, provision, kinds, severity, expected, found, review, english]) => {
    const dev = { places: new Map(places.map(([node, ...place]) => [node, place])), provision, kinds, severity, expected, found, review: !!review, english };
    dev.node = places[0][0];
    plan.byProvision[provision].devs.push(dev);
    return dev;
  });
  plan.local = new Map(plan.local.map(([at, nearest, score, flags]) => [at, { nearest, score, review: !!(flags & 1), confirmed: !!(flags & 2), formal: !!(flags & 4) }]));
  plan.cov = plan.cov.map(([status, by, reasons, taken, total, owed]) => ({ status, by, reasons, taken, total, owed }));
  plan.targets = plan.targets.map(([node, text, indicator, comparator, low, high, unit, deadline]) => ({
    node, text: pooled(text), indicator: pooled(indicator), comparator, low, high, unit: pooled(unit), deadline: pooled(deadline),
  }));
  plan.duties = plan.duties.map(
    ([node, who, role, partners, due, dueDate, recurring, product, funding, inferred, period, hedges, when, clarity]) => ({
      node, who, role, partners, due: pooled(due), dueDate: pooled(dueDate), recurring: pooled(recurring),
      product: pooled(product), funding: pooled(funding), inferred: !!inferred, period: pooled(period),
      hedges: hedges.map(pooled), when, clarity,
    }),
  );
  plan.agenciesAt = new Map();
  for (const duty of plan.duties) {
    const at = plan.agenciesAt.get(duty.node) || new Set();
    for (const id of [...duty.who, ...duty.partners]) at.add(id);
    plan.agenciesAt.set(duty.node, at);
  }
}

data.plans.forEach((plan, order) => { plan.order = order; });
const planAt = new Map(data.plans.map((plan) => [plan.id, plan]));

/** A clause's place as an office cites it, from the inside out: "điểm a, mục I.1" (the page where the source has pages). */
function citationOf(plan, node) {
  const outer = [];
  const inner = [];
  for (const label of node.path) {
    const number = label.slice(1);
    if (/^[-+]\d+$/.test(label)) inner.unshift(t("path.bullet", { n: number }));
    else if (/^¶\d+$/.test(label)) inner.unshift(t("path.paragraph", { n: number }));
    else if (/^r\d+$/.test(label)) inner.unshift(t("path.row", { n: number }));
    else if (/^\p{Ll}$/u.test(label)) inner.unshift(t("path.point", { n: label }));
    else if (/^[IVXLC]+$|^[\d.]+$|^\p{Lu}$/u.test(label) && !inner.length) outer.push(label);
    else inner.unshift(/^[\d.]+$/.test(label) ? t("path.clause", { n: label }) : label);
  }
  const places = [...inner, outer.length > 0 && t("path.section", { n: outer.join(".") }), node.page && t("path.page", { n: node.page })];
  return [...places, planWords(plan)].filter(Boolean).join(", ");
}

/** A plan as it is cited: number, day and issuer as far as it says them. */
function planWords(plan) {
  const kind = !plan.number ? "cited_bare" : plan.number.includes(t("plan.decision_mark")) ? "cited_decision" : "cited";
  const words = [t("plan." + kind, { number: plan.number })];
  if (plan.date) words.push(t("plan.issued", { date: plan.date }));
  words.push(t("plan.issued_by", { issuer: plan.issuer || plan.name }));
  return words.join(" ");
}

/** A clause's place in words: "III › 2 › gạch đầu dòng 1". */
function placeOf(node) {
  return node.path
    .map((label) => {
      const number = label.slice(1);
      if (/^[-+]\d+$/.test(label)) return t("path.bullet", { n: number });
      if (/^¶\d+$/.test(label)) return t("path.paragraph", { n: number });
      if (/^r\d+$/.test(label)) return t("path.row", { n: number });
      return label;
    })
    .join(" › ");
}

/** The heading a node stands under, shortened. */
function headingOf(plan, node) {
  const parent = plan.nodes[node.parent];
  return parent ? short(parent.text, 90) : null;
}

const short = (text, length) => (text.length > length ? text.slice(0, length - 1).trimEnd() + "…" : text);

/** Names of agencies, joined. */
const names = (ids) => ids.map((id) => agencies.get(id)?.name || id).join("; ");

/** A level with its comparator and unit: "ít nhất 05 mô hình", "8 – 10 thương hiệu". */
function levelOf({ comparator, low, high, unit }) {
  const number = high !== null && high !== undefined ? `${figure(low)} – ${figure(high)}` : figure(low);
  const percentUnit = unit && unit.startsWith("%");
  const tail = unit ? (percentUnit ? unit : " " + unit) : "";
  const head = comparator === "all" ? "" : t("comparator." + comparator);
  return `${head} ${number}${tail}`.trim();
}

/** What a deviation is called: it may be of several kinds at once. */
const kindsOf = (dev) => dev.kinds.map((kind) => t(DEVIATION[kind])).join("; ");

/** The list of a province's figure: a comparator word, low, high and unit of a provision's figure entry. */
const figureOf = ([vi, en, comparator, low, high, unit]) => ({ indicator: [vi, en], comparator, low, high, unit });
