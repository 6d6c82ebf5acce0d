// Marks in the margin what was taken over from an old edition and nobody has confirmed, with a button that confirms it.

import { pieces } from "./letters.js";

const GAP = 8;
const WIDEST = 66; // of a button, in a narrow margin

/** Put a line and a button beside each block that waits; `confirm` is called with what the server has to know of a mark,
 *  and its button. Those of an earlier version go away. */
export function showCarried({ page, container }, { version, marks }, confirm) {
  container.querySelectorAll(".sheet > .waiting, .sheet > .waits").forEach((one) => one.remove());
  for (const { section, mark, block, number, listed } of marks) {
    const shown = piecesOf(container, block);
    for (const [index, piece] of shown.entries()) {
      const sheet = piece.closest(".sheet");
      if (!sheet) continue;
      const { left, top, height } = within(sheet, piece);
      const line = page.createElement("div");
      line.className = "waiting";
      Object.assign(line.style, { left: `${left - GAP}px`, top: `${top}px`, height: `${height}px` });
      sheet.append(line);
      if (index) continue;
      const button = page.createElement("button");
      Object.assign(button, { type: "button", className: "waits", title: described(listed, number) });
      button.setAttribute("aria-label", `Confirm: ${described(listed, number)}`);
      Object.assign(button.style, { left: `${Math.max(left - 2 * GAP, WIDEST)}px`, top: `${top}px` });
      button.addEventListener("click", (event) => {
        event.stopPropagation(); // it chooses no sentence
        confirm({ version, section, mark }, button);
      });
      sheet.append(button);
    }
  }
}

/** Return the elements that show a block, or the element of its id where it has no words of its own. */
function piecesOf(container, block) {
  const found = pieces(container, block);
  return found.length ? found : [...container.querySelectorAll(`#${CSS.escape(block)}`)];
}

/** Return where an element stands in its sheet, in the sheet's own measure, however large the sheet is shown. */
function within(sheet, piece) {
  const [outer, inner] = [sheet.getBoundingClientRect(), piece.getBoundingClientRect()];
  const scale = outer.width / sheet.offsetWidth || 1;
  return { left: (inner.left - outer.left) / scale, top: (inner.top - outer.top) / scale, height: inner.height / scale };
}

function described(listed, number) {
  if (!listed) return "this was taken over from an old paper, and holds as it stands";
  return `${number === 1 ? "one entry was" : `${number} entries were`} taken over from an old paper, and still belong${number === 1 ? "s" : ""} here`;
}
