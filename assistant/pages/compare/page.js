// Aspects of a long comparison: their rows are brought when they are opened, from the page that shows them alone.

for (const aspect of document.querySelectorAll("[data-brings]")) {
  aspect.addEventListener("toggle", () => aspect.open && bring(aspect));
}

async function bring(aspect) {
  const address = aspect.dataset.brings;
  const said = aspect.querySelector("p");
  if (!address || !said) return;
  delete aspect.dataset.brings; // not twice
  const link = said.firstElementChild;
  said.setAttribute("role", "status");
  said.textContent = "Loading …";
  try {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    said.replaceWith(page.querySelector(".comparison .table-frame"));
  } catch {
    said.replaceChildren("These rows did not come. ", link);
    aspect.dataset.brings = address;
  }
}
