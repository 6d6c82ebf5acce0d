// What the reader chose to see stands in the address, so that a reload and the way back keep it.

const NAMES = ["edition", "audience", "lang", "style"];

/** Return the choice that the address names; what it does not name is the edition's own. */
export function chosen() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name)]).filter(([, value]) => value));
}

/** Put a choice into the address. */
export function choose(choice) {
  const view = shownView();
  go(new URLSearchParams(view ? { ...choice, view } : choice));
}

/** Return which view the address names; null for the paper. */
export function shownView() {
  return new URLSearchParams(location.search).get("view");
}

/** Put a view into the address; null for the paper. */
export function chooseView(view) {
  if (view === shownView()) return;
  go(new URLSearchParams(view ? { ...chosen(), view } : chosen()));
}

function go(query) {
  history.pushState(null, "", query.size ? `?${query}` : location.pathname);
}

/** Return the address of something of the chosen paper. */
export function address(path, more = {}) {
  const query = new URLSearchParams({ ...chosen(), ...more });
  return query.size ? `${path}?${query}` : path;
}

/** Fetch JSON of the chosen paper; throw an Error with the server's own words where there is none. */
export async function ask(path, more = {}) {
  const answer = await fetch(address(path, more));
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message ?? answer.statusText);
  return told;
}

/** Fill the pickers with what there is; `changed` is called when another paper was chosen. */
export function fillPickers(form, choices, changed) {
  const { editions, audiences, styles } = choices;
  const now = choices.chosen;
  const edition = editions.find((one) => one.id === now.edition) ?? {};
  fill(form.elements.edition, editions.map((one) => [one.id, one.id]), now.edition);
  fill(form.elements.audience, audiences.map((one) => [one, one]), now.audience);
  fill(form.elements.lang, (edition.languages ?? [now.lang]).map((one) => [one, languageName(one)]), now.lang);
  fill(form.elements.style, styles.map((one) => [one.id, one.title]), now.style);
  form.onchange = (event) => {
    const { name, value } = event.target;
    // another edition has an audience, languages and a style of its own
    choose(name === "edition" ? { edition: value } : { ...chosen(), edition: now.edition, [name]: value });
    changed();
  };
}

function fill(select, options, value) {
  select.replaceChildren(...options.map(([id, words]) => new Option(words ?? id ?? "", id ?? "")));
  select.value = value ?? "";
  select.disabled = options.length < 2;
}

function languageName(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}
