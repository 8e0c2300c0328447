// The chats that this browser keeps, and nobody else: their questions, how each was read, and what was answered as plain text
// for an export. What a language model answered is kept as the server gives it, which looks its quotations up before it shows it again;
// all else is asked again when a chat is opened.
import { asked, text } from "./address.js";

const KEY = "unsc.chat.";
export const MOST_CHATS = 100;
export const MOST_TURNS = 50;
const LONGEST_TITLE = 120;
const LONGEST_SAID = 20_000;
const LONGEST_PLAN = 4000;
const LONGEST_KEPT = 14_000;
const ROOM = 3_500_000; // characters; a browser gives five million
const LARGEST_FILE = 8_000_000;

/** A chat as it may have been stored or brought by anybody, of nothing but bounded text; null where it is none. */
export function cleaned(value) {
  const id = text(value?.id, 40);
  const turns = (Array.isArray(value?.turns) ? value.turns.slice(-MOST_TURNS) : [])
    .map((turn) => {
      const question = asked(turn);
      return question && { ...question, plan: text(turn.plan, LONGEST_PLAN), said: text(turn.said, LONGEST_SAID), kept: text(turn.kept, LONGEST_KEPT) };
    })
    .filter(Boolean);
  if (!/^[A-Za-z0-9-]{8,40}$/.test(id) || !turns.length) return null;
  const at = Number.isFinite(value.at) ? value.at : 0;
  return { id, title: text(value.title, LONGEST_TITLE).trim() || turns[0].q.slice(0, LONGEST_TITLE), at, turns };
}

/** The chats in a store such as `localStorage`. */
export class Chats {
  constructor(store, now = Date.now, name = () => crypto.randomUUID()) {
    this.store = store;
    this.now = now;
    this.name = name;
  }

  /** All of them, the newest first. */
  all() {
    return this.#keys()
      .map((key) => this.get(key.slice(KEY.length)))
      .filter(Boolean)
      .sort((one, other) => other.at - one.at);
  }

  get(id) {
    try {
      const chat = cleaned(JSON.parse(this.store.getItem(KEY + id)));
      return chat?.id === id ? chat : null;
    } catch {
      return null;
    }
  }

  /** Keep a chat, and forget the oldest where there is no room; false where this browser keeps nothing. */
  put(chat) {
    const kept = cleaned(chat);
    if (!kept) return false;
    const written = JSON.stringify(kept);
    const others = this.all().filter((each) => each.id !== kept.id);
    let room = ROOM - written.length;
    const over = others.filter((each, nth) => nth >= MOST_CHATS - 1 || (room -= JSON.stringify(each).length) < 0);
    for (const each of over) this.remove(each.id);
    for (const oldest of [null, ...others.reverse()]) {
      if (oldest) this.remove(oldest.id);
      try {
        this.store.setItem(KEY + kept.id, written);
        return true;
      } catch {
        // full: the oldest makes room
      }
    }
    return false;
  }

  /** Keep the turns of a chat, of a new one where `id` names none; its id, or null where this browser keeps nothing. */
  keep(id, turns) {
    const known = id && this.get(id);
    const chat = { id: known ? id : this.name(), title: known ? known.title : "", at: this.now(), turns };
    return this.put(chat) ? chat.id : null;
  }

  rename(id, title) {
    const chat = this.get(id);
    return chat ? this.put({ ...chat, title }) : false;
  }

  remove(id) {
    this.store.removeItem(KEY + id);
  }

  /** Chats as a file that `bring` reads. */
  exported(chats = this.all()) {
    return JSON.stringify({ form: "unsc chats", version: 1, chats }, null, 1);
  }

  /** Keep the chats of a file beside those that are here; how many. Their answers are not believed: they are asked again. */
  bring(file) {
    if (typeof file !== "string" || file.length > LARGEST_FILE) throw new Error("The file is larger than any that was exported.");
    let read;
    try {
      read = JSON.parse(file);
    } catch {
      throw new Error("The file is no JSON. Choose one that was exported here.");
    }
    if (read?.form !== "unsc chats" || !Array.isArray(read.chats)) throw new Error("The file holds no chats. Choose one that was exported here.");
    const chats = read.chats.slice(0, MOST_CHATS).map(cleaned).filter(Boolean);
    for (const chat of chats) {
      const turns = chat.turns.map((turn) => ({ ...turn, plan: "", said: "", kept: "" }));
      if (!this.put({ ...chat, id: this.name(), turns })) throw new Error("This browser keeps nothing for this page.");
    }
    return chats.length;
  }

  #keys() {
    return Array.from({ length: this.store.length }, (_, nth) => this.store.key(nth)).filter((key) => key?.startsWith(KEY));
  }
}

/** A chat to be read elsewhere. What was asked and said stays text. */
export function asMarkdown(chat) {
  const lines = [`# ${plain(chat.title)}`];
  for (const turn of chat.turns) {
    lines.push("", `## ${plain(turn.q)}`, "");
    if (turn.as_of) lines.push(`*As of ${plain(turn.as_of)}.*`, "");
    lines.push(turn.said ? turn.said.split("\n").map(plain).join("\n") : "*Open the chat to have this answered.*");
    if (turn.plan) lines.push("", "Read as:", "", `    ${turn.plan.replace(/\s+/g, " ")}`);
  }
  return `${lines.join("\n")}\n`;
}

// Only a dash that makes a list is left: what else Markdown acts on is escaped.
function plain(words) {
  return words.replace(/[\\`*_[\]<>#|~!&]/g, "\\$&").replace(/\r?\n/g, " ");
}
