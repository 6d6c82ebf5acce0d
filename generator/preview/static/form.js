// A form of what a record says, made from what the server tells of its model. The value is changed in place; `changed` is
// called after each change. Own modules and no library: partial dates, ids with a search, who may see what in words and
// notes in prose are most of it, and would have to be written for a library as well; the rest are a page of controls.

import { element, put } from "./elements.js";
import { control } from "./fields.js";
import { plainYet } from "./languages.js";
import { isLimited, limitOf, watchLimit } from "./limits.js";

/** Fields that a form shows although nothing stands in them yet, by the name of the model; others are added. */
const USUAL = {
  Case: ["names", "occupation", "place", "basis", "sources", "proceedings", "timeline", "profile"],
  Basis: ["already_public"],
  Source: ["kind", "publisher", "title", "url", "language", "published"],
  Proceeding: ["charges", "stages"],
  Stage: ["date", "stage", "court", "by"],
  Sentence: ["kind", "length"],
  Development: ["date", "text", "by"],
  Detention: ["as_of", "place", "health", "by"],
  Profile: ["as_of", "lead", "text"],
  Event: ["date", "text", "place", "by"],
  Recommendation: ["theme", "addressee", "text", "cases"],
  Recognition: ["recognised_by", "as_of", "by"],
  ProseBlock: ["text"],
};

let last = 0;

/** Return a name that no other element has. */
export function fresh(word) {
  last += 1;
  return `${word}-${last}`;
}

/** Return words as an id has them. */
export function slug(words) {
  const plain = words.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const made = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return made.length > 60 ? made.slice(0, 61).replace(/-[^-]*$/, "") : made;
}

/** Return the fields of a part of a record: those that are said or usual, and a way to the others. */
export function partForm(context, model, value, path) {
  const fields = context.forms[model] ?? [];
  const home = element("div", { class: "part" });
  const shown = (field) => field.name in value || field.required || (USUAL[model] ?? []).includes(field.name);
  const draw = (opened = "") => {
    const own = fields.filter((field) => field.name !== "id" && (shown(field) || field.name === opened));
    const left = fields.filter((field) => field.name !== "id" && !own.includes(field));
    put(
      home,
      value.carried_over !== undefined && confirmation(context, value, draw),
      own.filter((field) => field.name !== "carried_over").map((field) => fieldForm(context, model, field, value, path)),
      left.length > 0 && more(left, (name) => {
        draw(name);
        goInto(home.querySelector(`[data-path="${CSS.escape([...path, name].join("/"))}"]`));
      }),
    );
    return home;
  };
  draw();
  return home;
}

/** Put the focus into a part of a form: where something is filled in, or else where something is begun. */
function goInto(part) {
  (part?.querySelector("input, select, textarea") ?? part?.querySelector("button"))?.focus();
}

function more(left, add) {
  const id = fresh("more");
  const choose = element("select", { id }, new Option("Add a field…", ""));
  for (const field of left) choose.append(new Option(field.title, field.name));
  // with a button: who goes through the names with the arrows has chosen none of them yet
  const button = element("button", { type: "button", onclick: () => (choose.value ? add(choose.value) : choose.focus()) }, "Add the field");
  return element("p", { class: "more" }, element("label", { for: id, class: "unseen" }, "Add a field"), choose, button);
}

/** What was taken over from the paper before, to be confirmed. */
function confirmation(context, value, draw) {
  const confirm = () => {
    delete value.carried_over;
    context.changed();
    goInto(draw());
  };
  return element(
    "div",
    { class: "carried" },
    element("p", {}, "Taken over from the paper before, and not confirmed yet: read it, and change what no longer holds."),
    element("button", { type: "button", onclick: confirm }, "It holds: confirm"),
  );
}

/** Return a field with its label, its description, its control, and room for what is wrong with it. */
export function fieldForm(context, model, field, value, path) {
  const here = [...path, field.name];
  const home = element("div", { class: `field is-${field.is}`, "data-path": here.join("/") });
  const draw = () => {
    const limit = limitOf(context, field, value, field.name, here, draw);
    const names = { id: fresh("field"), help: fresh("help"), fault: fresh("fault") };
    const many = field.is === "list" || field.is === "map" || field.is === "part";
    const inner = control(context, { ...field, model }, limit.said, limit.key, limit.path, names, draw);
    const label = many
      ? element("legend", { id: names.id }, field.title)
      : element("label", { for: names.id }, field.title, field.required && element("span", { class: "needed" }, " (needed)"));
    const rest = [
      field.help && element("p", { class: "help", id: names.help }, field.help),
      inner,
      element("p", { class: "fault", id: names.fault }),
      limit.box,
    ];
    const head = element("div", { class: "head" }, !many && label, limit.button);
    put(home, many ? element("fieldset", {}, label, limit.button && head, rest) : [head, rest]);
    watchLimit(home, limit);
  };
  draw();
  return home;
}

/** Return the value as it is written: without what nobody filled in. `kept` holds what stood in the file as it is. */
export function cleaned(value, kept) {
  if (Array.isArray(value)) {
    const items = value.map((item) => cleaned(item, kept)).filter((item) => item !== undefined);
    if (!items.length && !(kept.has(value) && value.length === 0)) return undefined;
    return items.length === 1 && value.oneWord && typeof items[0] === "string" ? items[0] : items;
  }
  if (isLimited(value)) {
    const inner = cleaned(value.value, kept);
    return inner === undefined ? undefined : { value: inner, visibility: value.visibility };
  }
  if (value && typeof value === "object") {
    const alone = plainYet(value);
    if (alone !== null) return alone;
    const pairs = Object.entries(value).map(([key, inner]) => [key, cleaned(inner, kept)]);
    const said = Object.fromEntries(pairs.filter(([, inner]) => inner !== undefined));
    return Object.keys(said).length || (kept.has(value) && Object.keys(value).length === 0) ? said : undefined;
  }
  if (typeof value === "string") return value === "" ? undefined : value;
  return value ?? undefined;
}
