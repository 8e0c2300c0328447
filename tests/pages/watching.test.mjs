import assert from "node:assert/strict";
import { test } from "node:test";
import { after } from "../../assistant/pages/corpus/watching.js";

test("what a loaded part says of the work", () => {
  assert.equal(after(null), "nothing");
  assert.equal(after({ hasAttribute: () => true }), "goes on");
  assert.equal(after({ hasAttribute: () => false }), "over");
});
