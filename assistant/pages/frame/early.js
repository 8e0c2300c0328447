// Before anything is painted: the theme that the reader chose, so that a page in the dark does not flash.
try {
  const chosen = localStorage.getItem("unsc.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // a browser that keeps nothing: the theme of the system holds
}
