import assert from "node:assert/strict";
import { test } from "node:test";
import { cameraWords } from "./camera";

test("each reason for a missing camera says what to do", () => {
  assert.match(cameraWords("NotAllowedError"), /Allow it/);
  assert.match(cameraWords("NotFoundError"), /Connect one/);
  assert.match(cameraWords("NotReadableError"), /another program/);
  assert.match(cameraWords("SomethingNew"), /Try again/);
});
