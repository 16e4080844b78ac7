import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, longDuration, percent } from "./format";

test("a small share is not called nothing", () => {
  assert.deepEqual([0, 0.004, 0.774, 1].map(percent), ["0 %", "< 1 %", "77 %", "100 %"]);
});

test("lengths of time read as words", () => {
  const minute = 60_000;
  assert.deepEqual([41_000, 2 * minute, 167_000, 12 * minute, 65 * minute].map(duration), ["41 s", "2 min", "2 min 47 s", "12 min", "1 h 05 min"]);
});

test("a long time is said in the largest unit of which there are two", () => {
  assert.deepEqual([1, 90, 600, 18_000, 259_200, 94_608_000].map(longDuration), ["1 second", "90 seconds", "10 minutes", "5 hours", "3 days", "3 years"]);
});
