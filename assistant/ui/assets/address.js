// The address of a chat: its questions, the day they are asked as of, and the limits. `/?q=…&q=…&as_of=…&topic=…`

export const LIMITS = ["year_from", "year_to", "resolution", "kind", "verb", "body", "topic", "chapter_vii", "in_force"];
const MOST = 4; // questions in an address: those before the last one say what it follows
const LONGEST = 6000; // characters of an address, as it is written
const LONGEST_QUESTION = 4000;
const LONGEST_VALUE = 300;

/** A question with its day and limits, of nothing but text; null where it is none. */
export function asked(value) {
  const question = text(value?.q, LONGEST_QUESTION).trim();
  if (!question) return null;
  const limits = {};
  for (const name of LIMITS) {
    const given = text(value.limits?.[name], LONGEST_VALUE).trim();
    if (given) limits[name] = given;
  }
  return { q: question, as_of: text(value.as_of, LONGEST_VALUE).trim(), limits };
}

/** What follows the path: the last question, those before it that were asked under the same day and limits, and these. */
export function addressOf(turns) {
  const last = turns.at(-1);
  if (!last) return "";
  let kept = [];
  for (const turn of turns.slice(-MOST).reverse()) {
    if (!sameScope(turn, last)) break;
    const more = [turn, ...kept];
    if (kept.length && written(more).length > LONGEST) break;
    kept = more;
  }
  return written(kept);
}

function written(turns) {
  const { as_of, limits } = turns.at(-1);
  const pairs = turns.map((turn) => ["q", turn.q]);
  if (as_of) pairs.push(["as_of", as_of]);
  for (const name of LIMITS) if (limits[name]) pairs.push([name, limits[name]]);
  return `?${new URLSearchParams(pairs)}`;
}

function sameScope(one, other) {
  return one.as_of === other.as_of && LIMITS.every((name) => (one.limits[name] ?? "") === (other.limits[name] ?? ""));
}

/** What an address asks: `ask`, its questions, and `draft`, one that waits for the reader, or null. */
export function readAddress(search) {
  const given = new URLSearchParams(search);
  const limits = Object.fromEntries(LIMITS.map((name) => [name, given.get(name) ?? ""]));
  const as_of = given.get("as_of") ?? "";
  const ask = given.getAll("q").slice(-MOST).map((q) => asked({ q, as_of, limits })).filter(Boolean);
  return { ask, draft: asked({ q: given.get("draft"), as_of, limits }) };
}

export function text(value, most) {
  return typeof value === "string" ? value.slice(0, most) : "";
}
