import assert from "node:assert/strict";
import { test } from "node:test";
import { nextTab } from "./tabs";

test("arrows go round, Home and End to the ends", () => {
  assert.equal(nextTab("ArrowRight", 3, 4), 0);
  assert.equal(nextTab("ArrowLeft", 0, 4), 3);
  assert.equal(nextTab("Home", 2, 4), 0);
  assert.equal(nextTab("End", 1, 4), 3);
  assert.equal(nextTab("x", 1, 4), null);
});
