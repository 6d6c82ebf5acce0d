// Puts the words that have changed into the sheets that are shown, where nothing else of the page has: most edits are of
// one sentence, and a page that is loaded anew is read, dressed, cut into sheets and laid out as a whole. What comes of it
// is what a page that is loaded anew would show; wherever that is not certain, it is loaded anew.

import { address } from "./choice.js";
import { letters, pieces } from "./letters.js";
import { anchor, markChanged, oneStop } from "./paper.js";

const MOST = 20;
const PLAIN = new Set("a abbr b bdi bdo br cite code em i mark q s small span strong sub sup u wbr".split(" "));

/** Show the newest page in the sheets of `paper`; return the paper as it is now, or null where it has to be loaded. */
export async function patched(paper, version) {
  const view = paper.frame.contentWindow;
  const answer = await fetch(address("/page", { v: version }));
  if (answer.status !== 200) return null;
  // by the frame's own parser, for the policy of the frame holds for what it makes: the app's own allows no styles within
  const source = new view.DOMParser().parseFromString(await answer.text(), "text/html").documentElement;
  const changes = differences(paper.source, source);
  if (!changes || changes.length > MOST) return null;
  const deeds = changes.map(([before, after]) => deed(paper, before, after));
  if (deeds.includes(null)) return null;
  const [first] = anchor(paper);
  const top = first?.piece.getBoundingClientRect().top;
  for (const put of deeds) put();
  if (first) view.scrollBy({ top: first.piece.getBoundingClientRect().top - top, behavior: "instant" });
  const now = { ...paper, source, letters: new Map(paper.letters) };
  for (const [, { dataset }] of changes) now.letters.set(dataset.block, letters(pieces(paper.container, dataset.block)[0]));
  markChanged(now, paper);
  return now;
}

/** Return the blocks that differ in two trees, `[before, after]`; null where anything else does. */
function differences(before, after) {
  if (before.isEqualNode(after)) return [];
  if (before.nodeType !== Node.ELEMENT_NODE || after.nodeType !== Node.ELEMENT_NODE) return null;
  if (!before.cloneNode(false).isEqualNode(after.cloneNode(false))) return null;
  if (after.dataset.block) return [[before, after]];
  if (before.childNodes.length !== after.childNodes.length) return null;
  const found = [];
  for (const [index, child] of before.childNodes.entries()) {
    const inner = differences(child, after.childNodes[index]);
    if (!inner) return null;
    found.push(...inner);
  }
  return found;
}

/** Return what puts the words of a block into the sheets; null where the block is more than words in one place. */
function deed({ page, container }, before, after) {
  if (![...before.querySelectorAll("*"), ...after.querySelectorAll("*")].every((one) => PLAIN.has(one.localName))) return null;
  if (before.querySelector("[data-block]") || after.querySelector("[data-block]")) return null;
  const [piece, ...more] = pieces(container, after.dataset.block);
  // a head of a table stands on each sheet again, and what is cut in two has a place in the layout that counts its letters
  if (!piece || more.length || piece.matches(".continued, .goes-on, thead *")) return null;
  const ids = notesIn(after).map((note) => note.id);
  if (ids.join(" ") !== notesIn(before).map((note) => note.id).join(" ")) return null;
  const shown = ids.map((id) => container.querySelector(`.foot > [id="${CSS.escape(id)}"]`));
  if (shown.includes(null)) return null;
  return () => {
    const made = page.importNode(after, true);
    for (const [index, note] of notesIn(made).entries()) {
      shown[index].replaceWith(note);
      oneStop(note);
    }
    piece.replaceChildren(...made.childNodes);
    oneStop(piece);
  };
}

/** Return the notes of a block, which stand at the foot of a sheet. */
function notesIn(block) {
  return [...block.querySelectorAll(".cited > .note[id]")];
}
