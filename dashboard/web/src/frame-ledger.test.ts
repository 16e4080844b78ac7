import assert from "node:assert/strict";
import { test } from "node:test";
import { FrameLedger, KEPT_LATENCIES } from "./frame-ledger";

test("results belong to frames in the order of sending", () => {
  const ledger = new FrameLedger();
  [100, 200, 300, 400].forEach((now) => ledger.send(now));
  ledger.accept(7);
  ledger.drop();
  ledger.refuse();
  ledger.accept(8);
  assert.equal(ledger.result(8), 400);
  assert.equal(ledger.result(7), 100);
  assert.deepEqual([ledger.sent, ledger.processed, ledger.dropped, ledger.refused], [4, 2, 1, 1]);
});

test("a result of an unknown frame counts and has no time", () => {
  const ledger = new FrameLedger();
  assert.equal(ledger.result(3), undefined);
  assert.equal(ledger.processed, 1);
});

test("a frame that is late counts as without a result", () => {
  const ledger = new FrameLedger();
  ledger.send(100);
  ledger.accept(7);
  ledger.giveUp(7);
  assert.deepEqual([ledger.processed, ledger.late], [0, 1]);
  assert.equal(ledger.result(7), undefined);
});

test("how long the oldest frame waits for a reply", () => {
  const ledger = new FrameLedger();
  assert.equal(ledger.waitingFor(50), 0);
  ledger.send(100);
  ledger.send(150);
  assert.equal(ledger.waitingFor(400), 300);
  ledger.accept(1);
  assert.equal(ledger.waitingFor(400), 250);
});

test("a lost socket's frames are without a result, and its counts stay", () => {
  const ledger = new FrameLedger();
  ledger.send(1);
  ledger.accept(1);
  ledger.send(2);
  ledger.forget();
  assert.equal(ledger.pending, 0);
  assert.equal(ledger.result(1), undefined);
  assert.equal(ledger.sent, 2);
  assert.equal(ledger.late, 2);
});

test("only the last latencies are kept", () => {
  const ledger = new FrameLedger();
  for (let i = 0; i < KEPT_LATENCIES + 5; i++) ledger.drawn(i);
  assert.equal(ledger.latencies.length, KEPT_LATENCIES);
  assert.equal(ledger.latencies[0], 5);
});
