// Keys that walk through the results.
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
