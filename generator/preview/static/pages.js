// Cuts the page into sheets where the PDF's pages begin. Nothing is measured or guessed here: the breaks, the notes at each
// foot and the lines in the margins are those of the PDF's layout. A break whose block is gone since falls away.

import { letterPlaces, letters } from "./letters.js";

// an A4 page, before any layout is known
const FIRST = { width: 793.7, height: 1122.52, margins: [83, 94, 94, 94], start: null, notes: [], boxes: [] };

/** Return a page's elements as they came, before they are cut into sheets; nothing of them is shown or loaded. */
export function kept(page) {
  return page.implementation.createHTMLDocument("").importNode(page.documentElement, true);
}

/** Rebuild the body of a page that was just loaded as sheets; return their container. */
export function makeSheets(page, layout) {
  const flow = page.createElement("div");
  flow.className = "flow";
  flow.append(...page.body.childNodes);
  const notes = takeNotes(flow);
  const known = layout.length > 0;
  const container = page.createElement("div");
  container.className = "sheets";
  for (const part of parts(flow, known ? layout : [FIRST])) {
    container.append(sheet(page, part, known));
  }
  placeNotes(container, notes, layout);
  numberContents(container);
  page.body.replaceChildren(container);
  return container;
}

/** Take the notes out of the text; return them by id, each with its call. */
function takeNotes(flow) {
  const taken = new Map();
  for (const note of flow.querySelectorAll(".cited > .note[id]")) {
    const call = note.parentElement;
    note.remove();
    taken.set(note.id, { note, call });
  }
  return taken;
}

/** Yield what stands on each page: its place in the layout, its number, and its part of the flow. */
function* parts(flow, layout) {
  let current = { place: layout[0], number: 1 };
  let blank = [];
  for (const [index, place] of layout.entries()) {
    const here = { place, number: index + 1 };
    if (index === 0) continue;
    if (place.start === null) {
      blank.push(here);
      continue;
    }
    const point = pointOf(flow, place.start);
    if (!point) continue;
    yield { ...current, content: extract(flow, point) };
    yield* blank;
    [current, blank] = [here, []];
  }
  yield { ...current, content: flow };
  yield* blank;
}

/** Return the place in the flow where a page begins; null where the flow no longer has it. */
function pointOf(flow, { block, letters: before }) {
  let node = flow.querySelector(`[data-block="${CSS.escape(block)}"]`);
  if (!node) return null;
  // rows are kept whole: a row that runs over pages stays on the first of them
  const row = node.closest("tr");
  const done = Number(node.dataset.done ?? 0);
  if (done && before <= done) return null;
  if (before > done && row) return climbed(flow, row, true);
  if (before > done) return within(flow, node, before - done);
  node = row ? (row.closest("thead")?.parentElement ?? row) : node;
  return climbed(flow, node, false);
}

/** Return the place before the letter that follows `count` letters of a block; after the block where it has no more. */
function within(flow, block, count) {
  let seen = 0;
  for (const { node, offset } of letterPlaces(block)) {
    if (seen++ === count) {
      const first = node.data.slice(0, offset).trim() === "" && node.parentElement !== block && !node.previousSibling;
      return first ? { before: node.parentElement, block, count } : { node, offset, block, count };
    }
  }
  return climbed(flow, block, true);
}

/** Return the place before (or after) a node, outside of all that begins (or ends) with it. */
function climbed(flow, node, after) {
  const sibling = after ? "nextSibling" : "previousSibling";
  while (node.parentElement !== flow && !hasContent(node, sibling)) node = node.parentElement;
  return after ? { after: node } : { before: node };
}

function hasContent(node, sibling) {
  for (let other = node[sibling]; other; other = other[sibling]) {
    if (other.nodeType === Node.ELEMENT_NODE ? other.localName !== "colgroup" : other.textContent.trim()) return true;
  }
  return false;
}

/** Take what stands before a point out of the flow; what is cut in two goes on in the flow as `continued`. */
function extract(flow, point) {
  const range = flow.ownerDocument.createRange();
  range.setStart(flow, 0);
  if (point.before) range.setEndBefore(point.before);
  else if (point.after) range.setEndAfter(point.after);
  else range.setEnd(point.node, point.offset);
  let open = range.endContainer;
  const cut = [];
  for (; open !== flow; open = open.parentNode) if (open.nodeType === Node.ELEMENT_NODE) cut.unshift(open);
  const taken = flow.cloneNode(false);
  taken.append(range.extractContents());
  let first = taken;
  for (const rest of cut) {
    first = first.lastElementChild;
    goOn(first, rest);
  }
  if (point.block) point.block.dataset.done = Number(point.block.dataset.done ?? 0) + point.count;
  for (let one = flow.firstElementChild; one; one = one.firstElementChild) one.classList.add("begins");
  return taken;
}

/** Mark the two parts of an element: the first keeps the id, a list goes on counting, a table shows its head again. */
function goOn(first, rest) {
  first.classList.add("goes-on");
  rest.classList.add("continued");
  rest.removeAttribute("id");
  if (rest.localName === "main") rest.setAttribute("role", "none");
  if (rest.localName === "ol") {
    const sameItem = rest.firstElementChild && !rest.firstElementChild.id && first.lastElementChild?.id;
    rest.start = first.start + first.children.length - (sameItem ? 1 : 0);
  }
  if (rest.localName === "table") {
    const again = [...first.children].filter((child) => child.matches("colgroup, thead")).map((child) => child.cloneNode(true));
    for (const one of again.flatMap((part) => [part, ...part.querySelectorAll("*")])) {
      one.removeAttribute("id");
      one.removeAttribute("data-block");
    }
    again.at(-1)?.classList.add("repeated");
    rest.prepend(...again);
  }
}

/** Return a sheet with its part of the flow and the lines in its margins. */
function sheet(page, { place, number, content }, known) {
  const made = page.createElement("div");
  made.className = known ? "sheet" : "sheet unlaid";
  made.dataset.page = number;
  made.dataset.width = place.width;
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", known ? `Page ${number}` : "The paper");
  made.style.width = `${place.width}px`;
  made.style.minHeight = `${place.height}px`;
  made.style.padding = place.margins.map((length) => `${length}px`).join(" ");
  if (content) made.append(content);
  for (const box of place.boxes) made.append(marginLine(page, box, place));
  return made;
}

function marginLine(page, box, place) {
  const line = page.createElement("div");
  line.className = "margin-line";
  line.textContent = box.text;
  // from below where it stands in the foot: a sheet may have grown
  const low = box.y > place.height / 2;
  Object.assign(line.style, {
    left: `${box.x}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
    lineHeight: `${box.height}px`,
    fontSize: `${box.size}px`,
    fontFamily: box.family,
    fontWeight: box.weight,
    color: box.color,
    textAlign: box.align,
    [low ? "bottom" : "top"]: `${low ? place.height - box.y - box.height : box.y}px`,
  });
  return line;
}

/** Put each note to the foot where the PDF has it; one that is new since goes to the sheet of its call. */
function placeNotes(container, notes, layout) {
  const sheets = [...container.children];
  const numbers = new Map(layout.flatMap((place, index) => place.notes.map((id) => [id, index + 1])));
  for (const [id, { note, call }] of notes) {
    const calling = call.closest(".sheet");
    const at = numbers.get(id);
    // a page that fell away is part of the one before it
    const there = at && sheets.findLast((one) => Number(one.dataset.page) <= at);
    const near = there && calling && sheets.indexOf(there) - sheets.indexOf(calling);
    const home = near === 0 || near === 1 ? there : (calling ?? sheets.at(-1));
    foot(home).append(note);
  }
}

function foot(home) {
  const found = [...home.children].find((one) => one.classList.contains("foot"));
  if (found) return found;
  const made = home.ownerDocument.createElement("div");
  made.className = "foot";
  [...home.children].find((one) => one.classList.contains("flow"))?.after(made);
  if (!made.parentElement) home.prepend(made);
  return made;
}

/** Say, beside each line of the contents, on which page its target stands. */
function numberContents(container) {
  for (const link of container.querySelectorAll(".contents a[href^='#']")) {
    const target = container.querySelector(`#${CSS.escape(link.getAttribute("href").slice(1))}`);
    const number = target?.closest(".sheet")?.dataset.page;
    if (number && container.children.length > 1) link.dataset.page = number;
  }
}

/** Return the letters of each block by its id, to see what has changed. */
export function lettersByBlock(container) {
  const found = new Map();
  for (const piece of container.querySelectorAll("[data-block]")) {
    const id = piece.dataset.block;
    found.set(id, (found.get(id) ?? "") + letters(piece));
  }
  return found;
}
