// The people of the paper's lists, to tick of whom one statement is made; what is ticked becomes a command to copy.

import { ask } from "./choice.js";
import { count, element, put } from "./elements.js";

const said = { day: "", status: "", by: "" };
const left = new Set();
let edition = null;
let asked = 0;

/** Show the list in `home`, as the paper has it now; what was ticked and typed for the same paper stays. */
export async function showPeople(home) {
  const mine = ++asked;
  try {
    const told = await ask("/people", { day: said.day, status: said.status });
    if (mine !== asked) return;
    if (edition !== told.edition) {
      left.clear();
      Object.assign(said, { by: "", day: told.day });
    }
    edition = told.edition;
    list(home, told);
  } catch (error) {
    if (mine !== asked) return;
    const note = home.querySelector(".refused");
    if (note) note.textContent = error.message;
    else put(home, element("p", { class: "none" }, error.message));
  }
}

function list(home, told) {
  if (!told.people.length) {
    put(home, element("p", { class: "none" }, "This paper has no list of people."));
    return;
  }
  const again = (name) => (event) => {
    said[name] = event.target.value.trim();
    showPeople(home);
  };
  const command = element("code", { id: "statement-command" });
  const number = element("p", { class: "fine", role: "status" });
  const tell = () => {
    const covered = told.people.filter((one) => !one.why_not && !left.has(one.id));
    number.textContent = `${covered.length} of ${count(told.people.length, "person").replace("persons", "people")}`;
    const out = told.people.filter((one) => !one.why_not && left.has(one.id)).map((one) => ` --except ${one.id}`);
    const status = told.status ? ` --status ${told.status}` : "";
    command.textContent = covered.length
      ? `briefing verify-all ${told.edition} --as-of ${told.day} --by ${said.by || "SOURCE"}${status}${out.join("")} --write`
      : "nobody is ticked";
  };
  const tick = (one) => element("input", { type: "checkbox", id: `person-${one.id}`, disabled: Boolean(one.why_not), onchange: (event) => {
    if (event.target.checked) left.delete(one.id);
    else left.add(one.id);
    tell();
  } });
  const row = (one) => {
    const box = tick(one);
    box.checked = !one.why_not && !left.has(one.id);
    return element("li", {}, box, element("label", { for: box.id }, one.name, element("span", { class: "fine" }, ` ${one.known}${one.why_not ? `: ${one.why_not}` : ""}`)));
  };
  put(home,
    element("h2", {}, "One statement for many"),
    element("p", { class: "fine" }, "Somebody looked, and a source says that those who are ticked are as their records tell. The preview writes no record: run the command."),
    element("div", { class: "statement" },
      element("label", {}, "As of ", element("input", { id: "statement-day", value: said.day || told.day, onchange: again("day") })),
      element("label", {}, "Status ", element("select", { id: "statement-status", onchange: again("status") },
        element("option", { value: "" }, "as each record tells"),
        told.statuses.map((one) => element("option", { value: one, selected: one === told.status }, one.replaceAll("_", " "))))),
      element("label", {}, "By ", element("input", { id: "statement-by", list: "statement-sources", value: said.by, oninput: (event) => {
        said.by = event.target.value.trim();
        tell();
      } })),
      element("datalist", { id: "statement-sources" }, told.sources.map((one) => element("option", { value: one })))),
    element("p", { class: "refused", role: "alert" }),
    element("ul", { class: "people" }, told.people.map(row)),
    number,
    element("pre", { class: "command" }, command));
  tell();
}
