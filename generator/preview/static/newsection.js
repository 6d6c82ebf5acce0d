// A new section of the paper: its file and its place in the outline are written together, and taken back together.

import { shownChange } from "./change.js";
import { element, put } from "./elements.js";
import { slug } from "./form.js";
import { nameField } from "./names.js";

const WAIT = 400;
const KINDS = { section: "a section", theme: "a section about a theme", overview: "the overview", annex: "an annex" };

/** Show in `home` what a new section has to be told; `desk` can `post`, `close` and `written` (of the section's file). */
export function newSection(home, desk) {
  const said = { id: "", kind: "section", title: "", theme: "" };
  let named = false;
  let timer = 0;
  let asked = 0;
  const told = element("div", { class: "change" });
  const status = element("p", { id: "edit-said", role: "status" });

  const changed = () => {
    clearTimeout(timer);
    asked += 1;
    if (!said.title || !said.id) return put(told);
    timer = setTimeout(attempt, WAIT);
    return undefined;
  };
  const attempt = async () => {
    const mine = ++asked;
    let change;
    try {
      change = await desk.post("/edit/section/try", said);
    } catch (error) {
      change = { diff: [], problems: [], paper: [], refused: error.message };
    }
    if (mine === asked) put(told, shownChange(change, "Save", save));
  };
  const save = async () => {
    clearTimeout(timer);
    asked += 1;
    try {
      const change = await desk.post("/edit/section/save", said);
      if (change.saved) await desk.written(change);
      else put(told, shownChange(change, "Save", save));
    } catch (error) {
      status.textContent = error.message;
    }
  };

  const id = element("input", { id: "section-id", autocomplete: "off", oninput: () => {
    said.id = id.value.trim();
    named = said.id !== "";
    changed();
  } });
  const title = element("input", { id: "section-title", autocomplete: "off", oninput: () => {
    said.title = title.value.trim();
    if (!named) id.value = said.id = slug(said.title);
    changed();
  } });
  const theme = nameField("themes", "", { id: "section-theme" }, (value) => {
    said.theme = value;
    changed();
  });
  const about = field("section-theme", "Theme", theme.elements);
  about.hidden = true;
  const kind = element("select", { id: "section-kind", onchange: () => {
    said.kind = kind.value;
    about.hidden = said.kind !== "theme";
    changed();
  } }, Object.entries(KINDS).map(([word, words]) => new Option(words, word)));

  put(
    home,
    element("h2", { tabindex: "-1" }, "New section"),
    element("p", { class: "written" }, "It is put at the end of the outline, or of the annexes: move it from there in the order of the sections."),
    element(
      "form",
      { "aria-label": "New section", onsubmit: (event) => event.preventDefault() },
      field("section-title", "Title", title),
      field("section-kind", "What it is in the paper", kind),
      about,
      field("section-id", "Id (small letters, digits and hyphens)", id),
    ),
    told,
    element("div", { class: "foot" }, element("button", { type: "button", onclick: desk.close }, "Close"), status),
  );
  title.focus();
}

function field(id, words, inner) {
  return element("div", { class: "field" }, element("label", { for: id }, words), inner);
}
