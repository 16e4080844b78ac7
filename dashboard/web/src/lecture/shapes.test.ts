import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mood, Shares } from "../api";
import { edges, gaps, layout, shareArea } from "./shapes";

const SHARES: Shares = { angry: 0.1, disgust: 0, fear: 0, happy: 0.5, sad: 0.2, surprise: 0, neutral: 0.2 };

const mood = (second: number): Mood =>
  ({
    from: new Date(second * 1000).toISOString(),
    to: new Date((second + 10) * 1000).toISOString(),
    shares: SHARES,
  }) as Mood;

test("the chart takes the whole width unless labels stand beside it", () => {
  assert.equal(layout(900, 0).right, 892);
  assert.equal(layout(900, 84).right, 816);
});

test("areas are stacked in the order of the expressions and fill the whole", () => {
  assert.deepEqual(edges(SHARES, "angry"), [0, 0.1]);
  assert.deepEqual(edges(SHARES, "happy"), [0.1, 0.6]);
  assert.equal(edges(SHARES, "neutral")[1], 1);
});

test("nothing is drawn across a gap", () => {
  const moods = [mood(0), mood(10), mood(40)];
  const pieces = shareArea(moods, "happy", (x) => x / 1000, (y) => y).split("M").filter(Boolean);
  assert.equal(pieces.length, 2);
  assert.match(pieces[0]!, /^0,/);
  assert.match(pieces[1]!, /^40,/);
});

test("gaps are before, between and, once a window long, after the moods", () => {
  const moods = [mood(10), mood(40)];
  assert.deepEqual(gaps(moods, 0, 55_000), [[0, 10_000], [20_000, 40_000]]);
  assert.deepEqual(gaps(moods, 10_000, 70_000), [[20_000, 40_000], [50_000, 70_000]]);
  assert.deepEqual(gaps([], 0, 9_000), [[0, 9_000]]);
});
