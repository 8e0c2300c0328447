import assert from "node:assert/strict";
import { test } from "node:test";
import { isWriting, reading } from "../../assistant/pages/frame/keys.js";

const COMMANDS = ["?", "/", "g s", "g c", "n"];

test("a key alone presses what it stands on", () => {
  assert.deepEqual(reading("/", "", COMMANDS), { pressed: "/" });
  assert.deepEqual(reading("x", "", COMMANDS), {});
});

test("the first key of a pair waits for its second", () => {
  assert.deepEqual(reading("g", "", COMMANDS), { pending: "g" });
  assert.deepEqual(reading("s", "g", COMMANDS), { pressed: "g s" });
  assert.deepEqual(reading("s", "", COMMANDS), {});
});

test("a second key that fits no pair is read alone", () => {
  assert.deepEqual(reading("n", "g", COMMANDS), { pressed: "n" });
  assert.deepEqual(reading("g", "g", COMMANDS), { pending: "g" });
});

test("keys belong to whoever is written into", () => {
  assert.equal(isWriting({ tagName: "INPUT", type: "search" }), true);
  assert.equal(isWriting({ tagName: "INPUT", type: "checkbox" }), false);
  assert.equal(isWriting({ tagName: "TEXTAREA" }), true);
  assert.equal(isWriting({ tagName: "A" }), false);
  assert.equal(isWriting(null), false);
});
