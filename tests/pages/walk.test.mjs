import assert from "node:assert/strict";
import { test } from "node:test";
import { step } from "../../assistant/pages/search/walk.js";

test("a walk begins at an end and stays at the other", () => {
  assert.equal(step(-1, 3, 1), 0);
  assert.equal(step(-1, 3, -1), 2);
  assert.equal(step(2, 3, 1), 2);
  assert.equal(step(0, 3, -1), 0);
  assert.equal(step(-1, 0, 1), -1);
});
