// The reader: a resolution beside the chat where there is room, over everything where there is not.

export const wide = window.matchMedia("(min-width: 900px)");
const trail = []; // what the reader showed before, newest last
let current = null;
let opener = null;
let request = 0;

const dialog = () => document.getElementById("reader-dialog");
const part = (name) => dialog().querySelector(name);

export const isOpen = () => Boolean(dialog()?.open);

/** Open a place, `{ key, start, end }`; what was shown before can be gone back to. */
export async function open(place, { back = false } = {}) {
  if (!dialog().open) {
    opener = document.activeElement;
    trail.length = 0;
    current = null;
    if (wide.matches) dialog().show();
    else dialog().showModal();
  }
  const mine = ++request;
  dialog().setAttribute("aria-busy", "true");
  part(".reader-title").textContent = "Opening…";
  let html;
  try {
    html = await window.unsc.server.read([place.key, place.start, place.end]);
  } catch {
    html = '<p class="notice" role="alert">The resolution could not be opened. Is the program still running?</p>';
  }
  if (mine !== request || !dialog().open) return; // a later click was faster, or the reader was closed
  if (current && !back) trail.push({ ...current, top: part(".reader-body").scrollTop });
  current = place;
  part(".reader-body").innerHTML = html;
  dialog().setAttribute("aria-busy", "false");
  const heading = part(".reader-body h2");
  part(".reader-title").textContent = heading ? heading.textContent : "";
  part("[data-reader=back]").hidden = trail.length === 0;
  const page = part(".reader-page");
  page.hidden = !/^\d/.test(place.key);
  page.href = pageOf(place.key);
  reveal(place, heading, back);
}

/** The address of a place's page: `resolution/2395#op2`. */
export function pageOf(key) {
  const [number, ...at] = key.split("/");
  return `resolution/${encodeURIComponent(number)}${at.length ? `#${at.join("/")}` : ""}`;
}

function reveal(place, heading, back) {
  const body = part(".reader-body");
  const target = part(".target");
  if (target) target.tabIndex = -1;
  (target ?? heading ?? body).focus({ preventScroll: true });
  if (back && place.top !== undefined) {
    body.scrollTop = place.top;
  } else if (target) {
    const offset = target.getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop;
    body.scrollTop = offset - Math.min(140, body.clientHeight / 4);
  } else {
    body.scrollTop = 0;
  }
}

export function back() {
  if (trail.length) open(trail.pop(), { back: true });
}

export function close() {
  request += 1;
  dialog().close();
  part(".reader-body").innerHTML = "";
  current = null;
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
}
