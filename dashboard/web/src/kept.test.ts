import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { askKept, keptWords } from "./kept";

test("what is kept is said as the server has it, dead letters too", () => {
  const words = keptWords({ frames: 600, faces: 18_000, deadLetters: 259_200 });
  assert.match(words, /^Pictures are kept 10 minutes, the faces cut out of them 5 hours, .*dead letter\) 3 days\./);
});

test("what is never deleted is said, too", () => {
  assert.match(keptWords({ frames: null, faces: 90, deadLetters: 1 }), /kept for ever, .* 90 seconds, .* 1 second\./);
});

test("a server that does not say is said to", async () => {
  mock.method(globalThis, "fetch", async () => new Response("", { status: 503 }));
  assert.match(await askKept(), /cannot say/);
});
