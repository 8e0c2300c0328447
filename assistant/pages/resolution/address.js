// Which passage an address means, and how it is written: pure, so that it can be tested without a browser.

/**
 * The place among `places` that a fragment names: itself, else the same paragraph in the only part or annex that has it
 * ("op4" where the text numbers "A/op4"), else the paragraph of which it names a point; empty where there is none.
 */
export function placeOf(fragment, places) {
  let wanted = fragment;
  try {
    wanted = decodeURIComponent(fragment);
  } catch {
    // not encoded: as it is
  }
  while (wanted) {
    if (places.includes(wanted)) return wanted;
    const inside = places.filter((each) => each.endsWith(`/${wanted}`));
    if (inside.length === 1) return inside[0];
    if (!wanted.endsWith(")")) return "";
    wanted = wanted.slice(0, wanted.lastIndexOf("("));
  }
  return "";
}

/** Where a card of some width and height stands beside what it is about, so that it stays in view; in pixels of the page. */
export function beside(about, card, view) {
  const left = Math.max(8, Math.min(about.left, view.width - card.width - 8));
  const below = about.bottom + 6;
  const fits = below + card.height <= view.height || about.top - card.height - 6 < 0;
  return { left: left + view.x, top: (fits ? below : about.top - card.height - 6) + view.y };
}
