// The controls of a form, one for each kind of value: words, dates, ids with a search, lists that can be put in order.

import { element, put } from "./elements.js";
import { fresh, partForm } from "./form.js";
import { texts } from "./languages.js";
import { WHO, limitOf, unlimited, watchLimit } from "./limits.js";
import { nameField } from "./names.js";

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const PROSE = ["ProseBlock", "BoxBlock", "Profile"];

/** Return the control of `said[key]`; `names` holds the ids of its label, its description and its faults. */
export function control(context, field, said, key, path, names, redraw) {
  const set = (value) => {
    if (value === undefined || value === "") delete said[key];
    else said[key] = value;
    context.changed();
  };
  const described = { id: names.id, "aria-describedby": field.help ? `${names.help} ${names.fault}` : names.fault };
  switch (field.is) {
    case "yes":
      return element("input", { ...described, type: "checkbox", checked: /^(true|yes|on|y|1)$/i.test(String(said[key] ?? "")), onchange: ({ target }) => set(target.checked ? true : undefined) });
    case "number":
      return element("input", { ...described, inputmode: "numeric", value: said[key] ?? "", oninput: ({ target }) => set(numeric(target.value)) });
    case "date":
      return element("input", { ...described, inputmode: "numeric", placeholder: "2020-03-05, 2020-03 or 2020", autocomplete: "off", value: said[key] ?? "", oninput: ({ target }) => typedDate(target, names, set) });
    case "choice":
      return choice(field, said[key], described, set);
    case "id":
      return nameField(field.of, said[key], described, set).elements;
    case "text":
      return texts(context, field, said, key, path, described, set, redraw);
    case "list":
      return list(context, field, said, key, path, names);
    case "map":
      return map(context, field, said, key, path);
    case "part":
      return part(context, field, said, key, path);
    case "either":
      return either(context, field, said, key, path, names, redraw);
    default:
      return words(said[key], described, set);
  }
}

function numeric(typed) {
  const number = Number(typed.trim());
  return typed.trim() === "" ? undefined : Number.isFinite(number) ? number : typed;
}

/** A date is judged at once where it is wrong whatever comes; the loader judges the rest. */
function typedDate(target, names, set) {
  const typed = target.value.trim();
  const wrong = typed.length >= 4 && !DATE.test(typed) && !/^\d{4}-(\d?|\d\d-\d?)$/.test(typed);
  target.setAttribute("aria-invalid", String(wrong));
  document.getElementById(names.fault).textContent = wrong ? "Write a date, such as 2024-05-01, 2024-05 or 2024." : "";
  set(typed);
}

function choice(field, now, described, set) {
  const told = field.name === "visibility" && element("p", { class: "consequence" }, WHO[now ?? ""] ?? "");
  const select = element("select", described, new Option("", ""), field.of.map((word) => new Option(String(word).replaceAll("_", " "), word)));
  select.value = now ?? "";
  select.onchange = () => {
    if (told) told.textContent = WHO[select.value] ?? "";
    set(select.value);
  };
  return [select, told];
}

function words(now, described, set) {
  return element("input", { ...described, value: now ?? "", autocomplete: "off", oninput: ({ target }) => set(target.value) });
}

/** Return the box of a text, as high as its words. */
export function area(now, described, set) {
  const lines = String(now ?? "").split("\n").reduce((sum, line) => sum + Math.ceil((line.length + 1) / 48), 0);
  const box = element("textarea", { ...described, rows: Math.min(Math.max(lines, 2), 14), oninput: () => set(several(box.value)) });
  box.value = String(now ?? "").replace(/\n+$/, "");
  return box;
}

/** Lines end with a break, as by hand; one line is one line. */
function several(typed) {
  return typed.includes("\n") ? typed.replace(/\n*$/, "\n") : typed;
}

/** Return what adds a note to a text that is prose; false for others. */
export function noteOf(context, field, box, set) {
  return PROSE.includes(field.model) && field.name === "text" && note(context, box, set);
}

/** A source, and the button that puts its note where the cursor stood. */
function note(context, box, set) {
  const id = fresh("note");
  const source = nameField("sources", "", { id }, () => {});
  const add = async () => {
    const found = await source.settle();
    if (!found) return source.input.focus();
    box.setRangeText(`[@${found}]`, box.selectionEnd, box.selectionEnd, "end");
    source.clear();
    set(several(box.value));
    box.focus();
    return undefined;
  };
  return element("div", { class: "note-adder" }, element("label", { for: id }, "Note at the cursor"), source.elements, element("button", { type: "button", onclick: add }, "Add the note"));
}

// ── what holds more ──────────────────────────────────────────────────────────────────────────────────────────────────

function part(context, field, said, key, path) {
  const home = element("div", {});
  const inner = said[key] && typeof said[key] === "object" ? said[key] : {};
  // what is empty is not written (`cleaned`): it may stand in the value from the beginning
  said[key] = inner;
  put(home, partForm(context, field.of, inner, path));
  return home;
}

/** Make the value of a list an array; one word in place of a list of one is written so again. */
function listed(field, said, key) {
  if (Array.isArray(said[key])) return said[key];
  const items = said[key] === undefined || said[key] === null ? [] : [said[key]];
  items.oneWord = field.oneWord;
  said[key] = items;
  return items;
}

function list(context, field, said, key, path, names) {
  const items = listed(field, said, key);
  const home = element("div", { class: "items" });
  const kinds = field.item.is === "either" && field.item.of.every((one) => one.is === "part") ? field.item.of : null;
  // goes to an item: to its first field, or to the first that it has of some buttons
  const draw = (focus = null, buttons = []) => {
    const rows = items.map((_, number) => item(context, field, items, number, path, draw));
    const add = (value) => {
      items.push(value);
      draw(items.length - 1);
      context.changed();
    };
    put(home, rows, kinds ? adders(kinds, add, field) : element("button", { type: "button", class: "add", onclick: () => add(field.item.is === "part" ? {} : "") }, `Add to ${field.title.toLowerCase()}`));
    if (focus === null) return;
    const row = home.children[Math.max(focus, 0)];
    const tools = row && [...row.querySelectorAll(":scope > .tools > button")];
    const button = buttons.map((what) => tools?.find((one) => one.dataset.do === what)).find(Boolean);
    (button ?? row?.querySelector("input, select, textarea") ?? home.querySelector(":scope > .add"))?.focus();
  };
  draw();
  home.setAttribute("aria-labelledby", names.id);
  return home;
}

function adders(kinds, add, field) {
  const id = fresh("kind");
  const select = element("select", { id }, kinds.map((one) => new Option(one.of.replace(/Block$/, "").replace(/(?!^)([A-Z])/g, " $1").toLowerCase(), one.of)));
  return element("p", {}, element("label", { for: id }, `Add to ${field.title.toLowerCase()}: `), select, " ", element("button", { type: "button", onclick: () => add({ "": select.value }) }, "Add"));
}

function item(context, field, items, number, path, draw) {
  const here = [...path, number];
  const whole = typeof unlimited(items[number]) === "object" || field.item.is === "part";
  const names = { id: fresh("field"), help: fresh("help"), fault: fresh("fault") };
  const called = summary(unlimited(items[number])) || `${field.title} ${number + 1}`;
  const limit = limitOf(context, { ...field.item, title: called, brief: true }, items, number, here, () => draw());
  const inner = control(context, { ...field.item, title: field.title, name: field.name, model: field.model }, limit.said, limit.key, limit.path, names, () => draw());
  // who moves an item goes on moving it
  const move = (to) => () => {
    items.splice(to, 0, ...items.splice(number, 1));
    draw(to, to < number ? ["up", "down"] : ["down", "up"]);
    context.changed();
  };
  const remove = () => {
    items.splice(number, 1);
    draw(Math.min(number, items.length - 1), ["remove"]);
    context.changed();
  };
  const tools = element(
    "span",
    { class: "tools" },
    limit.button,
    number > 0 && element("button", { type: "button", "data-do": "up", "aria-label": `Move ${called} up`, onclick: move(number - 1) }, "↑"),
    number < items.length - 1 && element("button", { type: "button", "data-do": "down", "aria-label": `Move ${called} down`, onclick: move(number + 1) }, "↓"),
    element("button", { type: "button", "data-do": "remove", "aria-label": `Remove ${called}`, onclick: remove }, "×"),
  );
  const fault = element("p", { class: "fault", id: names.fault });
  const home = whole
    ? element("fieldset", { class: "item", "data-path": here.join("/") }, element("legend", {}, called), tools, inner, fault, limit.box)
    : element("div", { class: "row", "data-path": here.join("/") }, element("label", { for: names.id, class: "unseen" }, `${field.title} ${number + 1}`), inner, tools, fault, limit.box);
  watchLimit(home, limit);
  return home;
}

/** Return how an item of a list is called: by its day and its first words. */
function summary(value) {
  if (typeof value === "string") return value;
  if (!value) return "";
  const said = [value.date ?? value.as_of, value.stage ?? value.recognised_by ?? value.provision ?? value.lead ?? value.text].filter((one) => typeof one === "string");
  return said.join(" ").replaceAll("_", " ").slice(0, 60);
}

/** Values with a name each: the sources of a case by their ids. */
function map(context, field, said, key, path) {
  if (!said[key] || typeof said[key] !== "object") said[key] = {};
  const values = said[key];
  const home = element("div", { class: "items" });
  const draw = (focus = "") => {
    const rows = Object.keys(values).map((name) => {
      const here = [...path, name];
      const remove = () => {
        delete values[name];
        draw();
        context.changed();
      };
      const names = { id: fresh("field"), help: fresh("help"), fault: fresh("fault") };
      const limit = limitOf(context, { ...field.item, title: name }, values, name, here, () => draw());
      const inner = control(context, { ...field.item, title: name, name }, limit.said, limit.key, limit.path, names, () => draw());
      const tools = element("span", { class: "tools" }, element("button", { type: "button", "aria-label": `Remove ${name}`, onclick: remove }, "×"));
      return element("fieldset", { class: "item", "data-path": here.join("/"), "data-name": name }, element("legend", {}, name), tools, field.item.is === "part" ? null : element("label", { for: names.id, class: "unseen" }, name), inner, element("p", { class: "fault", id: names.fault }), limit.box);
    });
    const id = fresh("name");
    const name = element("input", { id, autocomplete: "off" });
    const add = () => {
      const typed = name.value.trim();
      if (!typed || typed in values) return name.focus();
      values[typed] = field.item.is === "part" ? {} : "";
      draw(typed);
      context.changed();
    };
    put(home, rows, element("p", { class: "adder" }, element("label", { for: id }, `Name of another in ${field.title.toLowerCase()}`), name, element("button", { type: "button", class: "add", onclick: add }, `Add to ${field.title.toLowerCase()}`)));
    if (focus) home.querySelector(`[data-name="${CSS.escape(focus)}"]`)?.querySelector("select, textarea, input")?.focus();
  };
  draw();
  return home;
}

/** A word, or a part that says more: a provision alone, or with the part of the article. */
function either(context, field, said, key, path, names, redraw) {
  const parts = field.of.filter((one) => one.is === "part");
  const plain = field.of.find((one) => one.is !== "part");
  const value = said[key];
  if (value && typeof value === "object") {
    const model = value[""] ?? fitting(context, parts, value);
    delete value[""];
    return partForm(context, model, value, path);
  }
  const inner = control(context, { ...field, ...(plain ?? { is: "words" }) }, said, key, path, names, redraw);
  if (parts.length !== 1) return inner;
  const first = context.forms[parts[0].of].find((one) => one.is === plain?.is)?.name ?? context.forms[parts[0].of][0].name;
  const open = () => {
    said[key] = said[key] ? { [first]: said[key] } : {};
    context.changed();
    redraw();
  };
  return [inner, element("button", { type: "button", class: "quiet", onclick: open }, "Say more")];
}

/** Return the model that knows most of the names in a value and misses least. */
function fitting(context, parts, value) {
  const rank = (model) => {
    const fields = context.forms[model];
    const known = new Set(fields.map((one) => one.name));
    const strange = Object.keys(value).filter((name) => !known.has(name)).length;
    return strange * 100 + fields.filter((one) => one.required && !(one.name in value)).length;
  };
  return [...parts].sort((a, b) => rank(a.of) - rank(b.of))[0].of;
}
