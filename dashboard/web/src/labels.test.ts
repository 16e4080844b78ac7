import assert from "node:assert/strict";
import { test } from "node:test";
import { overlap, placeLabels, type Labelling, type Level, type Rect } from "./labels";

const WIDTH = 6.2;
const widthOf = (text: string) => text.length * WIDTH;

/** So many boxes in a square grid over the stage. */
const grid = (side: number, { width, height }: { width: number; height: number }): Rect[] =>
  Array.from({ length: side * side }, (_, index) => ({
    x: (((index % side) + 0.3) / side) * width,
    y: ((Math.floor(index / side) + 0.2) / side) * height,
    width: (0.4 / side) * width,
    height: (0.6 / side) * height,
  }));

const levels = (boxes: readonly Rect[]): Level[] =>
  [(n: number) => `${n} surprised 82 %`, (n: number) => `${n} surprised`, String].map((text) => ({ height: 15, texts: boxes.map((_, i) => text(i + 1)) }));

const place = (boxes: readonly Rect[], stage: { width: number; height: number }) => placeLabels(boxes, stage, levels(boxes), widthOf);

function isClean({ labels }: Labelling, stage: { width: number; height: number }): void {
  const shown = labels.filter((label) => label !== null);
  for (const [i, label] of shown.entries()) {
    for (const other of shown.slice(i + 1)) assert.ok(!overlap(label, other), `${label.text} and ${other.text}`);
    const inside = label.x >= 0 && label.y >= 0 && label.x + label.width <= stage.width + 0.01 && label.y + label.height <= stage.height + 0.01;
    assert.ok(inside, `${JSON.stringify(label)} in ${JSON.stringify(stage)}`);
  }
}

test("few faces get their whole label, many as much as there is room for", () => {
  const level = (side: number, width: number) => place(grid(side, { width, height: (width * 9) / 16 }), { width, height: (width * 9) / 16 }).level;
  assert.equal(level(2, 800), 0);
  assert.equal(level(7, 700), 1);
  assert.equal(level(7, 340), 2);
});

test("labels never hide each other and stay within the picture, wherever the faces are", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (const [count, width] of [[1, 300], [3, 320], [8, 340], [8, 640], [25, 360], [25, 1200], [49, 300], [49, 1200]] as const) {
    const stage = { width, height: (width * 9) / 16 };
    const size = () => stage.height * (0.05 + 0.4 * random());
    const boxes = Array.from({ length: count }, () => {
      const side = size();
      return { x: random() * (width - side), y: random() * (stage.height - side), width: side, height: side };
    });
    isClean(place(boxes, stage), stage);
    const regular = grid(Math.ceil(Math.sqrt(count)), stage);
    const placed = place(regular, stage);
    isClean(placed, stage);
    assert.ok(placed.labels.every((label) => label), `all of ${regular.length} at ${width}`);
  }
});

test("a label lies over no other face as long as there is room beside it", () => {
  const stage = { width: 800, height: 450 };
  const boxes = grid(5, stage);
  const { labels } = place(boxes, stage);
  for (const [index, label] of labels.entries()) {
    assert.ok(boxes.every((box, other) => other === index || !overlap(label!, box)), String(index));
  }
});

test("the last row's labels and those of faces that fill the picture are inside", () => {
  const stage = { width: 300, height: 200 };
  isClean(place([{ x: 100, y: 150, width: 60, height: 50 }], stage), stage);
  const filling = place([{ x: 0, y: 0, width: 300, height: 200 }], stage);
  isClean(filling, stage);
  assert.ok(filling.labels[0]);
});

test("a face without a text has no label, and where there is no room a label is left out", () => {
  const boxes = [{ x: 10, y: 20, width: 40, height: 40 }, { x: 12, y: 22, width: 40, height: 40 }];
  const silent = placeLabels(boxes, { width: 300, height: 200 }, [{ texts: ["happy", ""], height: 15 }], widthOf);
  assert.deepEqual(silent.labels.map((label) => label?.text ?? null), ["happy", null]);
  const tiny = placeLabels(boxes, { width: 40, height: 15 }, [{ texts: ["1", "2"], height: 15 }], widthOf);
  isClean(tiny, { width: 40, height: 15 });
});
