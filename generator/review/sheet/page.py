"""Style and script of the sheet's page; the script shows and hides lines, and does nothing else."""

STYLE = """
:root { color-scheme: light dark; --ink: #1d2129; --quiet: #5b6472; --page: #fff; --line: #d9dde3; --head: #f4f6f8; --link: #0b5394; --warn: #fff3d6; --warn-ink: #6b4700; --good: #14571f; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8eb; --quiet: #a3acb8; --page: #15181c; --line: #363c45; --head: #1e2329; --link: #8ab8f0; --warn: #40320f; --warn-ink: #ffd98a; --good: #a5e6b0; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 92rem; padding: 1.25rem 1.5rem; font: 1rem/1.45 system-ui, sans-serif; color: var(--ink); background: var(--page); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 1.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; padding: .35rem .6rem; background: var(--head); }
h2 small { color: var(--quiet); font-weight: 400; }
p { margin: 0 0 .3rem; }
a { color: var(--link); }
code { font-size: .85em; }
.quiet, .how, .kind { color: var(--quiet); font-size: .875rem; }
.mark { font-weight: 700; }
#filters { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .6rem; margin: .75rem 0; background: var(--page); border-bottom: 2px solid var(--line); }
#filters[hidden] { display: none; }
#filters label { color: var(--quiet); font-size: .875rem; }
input, select { font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--quiet); border-radius: 3px; padding: .2rem .4rem; max-width: 18rem; }
article { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 5fr) minmax(0, 3fr); gap: 0 1.25rem; padding: .6rem; border-bottom: 1px solid var(--line); scroll-margin-top: 5rem; }
article[hidden], section[hidden] { display: none; }
article:target { outline: 2px solid var(--link); }
.rests, .behind { font-size: .9rem; }
.number { display: inline-block; min-width: 2.2rem; color: var(--quiet); font-size: .875rem; text-decoration: none; }
.kind { font-style: italic; }
.claim dl { display: grid; grid-template-columns: minmax(7rem, auto) minmax(0, 1fr); gap: .1rem .75rem; margin: 0 0 0 2.2rem; font-size: .9rem; }
.claim dt { color: var(--quiet); }
dd { margin: 0; }
.source a:first-child { color: inherit; text-decoration-color: var(--line); }
summary { cursor: pointer; color: var(--quiet); }
.lost { background: var(--warn); color: var(--warn-ink); padding: .2rem .4rem; }
.by { color: var(--good); font-weight: 600; }
#sources dl { display: grid; grid-template-columns: minmax(0, 18rem) minmax(0, 1fr); gap: .4rem 1rem; font-size: .9rem; }
#sources dt { scroll-margin-top: 5rem; }
#sources dt:target { outline: 2px solid var(--link); }
@media (max-width: 60rem) { #filters { position: static; } article { grid-template-columns: minmax(0, 1fr); gap: .3rem; } .rests, .behind { margin-left: 2.2rem; } #sources dl { grid-template-columns: minmax(0, 1fr); } #sources dd { margin-bottom: .5rem; } }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { font-size: 8.5pt; color-scheme: light; --ink: #000; --quiet: #444; --page: #fff; --line: #bbb; --head: #eee; --link: #000; --warn: #f3ead2; --warn-ink: #000; --good: #000; }
  body { max-width: none; padding: 0; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  #filters { display: none; }
  article { grid-template-columns: minmax(0, 5fr) minmax(0, 5fr) minmax(0, 3fr); break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .unsigned .behind::after, .changed .behind::after { content: "______________"; }
}
"""

SCRIPT = """
"use strict";
const by = id => document.getElementById(id);
const lines = [...document.querySelectorAll("article")].map(line => [line, line.textContent.toLowerCase()]);
function show() {
  const words = by("search").value.toLowerCase().split(/\\s+/).filter(Boolean);
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
"""
