// While texts are brought, how far it is; when that is done, the page anew.
import { after } from "./watching.js";

const PAUSE = 1500;

async function look() {
  const section = document.getElementById("bringing");
  if (!section?.hasAttribute("data-running")) return;
  let next = null;
  try {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    next = page?.getElementById("bringing") ?? null;
  } catch {
    // the server is away for a moment: ask again
  }
  const what = after(next);
  if (what === "over") return location.reload();
  if (what === "goes on" && !section.contains(document.activeElement)) section.replaceWith(document.adoptNode(next));
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
