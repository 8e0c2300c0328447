// A page that takes its time says that it is on its way.

/** Whether a press on a link leads to another page of ours in this tab. */
export function leads(link, event, here) {
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
  if (link.hasAttribute("download") || (link.target && link.target !== "_self")) return false;
  const to = new URL(link.href, here);
  const from = new URL(here);
  return to.origin === from.origin && to.pathname + to.search !== from.pathname + from.search;
}

/** Mark the document while another page is on its way. */
export function attach(root = document.documentElement) {
  const mark = () => {
    root.dataset.leaving = "true";
  };
  addEventListener("click", (event) => leads(event.target.closest?.("a[href]"), event, location.href) && mark());
  addEventListener("submit", (event) => event.defaultPrevented || mark());
  addEventListener("pageshow", () => delete root.dataset.leaving);
}
