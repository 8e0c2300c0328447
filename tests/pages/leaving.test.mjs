import assert from "node:assert/strict";
import { test } from "node:test";
import { leads } from "../../assistant/pages/frame/leaving.js";

const HERE = "http://127.0.0.1:7860/search?q=buoys";
const PRESS = { button: 0 };
const link = (href, more = {}) => ({ href, target: "", hasAttribute: (name) => name in more, ...more });

test("a link to another page of ours leads away", () => {
  assert.equal(leads(link("http://127.0.0.1:7860/corpus"), PRESS, HERE), true);
  assert.equal(leads(link("http://127.0.0.1:7860/search?q=buoys&page=2"), PRESS, HERE), true);
});

test("places on this page, files, other tabs and other sites do not", () => {
  assert.equal(leads(link(`${HERE}#facets`), PRESS, HERE), false);
  assert.equal(leads(link("http://127.0.0.1:7860/search.csv", { download: "" }), PRESS, HERE), false);
  assert.equal(leads(link("http://127.0.0.1:7860/corpus", { target: "_blank" }), PRESS, HERE), false);
  assert.equal(leads(link("https://example.org/"), PRESS, HERE), false);
  assert.equal(leads(link("http://127.0.0.1:7860/corpus"), { button: 0, ctrlKey: true }, HERE), false);
  assert.equal(leads(null, PRESS, HERE), false);
});
