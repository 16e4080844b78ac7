import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { askKept, keptWords } from "./kept";

test("what is kept is said as the server has it, dead letters too", () => {
  const words = keptWords({ frames: 600, faces: 18_000, deadLetters: 259_200 });
  assert.match(words, /^Pictures are kept for 10 minutes, and the faces cut out of them for 5 hours\. .*could not be processed is kept for 3 days\./);
});

test("what is never deleted is said, too", () => {
  assert.match(keptWords({ frames: null, faces: 90, deadLetters: 1 }), /kept for ever, .* for 90 seconds\. .* for 1 second\./);
});

test("a server that does not know says so", async () => {
  mock.method(globalThis, "fetch", async () => new Response("", { status: 503 }));
  assert.match(await askKept(), /cannot tell/);
});
