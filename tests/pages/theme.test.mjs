import assert from "node:assert/strict";
import { test } from "node:test";
import { known, next } from "../../assistant/pages/frame/theme.js";

test("the first press changes what is seen, and three come round", () => {
  for (const dark of [true, false]) {
    const first = next("", dark);
    assert.equal(first, dark ? "light" : "dark");
    assert.equal(next(next(first, dark), dark), "");
  }
});

test("what is stored and no theme is the theme of the system", () => {
  assert.equal(known("dark"), "dark");
  assert.equal(known("<script>"), "");
  assert.equal(known(null), "");
});
