import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Watchdog } from "./watchdog";

let now = 0;
let silences = 0;
let watchdog = new Watchdog(() => undefined);

/** Lets seconds pass. */
function pass(seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    now += 1000;
    mock.timers.tick(1000);
  }
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  now = silences = 0;
  watchdog = new Watchdog(
    () => silences++,
    () => now,
  );
  watchdog.start();
});

test("eight seconds without a word are a lost connection, which is said once", () => {
  pass(7);
  assert.equal(silences, 0);
  pass(2);
  assert.equal(silences, 1);
  pass(60);
  assert.equal(silences, 1);
});

test("a word every three seconds keeps it quiet", () => {
  for (let word = 0; word < 20; word++) {
    pass(3);
    watchdog.heard();
  }
  assert.equal(silences, 0);
});

test("a connection that never says anything is lost, too, and each start counts anew", () => {
  pass(20);
  watchdog.start();
  pass(20);
  assert.equal(silences, 2);
});

test("a page that has slept first takes what has arrived meanwhile", () => {
  pass(2);
  now += 3_600_000;
  mock.timers.tick(1000);
  assert.equal(silences, 0);
  watchdog.heard();
  pass(7);
  assert.equal(silences, 0);
});

test("a page that has slept notices a connection that died meanwhile", () => {
  now += 3_600_000;
  mock.timers.tick(1000);
  pass(1);
  assert.equal(silences, 1);
});

test("nothing is said after it is stopped", () => {
  pass(7);
  watchdog.stop();
  pass(60);
  assert.equal(silences, 0);
});
