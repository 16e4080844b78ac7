import assert from "node:assert/strict";
import { test } from "node:test";
import { EXPRESSIONS } from "../expressions";
import { bar, barSeconds, PIECES } from "./pieces";

const bars = [0, 1, 2, 3, 4, 5, 6, 7];

test("each expression has a piece of its own: tempo, key or mode, players and notes differ", () => {
  const notes = EXPRESSIONS.map((expression) => JSON.stringify(bars.map((index) => bar(PIECES[expression], index))));
  assert.equal(new Set(notes).size, EXPRESSIONS.length);
  assert.equal(new Set(EXPRESSIONS.map((expression) => PIECES[expression].tempo)).size, EXPRESSIONS.length);
  assert.equal(new Set(EXPRESSIONS.map((expression) => JSON.stringify(PIECES[expression].players))).size, EXPRESSIONS.length);
});

test("a piece stays the same piece and is not the same bar again and again", () => {
  for (const piece of Object.values(PIECES)) {
    assert.deepEqual(bar(piece, 3), bar(piece, 3));
    assert.ok(new Set(bars.map((index) => JSON.stringify(bar(piece, index).filter(({ voice }) => voice === "tune")))).size > 4);
  }
});

test("notes are in the mode, within their bar and in an audible range", () => {
  for (const piece of Object.values(PIECES)) {
    assert.ok(barSeconds(piece) > 1 && barSeconds(piece) < 5);
    for (const { voice, at, pitch, loud } of bars.flatMap((index) => bar(piece, index))) {
      assert.ok(at >= 0 && at < piece.beats);
      assert.ok(loud > 0 && loud <= 1);
      assert.ok(pitch >= 24 && pitch <= 100, `${piece.genre}: ${voice} ${pitch}`);
      if (["chords", "tune", "bass"].includes(voice)) assert.ok(piece.mode.includes((((pitch - piece.root) % 12) + 12) % 12));
    }
  }
});
