// Light, dark, or as the system says: kept in this browser, the same for every page.

export const KEY = "unsc.theme";
const NAMES = { "": "System", light: "Light", dark: "Dark" };

/** What comes after a theme when the button is pressed: first the one that differs from what is seen. */
export function next(theme, systemIsDark) {
  const order = systemIsDark ? ["", "light", "dark"] : ["", "dark", "light"];
  return order[(order.indexOf(theme) + 1) % order.length];
}

/** A theme as it may have been stored: anything else is the system's. */
export function known(stored) {
  return stored === "light" || stored === "dark" ? stored : "";
}

/** Let a button change the theme of the page. */
export function attach(button, root = document.documentElement, store = localStorage) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = (theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    button.textContent = NAMES[theme];
    button.setAttribute("aria-label", `Theme: ${NAMES[theme]}. Change it`);
  };
  let theme = known(store.getItem(KEY));
  show(theme);
  button.hidden = false;
  button.addEventListener("click", () => {
    theme = next(theme, dark.matches);
    if (theme) store.setItem(KEY, theme);
    else store.removeItem(KEY);
    show(theme);
  });
  addEventListener("storage", (event) => {
    if (event.key === KEY) show((theme = known(event.newValue)));
  });
}
