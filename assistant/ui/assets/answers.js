// What can be pressed in an answer: its sources, copies, what is folded, the rows of a comparison.
import { wide } from "./reader.js";

let shown = null; // the answer whose sources stand in the panel

/** The sources of an answer into the panel beside the chat; without an answer, what the panel is for. */
function putSources(answer) {
  if (answer === shown) return;
  shown = answer;
  const panel = document.getElementById("sources");
  panel.querySelector(".of-none").hidden = Boolean(answer);
  panel.querySelector(".of-answer").replaceChildren(...(answer ? [sourcesOf(answer).content.cloneNode(true)] : []));
  document.getElementById("shelf").scrollTop = 0;
}

const sourcesOf = (answer) => answer?.querySelector(":scope > template");

/** Show the sources of an answer, where it has any. */
export function showSources(answer, { scroll = true } = {}) {
  if (!sourcesOf(answer)) return;
  putSources(answer);
  document.getElementById("desk").removeAttribute("data-wider");
  const shelf = document.getElementById("shelf");
  if (wide.matches) shelf.scrollTop = 0;
  else if (scroll) shelf.scrollIntoView({ block: "start" });
}

/** After a change of the chat: a new answer brings its sources into view, and those of an answer that is gone do not stay. */
export function keepSources(answers, isNew) {
  if (isNew || !shown?.isConnected) putSources(answers.findLast(sourcesOf) ?? null);
}

export async function copy(button) {
  const label = button.dataset.label ?? (button.dataset.label = button.textContent);
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = label === "¶" ? "✓" : "Copied";
  } catch {
    button.textContent = "Copying is not allowed here";
  }
  setTimeout(() => (button.textContent = label), 1600);
}

export function unfold(button, folded) {
  folded.hidden = !folded.hidden;
  button.setAttribute("aria-expanded", String(!folded.hidden));
}

/** The rest of a long quotation, which is there for screen readers and on paper in any case. */
export function wholeQuotation(button) {
  const whole = button.closest("blockquote").classList.toggle("whole");
  button.setAttribute("aria-expanded", String(whole));
  button.textContent = whole ? "Show less" : button.dataset.more;
}

// The chat over the whole width, for tables of many columns; the sources come back with the next press.
export const widen = () => document.getElementById("desk").toggleAttribute("data-wider");

export function chooseMode(button) {
  const comparison = button.closest(".comparison");
  comparison.dataset.mode = button.dataset.compareMode;
  for (const each of comparison.querySelectorAll("[data-compare-mode]")) {
    each.setAttribute("aria-pressed", String(each === button));
  }
}

/** All rows of a comparison are fetched when they are first looked at: they are many. */
export async function showAllRows(details) {
  const place = details.querySelector(".aspects");
  if (!details.open || place.childElementCount) return;
  place.textContent = "Comparing…";
  try {
    place.innerHTML = await window.unsc.server.rows(details.dataset.compare);
  } catch {
    place.innerHTML = '<p class="notice" role="alert">The rows could not be fetched. Is the program still running?</p>';
  }
}
