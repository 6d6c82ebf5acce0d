// Listens to what the server tells, and listens again by itself when the server was away.

import { address } from "./choice.js";

const AGAIN = 2000;

/** Listen to the chosen paper's events: `heard.page`, `heard.checked`, `heard.laid`, `heard.back` and `heard.lost`; return what ends it. */
export function listen(heard) {
  let source;
  let timer;
  let lost = false;
  const open = () => {
    source = new EventSource(address("/events"));
    source.onopen = () => {
      if (lost) heard.back();
      lost = false;
    };
    source.onerror = () => {
      lost = true;
      heard.lost();
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN);
    };
    for (const name of ["page", "checked", "laid"]) source.addEventListener(name, (event) => heard[name](JSON.parse(event.data)));
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
