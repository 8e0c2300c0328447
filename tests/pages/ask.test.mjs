// The page that answers: its addresses, the chats that it keeps, going back and forward, tables.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, asked, readAddress } from "../../assistant/ui/assets/address.js";
import { Chats, MOST_CHATS, MOST_TURNS, asMarkdown, cleaned } from "../../assistant/ui/assets/chats.js";
import { attach, handOver } from "../../assistant/ui/assets/first.js";
import { order } from "../../assistant/ui/assets/tables.js";
import { Talk, toAskAgain } from "../../assistant/ui/assets/talk.js";

const turn = (q, more = {}) => ({ q, as_of: "", limits: {}, ...more });

class Store {
  constructor(room = Infinity) {
    this.kept = new Map();
    this.room = room;
  }
  get length() {
    return this.kept.size;
  }
  key(nth) {
    return [...this.kept.keys()][nth] ?? null;
  }
  getItem(key) {
    return this.kept.get(key) ?? null;
  }
  setItem(key, value) {
    const others = [...this.kept].filter(([each]) => each !== key).reduce((sum, [, each]) => sum + each.length, 0);
    if (others + value.length > this.room) throw new Error("full");
    this.kept.set(key, value);
  }
  removeItem(key) {
    this.kept.delete(key);
  }
}

let clock = 0;
let names = 0;
const chatsIn = (store) => new Chats(store, () => (clock += 1), () => `chat-${String((names += 1)).padStart(6, "0")}`);

test("an address reads back as what was asked, with its day and limits", () => {
  const turns = [turn("Does it end?", { as_of: "2031-05-01", limits: { topic: "Ferries & tides" } }), turn("and then?", { as_of: "2031-05-01", limits: { topic: "Ferries & tides" } })];
  assert.deepEqual(readAddress(addressOf(turns)), { ask: turns, draft: null });
  assert.equal(addressOf([]), "");
});

test("an address has the last four questions, of one day and the same limits, and is not long without end", () => {
  const many = ["1", "2", "3", "4", "5", "6"].map((q) => turn(q));
  assert.deepEqual(readAddress(addressOf(many)).ask.map(({ q }) => q), ["3", "4", "5", "6"]);
  assert.deepEqual(readAddress(addressOf([turn("a"), turn("b", { as_of: "2031-01-01" })])).ask.map(({ q }) => q), ["b"]);
  assert.deepEqual(readAddress(addressOf([turn("a".repeat(3900)), turn("b".repeat(3900))])).ask.length, 1);
});

test("whatever an address or a store holds comes out as bounded text or nothing", () => {
  assert.equal(asked({ q: ["x"] }), null);
  assert.deepEqual(asked({ q: "x", limits: { topic: {}, onload: "y" }, html: "<b>" }), turn("x"));
  assert.equal(readAddress(`?draft=${"x".repeat(9000)}`).draft.q.length, 4000);
  for (const hostile of [null, 7, "x", [], {}, { id: "a/../b", turns: [turn("x")] }, { id: "chat-000001", turns: "x" }, { id: "chat-000001", turns: [null, {}] }]) {
    assert.equal(cleaned(hostile), null);
  }
  const long = cleaned({ id: "chat-000001", title: {}, at: "x", turns: Array(90).fill(turn("q", { said: "y".repeat(30_000), plan: 3 })) });
  assert.deepEqual([long.turns.length, long.turns[0].said.length, long.turns[0].plan, long.title, long.at], [MOST_TURNS, 20_000, "", "q", 0]);
});

test("chats are kept, named, found newest first, and deleted", () => {
  const chats = chatsIn(new Store());
  const first = chats.keep(null, [turn("one")]);
  const second = chats.keep(null, [turn("two")]);
  assert.equal(chats.keep(first, [turn("one"), turn("more")]), first);
  assert.deepEqual(chats.all().map(({ title }) => title), ["one", "two"]);
  chats.rename(first, "  Ferries ");
  chats.keep(first, [turn("changed")]);
  assert.equal(chats.get(first).title, "Ferries");
  chats.remove(first);
  assert.deepEqual(chats.all().map(({ id }) => id), [second]);
});

test("the oldest chats make room, and a store that keeps nothing is no failure", () => {
  const chats = chatsIn(new Store());
  for (let n = 0; n < MOST_CHATS + 3; n += 1) chats.keep(null, [turn(`q${n}`)]);
  assert.deepEqual([chats.all().length, chats.all().at(-1).title], [MOST_CHATS, "q3"]);
  const small = chatsIn(new Store(700));
  for (let n = 0; n < 8; n += 1) small.keep(null, [turn(`q${n}`)]);
  assert.equal(small.all()[0].title, "q7");
  assert.equal(chatsIn(new Store(3)).keep(null, [turn("x")]), null);
});

test("chats go into a file and come back without the answers that nobody has checked", () => {
  const chats = chatsIn(new Store());
  chats.keep(null, [turn("one", { said: "An answer.", plan: "votes()", kept: "{}" })]);
  const elsewhere = chatsIn(new Store());
  assert.equal(elsewhere.bring(chats.exported()), 1);
  const [brought] = elsewhere.all();
  assert.deepEqual(brought.turns, [turn("one", { said: "", plan: "", kept: "" })]);
  assert.throws(() => elsewhere.bring("{"), /no JSON/);
  assert.throws(() => elsewhere.bring('{"form": "other", "chats": []}'), /holds no chats/);
  assert.equal(elsewhere.bring(JSON.stringify({ form: "unsc chats", chats: [{ id: "__proto__", turns: [] }, 3] })), 0);
});

test("a chat as Markdown is text that does nothing", () => {
  const chat = { title: "<img onerror=x>", turns: [turn("[a](b)\n# c", { said: "- **x** `y`", plan: "votes(\n)" }), turn("d", { as_of: "2031-01-01" })] };
  const told = asMarkdown(chat);
  assert.match(told, /^# \\<img onerror=x\\>\n/);
  assert.match(told, /\n## \\\[a\\\]\(b\) \\# c\n/);
  assert.match(told, /\n- \\\*\\\*x\\\*\\\* \\`y\\`\n/);
  assert.match(told, /\n {4}votes\( \)\n/);
  assert.match(told, /As of 2031-01-01/);
});

function opened(chats, { search = "", state = null } = {}) {
  const done = [];
  const browser = {
    location: { pathname: "/", search },
    history: {
      state,
      pushState: (value, _, to) => done.push(["push", to]) && go(value, to),
      replaceState: (value, _, to) => done.push(["replace", to]) && go(value, to),
    },
  };
  const go = (value, to) => {
    browser.history.state = value;
    browser.location.search = to.slice(1);
  };
  const talk = new Talk({
    chats, browser,
    send: (script) => done.push(["send", script]),
    show: (place) => done.push(["show", place]),
    clear: () => done.push(["clear"]),
  });
  return { talk, browser, done };
}

function askAndAnswer(talk, place, question, kept = "") {
  talk.asked(place, turn(question));
  talk.answered(place, turn(question), { plan: "votes()", said: "Said.", kept });
}

test("what is asked gets an address, and the chat is kept when it is answered", () => {
  const chats = chatsIn(new Store());
  const { talk, browser, done } = opened(chats);
  talk.begin();
  askAndAnswer(talk, 0, "one");
  askAndAnswer(talk, 1, "two");
  assert.deepEqual(done.map(([what, to]) => [what, to]), [["push", "/?q=one"], ["replace", "/?q=one"], ["push", "/?q=one&q=two"], ["replace", "/?q=one&q=two"]]);
  assert.deepEqual(browser.history.state, { chat: talk.id, place: 1 });
  assert.deepEqual(chats.get(talk.id).turns.map(({ q, said }) => [q, said]), [["one", "Said."], ["two", "Said."]]);
  askAndAnswer(talk, 0, "edited");
  assert.deepEqual(chats.get(talk.id).turns.map(({ q }) => q), ["edited"]);
});

test("a reload asks the chat again that was open, and changes neither it nor the address", () => {
  const chats = chatsIn(new Store());
  const before = opened(chats);
  for (const [place, question] of ["one", "two", "three"].entries()) askAndAnswer(before.talk, place, question);
  const { id } = before.talk;
  const { talk, done } = opened(chats, { search: "?q=one&q=two", state: { chat: id, place: 1 } });
  talk.begin();
  assert.deepEqual(done.map(([what, script]) => [what, script.ask.map(({ q }) => q), script.first]), [["send", ["one", "two", "three"], 0]]);
  for (const [place, question] of ["one", "two", "three"].entries()) askAndAnswer(talk, place, question);
  assert.deepEqual(done.slice(1), [["replace", "/?q=one&q=two"], ["show", 1]]);
  assert.equal(chats.get(id).turns.length, 3);
  assert.equal(talk.id, id);
});

test("a link that is opened asks what it holds, and is kept from then on", () => {
  const chats = chatsIn(new Store());
  const { talk, done } = opened(chats, { search: "?q=one&q=two&as_of=2031-01-01" });
  talk.begin();
  assert.deepEqual(done[0][1].ask.map(({ q, as_of }) => [q, as_of]), [["one", "2031-01-01"], ["two", "2031-01-01"]]);
  askAndAnswer(talk, 0, "one");
  assert.equal(chats.all().length, 0);
  askAndAnswer(talk, 1, "two");
  assert.deepEqual(chats.all()[0].turns.map(({ q, said }) => [q, said]), [["one", "Said."], ["two", "Said."]]);
  assert.ok(!done.some(([what]) => what === "push"));
  const waiting = opened(chats, { search: "?draft=three&as_of=2031-01-01&topic=x" });
  waiting.talk.begin();
  assert.deepEqual(waiting.done, [["send", { draft: turn("three", { as_of: "2031-01-01", limits: { topic: "x" } }) }]]);
});

test("back shows what is there, opens a chat that is kept, asks what is not, and empties the page where nothing was", () => {
  const chats = chatsIn(new Store());
  const { talk, browser, done } = opened(chats);
  askAndAnswer(talk, 0, "one");
  askAndAnswer(talk, 1, "two");
  const old = talk.id;
  talk.fresh();
  askAndAnswer(talk, 0, "new");
  done.length = 0;
  const move = (search, state) => {
    browser.location.search = search;
    talk.moved(state);
    return done.pop();
  };
  assert.deepEqual(move("?q=new", { chat: talk.id, place: 0 }), ["show", 0]);
  assert.deepEqual(move("?q=one", { chat: old, place: 0 })[1].ask.map(({ q }) => q), ["one", "two"]);
  assert.deepEqual(move("?q=gone", { chat: "chat-999999", place: 0 })[1].ask.map(({ q }) => q), ["gone"]);
  assert.deepEqual(move("", { place: -1 }), ["clear"]);
  assert.deepEqual(move("", null), ["clear"]);
});

test("a long chat is asked again from its newest questions on", () => {
  const turns = Array.from({ length: 30 }, (_, n) => turn(`q${n}`));
  assert.deepEqual([toAskAgain(turns).first, toAskAgain(turns).ask.length], [18, 12]);
  assert.equal(toAskAgain(Array(9).fill(turn("ж".repeat(4000)))).ask.length, 7);
});

test("what a model answered is sent along to be shown again", () => {
  const chats = chatsIn(new Store());
  const before = opened(chats);
  askAndAnswer(before.talk, 0, "one", "{}");
  askAndAnswer(before.talk, 1, "two");
  const { talk, done } = opened(chats, { state: { chat: before.talk.id, place: 1 } });
  talk.begin();
  assert.deepEqual(done[0][1].ask, [turn("one", { kept: "{}" }), turn("two")]);
});

test("columns sort as people order them, and what is empty comes last", () => {
  assert.deepEqual(order(["S/RES/1000 (1995)", "S/RES/242 (1967)", ""], false), [1, 0, 2]);
  assert.deepEqual(order(["S/RES/1000 (1995)", "S/RES/242 (1967)", ""], true), [0, 1, 2]);
  assert.deepEqual(order(["2016-02-09", "2016-01-20", "2016-02-09"], true), [0, 2, 1]);
});

class Form extends EventTarget {
  constructor(words) {
    super();
    this.elements = { q: { value: words, readOnly: false } };
    this.dataset = {};
    this.isThere = true;
  }
  send() {
    this.dispatchEvent(new Event("submit", { cancelable: true }));
  }
  remove() {
    this.isThere = false;
  }
}

test("a question that is sent before the chat is there goes into the address once, and what is only typed into the box", () => {
  const written = [];
  const browser = {
    history: { replaceState: (...given) => written.push(given.at(-1)) },
    document: { activeElement: null },
    navigator: {},
  };
  const filled = [];
  const over = (form) => handOver(form, (words) => filled.push(words), browser);

  const sent = new Form("  Does it end & when? ");
  attach(sent, () => false, browser);
  sent.send();
  assert.deepEqual(written, ["?q=Does+it+end+%26+when%3F"]);
  over(sent);
  assert.deepEqual([filled, sent.isThere], [[], false]);

  const beside = new Form("and then?"); // sent while the questions of the chat are asked again
  attach(beside, () => true, browser);
  beside.send();
  assert.equal(written.length, 1);
  over(beside);
  assert.deepEqual(filled, ["and then?"]);

  const empty = new Form(" ");
  attach(empty, () => false, browser);
  empty.send();
  assert.equal(written.length, 1);
});
