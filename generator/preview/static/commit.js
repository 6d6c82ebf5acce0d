// What was written in forms is committed: which files, with which message; nothing else of git.

import { ask } from "./choice.js";
import { element, put } from "./elements.js";

/** Show in `home` what would be committed; `post` has something done, `close` shows the beginning, `tell` takes what git says then. */
export async function proposeCommit({ home, post, close, tell, say }) {
  const told = await ask("/edit/message");
  const box = element("textarea", { id: "commit-message", rows: 10 });
  box.value = told.message;
  const commit = async () => {
    try {
      const done = await post("/edit/commit", { message: box.value });
      tell({ git: done.git });
      if (done.committed) close();
      say(done.message);
    } catch (error) {
      say(error.message);
    }
  };
  put(
    home,
    element("h2", { tabindex: "-1" }, "Commit"),
    element("p", {}, "These files, and no others, are committed:"),
    element("ul", { class: "sections" }, told.files.map((one) => element("li", {}, element("code", {}, one)))),
    element("label", { for: "commit-message" }, "What was changed"),
    box,
    element("div", { class: "foot" }, element("button", { type: "button", class: "save", onclick: commit }, "Commit"), element("button", { type: "button", onclick: close }, "Close"), element("p", { id: "edit-said", role: "status" })),
  );
  box.focus();
}
