"use strict";
const by = id => document.getElementById(id);
const lines = [...document.querySelectorAll("article")].map(line => [line, line.textContent.toLowerCase()]);
function show() {
  const words = by("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const [state, section, kind] = ["state", "section", "kind"].map(id => by(id).value);
  let shown = 0;
  for (const [line, text] of lines) {
    const fits = words.every(word => text.includes(word)) && (!section || line.dataset.section === section) && (!kind || line.dataset.kind === kind)
      && (!state || (state === "todo" ? !line.classList.contains("signed") : line.classList.contains(state)));
    line.hidden = !fits;
    shown += fits;
  }
  for (const group of document.querySelectorAll(".group, .part")) group.hidden = !group.querySelector("article:not([hidden])");
  by("none").hidden = shown > 0;
  by("count").value = `${shown} / ${lines.length}`;
}
by("filters").hidden = false;
by("search").addEventListener("input", show);
for (const id of ["state", "section", "kind"]) by(id).addEventListener("change", show);
show();
