// A plan beside the one before it from the same issuer: clauses that were changed, added, dropped.

function versionPart(plan) {
  const before = data.plans[plan.earlier.plan];
  const { changes, counts } = plan.earlier;
  const label = t("versions.since", { plan: before.label });
  return part("versions", label, changes, [
    h("p", { class: "intro" }, t("versions.counts", counts), " ", counts.unknown > 0 && t("versions.cut", counts) + " ", t("versions.limits")),
    changes.length ? listTable({ label, className: "versions", columns: versionColumns(before, plan), rows: changes }) : h("p", { class: "empty" }, t("versions.no_changes")),
  ]);
}

function versionColumns(before, after) {
  const clause = (plan, at) => at >= 0 && [h("span", { class: "context" }, placeOf(plan.nodes[at])), quoted("span", {}, short(plan.nodes[at].text, 600))];
  const runs = (key, words) => words.length > 0 && h("p", {}, t(key, { words: words.map((run) => `“${run}”`).join("; ") }));
  return [
    { key: "change", title: t("change.head"), head: true, cell: ([change]) => t("change." + change) },
    { key: "before", title: t("versions.before"), cell: ([, at]) => clause(before, at) },
    { key: "after", title: t("versions.after"), cell: ([, , at]) => clause(after, at) },
    {
      key: "difference", title: t("versions.difference"),
      cell: ([, , , dropped, added, fields]) => [
        runs("versions.words_dropped", dropped),
        runs("versions.words_added", added),
        fields.length > 0 && h("p", {}, t("versions.fields", { fields: fields.map((field) => t("field." + field)).join(", ") })),
      ],
    },
  ];
}
