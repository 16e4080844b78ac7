import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../api";
import { deletionCommand, followed, type Clock, type Deletion } from "./deletion";

const deletion = (members: Partial<Deletion>): Deletion => ({ lecture: "a", left: 10, failed: false, kept: [], ...members });

const refused = (status: number) => new ApiError(status, { type: "about:blank", title: "", status });

/** A time that passes only while somebody waits. */
function clock(): Clock {
  let now = 0;
  return { now: () => now, wait: async (milliseconds) => void (now += milliseconds) };
}

/** Gives one answer after the other, and the last one for ever. */
function answers(...all: (Deletion | ApiError)[]): () => Promise<Deletion> {
  let next = 0;
  return async () => {
    const answer = all[Math.min(next++, all.length - 1)]!;
    if (answer instanceof ApiError) throw answer;
    return answer;
  };
}

test("a deletion is followed until nothing is left", async () => {
  const look = answers(deletion({ left: 5 }), deletion({ left: 0 }));
  assert.deepEqual(await followed(deletion({}), look, clock()), deletion({ left: 0 }));
});

test("a deletion that was given up has failed", async () => {
  const look = answers(deletion({ left: 5, failed: true }));
  assert.ok((await followed(deletion({}), look, clock())).failed);
});

for (const status of [0, 404, 503]) {
  test(`a deletion goes on while the server answers ${status} for a moment`, async () => {
    const look = answers(refused(status), refused(status), deletion({ left: 0 }));
    assert.deepEqual(await followed(deletion({}), look, clock()), deletion({ left: 0 }));
  });

  test(`a deletion of which nothing but ${status} is heard for long has failed`, async () => {
    const { left, failed } = await followed(deletion({}), answers(deletion({ left: 5 }), refused(status)), clock());
    assert.deepEqual({ left, failed }, { left: 5, failed: true });
  });
}

test("who may no longer ask for a deletion is told so", async () => {
  await assert.rejects(followed(deletion({}), answers(refused(401)), clock()), refused(401));
});

test("the command that deletes recordings, too, is one that moodstream has", () => {
  assert.equal(deletionCommand("algebra"), "./moodstream lecture delete algebra --delete-recording FILE --yes");
});
