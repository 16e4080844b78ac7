import assert from "node:assert/strict";
import { test } from "node:test";
import type { SeenFace } from "../api";
import { HEIGHT, placeLabels, type Labelling, type Level } from "./labels";

const grid = (side: number): SeenFace[] =>
  Array.from({ length: side * side }, (_, index) => ({
    track: index + 1,
    x: ((index % side) + 0.3) / side,
    y: (Math.floor(index / side) + 0.2) / side,
    width: 0.4 / side,
    height: 0.6 / side,
    emotion: "surprise",
    confidence: 0.82,
    readable: true,
  }));

const text = (face: SeenFace, level: Level): string =>
  level === "full" ? `${face.track} surprised 82 %` : level === "word" ? `${face.track} surprised` : String(face.track);

const free = ({ labels }: Labelling): boolean =>
  labels.every((a, i) => labels.every((b, j) => i === j || a.x + a.width <= b.x || b.x + b.width <= a.x || Math.abs(a.y - b.y) >= HEIGHT));

test("few faces get their whole label, many as much as there is room for", () => {
  assert.equal(placeLabels(grid(2), { width: 800, height: 450 }, text).level, "full");
  assert.equal(placeLabels(grid(7), { width: 700, height: 394 }, text).level, "word");
  assert.equal(placeLabels(grid(7), { width: 340, height: 191 }, text).level, "number");
});

test("the labels of 49 faces never hide each other", () => {
  for (const width of [300, 340, 500, 800, 1200]) {
    assert.ok(free(placeLabels(grid(7), { width, height: (width * 9) / 16 }, text)), String(width));
  }
});

test("labels stay at the stage, and faces above each other give way", () => {
  const [one] = grid(1);
  const low = { ...one!, y: 0.8, height: 0.2 };
  const label = placeLabels([low], { width: 300, height: 100 }, text).labels[0]!;
  assert.ok(label.y <= 101);
  const stacked = [low, { ...low, track: 2, y: 0.79 }];
  assert.ok(free(placeLabels(stacked, { width: 300, height: 100 }, text)));
});
