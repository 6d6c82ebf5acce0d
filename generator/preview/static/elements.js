// Makes elements. Words go in as text, never as HTML: what is shown comes from files that anyone may have written.

import { editing } from "./editing.js";

/** Return an element: `attributes` by name (`on…` are listeners; false and null are left out), then children. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  put(made, ...children);
  return made;
}

/** Put children into an element in place of those that it has; lists in them count as what they hold, nothing as nothing. */
export function put(home, ...children) {
  home.replaceChildren(...children.flat(Infinity).filter((child) => child || child === 0));
}

/** Return a link to an address outside, or its words alone where the address is none of the web. */
export function outside(url, words = url) {
  if (!/^https?:\/\//i.test(url ?? "")) return element("span", {}, words ?? "");
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words);
}

/** Return "data/cases.yaml:14", and the link that opens the editor there. */
export function written(place) {
  if (!place.file) return null;
  const where = place.line ? `${place.file}:${place.line}` : place.file;
  return element("p", { class: "written" }, "Written in ", element("code", {}, breakable(where)), " ", editorLink(place), " ", copyButton(place), " ", editButton(place));
}

/** Return the link that opens the editor at a place, if there is one. */
export function editorLink(place) {
  return place.editor ? element("a", { class: "editor", href: place.editor }, "Open in editor") : null;
}

/** Return the button that opens the record at a place in a form, where forms are open. */
function editButton(place) {
  return editing.open && element("button", { type: "button", class: "copy edit", onclick: () => editing.open(place) }, "Edit");
}

/** Return the button that copies where something is written, for an editor that no link opens. */
export function copyButton(place) {
  if (!place.file) return null;
  const where = place.line ? `${place.file}:${place.line}` : place.file;
  const copy = async ({ currentTarget: button }) => {
    await navigator.clipboard.writeText(where);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy path"), 2000);
  };
  return element("button", { type: "button", class: "copy", title: where, onclick: copy }, "Copy path");
}

/** Return words in which what stands between backticks is code. */
export function coded(words) {
  return (words ?? "").split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

/** Return a path as words that may break after a slash. */
export function breakable(path) {
  return path.split(/(?<=[/_])/).flatMap((part) => [part, element("wbr")]);
}

/** Return "1 error", "3 errors". */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
