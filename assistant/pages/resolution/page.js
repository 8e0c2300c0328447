// A resolution: the address opens its paragraph, cited words stand beside a reference, a citation is copied in a style.
import { beside, placeOf } from "./address.js";

const text = document.querySelector(".lines");
const places = [...document.querySelectorAll("#text [id]")].map((each) => each.id);

function open() {
  const fragment = location.hash.slice(1);
  const known = document.getElementById(decoded(fragment));
  const said = document.getElementById("no-place");
  said.hidden = true;
  if (!fragment || known) return;
  const place = placeOf(fragment, places);
  if (place) location.replace(`#${encodeURIComponent(place)}`);
  else {
    said.textContent = `There is no passage ${decoded(fragment)} in this text. The whole text is below.`;
    said.hidden = false;
  }
}

function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

addEventListener("hashchange", open);
open();

// The words that a reference or a term stands for.
const there = document.getElementById("there");
let shownFor = null;

function show(link) {
  const said = link.title || link.dataset.said;
  if (!said) return;
  link.dataset.said = said;
  link.removeAttribute("title");
  there.textContent = said;
  there.hidden = false;
  const view = { width: document.documentElement.clientWidth, height: innerHeight, x: scrollX, y: scrollY };
  const at = beside(link.getBoundingClientRect(), there.getBoundingClientRect(), view);
  there.style.left = `${at.left}px`;
  there.style.top = `${at.top}px`;
  link.setAttribute("aria-describedby", "there");
  shownFor = link;
}

function hide() {
  there.hidden = true;
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
}

for (const [begins, ends] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  text?.addEventListener(begins, (event) => {
    const link = event.target.closest?.("a.ref, a.term");
    if (link) show(link);
  });
  text?.addEventListener(ends, (event) => {
    if (event.target.closest?.("a.ref, a.term") === shownFor) hide();
  });
}
addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
  const writing = event.target.closest?.("input, textarea, select");
  if (event.key === "v" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    (document.querySelector(".row:target .cite") ?? document.querySelector(".row:focus-within .cite"))?.click();
  }
});

// A citation, in the style that was chosen.
const card = document.getElementById("cite");
const said = document.getElementById("cite-said");

text?.addEventListener("click", (event) => {
  const button = event.target.closest?.(".cite");
  if (!button) return;
  const place = button.closest(".row").id;
  const address = new URL(`#${place}`, location.href);
  address.search = "";
  const values = [...button.dataset.cite.split("\n"), address.href];
  card.querySelectorAll("[data-style] + span").forEach((each, nth) => { each.textContent = values[nth]; });
  said.textContent = "Choose a style to copy it.";
  card.showPopover();
  card.querySelector("button").focus();
});
card.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-style]");
  if (!button) return;
  const value = button.nextElementSibling.textContent;
  try {
    await navigator.clipboard.writeText(value);
    said.textContent = `Copied: ${value}`;
  } catch {
    getSelection().selectAllChildren(button.nextElementSibling);
    said.textContent = "Marked: copy it with the keys of your system.";
  }
});
