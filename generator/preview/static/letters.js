// Counts the letters of a block's own words, as generator/formats/pdf/places.py does: all that is not white space;
// no number, list marker, call or note. Letters are code points.

const NOT_OWN = ".number, sup.call, .note";
const NO_LETTER = /[\s\u200b\x1c-\x1f\x85]/u;
const NO_LETTERS = /[\s\u200b\x1c-\x1f\x85]+/gu;

const indexes = new WeakMap();

/** Return where the blocks and rows of a paper stand, by their ids. Once it is cut into sheets they stay the elements that
 *  they are, and a list of hundreds has so many that looking through all of it for each of them takes minutes. */
function indexOf(container) {
  let index = indexes.get(container);
  if (!index) {
    index = { blocks: new Map(), rows: new Map() };
    for (const one of container.querySelectorAll("[data-block], tr[id]")) {
      const { block } = one.dataset;
      if (block !== undefined) index.blocks.set(block, [...(index.blocks.get(block) ?? []), one]);
      if (one.localName === "tr" && one.id && !index.rows.has(one.id)) index.rows.set(one.id, one);
    }
    indexes.set(container, index);
  }
  return index;
}

/** Return the elements that show a block in the sheets: more than one where it runs over pages. */
export function pieces(container, block) {
  return [...(indexOf(container).blocks.get(block) ?? [])];
}

/** Return the row of a table in the sheets by its id; undefined where there is none. */
export function rowOf(container, id) {
  return indexOf(container).rows.get(id);
}

/** Yield the text nodes of the own words in an element. */
export function* ownTexts(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
    acceptNode: (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(NOT_OWN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  });
  while (walker.nextNode()) if (walker.currentNode.nodeType === Node.TEXT_NODE) yield walker.currentNode;
}

/** Yield the node and offset of each letter in an element, with the offset after it. */
export function* letterPlaces(root) {
  for (const node of ownTexts(root)) {
    let offset = 0;
    for (const letter of node.data) {
      const after = offset + letter.length;
      if (!NO_LETTER.test(letter)) yield { node, offset, after };
      offset = after;
    }
  }
}

/** Return the letters of an element's own words. */
export function letters(root) {
  let found = "";
  for (const node of ownTexts(root)) found += node.data;
  return found.replace(NO_LETTERS, "");
}

/** Return the words of ranges as they are read, without calls and notes. */
export function wordsOf(ranges) {
  return ranges
    .map((range) => {
      const shown = range.cloneContents();
      shown.querySelectorAll(NOT_OWN).forEach((no) => no.remove());
      return shown.textContent;
    })
    .join(" ")
    .replace(/\u200b/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
