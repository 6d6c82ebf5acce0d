// Whether records are changed in forms here: `open` shows the form of what stands at a place; null without `--edit`.

export const editing = { open: null };
