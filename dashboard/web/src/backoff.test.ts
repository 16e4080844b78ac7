import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff } from "./backoff";

test("waits double up to ten seconds", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 50].map((tries) => backoff(tries, 0)), [500, 1000, 2000, 4000, 8000, 10000, 10000]);
});

test("chance shortens a wait by at most a quarter", () => {
  assert.equal(backoff(1, 1), 750);
});
