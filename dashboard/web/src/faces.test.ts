import assert from "node:assert/strict";
import { test } from "node:test";
import type { Face, Shares } from "./api";
import { EXPRESSIONS, type Expression } from "./expressions";
import { faceLabel, faceSentence, faceWord, majoritySentence, readingOrder } from "./faces";

const shares = (some: Partial<Shares>): Shares =>
  Object.fromEntries(EXPRESSIONS.map((expression) => [expression, some[expression] ?? 0])) as Shares;

const face = (emotion: Expression, confidence: number, readable = true, some: Partial<Shares> = {}): Face => ({
  track: 0,
  box: { x: 0, y: 0, width: 1, height: 1 },
  emotion,
  confidence,
  readable,
  bystander: false,
  probabilities: shares({ [emotion]: confidence, ...some }),
});

test("a label is the expression and how sure the model is", () => {
  assert.equal(faceLabel(face("surprise", 0.816)), "surprised 82 %");
  assert.equal(faceLabel(face("surprise", 0.2, false)), "not readable");
  assert.equal(faceWord(face("surprise", 0.816)), "surprised");
});

test("whoever is not the main face of a user's source is a bystander", () => {
  assert.equal(faceLabel({ ...face("happy", 0.9), bystander: true }), "bystander");
});

test("faces are numbered row by row from the top left", () => {
  const at = (x: number, y: number): Face => ({ ...face("happy", 0.9), box: { x, y, width: 0.1, height: 0.1 } });
  const [topLeft, topRight, below] = [at(0.1, 0.12), at(0.8, 0.1), at(0.05, 0.5)];
  assert.deepEqual(readingOrder([below, topRight, topLeft]), [topLeft, topRight, below]);
});

test("a face that could be two things is said to be", () => {
  assert.equal(faceSentence(face("happy", 0.9)), "This face looks happy (90 %).");
  assert.equal(
    faceSentence(face("sad", 0.45, true, { neutral: 0.35, angry: 0.1 })),
    "This face looks sad (45 %), or perhaps neutral (35 %).",
  );
  assert.match(faceSentence(face("sad", 0.2, false)), /cannot be read/);
});

test("the majority in a sentence", () => {
  const happy = face("happy", 0.9);
  const sad = face("sad", 0.9);
  const unread = face("fear", 0.2, false);
  assert.equal(majoritySentence([], null), "No face was found.");
  assert.equal(majoritySentence([unread], null), "The face could not be read.");
  assert.equal(majoritySentence([unread, unread], null), "None of the 2 faces could be read.");
  assert.equal(majoritySentence([happy], "happy"), "The face looks happy.");
  assert.equal(majoritySentence([happy, happy, sad, unread], "happy"), "Most faces look happy: 2 of 3; 1 more could not be read.");
  assert.equal(majoritySentence([happy, sad], "happy"), "Happy is seen most often: 1 of 2.");
});
