// The list of problems: errors, warnings and hints, each with its place and what to do; many of one code are folded.

import { breakable, coded, copyButton, count, editorLink, element, put } from "./elements.js";

const NOUNS = { error: "error", warning: "warning", hint: "hint" };
const FOLD = 4;
const DEEDS = { paginate: "Record the page numbers" };

/** Return "1 error, 3 warnings" of a list of problems. */
export function counted(problems) {
  const parts = Object.entries(NOUNS).map(([severity, noun]) => [problems.filter((one) => one.severity === severity).length, noun]);
  return parts.filter(([number]) => number).map(([number, noun]) => count(number, noun)).join(", ");
}

/** Show the problems in `home`; `chosen` is called with the one whose button was pressed, `mend` with the button that is
 *  to mend one. */
export function showProblems(home, { problems, checked }, chosen, mend) {
  const open = new Set([...home.querySelectorAll("details[open]")].map((one) => one.dataset.key));
  const focused = home.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const current = home.querySelector("[aria-current]")?.dataset.key;
  const top = home.scrollTop;
  put(
    home,
    element("h2", {}, "Problems"),
    !checked && element("p", { class: "running" }, "The full check is still running."),
    !problems.length && element("p", { class: "none" }, checked ? "Nothing is wrong." : "Nothing found so far."),
    Object.entries(NOUNS).map(([severity, noun]) => group(severity, noun, problems, chosen, mend)),
  );
  home.querySelectorAll("details").forEach((one) => (one.open = open.has(one.dataset.key)));
  if (current) home.querySelector(`[data-key="${CSS.escape(current)}"]`)?.setAttribute("aria-current", "true");
  if (focused) home.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  home.scrollTop = top;
}

function group(severity, noun, problems, chosen, mend) {
  const own = problems.filter((one) => one.severity === severity);
  if (!own.length) return [];
  const codes = new Map();
  for (const one of own) codes.set(one.code, [...(codes.get(one.code) ?? []), one]);
  return [
    element("h3", { class: severity }, count(own.length, noun)),
    [...codes].map(([code, same]) => {
      const list = element("ul", { class: "problems" }, same.map((one) => item(one, chosen, mend)));
      if (same.length <= FOLD) return list;
      const title = element("summary", { "data-key": `${severity} ${code}` }, `${code} ${words(same[0].name)} `, element("span", { class: "count" }, String(same.length)));
      return element("details", { "data-key": `${severity} ${code}` }, title, list);
    }),
  ];
}

function item(problem, chosen, mend) {
  const place = problem.line ? `${problem.file}:${problem.line}` : problem.file;
  const press = (event) => {
    for (const other of event.currentTarget.closest("[role=tabpanel]").querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
    event.currentTarget.setAttribute("aria-current", "true");
    chosen(problem);
  };
  return element(
    "li",
    { class: `problem ${problem.severity}` },
    element(
      "button",
      { type: "button", onclick: press, "data-key": `${problem.code} ${place}:${problem.column} ${problem.message}` },
      element("span", { class: "code" }, `${problem.code} ${words(problem.name)}`),
      element("span", { class: "message" }, coded(problem.message)),
      place && element("span", { class: "place" }, breakable(place)),
    ),
    excerpt(problem),
    problem.help && element("p", { class: "help" }, coded(problem.help)),
    problem.deed && element("p", {}, element("button", { type: "button", class: "mend", onclick: ({ currentTarget }) => mend(problem.deed, currentTarget) }, DEEDS[problem.deed])),
    element("p", { class: "written" }, editorLink(problem), " ", copyButton(problem)),
  );
}

function words(name) {
  return (name ?? "").replaceAll("-", " ");
}

/** Return the line of the file with the spot marked; a long line is cut around it. */
function excerpt({ excerpt: line, column, width }) {
  if (!line) return null;
  const letters = [...line];
  const from = Math.min(Math.max((column ?? 1) - 1, 0), letters.length);
  const to = Math.min(from + Math.max(width ?? 1, 1), letters.length);
  const indented = Math.min(letters.findIndex((letter) => letter !== " "), from);
  const start = from > 60 ? from - 40 : Math.max(indented, 0);
  const end = Math.min(letters.length, to + 100);
  return element(
    "pre",
    {},
    element("code", {}, from > 60 ? "…" : "", letters.slice(start, from).join(""), element("mark", {}, letters.slice(from, to).join("")), letters.slice(to, end).join(""), end < letters.length ? "…" : ""),
  );
}
