// The reader's way through the sentences: the chosen one, the next, the one under the pointer, and those of problems.

import { ask } from "./choice.js";
import { claimAt, highlight, rangesOf } from "./claims.js";
import { showClaim, showNothing } from "./details.js";
import { editing } from "./editing.js";
import { pieces } from "./letters.js";
import { anchor, restore } from "./paper.js";

const AIMED = 4000;

/** Return what follows the reader: `shown` holds the paper, `openPanel` opens a panel by its id. */
export function readingOf(shown, openPanel) {
  const details = document.getElementById("details");
  const spoken = document.getElementById("spoken");
  let claims = [];
  let version = null;
  let chosen = null;
  let hovered = null;
  let cell = null;
  let waits = false; // whether a form is to be opened as soon as the server tells what stands behind the sentence

  function draw() {
    if (shown.paper) highlight(shown.paper.page, "chosen", chosen ? rangesOf(shown.paper.container, chosen) : []);
  }

  async function tell() {
    const asked = chosen;
    if (!asked) return showNothing(details);
    try {
      const told = await ask(`/claim/${asked.n}`, cell === null ? { version } : { version, cell });
      if (asked === chosen) showClaim(details, told);
      return told;
    } catch {
      // the paper has changed meanwhile: it comes with claims of its own
    }
  }

  function choose(claim, scroll, within = null) {
    chosen = claim;
    chosen?.text; // read now: it tells the sentence in the papers that follow
    cell = within;
    draw();
    if (claim && scroll) toView(rangesOf(shown.paper.container, claim)[0]);
    return tell();
  }

  /** Open the form of what was chosen; where the paper is just another one, when that has come. */
  async function edit(told) {
    waits = true;
    const place = await told;
    if (!place || !waits) return;
    waits = false;
    await editing.open(place);
  }

  function toView(target) {
    if (!target) return;
    const view = shown.paper.page.defaultView;
    const { top, bottom } = target.getBoundingClientRect();
    if (top < 40 || bottom > view.innerHeight - 40) view.scrollBy({ top: top - view.innerHeight / 3, behavior: "instant" });
  }

  function inView() {
    const seen = (claim) => {
      const range = rangesOf(shown.paper.container, claim)[0];
      return range && range.getBoundingClientRect().top >= 0;
    };
    const known = new Set(claims.map((claim) => claim.block));
    for (const { piece } of anchor(shown.paper)) {
      const block = [piece.dataset.block, piece.closest("tr[id]")?.id].find((one) => known.has(one));
      const found = block && claims.find((claim) => claim.block === block && seen(claim));
      if (found) return found;
    }
    return claims[0];
  }

  return {
    /** Forget the paper: another one was chosen. */
    forget() {
      [claims, chosen, hovered, version] = [[], null, null, null];
      showNothing(details);
    },

    /** Take the sentences of a new version; `same` finds the chosen one among them. */
    renew(now, same, number) {
      [claims, version, hovered] = [now, number, null];
      const told = choose(chosen && same(now, chosen), false, cell);
      if (waits && chosen) edit(told);
      waits = waits && chosen !== null;
    },

    /** Choose the next sentence (1) or the one before (-1). */
    go(direction) {
      let at = claims.indexOf(chosen);
      let next = chosen ? claims[(at += direction)] : inView();
      while (chosen && next && !next.text) next = claims[(at += direction)];
      if (!next) return;
      choose(next, true);
      spoken.textContent = next.text;
    },

    /** Show what stands behind the chosen sentence, and go there. */
    async open() {
      if (!chosen) return;
      const told = tell();
      if (editing.open) return edit(told);
      await told;
      openPanel("details");
      details.focus();
    },

    /** Choose the sentence that was clicked; a link within the paper leads to its place. */
    press(event) {
      const link = event.target.closest?.("a");
      const href = link?.getAttribute("href") ?? "";
      if (link) event.preventDefault();
      // where records are changed, a name leads to its record, and not to where it is told of
      const names = editing.open && link && !link.closest("sup, nav, .contents");
      if (href.startsWith("#") && !names) {
        const target = shown.paper.page.getElementById(unescaped(href.slice(1)));
        toView(target);
        flash(target ? [target] : []);
        return;
      }
      if (!shown.paper.page.getSelection()?.isCollapsed) return;
      const claim = claimAt(shown.paper.container, claims, event.clientX, event.clientY);
      if (!claim) return;
      // a cell comes from a line of its own
      const own = event.target.closest?.("td, th");
      const inRow = own?.parentElement.id === claim.block;
      const told = choose(claim, false, inRow ? [...own.parentElement.children].indexOf(own) : null);
      if (editing.open) edit(told);
      else openPanel("details");
    },

    hover(event) {
      if (!shown.paper) return;
      const now = event && claimAt(shown.paper.container, claims, event.clientX, event.clientY);
      if (now === hovered) return;
      hovered = now;
      highlight(shown.paper.page, "hovered", now && now !== chosen ? rangesOf(shown.paper.container, now) : []);
    },

    /** Change how the paper stands, and keep what the reader looks at in its place. */
    still(change) {
      const places = anchor(shown.paper).slice(0, 1).map((place) => ({ ...place, top: place.piece.getBoundingClientRect().top }));
      change();
      restore(shown.paper, places);
    },

    choose,
    toView,
    find: (n) => claims.find((claim) => claim.n === n) ?? null,
  };
}

/** Show in the paper where a problem is, if that is known: its sentence, or its block. */
export function aim({ container }, reading, problem) {
  const claim = problem.claim === null || problem.claim === undefined ? null : reading.find(problem.claim);
  if (claim) {
    reading.choose(claim, true);
    return;
  }
  const found = problem.block ? pieces(container, problem.block) : [];
  if (!found.length && problem.block) found.push(...container.querySelectorAll(`#${CSS.escape(problem.block)}`));
  reading.toView(found[0]);
  flash(found);
}

function flash(elements) {
  for (const one of elements) {
    one.classList.add("aimed");
    setTimeout(() => one.classList.remove("aimed"), AIMED);
  }
}

/** Return what an address says, as it stands where it is no proper one. */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
