import assert from "node:assert/strict";
import { test } from "node:test";
import { panned, revealed, View, zoomed } from "./view";

const MINUTE = 60_000;
const whole = { from: 0, to: 60 * MINUTE };

test("zooming keeps the instant under the pointer where it is", () => {
  assert.deepEqual(zoomed(whole, whole, 2, 15 * MINUTE), { from: 7.5 * MINUTE, to: 37.5 * MINUTE });
  assert.deepEqual(zoomed(whole, whole, 2, 0), { from: 0, to: 30 * MINUTE });
});

test("nobody zooms out of the lecture, nor into less than a minute", () => {
  assert.equal(zoomed({ from: 0, to: 30 * MINUTE }, whole, 0.5, 0), null);
  assert.deepEqual(zoomed(whole, whole, 1000, 60 * MINUTE), { from: 59 * MINUTE, to: 60 * MINUTE });
  assert.equal(zoomed({ from: 0, to: MINUTE }, { from: 0, to: MINUTE }, 2, 0), null);
});

test("a span is moved as far as the lecture goes", () => {
  const span = { from: 10 * MINUTE, to: 20 * MINUTE };
  assert.deepEqual(panned(span, whole, -15 * MINUTE), { from: 0, to: 10 * MINUTE });
  assert.deepEqual(panned(span, whole, 100 * MINUTE), { from: 50 * MINUTE, to: 60 * MINUTE });
  assert.deepEqual(revealed(span, whole, { from: 21 * MINUTE, to: 22 * MINUTE }), { from: 12 * MINUTE, to: 22 * MINUTE });
  assert.deepEqual(revealed(span, whole, { from: 12 * MINUTE, to: 13 * MINUTE }), span);
});

test("a span that ends now follows the lecture, another one stays", () => {
  const view = new View();
  view.of(whole);
  view.zoom(6, 60 * MINUTE);
  assert.deepEqual(view.of({ from: 0, to: 61 * MINUTE }), { from: 51 * MINUTE, to: 61 * MINUTE });
  view.pan(-1);
  assert.deepEqual(view.of({ from: 0, to: 62 * MINUTE }), { from: 41 * MINUTE, to: 51 * MINUTE });
  view.showAll();
  assert.equal(view.isWhole, true);
});
