// What stands behind a sentence: where it is written, the records that it tells of, and its sources.

import { count, element, outside, put, written } from "./elements.js";

const HOW = { note: "its note", support: "named for the paragraph, without a note", record: "of a record" };

/** Show that nothing is chosen. */
export function showNothing(home) {
  put(
    home,
    element("h2", {}, "Sentence"),
    element("p", { class: "none" }, "Choose a sentence in the paper to see where it is written and what it rests on."),
  );
}

/** Show what the server says of a sentence. */
export function showClaim(home, claim) {
  put(
    home,
    element("h2", {}, "Sentence"),
    element("blockquote", {}, claim.text),
    written(claim),
    element("h3", {}, count(claim.sources.length, "source")),
    claim.sources.length
      ? element("ol", { class: "sources" }, claim.sources.map(source))
      : element("p", { class: "none" }, "No source is named for it."),
    claim.records.length > 0 && [element("h3", {}, "What it tells of"), claim.records.map(record)],
  );
  home.scrollTop = 0;
}

function source(one) {
  const how = one.how === "note" && one.number ? `note ${one.number}` : (HOW[one.how] ?? one.how);
  const dates = [one.published && `published ${one.published}`, one.accessed && `seen ${one.accessed}`].filter(Boolean);
  return element(
    "li",
    {},
    element("p", {}, one.text || one.id),
    one.url && element("p", { class: "address" }, outside(one.url)),
    element("p", { class: "fine" }, [how, ...dates].join(" · ")),
    written(one),
  );
}

function record(one) {
  return element(
    "article",
    { class: "record" },
    element("h4", {}, one.title ?? one.id, " ", element("span", { class: "fine" }, (one.kind ?? "").replaceAll("_", " "))),
    one.facts?.length > 0 &&
      element("dl", {}, one.facts.map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
    written(one),
  );
}
