// The field that is there before the chat is. A form sends its question by itself until this is loaded.

/**
 * A question that is sent before the chat is there goes into the address, from which the chat asks it. Where the chat opens with
 * questions of its own, `isOpening`, the words stay in the field, and are handed over.
 */
export function attach(form, isOpening, browser = window) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = form.elements.q.value.trim();
    if (!question || isOpening()) return;
    browser.history.replaceState(null, "", `?${new URLSearchParams({ q: question })}`);
    form.elements.q.readOnly = true; // it is asked when the chat is there
    form.dataset.sent = "";
  });
}

/** The chat is there: `fill` puts what is typed into its box. Whether a reader was about to write. */
export function handOver(form, fill, browser = window) {
  const field = form.elements.q;
  const isHeld = browser.document.activeElement === field && browser.navigator.userActivation?.hasBeenActive;
  if (!("sent" in form.dataset) && field.value) fill(field.value);
  form.remove();
  return Boolean(isHeld);
}
