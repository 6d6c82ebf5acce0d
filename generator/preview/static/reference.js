// The reference of records and fields: what one may hold, where it is printed, who sees it, and an example.

import { ask } from "./choice.js";
import { coded, count, element, put } from "./elements.js";

const MOST = 40;
let all = null;

/** Show the search and what it finds; the reference is fetched when it is first opened. */
export async function showFields(home) {
  if (home.childElementCount) return;
  all ??= (await ask("/fields")).fields;
  const search = element("input", { type: "search", id: "find-field", autocomplete: "off", spellcheck: "false" });
  const found = element("div", { id: "found-fields" });
  const told = element("p", { class: "fine", role: "status" });
  const show = () => list(found, told, search.value);
  search.addEventListener("input", show);
  put(
    home,
    element("h2", {}, "Records and fields"),
    element("p", { class: "find" }, element("label", { for: "find-field" }, "Name or words, such as case.proceedings "), search),
    told,
    found,
  );
  // a name in it leads to its own entry
  home.addEventListener("click", ({ target }) => {
    const name = target.closest?.("button.field")?.dataset.path;
    if (!name) return;
    search.value = name;
    show();
    found.querySelector("details")?.setAttribute("open", "");
    search.focus();
  });
  show();
}

function list(home, told, words) {
  const wanted = words.trim().toLowerCase();
  const found = wanted ? ranked(wanted) : all.filter((one) => !one.type);
  told.textContent = wanted ? count(found.length, "entry").replace("entrys", "entries") : "";
  put(home, found.slice(0, MOST).map((one) => entry(one, one.path === wanted)), found.length > MOST && element("p", { class: "fine" }, "… and more: write more of the name"));
}

/** Return what is called so, then what begins or ends so, then what has the words anywhere. */
function ranked(wanted) {
  const rank = ({ path, meaning }) => {
    if (path === wanted) return 0;
    if (path.endsWith(`.${wanted}`) || path === `block.${wanted}`) return 1;
    if (path.startsWith(wanted)) return 2;
    if (path.includes(wanted)) return 3;
    return meaning.toLowerCase().includes(wanted) ? 4 : 5;
  };
  return all.map((one) => [rank(one), one]).filter(([at]) => at < 5).sort(([a], [b]) => a - b).map(([, one]) => one);
}

function entry(one, open) {
  const facts = [
    ["Holds", one.type],
    ["Printed", one.printed],
    ["Stands in", one.file],
    ["Who may see it", one.visibility],
  ].filter(([, said]) => said);
  const own = all.filter(({ path }) => path.startsWith(`${one.path}.`) && !path.slice(one.path.length + 1).includes("."));
  return element(
    "details",
    { class: "told", open },
    element("summary", {}, element("code", {}, one.path), " ", element("span", { class: "fine" }, coded(one.meaning))),
    element("dl", {}, facts.map(([name, said]) => [element("dt", {}, name), element("dd", {}, coded(said))])),
    own.length > 0 && element("p", { class: "inner" }, own.map(({ path }) => [element("button", { type: "button", class: "field", "data-path": path }, path.slice(one.path.length + 1)), " "])),
    one.example && element("pre", { tabindex: "0" }, element("code", {}, one.example)),
  );
}
