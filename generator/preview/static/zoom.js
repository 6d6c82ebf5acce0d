// How large the sheets are: as wide as the pane, or as the reader says. Each sheet is made to fit on its own, so that pages
// that lie on their side do not make the others small.

const STEPS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
const LARGEST_FIT = 1.25;
const DESK = 24;

/** Give the sheets their size: `size` is a factor, or null for what fits into `room` pixels. */
export function scaled(container, size, room) {
  for (const sheet of container.children) {
    sheet.style.zoom = size ?? fitting(sheet, room);
  }
}

function fitting(sheet, room) {
  return Math.max(0.2, Math.min(LARGEST_FIT, (room - DESK - 16) / Number(sheet.dataset.width)));
}

/** Return the next size up (1) or down (-1) from that of the first sheet. */
export function step(container, direction) {
  const now = Number(container.children[0].style.zoom);
  const larger = direction > 0 ? STEPS.find((one) => one > now + 0.01) : STEPS.findLast((one) => one < now - 0.01);
  return larger ?? now;
}
