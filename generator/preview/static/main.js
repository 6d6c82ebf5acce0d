// The app: holds what is shown, and brings together the pickers, the paper, the problems and the details.

import { showChanges } from "./changes.js";
import { showCarried } from "./carried.js";
import { address, ask, chooseView, chosen, fillPickers, shownView } from "./choice.js";
import { claimsIn, sameClaim } from "./claims.js";
import { download, perform } from "./downloads.js";
import { startEditing } from "./edit.js";
import { element } from "./elements.js";
import { listen } from "./events.js";
import { showFields } from "./reference.js";
import { showPaper } from "./paper.js";
import { patched } from "./patch.js";
import { showPeople } from "./people.js";
import { counted, showProblems } from "./problems.js";
import { aim, readingOf } from "./reading.js";
import { tabs } from "./tabs.js";
import { scaled, step } from "./zoom.js";

const $ = (id) => document.getElementById(id);
const openView = tabs($("views"), (panel) => {
  chooseView(panel === "changes-view" ? "changes" : null);
  $("zoom").hidden = panel !== "paper-view";
  if (panel === "changes-view") showChanges($("changes-view"));
});
const openPanel = tabs($("panels"), (panel) => {
  if (panel === "people") showPeople($("people"));
  if (panel === "fields") showFields($("fields"));
});

// what is shown: the paper in its frame, the version of its words, the pages as laid out, the problems; and what the server
// has told: the newest version, whether there is a page of it, the version that was laid out
const nothing = () => ({ version: null, layout: [], problems: { problems: [], checked: false }, made: 0, ok: true, seconds: null, laid: 0 });
const shown = { paper: null, ...nothing() };
const reading = readingOf(shown, openPanel);
let size = null;
let knownErrors = new Set();
let generation = 0;
let token = "";
let stop = () => {};

// ── the paper and what the server tells of it ────────────────────────────────────────────────────────────────────────

async function start() {
  const mine = ++generation;
  stop();
  // the same paper for others, or in another style: the reader stays where they are
  let keep = shown.paper !== null && shown.choice?.edition === chosen().edition;
  Object.assign(shown, nothing(), { choice: chosen() });
  reading.forget();
  say("Opening…");
  try {
    const choices = await ask("/choices");
    if (mine !== generation) return;
    fillPickers($("pickers"), choices, start);
    token = choices.deed;
    $("edit-tab").hidden = !choices.edit;
    if (choices.edit) startEditing($("edit"), token, openPanel).catch((error) => say(error.message, "error"));
    name(choices);
  } catch (error) {
    say(error.message, "lost");
    return;
  }
  let first = true;
  let compared = 0;
  let listed = 0;
  const fresh = inTurn(async (relaid) => {
    if (relaid || first) await layOut();
    first = false;
    if (mine !== generation) return;
    await renew(keep);
    keep = shown.paper !== null;
    // what is wrong comes second: the reader waits for the paper
    const told = await ask("/problems");
    if (mine !== generation) return;
    shown.problems = told;
    listProblems();
    tell();
    if (shownView() === "changes" && compared !== shown.made) showChanges($("changes-view"));
    if (!$("people").hidden && listed !== shown.made) showPeople($("people"));
    compared = listed = shown.made;
  });
  stop = listen({
    page({ version, ok, seconds }) {
      Object.assign(shown, { made: version, ok, seconds });
      fresh(false);
    },
    checked: () => fresh(false),
    laid({ version }) {
      shown.laid = version;
      fresh(true);
    },
    back() {
      Object.assign(shown, { version: null, laid: 0 });
    },
    lost: () => say("The preview has stopped. Start it again, and this page goes on by itself.", "lost"),
  });
}

/** Get the pages' places; where they are not those that are shown, the sheets are made anew. */
async function layOut() {
  const { pages } = await ask("/layout");
  if (JSON.stringify(pages) !== JSON.stringify(shown.layout)) Object.assign(shown, { layout: pages, version: null });
}

/** Show the last good page, if it is not what is shown already. */
async function renew(keep) {
  const version = shown.ok ? shown.made : await goodVersion();
  $("no-paper").hidden = version !== null;
  if (version === null) {
    $("no-paper").textContent = "There is no paper to show yet: see the problems.";
    $("frames").replaceChildren();
    Object.assign(shown, { paper: null, version: null });
    return;
  }
  if (version === shown.version) return;
  // other pages, another choice and another style are a paper of their own
  const same = shown.version === null ? null : await patched(shown.paper, version);
  const paper = same ?? (await showPaper($("frames"), version, shown.layout, shown.paper, size, keep));
  if (!paper) return;
  Object.assign(shown, { paper, version });
  if (!same) listenIn(paper);
  const claims = await ask("/claims");
  reading.renew(claimsIn(paper.container, claims.blocks), keep ? sameClaim : () => null, claims.version);
  showCarried(paper, await ask("/carried"), confirm);
}

/** Return the version of the last page that could be made; null where there never was one. */
async function goodVersion() {
  const answer = await fetch(address("/page"), { method: "HEAD" });
  return answer.status === 200 ? Number(answer.headers.get("X-Version")) : null;
}

/** Return a function that runs `work` one call after the other; calls that wait are made one. */
function inTurn(work) {
  let running = false;
  let waiting = null;
  return async function run(relaid) {
    if (running) {
      waiting = (waiting ?? false) || relaid;
      return;
    }
    running = true;
    try {
      await work(relaid);
    } catch (error) {
      // where the server is away the stream of events says so, and comes back with news
      console.error(error);
    }
    running = false;
    if (waiting !== null) {
      const next = waiting;
      waiting = null;
      run(next);
    }
  };
}

// ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

function name({ editions, chosen: now }) {
  const edition = editions.find((one) => one.id === now.edition);
  document.title = `${edition?.title ?? now.edition} – preview`;
  $("changes-tab").hidden = !edition?.predecessor;
  $("changes-tab").textContent = edition?.predecessor ? `Changes since ${edition.predecessor}` : "Changes";
  openView(edition?.predecessor && shownView() === "changes" ? "changes-view" : "paper-view");
}

/** Say how it stands; where something is wrong, the words lead to the problems. */
function say(words, kind = "") {
  if ($("status").textContent !== words || $("status").dataset.kind !== kind) {
    const link = kind === "error" && element("button", { type: "button", onclick: toProblems }, words);
    $("status").replaceChildren(link || words);
  }
  $("status").dataset.kind = kind;
}

function tell() {
  const { problems, checked } = shown.problems;
  const wrong = counted(problems.filter((one) => one.severity === "error"));
  if (!shown.ok) {
    say(shown.paper ? `This is the last good paper: ${wrong || "it cannot be made now"}` : `There is no paper yet: ${wrong}`, "error");
    return;
  }
  const seconds = shown.seconds === null ? "" : ` · rebuilt in ${shown.seconds.toFixed(1)} s`;
  if (!checked) say(`Checking…${seconds}`, "busy");
  else if (shown.laid < shown.made) say(`Pages are being laid out…${seconds}`, "busy");
  else say(`Up to date${seconds}${wrong ? ` · ${wrong}` : ""}`, wrong ? "error" : "");
}

function toProblems() {
  openPanel("problems");
  ($("problems").querySelector(".problem.error button") ?? $("problems")).focus();
}

/** Bring the problems up where there is an error that was not there before. */
function showNewErrors() {
  const errors = new Set(shown.problems.problems.filter((one) => one.severity === "error").map((one) => `${one.code} ${one.file} ${one.message}`));
  // who is filling in a form stays there: what it would break is told at its fields
  if ($("edit").hidden && [...errors].some((one) => !knownErrors.has(one))) openPanel("problems");
  knownErrors = errors;
}

function listProblems() {
  showNewErrors();
  showProblems($("problems"), shown.problems, (problem) => {
    openView("paper-view");
    if (shown.paper) aim(shown.paper, reading, problem);
  }, mend);
  const number = shown.problems.problems.length;
  $("problems-tab").textContent = number ? `Problems (${number})` : "Problems";
}

// ── what the reader does ─────────────────────────────────────────────────────────────────────────────────────────────

/** Listen to what is done in the paper's frame; no link leads it elsewhere. */
function listenIn({ page }) {
  page.addEventListener("click", (event) => {
    event.preventDefault(); // whatever it is that leads elsewhere: a link, an area of a picture, what a shadow tree hides
    reading.press(event);
  });
  page.addEventListener("auxclick", (event) => event.preventDefault());
  page.addEventListener("pointermove", (event) => reading.hover(event));
  page.addEventListener("pointerleave", () => reading.hover(null));
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(".waits")) return;
    const keys = { n: () => reading.go(1), p: () => reading.go(-1), Enter: () => reading.open(), "+": () => resize(1), "-": () => resize(-1) };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

function resize(direction) {
  if (!shown.paper) return;
  size = direction ? step(shown.paper.container, direction) : null;
  reading.still(() => scaled(shown.paper.container, size, $("frames").clientWidth));
}

async function get(format, button) {
  button.disabled = true;
  const words = button.textContent;
  button.textContent = `Making the ${words} file…`;
  button.setAttribute("aria-busy", "true");
  try {
    const refused = await download(format);
    if (refused) {
      openPanel("problems");
      if (refused.problems.length) {
        shown.problems = { ...shown.problems, problems: refused.problems };
        listProblems();
      }
      say(`There is no ${words} file: ${refused.message}`, "error");
    }
  } catch {
    say(`There is no ${words} file: the preview has stopped`, "lost");
  }
  button.disabled = false;
  button.textContent = words;
  button.removeAttribute("aria-busy");
  button.focus();
}

/** Do what mends a problem; the problem goes away with the check that follows. */
async function mend(deed, button) {
  const words = button.textContent;
  Object.assign(button, { disabled: true, textContent: "LibreOffice is counting the pages…" });
  button.setAttribute("aria-busy", "true");
  try {
    const refused = await perform(deed, token);
    if (refused?.problems.length) {
      shown.problems = { ...shown.problems, problems: refused.problems };
      listProblems();
    }
    if (refused) say(`Nothing was written: ${refused.message}`, "error");
  } catch {
    say("Nothing was written: the preview has stopped", "lost");
  }
  Object.assign(button, { disabled: false, textContent: words });
  button.removeAttribute("aria-busy");
}

/** Confirm what was taken over and waits; its mark goes away with the paper that follows. */
async function confirm(mark, button) {
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  try {
    const refused = await perform("confirm", token, mark);
    if (!refused) return;
    say(`Nothing was confirmed: ${refused.message}`, "error");
  } catch {
    say("Nothing was confirmed: the preview has stopped", "lost");
  }
  button.disabled = false;
  button.removeAttribute("aria-busy");
}

$("larger").onclick = () => resize(1);
$("smaller").onclick = () => resize(-1);
$("fit").onclick = () => resize(0);
for (const format of ["docx", "pdf"]) $(format).onclick = () => get(format, $(format));
$("details").addEventListener("keydown", (event) => event.key === "Escape" && shown.paper?.container.focus());
new ResizeObserver(() => size === null && shown.paper && resize(0)).observe($("frames"));
window.addEventListener("popstate", () => {
  if (JSON.stringify(chosen()) !== JSON.stringify(shown.choice)) start();
  else openView(shownView() === "changes" ? "changes-view" : "paper-view");
});
start();
