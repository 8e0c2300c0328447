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
    document.getElementById("desk").removeAttribute("data-wider");
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

  function unfold(button, folded) {
    folded.hidden = !folded.hidden;
    button.setAttribute("aria-expanded", String(!folded.hidden));
  }

  // A question into the box, to be changed and asked again.
  function askAgain(question) {
    const box = document.querySelector("#question textarea");
    box.value = question;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    box.setSelectionRange(question.length, question.length);
  }

  // A plan with another argument, asked at once.
  function choose(control) {
    const line = control.matches("select") ? control.value : control.dataset.plan.replace(control.dataset.anyDay, control.value);
    if (!line || !control.value) return;
    askAgain(line);
    setTimeout(() => document.querySelector("#question button.submit-button")?.click(), 50); // when the box knows its new text
  }

  let asking = null; // the box below the answer that is being made into a file

  function download(button) {
    const box = button.closest(".download-box");
    asking = box.querySelector(".download-said");
    asking.textContent = "Writing…";
    const style = box.querySelector(".download-style").value;
    const rows = box.querySelector(".download-what")?.value === "rows";
    unsc.trigger("click", { turn: Number(box.dataset.turn), form: button.dataset.download, style, rows });
  }

  unsc.save = (parcel) => {
    if (!parcel) return;
    if (asking) asking.textContent = parcel.failure ?? `${parcel.name} is saved.`;
    if (parcel.failure) return;
    const bytes = Uint8Array.from(atob(parcel.content), (letter) => letter.charCodeAt(0));
    const address = URL.createObjectURL(new Blob([bytes], { type: parcel.type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = parcel.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };

  // The chat over the whole width, for tables of many columns; the sources come back with the next press.
  const widen = () => document.getElementById("desk").toggleAttribute("data-wider");

  function chooseMode(button) {
    const comparison = button.closest(".comparison");
    comparison.dataset.mode = button.dataset.compareMode;
    for (const each of comparison.querySelectorAll("[data-compare-mode]")) {
      each.setAttribute("aria-pressed", String(each === button));
    }
  }

  // All rows of a comparison are fetched when they are first looked at: they are many.
  async function showAllRows(details) {
    const place = details.querySelector(".aspects");
    if (!details.open || place.childElementCount) return;
    place.textContent = "Comparing…";
    try {
      place.innerHTML = await unsc.server.rows(details.dataset.compare);
    } catch (error) {
      place.innerHTML = '<p class="notice" role="alert">The rows could not be fetched. Is the program still running?</p>';
    }
  }

  // Gradio's lists open again at the Tab with which one leaves them, and a long one would take the focus with it.
  function leaveList(event) {
    const field = event.key === "Tab" && event.target.closest?.("#more-fields .container > .wrap");
    if (!field) return;
    event.stopPropagation();
    for (const list of field.querySelectorAll(".options ul")) list.tabIndex = -1;
  }

  // Gradio does not tell by itself whether its folded part is open.
  function tellFolds() {
    const fold = document.querySelector("#more-limits > .label-wrap");
    fold?.setAttribute("aria-expanded", String(fold.classList.contains("open")));
  }

  function onClick(event) {
    if (!(event.target instanceof Element)) return;
    const control = event.target.closest(
      "[data-key], [data-copy], [data-turn-sources], [data-reader], [data-compare-mode], [data-widen], [data-download], [data-downloads], [data-ask], .unfold, a[href^='#']",
    );
    if (!control) return;
    event.preventDefault();
    const { key, start, end, turnSources, reader } = control.dataset;
    if (key) openReader({ key, start: Number(start ?? 0), end: Number(end ?? 0) });
    else if (control.dataset.copy !== undefined) copy(control);
    else if (turnSources !== undefined) showSources(turnSources);
    else if (control.matches(".unfold")) unfold(control, control.nextElementSibling);
    else if (control.matches("[data-widen]")) widen();
    else if (control.dataset.download) download(control);
    else if (control.matches("[data-downloads]")) unfold(control, control.closest(".foot").querySelector(".download-box"));
    else if (control.dataset.ask) askAgain(control.dataset.ask);
    else if (control.dataset.compareMode) chooseMode(control);
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
    const limits = document.getElementById("limits");
    new MutationObserver(tellFolds).observe(limits, { childList: true, subtree: true, attributeFilter: ["class"] });
    tellFolds();
    // On a small screen the focus would open the keyboard over the page.
    if (wide.matches) document.querySelector("#question textarea")?.focus();
    document.documentElement.dataset.window = "ready"; // from here on a key press is heard
  };

  document.addEventListener("click", onClick, true);
  document.addEventListener("change", (event) => event.target.matches?.("[data-plan]") && choose(event.target));
  // What is chosen already is replaced by what is written.
  document.addEventListener("focusin", (event) => event.target.matches?.("#more-fields .container > .wrap input") && event.target.select());
  document.addEventListener("keydown", leaveList, true);
  document.addEventListener("toggle", (event) => event.target.matches?.("[data-compare]") && showAllRows(event.target), true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof Element && event.target.matches("[role=link]")) {
      event.preventDefault(); // else the key would press what the reader puts the focus on
      event.target.dispatchEvent(new MouseEvent("click", { bubbles: true })); // a mark of a chart has no click()
    }
    if (event.key === "Escape" && dialog()?.open) {
      event.preventDefault();
      closeReader();
    }
  });
})();
