// Where a record stands in the paper: in which of its lists, with a way into the others. A record is in no paper for
// being written down.

import { ask } from "./choice.js";
import { element, put } from "./elements.js";
import { fresh } from "./form.js";
import { shownChange } from "./change.js";

const LISTED = {
  prisoners: "table of prisoners", profiles: "profiles", case_boxes: "boxes of cases", handover: "table to hand over",
  to_name: "people to name", recommendations: "recommendations", scorecard: "scorecard", asks: "page of asks",
};
const COLLECTION = { case: "cases", recommendation: "recommendations" };
const MENTIONED = {
  source: (id) => ["A source stands in the paper where a note names it: open the section, and put its note behind the sentence that it supports.", `[@${id}]`],
  event: (id) => ["An event stands in the paper where a text mentions it: open the section, and write, with words of your own,", `[words](event:${id})`],
};

/** Show in `home` where a record stands in the paper; `desk` can `post`, `saved` and `sections`. `isNew` where it was
 *  written just now. */
export async function showLists(home, record, isNew, desk) {
  if (MENTIONED[record.kind]) return isNew ? mention(home, record, desk) : undefined;
  const collection = COLLECTION[record.kind];
  if (!collection) return undefined;
  const { lists } = await ask("/edit/lists", { collection, id: record.id });
  if (!home.isConnected || !lists.length) return undefined;
  const left = lists.filter((one) => !one.there);
  const inside = lists.length - left.length;
  const words = inside ? `In this paper: in ${inside} of ${lists.length} lists` : "In this paper: in no list yet";
  const summary = element("summary", {}, words);
  put(home, element("details", { class: "lists", open: isNew || !inside }, summary, left.length > 0 && adder(home, record, collection, left, desk)));
  return undefined;
}

function mention(home, record, desk) {
  const [words, written] = MENTIONED[record.kind](record.id);
  put(home, element("div", { class: "lists" }, element("p", {}, words, " ", element("code", {}, written)), desk.sections()));
}

function adder(home, record, collection, left, desk) {
  const id = fresh("list");
  const called = (one) => `${one.title}: ${LISTED[one.block]}`;
  const select = element("select", { id }, left.map((one, number) => new Option(called(one), number)));
  const told = element("div", { class: "change" });
  let mine = 0;
  const said = () => {
    const { section, steps } = left[select.value];
    return { section, steps, id: record.id, collection };
  };
  const attempt = async () => {
    const now = ++mine;
    let change;
    try {
      change = await desk.post("/edit/list/try", said());
    } catch (error) {
      change = { diff: [], problems: [], paper: [], refused: error.message };
    }
    if (now !== mine) return;
    put(told, shownChange(change, "Put it there", save));
    // who has gone on meanwhile, in the form below, is not pushed out of sight
    const here = document.activeElement;
    if (here?.closest("form")) here.scrollIntoView({ block: "nearest" });
  };
  const save = async () => {
    const one = left[select.value];
    try {
      const change = await desk.post("/edit/list/save", said());
      if (!change.saved) return put(told, shownChange(change, "Put it there", save));
      await showLists(home, record, true, desk);
      home.querySelector("summary")?.focus();
      desk.saved(change, `It stands in ${called(one)} now. The paper follows in a moment.`);
    } catch (error) {
      put(told, element("p", { class: "fault", role: "alert" }, error.message));
    }
    return undefined;
  };
  select.onchange = attempt;
  attempt();
  return element("div", {}, element("label", { for: id }, "Put it into"), select, told);
}
