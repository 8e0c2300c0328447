// Files that the browser saves: answers, which the server makes, and chats, which are made here.

let asking = null; // the line below the answer that is being made into a file

/** Ask the server for an answer as a file; it comes back to `save`. */
export function download(button) {
  const box = button.closest(".download-box");
  asking = box.querySelector(".download-said");
  asking.textContent = "Writing…";
  const style = box.querySelector(".download-style").value;
  const rows = box.querySelector(".download-what")?.value === "rows";
  window.unsc.trigger("click", { turn: Number(box.dataset.turn), form: button.dataset.download, style, rows });
}

export function save(parcel) {
  if (!parcel) return;
  if (asking) asking.textContent = parcel.failure ?? `${parcel.name} is saved.`;
  if (!parcel.failure) keep(parcel.name, Uint8Array.from(atob(parcel.content), (letter) => letter.charCodeAt(0)), parcel.type);
}

/** Let the browser save a file. */
export function keep(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
