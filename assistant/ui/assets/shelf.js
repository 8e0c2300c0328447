// The list of the chats that this browser keeps: opened, named, deleted, saved as a file and brought from one.
import { asMarkdown } from "./chats.js";
import { keep } from "./files.js";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });

/** Make the dialog show the chats of a store; `open` and `gone` are told which one the reader opens or deletes. */
export function attach(dialog, chats, { open, gone, current }) {
  const list = dialog.querySelector(".chats-list");
  const said = dialog.querySelector(".chats-said");
  const file = dialog.querySelector("input[type=file]");

  function show() {
    const all = chats.all();
    list.replaceChildren(...all.map(item));
    dialog.querySelector(".chats-empty").hidden = all.length > 0;
    dialog.querySelector("[data-chats=export]").disabled = all.length === 0;
  }

  function item(chat) {
    const made = dialog.querySelector("template").content.firstElementChild.cloneNode(true);
    made.dataset.chat = chat.id;
    made.toggleAttribute("data-current", chat.id === current());
    made.querySelector(".chat-title").textContent = chat.title;
    made.querySelector(".chat-facts").textContent =
      `${chat.turns.length} ${chat.turns.length === 1 ? "question" : "questions"}, ${DAY.format(chat.at)}`;
    for (const button of made.querySelectorAll("[data-chat-do]")) {
      const label = button.getAttribute("aria-label");
      if (label) button.setAttribute("aria-label", `${label}: ${chat.title}`);
    }
    return made;
  }

  function rename(made, chat) {
    const title = made.querySelector(".chat-title");
    const field = document.createElement("input");
    field.value = chat.title;
    field.maxLength = 120;
    field.setAttribute("aria-label", "The name of the chat");
    title.parentElement.replaceWith(field);
    field.focus();
    field.select();
    let over = false;
    const end = (kept) => {
      if (over) return;
      over = true;
      if (kept) chats.rename(chat.id, field.value);
      show();
      focusOn(chat.id);
    };
    field.addEventListener("blur", () => end(true));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault(); // else the one would press what is focused then, and the other close the dialog
      end(event.key === "Enter");
    });
  }

  const focusOn = (id) => (list.querySelector(`[data-chat="${CSS.escape(id)}"] button`) ?? dialog.querySelector("button")).focus();

  function remove(button, chat) {
    if (button.dataset.sure === undefined) {
      button.dataset.sure = "";
      button.textContent = "Delete it?";
      setTimeout(() => button.isConnected && show(), 4000);
      return;
    }
    const next = button.closest("li").nextElementSibling?.dataset.chat ?? "";
    chats.remove(chat.id);
    gone(chat.id);
    show();
    focusOn(next);
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-chat-do]");
    const made = event.target.closest("[data-chat]");
    const chat = button && chats.get(made.dataset.chat);
    if (!chat) return;
    const name = fileName(chat.title);
    switch (button.dataset.chatDo) {
      case "open":
        dialog.close();
        open(chat.id);
        break;
      case "rename":
        rename(made, chat);
        break;
      case "markdown":
        keep(`${name}.md`, asMarkdown(chat), "text/markdown;charset=utf-8");
        break;
      case "json":
        keep(`${name}.json`, chats.exported([chat]), "application/json");
        break;
      default:
        remove(button, chat);
    }
  });
  dialog.querySelector("[data-chats=export]").addEventListener("click", () => {
    keep("chats.json", chats.exported(), "application/json");
  });
  dialog.querySelector("[data-chats=import]").addEventListener("click", () => file.click());
  dialog.querySelector("[data-chats=close]").addEventListener("click", () => dialog.close());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    try {
      if (chosen.size > 8_000_000) throw new Error("The file is larger than any that was exported.");
      const count = chats.bring(await chosen.text());
      said.textContent = `${count} ${count === 1 ? "chat is" : "chats are"} here now.`;
    } catch (error) {
      said.textContent = error.message;
    }
    show();
  });
  return () => {
    said.textContent = "";
    show();
    dialog.showModal();
    dialog.querySelector(".chats-list button, .chats-tools button").focus();
  };
}

function fileName(title) {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "chat";
}
