// The paper's frame: loads a page out of sight, cuts it into sheets, and puts it in the place of the last one, where the
// reader was. No script runs in the frame; this one reaches in from outside.

import { address } from "./choice.js";
import { pieces } from "./letters.js";
import { kept, lettersByBlock, makeSheets } from "./pages.js";
import { scaled } from "./zoom.js";

const WAIT_FOR_FONTS = 400;
const MARKED = 2600;

let dress;

/** Load the page and show it in `home` as sheets; return `{page, container}`, or null where there is no page. */
export async function showPaper(home, version, layout, last, size, keep) {
  dress ??= fetch("/static/sheets.css").then((answer) => answer.text());
  const css = await dress;
  const frame = document.createElement("iframe");
  frame.title = "The paper";
  // scripts are kept out by the page's own policy; without allow-scripts, Safari would not hear our listeners
  frame.setAttribute("sandbox", "allow-same-origin allow-scripts");
  frame.className = "coming loading";
  const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
  frame.src = address("/page", { v: version });
  home.append(frame);
  await loaded;
  const page = frame.contentDocument;
  if (!page?.body) {
    frame.remove();
    return null;
  }
  const source = kept(page);
  const view = frame.contentWindow;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(css);
  page.adoptedStyleSheets = [sheet];
  const container = makeSheets(page, layout);
  oneStop(container);
  named(container, layout.length);
  frame.className = "coming";
  scaled(container, size, home.clientWidth);
  await Promise.race([page.fonts.ready, new Promise((done) => setTimeout(done, WAIT_FOR_FONTS))]);
  const paper = { frame, page, container, source, letters: lettersByBlock(container) };
  if (last && keep) {
    restore(paper, anchor(last));
    markChanged(paper, last);
  }
  const focused = document.activeElement === last?.frame;
  frame.className = "";
  for (const other of [...home.children]) if (other !== frame) other.remove();
  if (focused) container.focus({ preventScroll: true });
  return paper;
}

/** Take what stands in a part of the paper out of the way of the Tab key: the paper is one stop. */
export function oneStop(part) {
  part.querySelectorAll("a, [tabindex], button, input, select, textarea, summary, audio, video").forEach((one) => (one.tabIndex = -1));
}

/** Make the paper a stop of the Tab key, with words for those who hear it. */
function named(container, count) {
  container.tabIndex = 0;
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", count ? `The paper, ${count} pages` : "The paper");
}

/** Return where the reader is: the pieces in view and after, then those before, with the top of the first. */
export function anchor({ container }) {
  const all = [...container.querySelectorAll("[data-block]")];
  const at = Math.max(all.indexOf(firstInView(container)), 0);
  const order = [...all.slice(at), ...all.slice(0, at).reverse()];
  return order.map((piece) => ({ block: piece.dataset.block, done: Number(piece.dataset.done ?? 0), piece }));
}

/** Return the first piece of which something is in view or below; null where there is none. What is out of sight need not be
 *  laid out, and is not for this: where what holds it ends tells enough. */
function firstInView(around) {
  for (const one of around.children) {
    const { bottom, width, height } = one.getBoundingClientRect();
    if (bottom <= 0 && (width || height)) continue;
    if (bottom > 0 && one.dataset.block !== undefined) return one;
    const within = firstInView(one);
    if (within) return within;
  }
  return null;
}

/** Scroll so that the first piece that is still there stands where it stood. */
export function restore({ page, container }, places) {
  for (const { block, done, piece, top = piece.getBoundingClientRect().top } of places) {
    const same = pieces(container, block);
    const now = same.findLast((one) => Number(one.dataset.done ?? 0) <= done);
    if (now) {
      page.defaultView.scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
      return;
    }
  }
}

/** Mark for a moment the blocks whose words are not those of the last paper. */
export function markChanged({ container, letters }, last) {
  for (const [block, now] of letters) {
    if (last.letters.get(block) === now) continue;
    for (const piece of pieces(container, block)) {
      piece.classList.add("changed");
      setTimeout(() => piece.classList.remove("changed"), MARKED);
    }
  }
}
