// A field that holds the id of a record: whoever fills it in types a name. Only the one record that is called so in a
// spelling of its own is taken by itself, and is named below the field; of others that may be meant, somebody chooses.

import { ask } from "./choice.js";
import { element, put } from "./elements.js";

const PAUSE = 250; // shorter than the pause after which a change is tried, so that an id is tried and no name

/** What each id is called, by the kind of record: {sources: Map}. */
const called = {};

/** Take over which records there are: rows of id and name, by the kind. */
export function knowNames(collection, rows) {
  called[collection] = new Map(rows);
}

/** Look again at the fields in `home` whose words named nothing, now that more is known. */
export function renewNames(home) {
  for (const field of home.querySelectorAll("input[list]")) field.renewName?.();
}

/** Tell whether a field asks already whom its words mean, of which a problem says that there is nobody. */
export function asksWhom(field, problem) {
  const asking = [...field.querySelectorAll("input[list]")].filter((one) => one.nextElementSibling?.querySelector(".fault"));
  return problem.code === "R101" && asking.some((one) => problem.message.includes(`\`${one.value.trim()}\``));
}

/** Return the control for an id of a kind, and what it is called: `elements` to show, `settle` which waits for what is
 *  typed to be looked up, and returns the id or "". `set` is called with the id, or with what was typed instead. */
export function nameField(of, now, attributes, set) {
  const told = element("div", { class: "found", "aria-live": "polite" });
  const input = element("input", { ...attributes, list: `ids-${of}`, autocomplete: "off", placeholder: "Type a name to search", value: now ?? "" });
  let timer = 0;
  let last = {}; // what was looked up, and the answer to come: whom it means

  const isId = (typed) => called[of]?.has(typed);
  const name = (id, words = called[of]?.get(id)) => put(told, words && words !== id && element("span", { class: "called" }, words));
  const take = (id, words) => {
    input.value = id;
    set(id);
    name(id, words);
  };

  function choices(typed, near) {
    const choose = ([id, words]) => element("button", { type: "button", onclick: () => {
      take(id, words);
      input.focus();
    } }, words === id ? id : `${words} (${id})`);
    put(
      told,
      element("span", { class: "fault" }, near.length ? `Which of these is “${typed}”?` : `Nothing here is called “${typed}”, or nearly so.`),
      near.map(choose),
    );
  }

  function look(typed) {
    if (!typed || isId(typed)) {
      name(typed);
      return Promise.resolve(typed);
    }
    // once: to leave the field asks again, and so does the button beside it
    if (last.typed !== typed) last = { typed, id: find(typed) };
    return last.id;
  }

  async function find(typed) {
    let said;
    try {
      said = await ask("/edit/find", { of, words: typed });
    } catch {
      return ""; // the preview has stopped: the page says so
    }
    if (!input.isConnected || input.value.trim() !== typed) return "";
    if (!said.found) {
      choices(typed, said.near);
      return "";
    }
    const [id, words] = said.found;
    set(id);
    name(id, words);
    return id;
  }

  const start = () => {
    clearTimeout(timer);
    return look(input.value.trim());
  };
  const settle = async () => {
    const id = await start();
    if (id && input.value.trim() !== id) input.value = id;
    return id;
  };
  input.addEventListener("input", () => {
    const typed = input.value.trim();
    clearTimeout(timer);
    last = {};
    set(typed);
    put(told);
    if (isId(typed)) name(typed);
    else if (typed) timer = setTimeout(start, PAUSE);
  });
  input.addEventListener("change", settle);
  // a source that the record itself has only since
  input.renewName = () => told.querySelector(".fault") && isId(input.value.trim()) && name(input.value.trim());
  name(now);
  const clear = () => {
    input.value = "";
    put(told);
  };
  return { elements: [input, told], input, settle, clear };
}
