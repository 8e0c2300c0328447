// From result to result.

/** The place after (or before) that of the one that is focused, of `count`; the first where none is; the same at an end. */
export function step(at, count, by) {
  if (!count) return -1;
  if (at < 0) return by > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, at + by));
}
