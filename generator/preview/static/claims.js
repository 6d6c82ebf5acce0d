// Finds sentences in the sheets: the ranges of one, the one under the pointer, the next one; and highlights them.

import { letterPlaces, pieces, rowOf, wordsOf } from "./letters.js";

/** Return the sentences of a paper in order of reading, each `{n, block, index, letters, from, to, text}`; `to` null for a whole
 *  element. */
export function claimsIn(container, blocks) {
  const found = [];
  const seen = new Set();
  for (const element of container.querySelectorAll("[data-block], tr[id]")) {
    const block = element.localName === "tr" ? element.id : element.dataset.block;
    if (seen.has(block) || !Object.hasOwn(blocks, block)) continue;
    seen.add(block);
    let from = 0;
    for (const [index, { n, letters }] of blocks[block].entries()) {
      const whole = element.localName === "tr" || blocks[block].length === 1;
      found.push(withText(container, { n, block, index, letters, from, to: whole ? null : from + letters }));
      from += letters;
    }
  }
  return found;
}

/** Return a sentence with its `text`, which is read from the paper when it is first asked for: most never are. */
function withText(container, claim) {
  let text;
  return { ...claim, get text() { return (text ??= wordsOf(rangesOf(container, claim))); } };
}

/** Return the ranges of a sentence: one for each sheet that it stands on. */
export function rangesOf(container, { block, from, to }) {
  const row = rowOf(container, block);
  const found = [];
  for (const piece of row ? [row] : pieces(container, block)) {
    const range = piece.ownerDocument.createRange();
    let seen = Number(piece.dataset.done ?? 0);
    let started = false;
    if (piece.localName === "img") {
      range.selectNode(piece);
      started = true;
    }
    for (const { node, offset, after } of letterPlaces(piece)) {
      if (seen >= from && (to === null || seen < to)) {
        if (!started) range.setStart(node, offset);
        started = true;
        range.setEnd(node, after);
      }
      seen += 1;
    }
    if (started) found.push(range);
  }
  return found;
}

/** Return the sentence at a point of the view; null where there is none. */
export function claimAt(container, claims, x, y) {
  const page = container.ownerDocument;
  let target = page.elementFromPoint(x, y);
  if (!target || !container.contains(target)) return null;
  const note = target.closest(".foot > .note");
  if (note) target = container.querySelector(`#${CSS.escape(note.id.replace(/^note_/, "call_"))}`) ?? target;
  const row = target.closest("tr[id]");
  const inRow = row && claims.find((claim) => claim.block === row.id);
  if (inRow) return inRow;
  const piece = target.closest("[data-block]");
  if (!piece) return null;
  const own = claims.filter((claim) => claim.block === piece.dataset.block);
  if (own.length < 2) return own[0] ?? null;
  const at = note ? { node: target, offset: 0 } : caret(page, x, y);
  if (!at) return null;
  let before = Number(piece.dataset.done ?? 0);
  const here = page.createRange();
  here.setStart(at.node, at.offset);
  for (const { node, offset } of letterPlaces(piece)) {
    if (here.comparePoint(node, offset) >= 0) break;
    before += 1;
  }
  // a call stands behind its sentence
  const behind = target.closest("sup") ? before - 1 : before;
  return own.findLast((claim) => claim.from <= behind) ?? own[0];
}

function caret(page, x, y) {
  if (page.caretPositionFromPoint) {
    const at = page.caretPositionFromPoint(x, y);
    return at && { node: at.offsetNode, offset: at.offset };
  }
  const at = page.caretRangeFromPoint?.(x, y);
  return at && { node: at.startContainer, offset: at.startOffset };
}

/** Return the sentence of a paper that is the same as one of an earlier version of it; null where there is none. */
export function sameClaim(claims, old) {
  return (
    claims.find((claim) => claim.block === old.block && claim.text === old.text) ??
    claims.find((claim) => claim.letters === old.letters && claim.text === old.text) ??
    claims.find((claim) => claim.block === old.block && claim.index === old.index) ??
    null
  );
}

/** Highlight the ranges under a name that sheets.css dresses (`::highlight(…)`); no ranges take it away. */
export function highlight(page, name, ranges) {
  const view = page.defaultView;
  if (!view?.CSS?.highlights) return;
  if (ranges.length) view.CSS.highlights.set(name, new view.Highlight(...ranges));
  else view.CSS.highlights.delete(name);
}
