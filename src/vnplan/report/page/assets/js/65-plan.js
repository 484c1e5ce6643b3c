// One province: what is taken over, what is missing and owed, local content, all duties; and all plans in one table.

function planView() {
  const plan = planAt.get(state.plan);
  return plan ? [planChooser(), filterBar(), planPage(plan)] : [planChooser(), plansTable(), registerPart()];
}

function planChooser() {
  return h(
    "p",
    { class: "chooser" },
    h("label", { for: "plan-choice" }, t("plan.choose")),
    h(
      "select",
      { id: "plan-choice", on: { change: (event) => go({ plan: event.target.value || null }) } },
      h("option", { value: "" }, t("plan.all")),
      data.plans.map((plan) => h("option", { value: plan.id, lang: "vi", selected: plan.id === state.plan }, plan.label)),
    ),
  );
}

/** What a plan is counted by: a provision that only says again what another says, as a row of an annex, is counted there. */
const everything = provisions.map((_, index) => index).filter((index) => !provisions[index].again);

function plansTable() {
  const over = (title, columns) => h("th", { scope: "colgroup", colspan: columns, class: "over" }, title);
  const whole = (title) => h("th", { scope: "col", rowspan: 2 }, title);
  const under = (title) => h("th", { scope: "col" }, title);
  return h(
    "div",
    { class: "frame", role: "region", "aria-label": t("plan.all"), tabindex: 0 },
    h(
      "table",
      { class: "list numbers" },
      h(
        "thead",
        {},
        h("tr", {}, whole(t("table.province")), over(t("plan.clauses"), 3), over(t("view.matrix"), STATUS.length + 1), over(t("view.deviations"), SEVERITY.length)),
        h("tr", {}, [t("plan.clauses_all"), t("plan.linked"), t("plan.local_short"), ...STATUS.map((code) => t(code)), t("matrix.rate"), ...SEVERITY.map((code) => t(code))].map(under)),
      ),
      h(
        "tbody",
        {},
        data.plans.map((plan) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, h("a", { href: address({ plan: plan.id }), lang: "vi" }, plan.label), h("span", { class: "context" }, planWords(plan)), meter(plan, everything)),
            plan.counts.map((count) => h("td", {}, count)),
            STATUS.map((_, status) => h("td", {}, everything.filter((index) => plan.cov[index].status === status).length)),
            h("td", {}, plan.rate[0], h("small", {}, beside(plan.rate))),
            SEVERITY.map((_, severity) => h("td", {}, plan.devs.filter((dev) => dev.severity === severity).length)),
          ),
        ),
      ),
    ),
  );
}

/** Today's provinces, each with the plans it and its former parts have among the files; absent ones stand as absent. */
function registerPart() {
  const links = (indexes) => indexes.map((index, i) => [i ? ", " : "", h("a", { href: address({ plan: data.plans[index].id }) }, data.plans[index].number || data.plans[index].source)]);
  const with_ = data.register.filter(([, own, former]) => own.length || former.some(([, plans]) => plans.length)).length;
  return part(
    "register",
    t("register.title"),
    null,
    [
      h("p", { class: "intro" }, t("register.intro", { n: with_, total: data.register.length })),
      h(
        "div",
        { class: "frame", role: "region", "aria-label": t("register.title"), tabindex: 0 },
        h(
          "table",
          { class: "list register" },
          h("thead", {}, h("tr", {}, [t("register.today"), t("register.own"), t("register.former_plans")].map((title) => h("th", { scope: "col" }, title)))),
          h(
            "tbody",
            {},
            data.register.map(([name, own, former]) =>
              h(
                "tr",
                {},
                h("th", { scope: "row", lang: "vi" }, name),
                h("td", {}, own.length ? links(own) : h("span", { class: "none" }, t("register.none"))),
                h("td", {}, h("ul", {}, former.map(([before, plans]) => h("li", {}, quoted("span", {}, before), ": ", plans.length ? links(plans) : h("span", { class: "none" }, t("register.none")))))),
              ),
            ),
          ),
        ),
      ),
    ],
  );
}

function planPage(plan) {
  const told = provisions.map((_, index) => index).filter((index) => !provisions[index].again || visibleDevs(plan, index).length);
  const shown = told.filter((index) => provisionPasses(provisions[index], index, [plan]));
  const of = (...codes) => shown.filter((index) => codes.includes(STATUS[plan.cov[index].status]));
  const missing = of("missing").sort((a, b) => (plan.cov[b].owed >= 0) - (plan.cov[a].owed >= 0) || a - b);
  const worst = (index) => Math.min(SEVERITY.length, ...visibleDevs(plan, index).map((dev) => dev.severity));
  const severeFirst = (indexes) => indexes.sort((a, b) => worst(a) - worst(b) || a - b);
  const partial = severeFirst(of("partial"));
  const covered = severeFirst(of("covered"));
  const targets = plan.targets.filter((target) => targetPasses(plan, target)).map((target) => ({ plan, target }));
  const differing = (indexes) => indexes.reduce((sum, index) => sum + visibleDevs(plan, index).length, 0);
  const own = [...plan.local.keys()].filter((at) => !plan.local.get(at).formal);
  const formal = [...plan.local.keys()].filter((at) => plan.local.get(at).formal);
  const wanted = chosen("agency");
  const duties = plan.duties.filter((duty) => !wanted || [...duty.who, ...duty.partners].some((id) => wanted.has(id)));
  return h(
    "article",
    { class: "plan-page" },
    h(
      "header",
      {},
      quoted("h2", { id: "plan-title" }, plan.label),
      quoted("p", { class: "facts" }, [planWords(plan), plan.title, `${t("plan.source")}: ${plan.source}`].filter(Boolean).join(" · ")),
      plan.other && h("p", { class: "banner" }, t("plan.other_reference", { number: plan.other })),
      plan.cut && h("p", { class: "banner" }, t("plan.truncated")),
      plan.free && h("p", { class: "banner" }, t("plan.worded_freely")),
      h(
        "dl",
        { class: "numbers" },
        number(t("matrix.rate"), plan.rate[0], beside(plan.rate, true)),
        number(t("plan.clauses"), plan.counts[0]),
        number(t("plan.linked"), plan.counts[1]),
        number(t("plan.local"), plan.counts[2]),
      ),
      meter(plan, everything),
      classRates(plan),
    ),
    part("missing", t("plan.missing"), missing, missing.length ? provisionList(plan, missing) : h("p", { class: "empty" }, t("plan.missing_none"))),
    part("partial", t("plan.partial"), partial, provisionList(plan, partial), differing(partial)),
    part("covered", t("plan.covered"), covered, provisionList(plan, covered), differing(covered)),
    part("other", t("plan.other"), of("not_applicable", "unknown"), provisionList(plan, of("not_applicable", "unknown"))),
    part("local", t("plan.local"), own, own.length ? own.map((at) => plainClause(plan, at)) : h("p", { class: "empty" }, t("plan.local_none"))),
    formal.length > 0 && part("formal", t("plan.formal"), formal, formal.map((at) => plainClause(plan, at))),
    part("targets", t("view.targets"), targets, targets.length ? targetTable(targets, { of: "plan" }) : h("p", { class: "empty" }, t("targets.none"))),
    part("duties", t("plan.duties"), duties, duties.length ? dutyTable(duties.map((duty) => ({ plan, duty })), { by: "agency" }) : h("p", { class: "empty" }, t("plan.duties_none"))),
    plan.earlier && versionPart(plan),
    part("text", t("plan.full_text"), null, fullText(plan)),
    plan.notes.length > 0 && part("notes", t("plan.notes"), plan.notes, h("ul", {}, plan.notes.map(([vi, en, times]) => h("li", {}, pooled(pick([vi, en])), times > 1 && ` (×${times})`)))),
  );
}

const number = (name, value, note) => h("div", {}, h("dt", {}, name), h("dd", {}, value, note && h("small", {}, note)));

function classRates(plan) {
  const known = data.codes.obligation.filter((code) => plan.classes[code]);
  if (!known.length) return null;
  return h(
    "details",
    { class: "classes", id: "classes" },
    h("summary", {}, t("plan.by_class")),
    h("ul", {}, known.map((code) => h("li", {}, `${t("obligation." + code)}: ${plan.classes[code][0]} `, h("small", {}, beside(plan.classes[code]))))),
  );
}

/** A part of a province's page: its name, how many items it has, and how many deviations these hold. */
function part(id, title, items, content, deviations = 0) {
  const open = id === "missing" || id === "partial";
  return h(
    "details",
    { class: "part", id: "part-" + id, open },
    h("summary", {}, h("h3", {}, title), items && h("span", { class: "count" }, items.length), deviations > 0 && h("span", { class: "count" }, ` · ${t("deviations.count", { n: deviations })}`)),
    content,
  );
}

function provisionList(plan, indexes) {
  const plain = indexes.every((index) => !visibleDevs(plan, index).length);
  if (!indexes.length) return h("p", { class: "empty" }, t("filter.none"));
  return h(
    "ul",
    { class: plain && indexes.length > 5 ? "provisions columns" : "provisions" },
    indexes.map((index) => {
      const p = provisions[index];
      const coverage = plan.cov[index];
      const devs = visibleDevs(plan, index).sort((a, b) => a.severity - b.severity);
      return h(
        "li",
        {},
        sign(STATUS[coverage.status]),
        h("a", { href: address({ p: p.id }) }, h("span", { class: "pid" }, p.id), pick(p.label)),
        h("span", { class: `tag o-${p.obligation}` }, t("obligation." + p.obligation)),
        coverage.owed >= 0 && h("span", { class: "chip " + SEVERITY[coverage.owed] }, h("span", { class: "level" }, t(SEVERITY[coverage.owed]))),
        ["not_applicable", "unknown"].includes(STATUS[coverage.status]) && h("span", { class: "small" }, t(STATUS[coverage.status])),
        devs.length > 0 && h("ul", { class: "devs" }, devs.map((dev) => h("li", {}, devChip(dev), dev.places.size > 1 && h("span", { class: "count" }, ` ×${dev.places.size}`)))),
      );
    }),
  );
}

/** What came nearest to a clause that is linked nowhere, and whether a person should look. */
function nearestOf(plan, at) {
  const { nearest, score, review, confirmed } = plan.local.get(at);
  const p = provisions[nearest];
  return h(
    "p",
    { class: "link-facts" },
    p && h("span", {}, `${t("plan.nearest")}: `, h("a", { href: address({ p: p.id }) }, p.id), ` ${pick(p.label)}`, score >= 0 && ` (${t("score")} ${decimal(score / 100, 2)})`),
    review && h("span", { class: "review" }, t("needs_review")),
    confirmed && h("span", { class: "confirmed" }, t("confirmed")),
  );
}

function plainClause(plan, at) {
  const node = plan.nodes[at];
  return h(
    "div",
    { class: "clause" },
    whereLine(plan, node),
    quoted("blockquote", {}, node.text),
    nearestOf(plan, at),
  );
}

/** The plan in its own order, each clause with the provisions it is linked to in the margin. */
function fullText(plan) {
  return h(
    "div",
    { class: "reading" },
    plan.nodes.map((node, at) => {
      const links = plan.byNode.get(at) || [];
      const depth = Math.min(node.path.length, 5);
      return h(
        "div",
        { class: `line k${node.kind} d${depth}` },
        quoted("p", {}, node.text),
        h(
          "div",
          { class: "margin" },
          links.map((link) => {
            const p = provisions[link.provision];
            const devs = visibleDevs(plan, link.provision).filter((dev) => dev.places.has(at));
            return h(
              "a",
              { href: address({ p: p.id }), class: "tag", title: `${pick(p.label)} · ${t(RELATION[link.relation])}` },
              h("span", { class: "pid" }, p.id),
              devs.length > 0 && h("span", { class: "badge " + SEVERITY[Math.min(...devs.map((dev) => dev.severity))] }, devs.length),
            );
          }),
          node.kind > 0 && !links.length && plan.local.has(at) && h("span", { class: "tag local" }, t(plan.local.get(at).formal ? "plan.formal" : "plan.local")),
        ),
      );
    }),
  );
}
