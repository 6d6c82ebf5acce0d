// The files that would be sent: made anew when asked for; where there are errors there is no file. And what the preview
// writes beside an edition when it is told to.

import { address } from "./choice.js";

/** Fetch the file of a format and hand it to the browser; return null, or why there is none: `{message, problems}`. */
export async function download(format) {
  const answer = await fetch(address(`/download/${format}`));
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    return { message: told.message ?? answer.statusText, problems: told.problems ?? [] };
  }
  const blob = await answer.blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName(answer.headers.get("Content-Disposition"), format);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return null;
}

/** Have something written (`more` says what), with the token that the server gave this page; return null, or why it was not: `{message,
 *  problems}`. */
export async function perform(deed, token, more = {}) {
  const answer = await fetch(address(`/${deed}`, more), { method: "POST", headers: { "X-Deed": token } });
  if (answer.ok) return null;
  const told = await answer.json().catch(() => ({}));
  return { message: told.message ?? answer.statusText, problems: told.problems ?? [] };
}

function fileName(header, format) {
  const coded = /filename\*=(?:UTF-8|utf-8)''([^;]+)/.exec(header ?? "");
  const plain = /filename="?([^";]+)"?/.exec(header ?? "");
  return coded ? decodeURIComponent(coded[1]) : (plain?.[1] ?? `paper.${format}`);
}
