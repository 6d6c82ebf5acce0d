// Asks whose value counts, where somebody else changed the same field meanwhile.

import { element } from "./elements.js";

/** Return the question; `take` is called with the side that counts. */
export function conflict({ name, theirs, mine }, take) {
  const shown = (value) => (value === null ? "(taken away)" : typeof value === "string" ? value : JSON.stringify(value));
  return element(
    "fieldset",
    { class: "conflict" },
    element("legend", {}, `Somebody else changed ${name.replaceAll("_", " ")} meanwhile`),
    element("p", {}, "In the file: ", element("q", {}, shown(theirs))),
    element("p", {}, "Here: ", element("q", {}, shown(mine))),
    element("button", { type: "button", onclick: () => take("theirs") }, "Keep what the file says"),
    element("button", { type: "button", onclick: () => take("mine") }, "Keep what is here"),
  );
}
