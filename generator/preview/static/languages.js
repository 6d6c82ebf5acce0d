// A text in one language or in several: each with its words, a way to add a language and to take one away.

import { element, put } from "./elements.js";
import { area, noteOf } from "./fields.js";
import { fresh } from "./form.js";

const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/; // as the records have it: en, zh-Hant
const COMMON = ["en", "ru", "fr", "de", "es", "ar", "az", "be", "fa", "hy", "ka", "kk", "ky", "tg", "tk", "tr", "uk", "uz", "zh"];

// texts to which a language was added here, with the one they had: they are one text until there are words in another
const begun = new WeakMap();

/** Return the text that is to be written where words in a second language are awaited still; null elsewhere. */
export function plainYet(value) {
  if (!begun.has(value)) return null;
  const said = Object.entries(value).filter(([, words]) => words !== "");
  return said.length === 1 && said[0][0] === begun.get(value) ? said[0][1] : null;
}

/** Return the controls of a text: `said[key]` is its words, or its words by language. */
export function texts(context, field, said, key, path, described, set, redraw) {
  const value = said[key];
  if (value && typeof value === "object") return byLanguage(context, field, said, key, path, described, redraw);
  const add = adder(context, field, [], (from, to) => {
    said[key] = { [from]: said[key], [to]: "" };
    begun.set(said[key], from);
    redrawn(context, redraw, path, to);
  });
  add.hidden = !value;
  const box = area(value ?? "", described, (words) => {
    set(words);
    add.hidden = !words;
  });
  return [box, noteOf(context, field, box, set), add];
}

function byLanguage(context, field, said, key, path, described, redraw) {
  const all = said[key];
  const langs = Object.keys(all);
  const rows = langs.map((lang, number) => {
    const id = number ? fresh("field") : described.id;
    const called = nameOf(lang);
    if (typeof all[lang] !== "string") return element("p", { class: "fine" }, `${called}: written in a way that no form shows; it stays as it is.`);
    const set = (words) => {
      all[lang] = words;
      context.changed();
    };
    const box = area(all[lang], { ...described, id, lang, "data-text": [...path, lang].join("/") }, set);
    const remove = () => {
      delete all[lang];
      const [last] = Object.keys(all);
      if (begun.has(all) && last === begun.get(all)) said[key] = all[last];
      redrawn(context, redraw, path, last);
    };
    const away = langs.length > 1 && element("button", { type: "button", "aria-label": `Remove ${called}`, onclick: remove }, "×");
    return element("div", { class: "language" }, element("div", { class: "head" }, element("label", { for: id, class: "fine" }, number > 0 && element("span", { class: "unseen" }, `${field.title}, `), called), away), box, noteOf(context, field, box, set));
  });
  const add = adder(context, field, langs, (_, to) => {
    all[to] = "";
    redrawn(context, redraw, path, to);
  });
  return [...rows, add];
}

/** Return the button that adds a language, and where it opens what has to be said for that: which one, and where the text
 *  has been one text so far, in which language that is. */
function adder(context, field, langs, added) {
  const known = [...new Set([...(context.languages ?? []), ...COMMON])];
  const list = fresh("languages");
  const home = element("div", { class: "language-adder" });
  const fault = element("p", { class: "fault", role: "alert" });
  const ask = (label, value) => {
    const id = fresh("language");
    return { input: element("input", { id, list, autocomplete: "off", value: value ?? "" }), label: element("label", { for: id }, label) };
  };
  const open = () => {
    const from = langs.length ? null : ask("The words above are in", known[0]);
    const to = ask("Language to add", known.find((one) => one !== known[0] && !langs.includes(one) && (context.languages ?? []).includes(one)));
    const add = () => {
      const [first, second] = [from ? tagOf(from.input.value, known) : "", tagOf(to.input.value, known)];
      if (first === null || second === null) fault.textContent = "Write the name of a language, or its code, such as en or ru.";
      else if (first === second || langs.includes(second)) fault.textContent = "The text has this language already: write another one.";
      else return added(first, second);
      return to.input.focus();
    };
    const enter = (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      add();
    };
    put(
      home,
      [from, to].filter(Boolean).map((one) => {
        one.input.addEventListener("keydown", enter);
        return [one.label, one.input];
      }),
      element("datalist", { id: list }, known.map((tag) => element("option", { value: tag }, nameOf(tag)))),
      fault,
      element("button", { type: "button", onclick: add }, "Add the language"),
    );
    (to.input.value && from ? from : to).input.focus();
  };
  put(home, element("button", { type: "button", class: "quiet", onclick: open }, "Add a language…", element("span", { class: "unseen" }, ` (${field.title.toLowerCase()})`)));
  return home;
}

/** Draw the field anew, and put the cursor into the words of a language. */
function redrawn(context, redraw, path, lang) {
  context.changed();
  redraw();
  const place = [...path, lang].join("/");
  (document.querySelector(`[data-text="${CSS.escape(place)}"]`) ?? document.querySelector(`[data-path="${CSS.escape(path.join("/"))}"] textarea`))?.focus();
}

/** Return the tag of a language that somebody typed as a tag or by its name; null where it is neither. */
function tagOf(typed, known) {
  const said = typed.trim();
  const named = known.find((tag) => nameOf(tag).toLowerCase() === said.toLowerCase() || tag === said.toLowerCase());
  return named ?? (TAG.test(said) ? said : null);
}

function nameOf(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}
