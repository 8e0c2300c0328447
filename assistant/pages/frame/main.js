// What every page does.
import * as keys from "./keys.js";
import * as leaving from "./leaving.js";
import * as theme from "./theme.js";

keys.attach();
try {
  theme.attach(document.getElementById("theme"));
} catch {
  // a browser that keeps nothing has the system's theme, and no button
}
leaving.attach();
document.documentElement.dataset.ready = "true";
