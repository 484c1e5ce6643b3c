// The card of one provision: our statement beside every province's clauses.

function openCard() {
  const index = provisionAt.get(state.p);
  let dialog = document.getElementById("card");
  if (index === undefined) {
    if (dialog) dialog.close();
    return;
  }
  if (!dialog) {
    dialog = h("dialog", { id: "card", "aria-labelledby": "card-title" });
    dialog.addEventListener("close", () => {
      dialog.remove();
      cardStatus = null;
      document.documentElement.classList.remove("has-card");
      if (state.p) go({ p: null, plan: state.view === "plan" ? state.plan : null });
      const back = document.querySelector(`#matrix [data-p="${CSS.escape(dialog.dataset.p)}"][data-plan="${CSS.escape(dialog.dataset.plan)}"]`)
        || document.querySelector(`#matrix [data-p="${CSS.escape(dialog.dataset.p)}"]`);
      if (back) back.focus();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.target.matches("input, select")) return;
      if (event.key === "ArrowLeft" && event.altKey) return;
      if (event.key === "ArrowLeft") step(-1);
      if (event.key === "ArrowRight") step(1);
    });
    document.body.append(dialog);
  }
  const aim = JSON.stringify([state.p, state.plan]);
  const scroll = dialog.dataset.aim === aim ? dialog.querySelector(".card-body").scrollTop : null;
  dialog.dataset.aim = aim;
  dialog.dataset.p = state.p;
  dialog.dataset.plan = state.plan || "";
  dialog.replaceChildren(cardContent(index));
  if (!dialog.open) {
    document.documentElement.classList.add("has-card");
    dialog.showModal();
  }
  const block = state.plan && document.getElementById("in-" + state.plan);
  if (block) block.classList.add("aimed");
  if (scroll !== null) dialog.querySelector(".card-body").scrollTop = scroll;
  else if (block) block.scrollIntoView({ block: "start" });
  else dialog.querySelector(".card-body").scrollTop = 0;
  dialog.querySelector("#card-title").focus({ preventScroll: true });
}

/** The one status whose plans the card shows; null for all. It stays while the reader goes from provision to provision. */
let cardStatus = null;

function step(by) {
  const shown = state.view === "matrix" ? visibleProvisions() : provisions.map((_, index) => index);
  const list = shown.includes(provisionAt.get(state.p)) ? shown : provisions.map((_, index) => index);
  const next = list[list.indexOf(provisionAt.get(state.p)) + by];
  if (next !== undefined) go({ p: provisions[next].id }, { quiet: true });
}

function cardContent(index) {
  const p = provisions[index];
  const plans = visiblePlans();
  const pairs = pairsOf([p.statement[0], ...p.measures.map((m) => m[0]), ...(p.official ? [p.official] : [])]);
  return h(
    "div",
    { class: "card" },
    h(
      "header",
      { class: "card-head" },
      h(
        "div",
        {},
        h("h2", { id: "card-title", tabindex: -1 }, h("span", { class: "pid" }, p.id), pick(p.label)),
        h(
          "p",
          { class: "facts" },
          h("span", { class: "citation" }, pick(p.citation)),
          t("kind." + p.kind) !== t("obligation." + p.obligation) && h("span", { class: "tag" }, t("kind." + p.kind)),
          h("span", { class: `tag o-${p.obligation}` }, t("obligation." + p.obligation)),
        ),
      ),
      h(
        "div",
        { class: "card-tools" },
        h("button", { type: "button", class: "plain", "aria-label": t("card.previous"), title: t("card.previous") + " (←)", on: { click: () => step(-1) } }, "‹"),
        h("button", { type: "button", class: "plain", "aria-label": t("card.next"), title: t("card.next") + " (→)", on: { click: () => step(1) } }, "›"),
        h("button", { type: "button", class: "plain", on: { click: (event) => copyWords(event.currentTarget, location.href.split("#")[0] + address()) } }, t("card.copy")),
        h("button", { type: "button", class: "plain close", "aria-label": t("card.close"), title: t("card.close") + " (Esc)", on: { click: () => document.getElementById("card").close() } }, "✕"),
      ),
    ),
    h(
      "div",
      { class: "card-body" },
      h("section", { class: "statement", "aria-label": t("matrix.provision") }, statementOf(p, index, plans)),
      h(
        "section",
        { class: "in-plans", "aria-label": t("card.in_plans") },
        plans.length > 1 && jumpStrip(plans, index),
        h("p", { class: "hint" }, h("mark", { class: "shared" }, "abc"), " ", t("card.shared"), " · ", h("mark", { class: "differs medium" }, "abc"), " ", t("card.differs")),
        (cardStatus === null ? plans : plans.filter((plan) => plan.cov[index].status === cardStatus)).map((plan) => planBlock(plan, index, pairs)),
      ),
    ),
  );
}

function statementOf(p, index, plans) {
  const clauses = plans.flatMap((plan) => plan.byProvision[index].links.map((link) => plan.nodes[link.node].text));
  const pairs = pairsOf(clauses);
  const inVietnamese = lang === 0;
  const mark = (text) => (inVietnamese ? marked(text, sharedStretches(text, pairs)) : text);
  const taken = p.measures.map((_, m) => plans.filter((plan) => plan.cov[index].taken.includes(m + 1)).length);
  const knowsMeasures = plans.some((plan) => plan.cov[index].taken.length);
  return [
    h("p", { class: "ours" }, t("our_statement")),
    h("p", { class: "text" }, mark(pick(p.statement))),
    !inVietnamese && quoted("p", { class: "text original" }, marked(p.statement[0], sharedStretches(p.statement[0], pairs))),
    p.measures.length > 1 && [
      h("h3", {}, t("card.measures")),
      h(
        "ol",
        { class: "measures" },
        p.measures.map((measure, m) =>
          h(
            "li",
            {},
            knowsMeasures
              ? h("button", { type: "button", class: "measure", "aria-pressed": "false", title: t("card.light"), on: { click: (event) => lightMeasure(event.currentTarget, m + 1) } }, pick(measure))
              : h("span", {}, pick(measure)),
            measure[2] && h("span", { class: "measure-count" }, t("card.national_measure")),
            knowsMeasures && h("span", { class: "measure-count", title: measureWords(plans, index, m + 1) }, `${taken[m]}/${plans.length}`),
          ),
        ),
      ),
    ],
    p.figures && [
      h("h3", {}, t("card.figures")),
      h("ul", {}, p.figures.map((raw) => h("li", {}, `${pick(raw)}: ${levelOf(figureOf(raw))}`))),
    ],
    p.horizon && h("p", { class: "small" }, `${t("card.horizon")}: ${p.horizon}`, passedMark(String(p.horizon))),
    p.due && h("p", { class: "small" }, `${t("card.due")}: ${pick(p.due)}`),
    p.facts && p.facts.map(([key, ...value]) => h("p", { class: "small" }, `${t("card." + key)}: ${pick(value)}`)),
    p.counterparts && h(
      "p",
      { class: "small" },
      `${t("card.counterparts")}: `,
      p.counterparts.map(([name, today, certain], i) => [i ? "; " : "", quoted("span", {}, name), today.length > 0 && ` (${t("agency.now").toLowerCase()}: ${today.map(pick).join("; ")}${certain ? "" : ", " + t("agency.uncertain")})`]),
    ),
    p.national && h("p", { class: "small" }, `${t("card.why_national")}: ${pick(p.national)}`),
    p.twins && h(
      "p",
      { class: "small" },
      t("card.twins") + ": ",
      p.twins.map((id, i) => [i ? ", " : "", h("a", { href: address({ p: id }) }, id)]),
    ),
    p.official && h("details", { class: "official", open: true }, h("summary", {}, t("card.official")), quoted("blockquote", {}, marked(p.official, sharedStretches(p.official, pairs)))),
  ];
}

/** How many plans carry a measure, and which do not. */
function measureWords(plans, index, measure) {
  const taken = plans.filter((plan) => plan.cov[index].taken.includes(measure));
  const left = plans.filter((plan) => !taken.includes(plan) && ["partial", "missing"].includes(STATUS[plan.cov[index].status]));
  const words = t("card.measure_taken", { n: taken.length, total: plans.length });
  return left.length ? `${words}\n${t("card.measure_left", { plans: left.slice(0, 12).map((plan) => plan.label).join(", ") + (left.length > 12 ? " …" : "") })}` : words;
}

/** Light the words that carry a measure, on both sides, and go to the first of them; pressed again they go out. */
function lightMeasure(button, measure) {
  const card = document.getElementById("card");
  const on = button.getAttribute("aria-pressed") !== "true";
  for (const other of card.querySelectorAll(".measure")) other.setAttribute("aria-pressed", "false");
  for (const lit of card.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!on) return;
  button.setAttribute("aria-pressed", "true");
  const carrying = card.querySelectorAll(`[data-m~="${measure}"]`);
  for (const piece of carrying) piece.classList.add("lit");
  if (carrying.length) carrying[0].scrollIntoView({ block: "center" });
}

/** All provinces with their signs in one line: an overview, and a way to each. */
function jumpStrip(plans, index) {
  const of = (status) => plans.filter((plan) => plan.cov[index].status === status).length;
  const only = (status) => {
    cardStatus = status;
    document.getElementById("card").replaceChildren(cardContent(index));
    document.querySelector("#card .counts [aria-pressed=true]")?.focus();
  };
  return h(
    "div",
    { class: plans.length > 16 ? "jumps long" : "jumps" },
    h(
      "div",
      { class: "counts", role: "group", "aria-label": t("filter.status") },
      h("button", { type: "button", "aria-pressed": String(cardStatus === null), on: { click: () => only(null) } }, t("filter.all"), h("span", { class: "count" }, plans.length)),
      STATUS.map((code, status) => (of(status) > 0 || status === cardStatus) && h("button", { type: "button", "aria-pressed": String(status === cardStatus), on: { click: () => only(status) } }, pill(code), h("span", { class: "count" }, of(status)))),
    ),
    h(
      "nav",
      { class: "jump", "aria-label": t("card.jump") },
      plans.map((plan) => {
        const code = STATUS[plan.cov[index].status];
        if (cardStatus !== null && plan.cov[index].status !== cardStatus) return null;
        return h(
          "button",
          {
            type: "button", class: `c-${GLYPH[code]}`, title: `${plan.label}: ${t(code)}`,
            on: { click: () => document.getElementById("in-" + plan.id).scrollIntoView({ block: "start" }) },
          },
          sign(code),
          quoted("span", {}, plan.label),
        );
      }),
    ),
  );
}

function planBlock(plan, index, pairs) {
  const coverage = plan.cov[index];
  const { links, devs } = plan.byProvision[index];
  const visible = new Set(visibleDevs(plan, index));
  const hidden = devs.length - visible.size;
  const nodes = [...new Set([...links.map((link) => link.node), ...coverage.by])].sort((a, b) => a - b);
  const measures = coverage.total > 1 && coverage.taken.length ? ` (${coverage.taken.length}/${coverage.total} ${t("card.taken")})` : "";
  return h(
    "article",
    { class: "plan-block b-" + GLYPH[STATUS[coverage.status]], id: "in-" + plan.id },
    h(
      "header",
      {},
      h("h3", {}, quoted("span", {}, plan.label)),
      pill(STATUS[coverage.status]),
      coverage.owed >= 0 && h("span", { class: "chip " + SEVERITY[coverage.owed] }, t("plan.owed")),
      h("a", { class: "more", href: address({ view: "plan", plan: plan.id, p: null }) }, t("card.see_plan")),
    ),
    h("p", { class: "reason" }, pooled(coverage.reasons[lang]), measures),
    nodes.map((node) => clauseBlock(plan, node, index, pairs, links, visible)),
    hidden > 0 && h("button", { type: "button", class: "plain reveal", on: { click: () => go({ sets: { ...state.sets, severity: new Set(SEVERITY), deviation: undefined } }, { quiet: true }) } }, t("card.hidden", { n: hidden })),
  );
}

function clauseBlock(plan, at, index, pairs, links, visible) {
  const node = plan.nodes[at];
  const link = links.find((each) => each.node === at);
  const devs = plan.byProvision[index].devs.filter((dev) => dev.places.has(at) && visible.has(dev)).sort((a, b) => a.severity - b.severity);
  return h(
    "div",
    { class: "clause" },
    whereLine(plan, node),
    quoted("blockquote", {}, withEvidence(node.text, sharedStretches(node.text, pairs), evidenceOf(plan, index, link), devs, at)),
    devs.length > 0 && h("ul", { class: "devs" }, devs.map((dev) => h("li", {}, devChip(dev, dev.node !== at && plan.nodes[dev.node])))),
    link && linkFacts(link),
    whoActs(plan, at),
    link && link.redline && redlineOf(link.redline, node.text, provisions[index].official),
  );
}

/** The clause against the official wording: what it has besides, and what of the wording it has not. */
function redlineOf(pieces, text, official) {
  const slice = (words, from, to) => words.slice(unitOffset(words, from), unitOffset(words, to));
  return h(
    "details",
    { class: "redline" },
    h("summary", {}, t("card.redline")),
    quoted("blockquote", {}, pieces.map(([kind, from, to]) => {
      if (kind === 0) return slice(text, from, to);
      return kind === 1 ? h("ins", {}, slice(text, from, to)) : h("del", {}, slice(official, from, to));
    })),
  );
}

/** The evidence to number in a clause: of measures the plan is found to carry, where there are several. */
function evidenceOf(plan, index, link) {
  if (!link || provisions[index].measures.length < 2) return [];
  return link.evidence.filter(([, , measure]) => plan.cov[index].taken.includes(Number(measure)));
}

/**
 * A clause with the words it shares marked; before each stretch that carries a measure the measure's number; the words
 * a deviation hangs on underlined.
 */
function withEvidence(text, shared, evidence, devs, node) {
  const inUnits = ([start, end]) => [unitOffset(text, start), Math.min(unitOffset(text, end), text.length)];
  const stretches = evidence.map(([start, end, measure]) => ({ place: inUnits([start, end]), measure }));
  const differing = devs.filter((dev) => dev.places.get(node).length).map((dev) => ({ place: inUnits(dev.places.get(node)), dev }));
  const cuts = [...new Set([...stretches.flatMap((each) => each.place), ...differing.flatMap((each) => each.place), ...shared.flat(), text.length])];
  const covers = ([start, end], from, to) => start <= from && to <= end;
  const parts = [];
  let at = 0;
  for (const cut of cuts.filter((each) => each <= text.length).sort((a, b) => a - b)) {
    if (cut > at) {
      const inside = shared.some((place) => covers(place, at, cut));
      const measures = [...new Set(stretches.filter(({ place }) => covers(place, at, cut)).map(({ measure }) => measure))];
      const dev = differing.filter(({ place }) => covers(place, at, cut)).map((each) => each.dev).sort((a, b) => a.severity - b.severity)[0];
      const classes = [inside && "shared", dev && "differs " + SEVERITY[dev.severity]].filter(Boolean).join(" ");
      const words = text.slice(at, cut);
      const attributes = { class: classes || null, "data-m": measures.join(" ") || null, title: dev ? kindsOf(dev) : null };
      parts.push(classes ? h("mark", attributes, words) : measures.length ? h("span", attributes, words) : words);
      at = cut;
    }
    const numbers = [...new Set(stretches.filter(({ place }) => place[0] === cut).map(({ measure }) => measure))];
    for (const n of numbers) parts.push(h("sup", { class: "carries", title: t("card.carries", { n }) }, n));
  }
  return parts;
}

/** Where a clause stands, and a button that copies it with its source, ready to be quoted. */
function whereLine(plan, node) {
  const heading = headingOf(plan, node);
  const quote = `“${node.text}” (${citationOf(plan, node)})`;
  return h(
    "p",
    { class: "where" },
    h("span", {}, placeOf(node), node.page && ` (${t("path.page", { n: node.page })})`, heading && quoted("span", { class: "under" }, " · " + heading)),
    h("button", { type: "button", class: "quiet", title: citationOf(plan, node), on: { click: (event) => copyWords(event.currentTarget, quote) } }, t("card.copy_quote")),
  );
}

/** The agencies a clause gives the task to, each leading to its own page. */
function whoActs(plan, at) {
  const ids = [...new Set(plan.duties.filter((duty) => duty.node === at).flatMap((duty) => duty.who))];
  if (!ids.length) return null;
  return h("p", { class: "small who" }, `${t("filter.agency")}: `, ids.map((id, i) => [i ? "; " : "", h("a", { lang: "vi", href: address({ view: "agency", agency: id, by: "", p: null, plan: null }) }, agencies.get(id).name)]));
}

function linkFacts(link) {
  return h(
    "p",
    { class: "link-facts" },
    h("span", { class: "relation r-" + RELATION[link.relation] }, t(RELATION[link.relation])),
    h("span", {}, `${t("score")} ${decimal(link.score / 100, 2)}`),
    link.review && h("span", { class: "review" }, t("needs_review")),
    link.confirmed && h("span", { class: "confirmed" }, t("confirmed")),
    link.reasons.length > 0 && h(
      "details",
      {},
      h("summary", {}, t("card.why")),
      h("ul", {}, link.reasons.map((reason) => h("li", {}, data.strings["reason." + pooled(reason)] ? t("reason." + pooled(reason)) : pooled(reason)))),
    ),
  );
}

/** A deviation as a chip: severity, kinds, expected -> found; or in place of these the clause they are said at. */
function devChip(dev, elsewhere = null) {
  return h(
    "span",
    { class: "chip " + SEVERITY[dev.severity] },
    h("span", { class: "level" }, t(SEVERITY[dev.severity])),
    h("strong", {}, kindsOf(dev)),
    elsewhere ? h("span", { class: "change" }, t("deviations.said_at", { place: placeOf(elsewhere) })) : changeOf(dev),
    dev.review && h("span", { class: "review" }, t("needs_review")),
  );
}

/** What the provision has, in the language of the page where we have it in both. */
const expectedOf = (dev, name) =>
  lang === 1 && dev.english >= 0 ? h("span", { class: name }, pooled(dev.english)) : quoted("span", { class: name }, pooled(dev.expected));

/** "expected → found"; what was dropped or added is named alone, because the other side is empty by its kind. */
function changeOf(dev) {
  const kind = DEVIATION[dev.kinds[0]];
  const expected = pooled(dev.expected);
  const found = pooled(dev.found);
  if (!expected && !found) return null;
  if (!found && kind.endsWith("_dropped")) return expectedOf(dev, "change");
  if (!expected && kind.endsWith("_added")) return quoted("span", { class: "change found" }, found);
  return h(
    "span",
    { class: "change" },
    expected ? expectedOf(dev, "expected") : h("em", {}, t("card.nothing")),
    h("span", { class: "arrow", "aria-hidden": "true" }, " → "),
    found ? quoted("span", { class: "found" }, found) : h("em", {}, t("card.nothing")),
  );
}
