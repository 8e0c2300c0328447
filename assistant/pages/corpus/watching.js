/** What a part of the page, as it was loaded again, says of the work that it tells of: it goes on, is over, or nothing. */
export function after(section) {
  if (!section) return "nothing";
  return section.hasAttribute("data-running") ? "goes on" : "over";
}
