// The page that answers: what is pressed, what arrives, and the address. Everything that the server renders, now and later, is
// served by listeners on the document.
import * as keys from "../frame/keys.js";
import * as leaving from "../frame/leaving.js";
import * as theme from "../frame/theme.js";
import { readAddress } from "./address.js";
import * as answers from "./answers.js";
import { Chats } from "./chats.js";
import * as files from "./files.js";
import * as first from "./first.js";
import * as questions from "./questions.js";
import * as reader from "./reader.js";
import { attach as attachShelf } from "./shelf.js";
import { sort } from "./tables.js";
import { Talk } from "./talk.js";

const unsc = (window.unsc ??= {}); // a component of the page puts its `server` and its `trigger` here
const chat = () => document.getElementById("chat");

// Where something is asked at once, the page does not first look as if nothing were.
const opening = document.documentElement.dataset;
if (readAddress(location.search).ask.length || history.state?.chat) opening.opening = "";
setTimeout(() => delete opening.opening, 15_000);

function storage() {
  try {
    localStorage.getItem("unsc");
    return localStorage;
  } catch {
    return { length: 0, key: () => null, getItem: () => null, setItem: () => { throw new Error("nothing is kept"); }, removeItem() {} };
  }
}

const chats = new Chats(storage());
const talk = new Talk({ chats, send: questions.send, show, clear: () => unsc.trigger("clear") });

// What stands in the chat, each question with its answer.

const pairs = () => {
  const asked = [...chat().querySelectorAll(".question")];
  const said = [...chat().querySelectorAll(".answer")];
  return asked.map((question, nth) => ({ question, answer: said[nth], place: Number(question.dataset.place) }));
};
const known = new Map(); // place -> { words, over }
let current = null; // the answer that keys are about

// What is kept of an answer is kept when it is painted.
const unkept = [];
const keep = () => unkept.splice(0).forEach((each) => each());
window.addEventListener("pagehide", keep);

function look() {
  keep();
  const all = pairs();
  let isNew = false;
  if (all.length) delete opening.opening;
  for (const place of known.keys()) if (!all.some((each) => each.place === place)) known.delete(place);
  for (const { question, answer, place } of all) {
    const before = known.get(place);
    const isDraft = answer === undefined || answer.matches(".draft");
    if (before && before.words === question.dataset.asked && before.over !== isDraft) continue;
    known.set(place, { words: question.dataset.asked, over: !isDraft });
    const value = read(question.dataset.asked);
    if (!value) continue;
    if (isDraft || before?.words !== question.dataset.asked) talk.asked(place, value);
    if (isDraft) continue;
    const said = answer.querySelector("[data-copy]")?.dataset.copy ?? answer.textContent.trim();
    unkept.push(() => talk.answered(place, value, { plan: answer.dataset.plan ?? "", said, kept: answer.dataset.kept ?? "" }));
    choose(answer);
    isNew = true;
  }
  answers.keepSources(all.map((each) => each.answer), isNew);
  if (unkept.length) setTimeout(keep);
}

function read(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Bring a question into view, and the sources of its answer. */
function show(place) {
  const pair = pairs().find((each) => each.place === place);
  if (!pair) return;
  intoView(pair.question);
  answers.showSources(pair.answer, { scroll: false });
  choose(pair.answer);
}

function intoView(element) {
  const top = element.getBoundingClientRect().top - 20;
  const pane = chat().querySelector("[role=log]");
  if (reader.wide.matches) pane.scrollTop += top - pane.getBoundingClientRect().top;
  else window.scrollBy(0, top);
}

// The keys of an answer are those of the one chosen: they press its buttons.
const PRESSED = { s: "[data-sources]", y: "[data-copy]", d: "[data-downloads]", f: "[data-feedback]", o: ".cite[data-key]" };

function choose(answer) {
  if (answer === current && answer?.isConnected) return;
  for (const each of chat().querySelectorAll("[data-press]")) each.removeAttribute("data-press");
  current = answer;
  if (!answer || answer.matches(".draft")) return;
  for (const [key, selector] of Object.entries(PRESSED)) answer.querySelector(selector)?.setAttribute("data-press", key);
  pairs().find((each) => each.answer === answer)?.question.querySelector("[data-edit]")?.setAttribute("data-press", "e");
}

function step(by) {
  const all = pairs().filter((each) => each.answer);
  const at = all.findIndex((each) => each.answer === current);
  const next = all[Math.max(0, Math.min(all.length - 1, (at < 0 ? all.length : at) + by))];
  if (next) show(next.place);
}

// While an answer grows, its question stays at the top: one reads from the beginning. A reader who scrolls is left alone.
function follow() {
  let asked = 0;
  let following = false;
  const leave = () => (following = false);
  for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    document.addEventListener(type, (event) => event.target.closest?.("#question") || leave(), { passive: true });
  }
  let due = false;
  const follow = () => {
    due = false;
    nameExamples();
    const all = chat().querySelectorAll(".user-row");
    if (all.length > asked) following = true;
    asked = all.length;
    look();
    if (following && asked) intoView(all[asked - 1]);
  };
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(follow); // once a frame: to know where something stands, the page has to be laid out
  }).observe(chat(), { childList: true, subtree: true, characterData: true, attributeFilter: ["data-asked"] });
}

// What readers find of an answer.

function remark(button) {
  const box = button.closest(".feedback-box");
  const value = (name) => box.querySelector(`[name=${name}]`).value;
  noted.box = box;
  box.querySelector(".feedback-said").textContent = "Keeping it…";
  unsc.trigger("like", { turn: Number(box.dataset.turn), finding: value("finding"), right: value("right"), words: value("words") });
}

function noted(reply) {
  if (!reply || !noted.box) return;
  noted.box.querySelector(".feedback-said").textContent = reply.failure ?? reply.said;
  if (!reply.failure) for (const field of noted.box.querySelectorAll("input, textarea")) field.value = "";
}

// What is pressed.

const DOES = {
  "[data-reader]": (control) => (control.dataset.reader === "close" ? reader.close() : reader.back()),
  "[data-key]": ({ dataset }) => reader.open({ key: dataset.key, start: Number(dataset.start ?? 0), end: Number(dataset.end ?? 0) }),
  "[data-copy]": answers.copy,
  "[data-sources]": (control) => answers.showSources(control.closest(".answer")),
  "[data-compare-mode]": answers.chooseMode,
  "[data-widen]": answers.widen,
  "[data-whole]": answers.wholeQuotation,
  "[data-download]": files.download,
  "[data-downloads]": (control) => answers.unfold(control, control.closest(".foot").querySelector(".download-box")),
  "[data-feedback]": (control) => answers.unfold(control, control.closest(".foot").querySelector(".feedback-box")),
  "[data-remark]": remark,
  "[data-ask]": (control) => questions.fill(control.dataset.ask),
  "[data-next]": (control) => questions.send({ ask: [{ q: control.dataset.next }] }),
  "[data-edit]": (control) => {
    const question = control.closest(".question");
    questions.edit(question, (words) => talk.again(Number(question.dataset.place), words));
  },
  "[data-rows]": (control) => {
    control.previousElementSibling.querySelector("table").classList.remove("cut");
    control.remove();
  },
  "[data-sort]": (control) => sort(control.closest("th")),
  "[data-step]": (control) => step(Number(control.dataset.step)),
  "[data-stop]": questions.stop,
  "#clear": () => talk.fresh(),
  "a[href^='#']": () => {}, // a fragment would load a page again that has a query in its address
  ".unfold": (control) => answers.unfold(control, control.nextElementSibling),
};
const PRESSABLE = Object.keys(DOES).join(", ");

function onClick(event) {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("#question button.stop-button")) talk.stopped();
  const control = event.target.closest(PRESSABLE);
  if (!control) return;
  event.preventDefault();
  DOES[Object.keys(DOES).find((selector) => control.matches(selector))](control);
}

document.addEventListener("click", onClick, true);
document.addEventListener("change", (event) => {
  const line = event.target.matches?.("[data-plan]") && questions.lineOf(event.target);
  if (line) questions.send({ ask: [{ q: line }] });
});
// What is chosen already is replaced by what is written.
document.addEventListener("focusin", (event) => event.target.matches?.("#more-fields .container > .wrap input") && event.target.select());
document.addEventListener("toggle", (event) => event.target.matches?.("[data-compare]") && answers.showAllRows(event.target), true);
document.addEventListener("keydown", leaveList, true);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target instanceof Element && event.target.matches("[role=link]")) {
    event.preventDefault(); // else the key would press what the reader puts the focus on
    event.target.dispatchEvent(new MouseEvent("click", { bubbles: true })); // a mark of a chart has no click()
  }
  if (event.key === "Escape" && reader.isOpen()) {
    event.preventDefault();
    reader.close();
  }
});
window.addEventListener("popstate", (event) => talk.moved(event.state));

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

// Gradio calls the examples a list, whose items they are not.
function nameExamples() {
  const examples = chat().querySelector(".examples[role=list]");
  examples?.setAttribute("role", "group");
  examples?.setAttribute("aria-label", "Questions to try");
}

// Gradio's own parts are dark by a class.
function dress() {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const put = () => {
    const chosen = document.documentElement.dataset.theme;
    document.body.classList.toggle("dark", chosen ? chosen === "dark" : system.matches);
  };
  new MutationObserver(put).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", put);
  put();
}

async function begin() {
  while (!(unsc.loaded && unsc.trigger && chat()?.querySelector("[role=log]") && document.querySelector("#question textarea"))) {
    await new Promise(requestAnimationFrame);
  }
  unsc.save = files.save;
  unsc.noted = noted;
  dress();
  nameExamples();
  follow();
  new MutationObserver(tellFolds).observe(document.getElementById("limits"), { childList: true, subtree: true, attributeFilter: ["class"] });
  tellFolds();
  const dialog = document.getElementById("chats");
  const opened = attachShelf(dialog, chats, {
    open: (id) => talk.open(id),
    gone: (id) => id === talk.id && (talk.id = null),
    current: () => talk.id,
  });
  document.getElementById("chats-open").addEventListener("click", opened);
  document.querySelector("#question textarea").dataset.press = "q";
  keys.attach();
  const isHeld = first.handOver(document.getElementById("first"), questions.fill);
  if (!talk.begin()) delete opening.opening;
  document.documentElement.dataset.window = "ready"; // from here on the chat is seen, and a key press heard
  // On a small screen the focus would open the keyboard over the page.
  if (reader.wide.matches || isHeld) document.querySelector("#question textarea").focus({ preventScroll: true });
}

theme.attach(document.getElementById("theme"), document.documentElement, storage());
leaving.attach();
first.attach(document.getElementById("first"), () => "opening" in opening);
begin();
