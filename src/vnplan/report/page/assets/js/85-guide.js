// How to read the report: signs, relations, classes, the formula, what failed and how it was run.

function guideView() {
  const settings = data.plans.length ? data.plans[0].settings : null;
  return h(
    "article",
    { class: "guide" },
    h("p", { class: "banner" }, t("page.not_results")),
    h("p", {}, t("guide.limits")),
    h("h2", {}, t("guide.status")),
    h("dl", {}, STATUS.map((code) => [h("dt", {}, pill(code)), h("dd", {}, t("guide.status_" + code))])),
    h("h2", {}, t("guide.rate")),
    h("p", {}, t("guide.rate_formula")),
    h("h2", {}, t("guide.obligation")),
    h("dl", {}, data.codes.obligation.map((code) => [h("dt", {}, t("obligation." + code)), h("dd", {}, t(`obligation.${code}_text`))])),
    h("h2", {}, t("guide.relation")),
    h("dl", {}, RELATION.map((code) => [h("dt", {}, t(code)), h("dd", {}, t("guide.relation_" + code))])),
    h("h2", {}, t("guide.deviation")),
    h("p", {}, t("guide.severity_text")),
    h("dl", {}, SEVERITY.map((code) => [h("dt", {}, h("span", { class: "chip " + code }, h("span", { class: "level" }, t(code)))), h("dd", {}, t("guide.severity_" + code))])),
    h("dl", {}, DEVIATION.map((code) => [h("dt", {}, t(code)), h("dd", {}, t("guide.deviation_" + code))])),
    h("h2", {}, t("guide.use")),
    h("p", {}, t("guide.use_text")),
    h("h2", {}, t("guide.words")),
    h("p", {}, t("guide.words_text")),
    data.ref.notes.length > 0 && h("ul", {}, data.ref.notes.map((note) => h("li", {}, pick(note)))),
    h("h2", {}, t("clarity.title")),
    h("p", {}, t("clarity.text")),
    data.failures.length > 0 && [
      h("h2", { id: "failures" }, t("guide.failures")),
      h("ul", {}, data.failures.map(([source, ...said]) => h("li", {}, h("strong", {}, source), " – ", pick(said)))),
    ],
    settings && [
      h("h2", {}, t("guide.settings")),
      h("p", {}, [`${t("guide.segmenter")}: ${settings[0]}`, settings[1] && `${t("guide.library")}: vnplan ${settings[1]}`, settings[2]].filter(Boolean).join(" · ")),
    ],
  );
}
