import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import type { ApiError } from "../api";
import { listen, type LiveHandlers } from "./live";

/** A stream that does what a test says. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeSource[] = [];
  readyState = 1;

  constructor(readonly url: string) {
    super();
    FakeSource.opened.push(this);
  }

  say(name: string): void {
    this.dispatchEvent(Object.assign(new Event(name), { data: "{}" }));
  }

  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
}

const nothing = () => undefined;
const HANDLERS: LiveHandlers = { lecture: nothing, mood: nothing, attention: nothing, "attention-all": nothing, note: nothing, source: nothing, health: nothing, ready: nothing };

let errors: ApiError[] = [];
let lost = 0;

/** Listens, is refused, and lets the server answer the question why with that status. */
async function refuse(status: number): Promise<void> {
  const answer = Response.json({ type: "about:blank", title: "no", status }, { status });
  const fetched = mock.method(globalThis, "fetch", async () => answer);
  listen("a b", HANDLERS, () => lost++, (error) => errors.push(error));
  const refusedSource = FakeSource.opened[0]!;
  refusedSource.close(); // the browser has given up
  refusedSource.dispatchEvent(new Event("error"));
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(fetched.mock.calls[0]?.arguments[0], "/api/lectures/a%20b");
  mock.timers.tick(10_000);
}

/** Lets seconds pass. */
function pass(seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    now += 1000;
    mock.timers.tick(1000);
  }
}

let now = 0;

beforeEach(() => {
  mock.restoreAll();
  now = 0;
  mock.method(performance, "now", () => now);
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, { EventSource: FakeSource });
  FakeSource.opened = [];
  errors = [];
  lost = 0;
});

for (const status of [401, 403]) {
  test(`a listener whose rights have ended (${status}) hears so and does not try again`, async () => {
    await refuse(status);
    assert.deepEqual(errors.map((error) => error.status), [status]);
    assert.equal(FakeSource.opened.length, 1);
    assert.equal(lost, 1);
  });
}

for (const status of [200, 404, 503]) {
  test(`any other refusal (${status}) is tried again`, async () => {
    await refuse(status);
    assert.deepEqual(errors, []);
    assert.equal(FakeSource.opened.length, 2);
  });
}

test("a stream that says nothing for eight seconds is lost; dead connections are dropped, and another one is opened by the same page", async () => {
  const dropped = mock.method(globalThis, "fetch", async () => new Response(null));
  listen("a", HANDLERS, () => lost++, (error) => errors.push(error));
  FakeSource.opened[0]!.say("ready");
  pass(7);
  assert.equal(lost, 0);
  pass(2);
  assert.equal(lost, 1);
  assert.equal(FakeSource.opened[0]!.readyState, FakeSource.CLOSED);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(dropped.mock.callCount(), 6);
  pass(1);
  assert.equal(FakeSource.opened.length, 2);
  assert.match(FakeSource.opened[1]!.url, /live\?page=\w+$/);
  assert.equal(FakeSource.opened[1]!.url, FakeSource.opened[0]!.url);
});

for (const name of ["ping", "health"]) {
  test(`an event ${name} every three seconds keeps the stream open`, () => {
    listen("a", HANDLERS, () => lost++, (error) => errors.push(error));
    for (let word = 0; word < 20; word++) {
      pass(3);
      FakeSource.opened[0]!.say(name);
    }
    assert.equal(lost, 0);
    assert.equal(FakeSource.opened.length, 1);
  });
}

test("a stream that cannot be opened because nothing answers is given up and tried again, less and less often", async () => {
  mock.method(globalThis, "fetch", async () => Promise.reject(new Error("no answer")));
  listen("a", HANDLERS, () => lost++, (error) => errors.push(error));
  for (let second = 0; second < 60; second++) {
    pass(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(FakeSource.opened.length >= 4 && FakeSource.opened.length <= 7, `${FakeSource.opened.length}`);
  assert.equal(FakeSource.opened.filter(({ readyState }) => readyState !== FakeSource.CLOSED).length <= 1, true);
});
