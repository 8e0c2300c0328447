// Keys of a page: `data-press="/"` or `data-press="g s"` on whatever the key or the two keys press.

/** Whether keys belong to what is focused: it is written into, or chosen from. */
export function isWriting(element) {
  if (!element) return false;
  const name = element.tagName;
  if (name === "INPUT") return !["checkbox", "radio", "button", "submit", "reset", "range"].includes(element.type);
  return name === "TEXTAREA" || name === "SELECT" || Boolean(element.isContentEditable);
}

/**
 * What a key does after the one before: `{ pressed }` is a command of `commands`, `{ pending }` a first key that waits for
 * its second, and an empty object nothing.
 */
export function reading(key, pending, commands) {
  const pair = pending ? `${pending} ${key}` : "";
  if (pair && commands.includes(pair)) return { pressed: pair };
  if (commands.includes(key)) return { pressed: key };
  return commands.some((each) => each.startsWith(`${key} `)) ? { pending: key } : {};
}

const PATIENCE = 1200; // milliseconds between two keys of a pair

/** Listen for the keys of a document. */
export function attach(root = document) {
  let pending = "";
  let since = 0;
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isWriting(root.activeElement)) {
      if (event.key === "Escape") root.activeElement.blur();
      return;
    }
    const targets = [...root.querySelectorAll("[data-press]")];
    const waits = event.timeStamp - since < PATIENCE ? pending : "";
    const read = reading(event.key, waits, targets.map((each) => each.dataset.press));
    pending = read.pending ?? "";
    since = event.timeStamp;
    if (!read.pressed) return;
    event.preventDefault();
    press(targets.find((each) => each.dataset.press === read.pressed));
  });
}

function press(target) {
  if (!isWriting(target)) return target.click();
  target.focus();
  target.select?.();
}
