// The open chat and the address: what is asked gets an address, back and forward go through them, a reload keeps the chat.
import { addressOf, asked, readAddress } from "./address.js";

const AGAIN = 12; // questions of a chat that are asked again when it is opened, the newest
const LONGEST = 60_000; // bytes of all of them, as they are sent

/** What a chat has to be asked when it is opened: its newest questions, with the answers that are shown again, and the place of the first. */
export function toAskAgain(turns) {
  const all = turns.map(({ q, as_of, limits, kept }) => ({ q, as_of, limits, ...(kept && { kept }) }));
  let room = LONGEST;
  let first = all.length;
  while (first > 0 && all.length - first < AGAIN && (room -= bytes(all[first - 1])) >= 0) first -= 1;
  return { first, ask: all.slice(first) };
}

const bytes = (value) => new TextEncoder().encode(JSON.stringify(value)).length;

/**
 * One chat is open, `id`, with its `turns`. `send` puts questions to the server, `show` brings one into view, `clear` empties
 * the page; of `browser`, a window, the history and the location are used.
 */
export class Talk {
  constructor({ chats, send, show, clear, browser = window }) {
    Object.assign(this, { chats, send, show, clear, browser });
    this.#forget();
  }

  /** When the page is loaded: the chat that was open here, else what the address asks, or would ask. Whether anything is asked. */
  begin() {
    const { state } = this.browser.history;
    const { ask, draft } = readAddress(this.browser.location.search);
    const chat = this.#stored(state?.chat);
    if (chat) this.#reopen(chat, state.place);
    else if (ask.length) this.#put(ask);
    else if (draft) this.send({ draft });
    return Boolean(chat || ask.length);
  }

  /** A question stands in the page, at its place in the chat. */
  asked(place, value) {
    const turn = asked(value);
    if (!turn || (this.restoring !== null && place <= this.restoring)) return;
    this.restoring = null;
    this.turns = [...this.turns.slice(0, place), turn];
    this.#write("pushState", place);
  }

  /** Its answer is there: `plan` is how it was read, `said` the answer as plain text, `kept` what shows it again without asking. */
  answered(place, value, { plan, said, kept }) {
    const turn = asked(value);
    if (!turn) return;
    this.turns[place] = { ...turn, plan, said, kept };
    if (this.restoring !== null && place < this.restoring) return;
    const wanted = this.shown ?? place;
    this.restoring = this.shown = null;
    this.id = this.chats.keep(this.id, this.turns);
    this.#write("replaceState", wanted);
    if (wanted !== place) this.show(wanted);
  }

  /** The reader stopped the answers: what is asked next is a new question. */
  stopped() {
    this.restoring = this.shown = null;
  }

  /** Ask again from a place on: what followed is replaced. */
  again(place, question) {
    this.send({ from: place, ask: [{ q: question }] });
  }

  /** Open a chat that is kept. */
  open(id) {
    const chat = this.#stored(id);
    if (!chat) return;
    const last = chat.turns.length - 1;
    this.browser.history.pushState({ chat: id, place: last }, "", this.#path() + addressOf(chat.turns));
    this.#reopen(chat, last);
  }

  /** An empty chat, at an address of its own. */
  fresh() {
    this.#forget();
    this.browser.history.pushState({ place: -1 }, "", this.#path());
    this.clear();
  }

  /** The reader went back or forward. */
  moved(state) {
    const { ask } = readAddress(this.browser.location.search);
    const place = Number.isInteger(state?.place) ? state.place : -1;
    const holds = (turns) => turns?.[place] !== undefined && turns[place].q === ask.at(-1)?.q;
    const chat = this.#stored(state?.chat);
    if (state?.chat && state.chat === this.id && holds(this.turns)) this.show(place);
    else if (holds(chat?.turns)) this.#reopen(chat, place);
    else if (ask.length) this.#put(ask);
    else {
      this.#forget();
      this.clear();
    }
  }

  #forget() {
    this.id = null;
    this.turns = [];
    this.restoring = null; // the place of the last question that is being asked again
    this.shown = null; // the place that is to be in view when all are there
  }

  #stored(id) {
    return typeof id === "string" ? this.chats.get(id) : null;
  }

  #reopen(chat, place) {
    const { first, ask } = toAskAgain(chat.turns);
    this.id = chat.id;
    this.turns = chat.turns;
    this.restoring = chat.turns.length - 1;
    this.shown = Number.isInteger(place) && place >= first && place < this.restoring ? place : null;
    this.send({ from: 0, first, ask });
  }

  #put(ask) {
    this.#forget();
    this.restoring = ask.length - 1;
    this.send({ from: 0, first: 0, ask });
  }

  #write(how, place) {
    this.browser.history[how]({ chat: this.id, place }, "", this.#path() + addressOf(this.turns.slice(0, place + 1)));
  }

  #path() {
    return this.browser.location.pathname;
  }
}
