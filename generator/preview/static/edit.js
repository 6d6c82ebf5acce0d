// Records in forms: opened by a click in the paper, tried while somebody types, written when the lines were shown.

import { keptFromPaper, shownLines } from "./change.js";
import { address, ask, chosen } from "./choice.js";
import { proposeCommit } from "./commit.js";
import { conflict } from "./conflict.js";
import { editing } from "./editing.js";
import { count, element, put } from "./elements.js";
import { cleaned, partForm, slug } from "./form.js";
import { showLists } from "./lists.js";
import { asksWhom, knowNames, renewNames } from "./names.js";
import { newSection } from "./newsection.js";
import { showSignOff } from "./signoff.js";

const WAIT = 400;
const NEW = { cases: "case", sources: "source", events: "event", recommendations: "recommendation" };

let home, token, openPanel, known;
let opened = null; // {file, id, kind, model, value, hash, collection, chosen, kept, told}
let timer = 0;
let asked = 0;
let turn = 0; // what was pressed last is shown, however long the server takes for what was pressed before

/** Take over a panel; `show` opens a panel by its id. */
export async function startEditing(panel, deed, show) {
  [home, token, openPanel] = [panel, deed, show];
  known = await ask("/edit/forms");
  known.texts = {};
  lists();
  editing.open = openPlace;
  if (opened === null) start();
}

/** Open the record at a place of a file, at the field of a path (`focus`) or of a line; what is typed and not saved is not thrown away without a question. */
async function openPlace(place) {
  if (!place?.file) return;
  openPanel("edit");
  if (!leaves()) return;
  const mine = ++turn;
  try {
    const record = await ask("/edit/record", { file: place.file, ...(place.id ? { id: place.id } : {}), ...(place.line ? { line: place.line } : {}) });
    if (mine === turn) take(place.focus ? { ...record, focus: place.focus } : record);
  } catch (error) {
    if (mine === turn) put(home, element("p", { class: "fault" }, error.message), back());
  }
}

function leaves() {
  const dirty = opened?.told?.diff?.length && !opened.told.saved;
  return !dirty || window.confirm("What you typed is not saved. Leave it?");
}

function take(record, isNew = false) {
  const kept = new WeakSet();
  const note = (value) => {
    if (!value || typeof value !== "object") return;
    kept.add(value);
    Object.values(value).forEach(note);
  };
  note(record.value);
  opened = { ...record, kept, chosen: {}, told: null };
  draw();
  showLists(home.querySelector(".where"), opened, isNew, { post, saved: listed, sections: () => sections(paper()) }).catch((error) => say(error.message));
  const target = record.focus?.length && nearest(record.focus);
  if (target) {
    target.scrollIntoView({ block: "center" });
    target.querySelector("input:not([type=checkbox]), select, textarea")?.focus({ preventScroll: true });
  } else home.querySelector("h2")?.focus();
}

/** Return the field at a path, or the one around it. */
function nearest(path) {
  for (let end = path.length; end > 0; end -= 1) {
    const found = home.querySelector(`[data-path="${CSS.escape(path.slice(0, end).join("/"))}"]`);
    if (found) return found;
  }
  return null;
}

// ── what is shown ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Return the id of the paper that is shown. */
function paper() {
  return chosen().edition ?? known.edition;
}

/** Show what can be begun, and go there. */
function goBack() {
  start();
  home.querySelector("h2").focus();
}

function start() {
  opened = null;
  turn += 1;
  const edition = paper();
  const file = `briefings/${edition}/edition.yaml`;
  put(
    home,
    element("h2", { tabindex: "-1" }, "Edit"),
    said(),
    element("p", { class: "none" }, "Choose a sentence, a row or a name in the paper to change what it says."),
    element("div", { class: "starts" }, Object.entries(NEW).map(([collection, word]) => element("button", { type: "button", onclick: () => begin(collection, word) }, `Add ${article(word)}`)),
      element("button", { type: "button", onclick: () => openPlace({ file, focus: ["outline"] }) }, "Order of the sections"), sectionButton(),
      element("button", { type: "button", onclick: () => signOff() }, "Sign off…")),
    sections(edition),
    foot(),
  );
}

function sections(edition) {
  const list = known.sections ?? [];
  return list.length > 0 && [
    element("h3", {}, "Sections"),
    element("ul", { class: "sections" }, list.map((one) => element("li", {}, element("button", { type: "button", class: "quiet", onclick: () => openPlace({ file: `briefings/${edition}/${one.id}.yaml` }) }, one.title)))),
  ];
}

/** Begin a section of the paper; what was written is opened, so that its text follows. */
function sectionButton() {
  const written = async (change) => {
    known = { ...known, ...(await ask("/edit/forms")), git: change.git };
    await openPlace({ file: change.files[0] });
    say(`Saved in ${change.files.join(" and ")}. The paper follows in a moment.`);
  };
  const begin = () => {
    if (!leaves()) return;
    opened = null;
    turn += 1;
    newSection(home, { post, close: goBack, written });
  };
  return element("button", { type: "button", onclick: begin }, "Add a section…");
}

/** A list of the paper has one more: what can be taken back and committed is more, too. */
function listed(change, words) {
  Object.assign(known, { undos: change.undos, git: change.git });
  home.querySelector(".foot")?.replaceWith(foot());
  say(words);
}

function begin(collection, word) {
  if (!leaves()) return;
  turn += 1;
  opened = { file: "", id: "", kind: word, model: known.models[collection], value: {}, hash: "", collection, chosen: {}, kept: new WeakSet(), told: null };
  draw();
  home.querySelector("input, select, textarea")?.focus();
}

function draw() {
  const isPaper = opened.kind === "edition";
  const title = opened.hash ? `${opened.kind} ${isPaper ? paper() : opened.id}` : `New ${opened.kind}`;
  const form = element("form", { onsubmit: (event) => event.preventDefault(), "aria-label": title });
  put(
    form,
    !opened.hash && naming(),
    partForm({ forms: known.forms, languages: known.languages, changed }, opened.model, opened.value, []),
  );
  put(
    home,
    element("h2", { tabindex: "-1" }, title),
    said(),
    opened.file && element("p", { class: "written" }, "Written in ", element("code", {}, opened.file)),
    element("div", { class: "where" }),
    form,
    opened.model === "SectionProse" && element("button", { type: "button", class: "quiet", onclick: () => signOff(opened.id) }, "Sign off this section…"),
    element("div", { id: "change", class: "change" }),
    foot(),
  );
  if (isPaper) form.querySelector("[data-path=outline]")?.append(sectionButton());
  tell();
}

/** The name of a new record, by which others refer to it: it is made of what the record is called until it is typed. */
function naming() {
  const typed = ({ target }) => {
    opened.id = target.value.trim();
    opened.named = opened.id !== "";
    changed();
  };
  return element(
    "div",
    { class: "field" },
    element("label", { for: "record-id" }, "Id (small letters, digits and hyphens)"),
    element("input", { id: "record-id", autocomplete: "off", value: opened.id, oninput: typed }),
  );
}

function propose() {
  const called = says(opened.value);
  if (opened.hash || opened.named || !called) return;
  opened.id = slug(called);
  document.getElementById("record-id").value = opened.id;
}

/** Return of what words an id is made: a name, a title, who published something when, what is asked for. */
function says({ names, title, publisher, published, text }) {
  const words = [names?.preferred, title, [...(publisher ?? []), published].join(" "), text].filter((one) => typeof one === "string" && one.trim());
  return words[0] ?? "";
}

/** What was done, or why not: below the heading, where who has saved goes on. */
function said() {
  return element("p", { id: "edit-said", role: "status" });
}

function foot() {
  const undo = known.undos > 0 && element("button", { type: "button", onclick: takeBack }, "Undo the last change");
  const commit = known.git?.length > 0 && element("button", { type: "button", onclick: toCommit }, `Commit ${count(known.git.length, "file")}…`);
  return element("div", { class: "foot" }, opened && back(), undo, commit);
}

function back() {
  return element("button", { type: "button", onclick: () => leaves() && goBack() }, "Close");
}

function say(words) {
  const place = document.getElementById("edit-said");
  if (!place) return;
  place.textContent = words;
  if (words) place.scrollIntoView({ block: "nearest" });
}

/** Lists from which ids are chosen, found by what they are called as well. */
function lists() {
  for (const [collection, all] of Object.entries(known.ids)) {
    const id = `ids-${collection}`;
    document.getElementById(id)?.remove();
    const own = collection === "sources" ? Object.keys(opened?.value?.sources ?? {}) : [];
    const options = [...own.map((one) => [one, "of this record"]), ...all].map(([name, called]) => element("option", { value: name }, called));
    knowNames(collection, [...own.map((one) => [one, "of this record"]), ...all.map(([name, called]) => [name, called])]);
    document.body.append(element("datalist", { id }, options));
  }
  renewNames(home);
}

// ── what the server says ─────────────────────────────────────────────────────────────────────────────────────────────

function changed() {
  say("");
  propose();
  clearTimeout(timer);
  timer = setTimeout(attempt, WAIT);
}

function body() {
  const { file, id, hash, collection, chosen: sides } = opened;
  return { file, id, base: hash, collection: collection ?? "", country: known.country, chosen: sides, value: cleaned(opened.value, opened.kept) ?? {} };
}

async function post(path, said) {
  const answer = await fetch(address(path), { method: "POST", headers: { "X-Deed": token, "Content-Type": "application/json" }, body: JSON.stringify(said) });
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  const why = (told.problems ?? []).map((one) => `${one.file}:${one.line} ${one.message}`).join("; ");
  throw new Error([told.message ?? answer.statusText, why].filter(Boolean).join(": "));
}

async function attempt() {
  if (!opened) return null;
  const mine = ++asked;
  lists();
  const said = body();
  if (!Object.keys(said.value).length) return null;
  try {
    const told = await post("/edit/try", said);
    if (mine !== asked) return null;
    opened.told = told;
  } catch (error) {
    if (mine !== asked) return null;
    opened.told = { diff: [], problems: [], conflicts: [], refused: error.message };
  }
  tell();
  return opened.told;
}

async function save() {
  clearTimeout(timer);
  asked += 1;
  let told;
  try {
    told = await post("/edit/save", body());
  } catch (error) {
    return say(error.message);
  }
  opened.told = told;
  if (!told.saved) return tell();
  Object.assign(known, { undos: told.undos, git: told.git });
  const again = { file: told.file, id: told.id };
  const isNew = !opened.hash;
  opened = null;
  known = { ...known, ...(await ask("/edit/forms")) };
  take(await ask("/edit/record", again), isNew);
  say(`Saved in ${told.file}. The paper follows in a moment.`);
  return null;
}

async function takeBack() {
  if (!leaves()) return;
  try {
    const told = await post("/edit/undo", {});
    Object.assign(known, { undos: told.undos, git: told.git });
    if (told.undone) goBack();
    say(told.message);
  } catch (error) {
    say(error.message);
  }
}

// ── errors, lines, conflicts ─────────────────────────────────────────────────────────────────────────────────────────

/** Show what the change would do: errors at their fields, conflicts to choose, the lines, and the button that saves. */
function tell() {
  const place = document.getElementById("change");
  if (!place || !opened) return;
  const told = opened.told;
  for (const one of home.querySelectorAll(".field > .fault, .row > .fault, .item > .fault, .field > fieldset > .fault")) one.textContent = "";
  for (const one of home.querySelectorAll("[aria-invalid=true]")) one.removeAttribute("aria-invalid");
  if (!told) return put(place);
  const other = told.problems.filter((one) => !atField(one));
  put(
    place,
    told.refused && element("p", { class: "fault", role: "alert" }, `Not saved: ${told.refused}.`),
    told.conflicts.map((one) => conflict(one, (side) => {
      opened.chosen[one.name] = side;
      attempt();
    })),
    other.length > 0 && element("ul", { class: "problems" }, other.map((one) => element("li", { class: `problem ${one.severity}` }, `${one.code} ${one.message} (${one.file}:${one.line})`, one.help && element("p", { class: "help" }, one.help)))),
    told.diff.length > 0 && [
      shownLines(told.diff),
      keptFromPaper(told.paper),
      element("button", { type: "button", class: "save", disabled: told.refused !== "" || told.conflicts.length > 0, onclick: save }, "Save"),
    ],
    !told.diff.length && !told.refused && element("p", { class: "none" }, "The file says this already."),
  );
  return null;
}

/** Show a problem at its field; return whether there is one for it. */
function atField(problem) {
  const field = problem.path?.length && nearest(problem.path);
  if (!field) return false;
  if (asksWhom(field, problem)) return true;
  const fault = field.querySelector(":scope > .fault, :scope > fieldset > .fault");
  if (!fault) return false;
  const words = `${problem.severity === "error" ? "" : "(still saved) "}${problem.code}: ${problem.message}${problem.help ? `. ${problem.help}` : ""}`;
  fault.textContent = fault.textContent ? `${fault.textContent} ${words}` : words;
  fault.dataset.severity = problem.severity;
  if (problem.severity === "error") field.querySelector("input, select, textarea")?.setAttribute("aria-invalid", "true");
  return true;
}

// ── what is no record ────────────────────────────────────────────────────────────────────────────────────────────────

/** Return what another view of the panel needs; what was open in a form is closed. */
function leave() {
  opened = null;
  turn += 1;
  return { home, post, close: goBack, say, tell: (told) => Object.assign(known, told) };
}

const toCommit = () => leaves() && proposeCommit(leave());
const signOff = (section) => leaves() && showSignOff(leave(), section);

const article = (word) => `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
