// Who may read one value of a record: `{value, visibility}` is put around it in the form, changed, and taken away again.

import { element, put } from "./elements.js";
import { fresh } from "./form.js";

/** What it means that somebody may see a record, in words. */
export const WHO = {
  "": "As the folder says; without a word there, nobody outside sees it.",
  public: "Everybody may read it: it can stand in every paper.",
  partner: "Governments, the EU and partner organisations may read it; it is in no public paper.",
  confidential: "Only those to whom a confidential paper is handed may read it.",
  internal: "Nobody outside the organisation ever reads it: it is in no paper for others.",
};

const LEVELS = ["partner", "confidential", "internal"];
const OPEN = "It closes nothing: whoever may read the record may read this.";
const GOES = {
  alone: " For others it is left out: read whether what is left still tells the truth.",
  along: " What needs it goes with it: for others the entry around it is left out, or the whole record.",
};

// what stands around a value, also while nothing is typed in it
const around = new WeakSet();

/** Tell whether a value is `{value, visibility}`: what only some may see. */
export function isLimited(value) {
  if (!value || typeof value !== "object" || Array.isArray(value)) return false;
  return around.has(value) || Object.keys(value).sort().join() === "value,visibility";
}

/** Return a value without what stands around it. */
export function unlimited(value) {
  return isLimited(value) ? unlimited(value.value) : value;
}

/** Return where the control of `holder[key]` finds its value (`said`, `key`, `path`); the button that asks who may read
 *  it, null where that can't be limited, or is; and the box that says who, in which the button opens the choice. */
export function limitOf(context, field, holder, key, path, redraw) {
  const now = holder[key];
  const place = path.join("/");
  const box = element("div", { class: "limit", "data-who": place });
  const again = (selector) => {
    context.changed();
    redraw();
    document.querySelector(selector)?.focus(); // what was pressed is another element now
  };
  if (isLimited(now)) {
    around.add(now);
    const set = (level) => {
      now.visibility = level;
      context.changed();
    };
    const lift = () => {
      if (now.value === undefined) delete holder[key];
      else holder[key] = now.value;
      again(`[data-ask="${CSS.escape(place)}"]`);
    };
    put(box, chooser(field, now.visibility, set, element("button", { type: "button", onclick: lift }, "As the record")));
    return { said: now, key: "value", path: [...path, "value"], button: null, box };
  }
  if (!field.limits) return { said: holder, key, path, button: null, box: null };
  const limit = (level) => {
    holder[key] = { value: holder[key], visibility: level };
    around.add(holder[key]);
    again(`[data-who="${CSS.escape(place)}"] select`);
  };
  const open = () => {
    const shown = box.childElementCount > 0;
    put(box, !shown && chooser(field, "", limit));
    button.setAttribute("aria-expanded", String(!shown));
    box.querySelector("select")?.focus();
  };
  const button = element("button", { type: "button", class: "ask", "data-ask": place, "aria-expanded": "false", hidden: isEmpty(now), onclick: open }, field.brief ? "Who…" : "Who may read this…", element("span", { class: "unseen" }, ` (${named(field)})`));
  return { said: holder, key, path, button, box };
}

/** Show the button as soon as there is something to limit. */
export function watchLimit(home, { said, key, button }) {
  if (!button) return;
  for (const kind of ["input", "change", "click"]) home.addEventListener(kind, () => (button.hidden = isEmpty(said[key])));
}

/** Return who may read a value, to be chosen, with what that means. */
function chooser(field, now, chosen, lift = null) {
  const id = fresh("who");
  const told = element("p", { class: "consequence", id: `${id}-told` });
  const choose = element("select", { id, "aria-describedby": `${id}-told` }, now === "" && new Option("as the record", ""), now === "public" && new Option("public", "public"), LEVELS.map((word) => new Option(word, word)));
  choose.value = now;
  const tell = () => {
    const open = choose.value === "" || choose.value === "public";
    told.textContent = open ? OPEN : WHO[choose.value] + (field.required ? GOES.along : GOES.alone);
  };
  choose.onchange = () => {
    tell();
    if (choose.value) chosen(choose.value);
  };
  tell();
  return element("div", { class: "who" }, element("label", { for: id }, `Who may read ${named(field)}`), choose, told, lift);
}

/** Return how a field is called in a sentence; an item of a list is called by its own words. */
function named({ title, brief }) {
  return brief ? title : title.toLowerCase();
}

function isEmpty(value) {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}
