// What a change would do, for changes that are no form: the lines of each file, what would be wrong, and the button.

import { element } from "./elements.js";

/** Return what is shown of a change before it is written; `save` is called by the button. */
export function shownChange(told, words, save) {
  return [
    told.refused && element("p", { class: "fault", role: "alert" }, `Not saved: ${told.refused}.`),
    told.problems.length > 0 && element("ul", { class: "problems" }, told.problems.map(problem)),
    shownLines(told.diff),
    keptFromPaper(told.paper),
    told.diff.length > 0 && element("button", { type: "button", class: "save", disabled: told.refused !== "", onclick: save }, words),
  ];
}

/** Return the lines that would be written; a line that begins with = names the file of those that follow. */
export function shownLines(diff) {
  const kind = { "+": "came", "-": "went", "=": "file" };
  return diff.length > 0 && [
    element("h3", {}, "What would be written"),
    element("pre", { class: "lines", tabindex: "0", "aria-label": "What would be written" }, diff.map((line) => element("span", { class: kind[line[0]] ?? "stays" }, `${line[0] === "=" ? line.slice(1) : line}\n`))),
  ];
}

/** Return what would keep the paper from being made: it may be saved all the same. */
export function keptFromPaper(paper = []) {
  return paper.length > 0 && element(
    "div",
    { class: "kept", role: "status" },
    element("p", {}, "It may be saved, but this paper could not be made then:"),
    element("ul", { class: "problems" }, paper.map(problem)),
  );
}

function problem(one) {
  return element("li", { class: `problem ${one.severity}` }, `${one.code} ${one.message} (${one.file}:${one.line})`, one.help && element("p", { class: "help" }, one.help));
}
