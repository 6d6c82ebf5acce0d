// Tabs as the ARIA Authoring Practices have them: one stop of the Tab key, arrows go from tab to tab.

/** Make a row of tabs work; `opened` is called with the id of the panel. Return a function that opens one by its id. */
export function tabs(list, opened = () => {}) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const open = (panel) => {
    for (const tab of all) {
      const on = tab.getAttribute("aria-controls") === panel;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
    }
    opened(panel);
  };
  for (const tab of all) tab.addEventListener("click", () => open(tab.getAttribute("aria-controls")));
  list.addEventListener("keydown", (event) => {
    const shown = all.filter((tab) => !tab.hidden);
    const at = shown.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = shown.at(to % shown.length);
    next.focus();
    next.click();
  });
  return open;
}
