import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, placeOf } from "../../assistant/pages/resolution/address.js";

const places = ["pp1", "op1", "op1(a)", "A/op4", "B/op4", "A/op5", "annexB", "annexB/5"];

test("a fragment names a place, encoded or not", () => {
  assert.equal(placeOf("op1", places), "op1");
  assert.equal(placeOf("op1%28a%29", places), "op1(a)");
  assert.equal(placeOf("annexB/5", places), "annexB/5");
  assert.equal(placeOf("%", places), "");
});

test("what leaves the part open finds the paragraph in the only part that has it", () => {
  assert.equal(placeOf("op5", places), "A/op5");
  assert.equal(placeOf("op4", places), "");
});

test("a point that is not there leads to its paragraph", () => {
  assert.equal(placeOf("op1(a)(ii)", places), "op1(a)");
  assert.equal(placeOf("op1(b)", places), "op1");
  assert.equal(placeOf("op9", places), "");
});

test("a card stays in view", () => {
  const view = { width: 390, height: 800, x: 0, y: 1000 };
  const card = { width: 300, height: 100 };
  assert.deepEqual(beside({ left: 350, top: 100, bottom: 120 }, card, view), { left: 82, top: 1126 });
  assert.deepEqual(beside({ left: 20, top: 760, bottom: 780 }, card, view), { left: 20, top: 1654 });
});
