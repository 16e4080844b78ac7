import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import type { ApiError } from "../api";
import { listen, type LiveHandlers } from "./live";

/** A stream that the server has refused, so that the browser has given up. */
class RefusedSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: RefusedSource[] = [];
  readonly readyState = RefusedSource.CLOSED;

  constructor(readonly url: string) {
    super();
    RefusedSource.opened.push(this);
  }

  close(): void {}
}

const nothing = () => undefined;
const HANDLERS: LiveHandlers = { lecture: nothing, mood: nothing, attention: nothing, health: nothing, ready: nothing };

let errors: ApiError[] = [];
let lost = 0;

/** Listens, is refused, and lets the server answer the question why with that status. */
async function refuse(status: number): Promise<void> {
  const answer = Response.json({ type: "about:blank", title: "no", status }, { status });
  const fetched = mock.method(globalThis, "fetch", async () => answer);
  listen("a b", HANDLERS, () => lost++, (error) => errors.push(error));
  RefusedSource.opened[0]!.dispatchEvent(new Event("error"));
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(fetched.mock.calls[0]?.arguments[0], "/api/lectures/a%20b");
  mock.timers.tick(10_000);
}

beforeEach(() => {
  mock.restoreAll();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, { EventSource: RefusedSource });
  RefusedSource.opened = [];
  errors = [];
  lost = 0;
});

for (const status of [401, 403]) {
  test(`a listener whose rights have ended (${status}) hears so and does not try again`, async () => {
    await refuse(status);
    assert.deepEqual(errors.map((error) => error.status), [status]);
    assert.equal(RefusedSource.opened.length, 1);
    assert.equal(lost, 1);
  });
}

for (const status of [200, 404, 503]) {
  test(`any other refusal (${status}) is tried again`, async () => {
    await refuse(status);
    assert.deepEqual(errors, []);
    assert.equal(RefusedSource.opened.length, 2);
  });
}
