import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { askMeetingKept, askPhotosKept, askSeatKept } from "./kept";

const DAY = 86_400;
const KEPT = {
  frames: 18_000,
  faces: 18_000,
  emotions: 21_600,
  photos: 600,
  photoFaces: 1_200,
  photoEmotions: 1_800,
  deadLetters: 3 * DAY,
  attention: 7 * DAY,
  recommendations: 14 * DAY,
  consents: 3 * 365 * DAY,
};

const LECTURE =
  "Pictures are kept for 5 hours, the faces cut out of them for 5 hours, and what each visible expression was guessed to look like for 6 hours." +
  " A picture or face that could not be processed is kept for 3 days. Deletion can take a little longer.";

const serve = (kept: object) => mock.method(globalThis, "fetch", async () => Response.json(kept));

test("what is kept of a meeting is said as the server has it, dead letters and hints too", async () => {
  serve(KEPT);
  assert.equal(
    await askMeetingKept(),
    `${LECTURE} Hints for attention are kept for 7 days.`,
  );
});

test("whoever joins reads how long all results and the consent are kept", async () => {
  serve(KEPT);
  assert.equal(
    await askSeatKept(),
    `${LECTURE} Hints for attention are kept for 7 days, recommendations for 14 days, and when you agreed and when you withdrew for 3 years.`,
  );
});

test("what is never deleted is said, too", async () => {
  serve({ ...KEPT, frames: null, faces: 90, consents: null });
  assert.match(await askSeatKept(), /kept for ever, .* for 90 seconds, .* when you withdrew for ever\.$/);
});

test("single pictures are kept for a time of their own, and what is recommended for one for longer", async () => {
  serve(KEPT);
  assert.match(
    await askPhotosKept(),
    /^Pictures are kept for 10 minutes, the faces cut out of them for 20 minutes, .* for 30 minutes\. .* What is recommended, .*, is kept for 14 days\.$/,
  );
});

test("a server that does not know says so", async () => {
  mock.method(globalThis, "fetch", async () => new Response("", { status: 503 }));
  assert.match(await askSeatKept(), /cannot tell/);
});
