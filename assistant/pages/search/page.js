// Keys that walk through the results, and the place in the facets, which is kept when a value is chosen or left out.
import { isWriting } from "../frame/keys.js";
import { step } from "./walk.js";

const hits = [...document.querySelectorAll("a.hit")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(document.activeElement)) return;
  const by = { j: 1, k: -1 }[event.key];
  if (!by) return;
  const at = step(hits.indexOf(document.activeElement), hits.length, by);
  if (at < 0) return;
  event.preventDefault();
  hits[at].focus({ preventScroll: true, focusVisible: true });
  hits[at].scrollIntoView({ block: "center" });
});

const KEPT = "unsc.facet";
const values = [...document.querySelectorAll("[data-value]")];
for (const value of values) value.addEventListener("click", () => keep(value.dataset.value));
returnTo(keep(null));

/** What was kept, and from now on something else, or nothing; a browser that keeps nothing loses the place. */
function keep(value) {
  try {
    const before = sessionStorage.getItem(KEPT);
    if (value === null) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, value);
    return before;
  } catch {
    return null;
  }
}

function returnTo(key) {
  const value = values.find((each) => each.dataset.value === key);
  if (!value) return;
  for (let at = value.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  value.focus({ preventScroll: true, focusVisible: false });
}
