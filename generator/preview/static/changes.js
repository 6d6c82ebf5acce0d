// The reviewer's view: what has changed since the paper before this one, as `briefing diff` reports it.

import { address } from "./choice.js";
import { element } from "./elements.js";
import { counted } from "./problems.js";

// the newest request counts: an older one may be answered after it
let asked = 0;

/** Show the report in `home`, or say why there is none; the reader stays where they were. */
export async function showChanges(home) {
  const mine = ++asked;
  const last = home.querySelector("iframe:not(.coming)");
  const top = last?.contentWindow?.scrollY ?? 0;
  if (!last) home.replaceChildren(element("p", { class: "empty" }, "Comparing…"));
  const answer = await fetch(address("/diff"));
  if (mine !== asked) return;
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    home.replaceChildren(element("p", { class: "empty" }, told.message ?? answer.statusText, told.problems?.length ? `: ${counted(told.problems)}.` : ""));
    return;
  }
  const frame = element("iframe", { title: "What has changed", sandbox: "allow-same-origin allow-scripts", class: "coming" });
  frame.addEventListener("load", () => {
    if (mine !== asked) {
      frame.remove();
      return;
    }
    follow(frame);
    frame.contentWindow.scrollTo({ top, behavior: "instant" });
    frame.className = "";
    // a frame that is moved loads again, so the others go
    for (const other of [...home.children]) if (other !== frame) other.remove();
  }, { once: true });
  frame.src = address("/diff");
  home.append(frame);
}

/** Let links within the report scroll, and no link lead the frame elsewhere. */
function follow(frame) {
  frame.contentDocument.addEventListener("click", (event) => {
    const href = event.target.closest?.("a")?.getAttribute("href");
    if (href && !href.startsWith("#")) event.preventDefault();
  });
}
