// Signing off: what has to be compared, section by section, each line with what it rests on, and the signatures of those that
// were ticked. What is signed is what was shown: each line goes back with the mark that it came with.

import { ask } from "./choice.js";
import { count, element, outside, put, written } from "./elements.js";

const HOW = { cited: "", silent: "without a note", record: "by the record", statement: "by one statement for many" };

let name = "";

/** Show in `home` the sections of the paper, and the lines of one; `post` has something done, `close` shows the beginning,
 *  `tell` takes what there is to undo and to commit then. */
export async function showSignOff(at, section = "") {
  let told;
  put(at.home, heading(), element("p", { class: "none", role: "status" }, "The paper is being read…"));
  try {
    told = await ask("/edit/signoff", section ? { section } : {});
  } catch (error) {
    put(at.home, heading(), element("p", { class: "fault", role: "alert" }, `Nothing can be signed now: ${error.message}. See the problems.`), foot(at));
    return;
  }
  put(
    at.home,
    heading(),
    element("p", { class: "help" }, "Your name at a line says: I compared these words with these notes and sources. No paper prints it. It goes when the words, a note, a source or the record changes."),
    element("ul", { class: "sections" }, told.sections.map((one) => element("li", {}, element("button", { type: "button", class: "quiet", "aria-current": one.id === section ? "true" : null, onclick: () => showSignOff(at, one.id) }, one.title), element("span", { class: "fine" }, ` ${one.signed} of ${one.lines} signed`)))),
    section && lines(at, told, section),
    element("p", { class: "fine" }, "To print it, or to sort it: ", element("code", {}, `briefing sources ${told.edition}`), "."),
    foot(at),
  );
  (at.home.querySelector(".signing h3") ?? at.home.querySelector("h2")).focus();
}

function heading() {
  return element("h2", { tabindex: "-1" }, "Sign off");
}

function foot({ close }) {
  return element("div", { class: "foot" }, element("button", { type: "button", onclick: close }, "Close"), element("p", { id: "edit-said", role: "status" }));
}

function lines(at, told, section) {
  const open = told.lines.filter((one) => one.state !== "signed");
  const done = told.lines.filter((one) => one.state === "signed");
  const ticked = new Map();
  const button = element("button", { type: "button", class: "save", disabled: true, onclick: () => sign(at, section, ticked) }, "Sign");
  const tell = () => {
    button.textContent = ticked.size ? `Sign ${count(ticked.size, "line")}` : "Sign";
    button.disabled = ticked.size === 0 || name.trim() === "";
  };
  const boxes = [];
  const tick = (one, set) => {
    if (set) ticked.set(one.id, one.mark);
    else ticked.delete(one.id);
    tell();
  };
  const rows = open.map((one, number) => {
    const box = element("input", { type: "checkbox", id: `line-${number}`, "aria-describedby": `rests-${number}`, onchange: ({ target }) => tick(one, target.checked) });
    boxes.push(() => {
      box.checked = true;
      tick(one, true);
    });
    return element("li", { class: `claim ${one.state}` }, box, element("label", { for: box.id }, one.text), element("div", { id: `rests-${number}`, class: "rests" }, rests(one)));
  });
  const who = element("input", { id: "signer", autocomplete: "name", maxlength: "100", value: name, oninput: ({ target }) => {
    name = target.value;
    tell();
  } });
  const title = told.sections.find((one) => one.id === section)?.title ?? section;
  return element(
    "div",
    { class: "signing" },
    element("h3", { tabindex: "-1" }, title),
    open.length === 0 && element("p", { class: "none" }, "Every line of it is signed."),
    element("ol", { class: "claims" }, rows),
    open.length > 0 && [
      open.length > 1 && element("button", { type: "button", class: "quiet", onclick: () => boxes.forEach((set) => set()) }, `I compared all ${open.length}: tick them`),
      element("div", { class: "field" }, element("label", { for: "signer" }, "Your name"), who),
      button,
    ],
    done.length > 0 && element("details", {}, element("summary", {}, `${count(done.length, "line")} signed`), element("ul", { class: "claims" }, done.map((one) => element("li", { class: "claim" }, element("p", {}, one.text), element("p", { class: "fine" }, one.signed.join("; ")))))),
  );
}

/** What a line has to be compared with. */
function rests(one) {
  const bare = !one.notes.length && !one.sources.length;
  return [
    one.lost.map((words) => element("p", { class: "lost" }, words)),
    one.notes.map((note) => element("p", {}, `${note.number}: `, note.text, note.urls.filter((url) => !note.text.includes(url)).map((url) => [" ", outside(url)]))),
    one.sources.map((source) => element("p", {}, source.text, HOW[source.how] && ` – ${HOW[source.how]}`, source.url && [" ", outside(source.url)])),
    one.records.length > 0 && element("p", {}, `Records: ${one.records.join("; ")}`),
    bare && element("p", { class: "lost" }, "No source is named for it."),
    element("p", { class: "fine" }, `${one.within} · ${one.kind} · ${one.id}`),
    written(one),
  ];
}

async function sign(at, section, ticked) {
  try {
    const done = await at.post("/edit/sign", { name, lines: Object.fromEntries(ticked) });
    at.tell({ undos: done.undos, git: done.git });
    await showSignOff(at, section);
    const before = done.already ? `; ${done.already} had this signature already` : "";
    at.say(`${count(done.new, "line")} signed by ${name.trim()}${before}; ${done.unsigned || "none"} left that nobody signed. Written in ${done.file}.`);
  } catch (error) {
    at.say(`Nothing was signed: ${error.message}.`);
  }
}
