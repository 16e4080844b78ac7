import assert from "node:assert/strict";
import { test } from "node:test";
import { fit } from "./picture";

test("the longest side is made to fit and the shape is kept", () => {
  assert.deepEqual(fit({ width: 4000, height: 3000 }, 1280), { width: 1280, height: 960 });
  assert.deepEqual(fit({ width: 3000, height: 4000 }, 1280), { width: 960, height: 1280 });
});

test("a small picture stays as it is", () => {
  assert.deepEqual(fit({ width: 320, height: 240 }, 640), { width: 320, height: 240 });
});

test("a very thin picture keeps a pixel", () => {
  assert.deepEqual(fit({ width: 10000, height: 2 }, 1280), { width: 1280, height: 1 });
});
