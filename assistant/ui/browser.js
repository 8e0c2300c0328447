// What the window does in the browser: opening resolutions, switching sources, copying.
// One listener on the document serves everything that the server renders, now and later. Nothing here navigates:
// a fragment link on a page with a query string would reload it and lose the chat.
(() => {
  "use strict";
  const unsc = (window.unsc ??= {}); // the reader component puts its `server` here
  const wide = window.matchMedia("(min-width: 900px)");
  const trail = []; // what the reader showed before, newest last
  let current = null;
  let opener = null;
  let request = 0;

  const dialog = () => document.getElementById("reader-dialog");
  const part = (name) => dialog().querySelector(name);

  async function openReader(place, { back = false } = {}) {
    if (!dialog().open) {
      opener = document.activeElement;
      trail.length = 0;
      current = null;
      // Beside the chat where there is room; over everything, with the focus kept inside, where there is not.
      if (wide.matches) dialog().show();
      else dialog().showModal();
    }
    const mine = ++request;
    dialog().setAttribute("aria-busy", "true");
    part(".reader-title").textContent = "Opening…";
    let html;
    try {
      html = await unsc.server.read([place.key, place.start, place.end]);
    } catch (error) {
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
    reveal(place, heading, back);
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

  function closeReader() {
    request += 1;
    dialog().close();
    part(".reader-body").innerHTML = "";
    current = null;
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  }

  function showSources(turn) {
    for (const section of document.querySelectorAll("#sources .turn")) section.hidden = section.dataset.turn !== turn;
    const shelf = document.getElementById("shelf");
    if (wide.matches) shelf.scrollTop = 0;
    else shelf.scrollIntoView({ block: "start" });
  }

  async function copy(button) {
    const label = button.dataset.label ?? (button.dataset.label = button.textContent);
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = label === "¶" ? "✓" : "Copied";
    } catch (error) {
      button.textContent = "Copying is not allowed here";
    }
    setTimeout(() => (button.textContent = label), 1600);
  }

  // The question as it was understood goes into the box; a question that is complete is taken as it stands.
  function correct(question) {
    const box = document.querySelector("#question textarea");
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, question);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  }

  function onClick(event) {
    if (!(event.target instanceof Element)) return;
    const control = event.target.closest("[data-key], [data-copy], [data-correct], [data-turn-sources], [data-reader], a[href^='#']");
    if (!control) return;
    event.preventDefault();
    const { key, start, end, turnSources, reader } = control.dataset;
    if (key) openReader({ key, start: Number(start ?? 0), end: Number(end ?? 0) });
    else if (control.dataset.copy !== undefined) copy(control);
    else if (control.dataset.correct !== undefined) correct(control.dataset.correct);
    else if (turnSources !== undefined) showSources(turnSources);
    else if (reader === "close") closeReader();
    else if (reader === "back" && trail.length) openReader(trail.pop(), { back: true });
  }

  // While an answer grows, its question stays at the top: one reads from the beginning. A reader who scrolls is left alone.
  function follow(chat) {
    let asked = 0;
    let following = false;
    const leave = () => (following = false);
    for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      document.addEventListener(type, (event) => event.target.closest?.("#question") || leave(), { passive: true });
    }
    new MutationObserver(() => {
      const questions = chat.querySelectorAll(".user-row");
      if (questions.length > asked) following = true;
      asked = questions.length;
      if (!following || !asked) return;
      const top = questions[asked - 1].getBoundingClientRect().top - 20;
      const pane = chat.querySelector("[role=log]");
      if (wide.matches) pane.scrollTop += top - pane.getBoundingClientRect().top;
      else window.scrollBy(0, top);
    }).observe(chat, { childList: true, subtree: true, characterData: true });
  }

  unsc.begin = () => {
    follow(document.getElementById("chat"));
    // On a small screen the focus would open the keyboard over the page.
    if (wide.matches) document.querySelector("#question textarea")?.focus();
    document.documentElement.dataset.window = "ready"; // from here on a key press is heard
  };

  document.addEventListener("click", onClick, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof Element && event.target.matches(".ref")) event.target.click();
    if (event.key === "Escape" && dialog()?.open) {
      event.preventDefault();
      closeReader();
    }
  });
})();
