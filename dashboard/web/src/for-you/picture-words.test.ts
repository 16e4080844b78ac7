import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../api";
import { PictureError } from "../picture";
import { pictureWords } from "./picture-words";

const words = (status: number, detail = "x", after: number | null = null) =>
  pictureWords(new ApiError(status, { type: "about:blank", title: "", status, detail }, after));

test("each refusal is in plain words", () => {
  assert.match(words(413), /too large/);
  assert.match(words(415), /cannot read/);
  assert.equal(words(422, "corrupt-jpeg: cannot decode"), "This picture could not be processed. Try another one.");
  assert.match(words(503), /not reachable/);
  assert.match(words(429, "x", 7), /7 s/);
  assert.match(words(504), /in time/);
  assert.match(words(0), /cannot be reached/);
  assert.equal(words(500, "disk full"), "The server could not process the picture. Try again in a minute.");
});

test("a file that is no picture is said to be none", () => {
  assert.equal(pictureWords(new PictureError("no picture")), "no picture");
  assert.match(pictureWords(new TypeError("bug")), /went wrong/);
});
