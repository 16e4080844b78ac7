import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { askKept, askPhotosKept, keptWords } from "./kept";

test("what is kept is said as the server has it, dead letters too", () => {
  const words = keptWords(600, 18_000, 259_200);
  assert.match(words, /^Pictures are kept for 10 minutes, and the faces cut out of them for 5 hours\. .*could not be processed is kept for 3 days\./);
});

test("what is never deleted is said, too", () => {
  assert.match(keptWords(null, 90, 1), /kept for ever, .* for 90 seconds\. .* for 1 second\./);
});

test("single pictures are kept for a time of their own", async () => {
  const kept = { frames: 18_000, faces: 18_000, photos: 600, photoFaces: 1_200, deadLetters: 259_200 };
  mock.method(globalThis, "fetch", async () => new Response(JSON.stringify(kept)));
  assert.match(await askPhotosKept(), /^Pictures are kept for 10 minutes, and the faces cut out of them for 20 minutes\./);
  assert.match(await askKept(), /^Pictures are kept for 5 hours/);
});

test("a server that does not know says so", async () => {
  mock.method(globalThis, "fetch", async () => new Response("", { status: 503 }));
  assert.match(await askKept(), /cannot tell/);
});
