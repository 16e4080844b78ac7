import assert from "node:assert/strict";
import { test } from "node:test";
import type { Shares } from "../api";
import { looksSentence, readSentence } from "./mood";

const NONE: Shares = { angry: 0, disgust: 0, fear: 0, happy: 0, sad: 0, surprise: 0, neutral: 0 };
const looks = (shares: Partial<Shares>) => looksSentence({ ...NONE, ...shares }).replaceAll("\u00a0", " ");

test("a mood reads as the sentence that the API has in English", () => {
  assert.equal(looks({ happy: 0.77, neutral: 0.15, sad: 0.08 }), "Most visible expressions look happy (77 %), some neutral (15 %).");
  assert.equal(looks({ angry: 0.95, sad: 0.05 }), "Most visible expressions look angry (95 %).");
  assert.equal(looks({ surprise: 1 }), "All visible expressions look surprised.");
  assert.equal(looks({ fear: 0.4, disgust: 0.35, sad: 0.25 }), "Visible expressions differ: fearful (40 %), disgusted (35 %), sad (25 %).");
  assert.equal(looks({}), "No visible expression stands out.");
});

test("it says how many could be read", () => {
  assert.equal(readSentence({ readable: 24.4, participants: 25 }), "24 of 25 participants could be read.");
  assert.equal(readSentence({ readable: 1, participants: 1 }), "1 of 1 participant could be read.");
  assert.equal(readSentence({ readable: 7, participants: 5 }), "7 of 7 participants could be read.");
});
