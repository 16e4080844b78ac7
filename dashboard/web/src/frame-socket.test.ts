import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { FrameSocket, type SocketState } from "./frame-socket";

/** A socket that does what a test says. */
class FakeSocket {
  static readonly OPEN = 1;
  static opened: FakeSocket[] = [];
  readyState = FakeSocket.OPEN;
  bufferedAmount = 0;
  closedWith: number | undefined;
  onmessage: (event: { data: string }) => void = () => undefined;
  onclose: (event: { reason: string }) => void = () => undefined;

  constructor(readonly url: string) {
    FakeSocket.opened.push(this);
  }

  say(type: string): void {
    this.onmessage({ data: JSON.stringify({ type }) });
  }

  send(): void {}

  close(code?: number): void {
    this.closedWith = code;
  }
}

let now = 0;
let states: SocketState[] = [];
let joined = 0;
/** Whose seat joining again returns. */
let user = "u-1";
const listener = { state: (state: SocketState) => void states.push(state), message: () => undefined };
const names = () => states.map(({ name }) => name);

/** Lets seconds pass. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    now += 1000;
    mock.timers.tick(1000);
    await new Promise((resolve) => setImmediate(resolve)); // joining is asynchronous
  }
}

beforeEach(() => {
  mock.restoreAll();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  now = joined = 0;
  user = "u-1";
  mock.method(performance, "now", () => now);
  mock.method(globalThis, "fetch", async (_address: string, init: RequestInit) => {
    if (init.method === "POST") joined++;
    return Response.json({ user });
  });
  Object.assign(globalThis, { WebSocket: FakeSocket, window: globalThis, location: { protocol: "http:", host: "here" } });
  FakeSocket.opened = [];
  states = [];
});

test("a socket that connects as something else does not leave", () => {
  const socket = FrameSocket.ofSeat({ lecture: "a", user: "u-1" }, "", "2026-11-27T10:00:00Z", listener);
  socket.open();
  socket.change({ lecture: "a", source: "meeting", counting: "here" });
  const [before, after] = FakeSocket.opened;
  assert.equal(before!.closedWith, 4000);
  assert.match(after!.url, /lecture=a&source=meeting&counting=here&page=/);
});

test("a socket that says nothing for eight seconds is lost, closed without leaving, and opened again", async () => {
  FrameSocket.ofSeat({ lecture: "a", user: "u-1" }, "", "2026-11-27T10:00:00Z", listener).open();
  FakeSocket.opened[0]!.say("welcome");
  await pass(8);
  assert.deepEqual(names(), ["connecting", "open", "lost"]);
  assert.equal(FakeSocket.opened[0]!.closedWith, 4000, "a code of its own: 1000 would end the source");
  await pass(1);
  assert.equal(FakeSocket.opened.length, 2);
  assert.equal(joined, 0, "the first attempt uses the seat it has");
  FakeSocket.opened[1]!.say("welcome");
  FakeSocket.opened[0]!.onclose({ reason: "taken over: this seat has connected again" });
  assert.deepEqual(names(), ["connecting", "open", "lost", "connecting", "open"]);
});

test("a ping every three seconds keeps a socket open", async () => {
  FrameSocket.ofSeat({ lecture: "a", user: "u-1" }, "", "2026-11-27T10:00:00Z", listener).open();
  FakeSocket.opened[0]!.say("welcome");
  for (let word = 0; word < 20; word++) {
    await pass(3);
    FakeSocket.opened[0]!.say("ping");
  }
  assert.deepEqual(names(), ["connecting", "open"]);
});

test("every second attempt joins again, which tells whether there still is a seat", async () => {
  FrameSocket.ofSeat({ lecture: "a", user: "u-1" }, "", "2026-11-27T10:00:00Z", listener).open();
  await pass(60);
  assert.ok(joined >= 1);
  assert.ok(FakeSocket.opened.length >= 3);
  assert.ok(FakeSocket.opened.slice(0, -1).every(({ closedWith }) => closedWith === 4000));
});

test("a seat of another user ends it: this user has left, and the other has not agreed", async () => {
  FrameSocket.ofSeat({ lecture: "a", user: "u-1" }, "", "2026-11-27T10:00:00Z", listener).open();
  FakeSocket.opened[0]!.say("welcome");
  user = "u-2";
  await pass(60);
  assert.equal(joined, 1);
  assert.equal(FakeSocket.opened.length, 2, "by the cookie, and not once more");
  assert.equal(names().at(-1), "withdrawn");
});

test("another page that takes the seat ends this one; a late attempt of this page does not", async () => {
  FrameSocket.ofSeat({ lecture: "a", user: "u-1" }, "", "2026-11-27T10:00:00Z", listener).open();
  FakeSocket.opened[0]!.say("welcome");
  FakeSocket.opened[0]!.onclose({ reason: "replaced: this page has connected again" });
  await pass(1);
  assert.equal(FakeSocket.opened[1]!.url, FakeSocket.opened[0]!.url);
  assert.match(FakeSocket.opened[1]!.url, /^ws:\/\/here\/api\/frames\?lecture=a&agreed=2026-11-27T10%3A00%3A00Z&page=\w+$/);
  FakeSocket.opened[1]!.say("welcome");
  FakeSocket.opened[1]!.onclose({ reason: "taken over: this seat has connected again" });
  await pass(60);
  assert.deepEqual(names(), ["connecting", "open", "lost", "connecting", "open", "taken-over"]);
});

test("a socket that the page closes is silent for good", async () => {
  const socket = FrameSocket.ofSeat({ lecture: "a", user: "u-1" }, "", "2026-11-27T10:00:00Z", listener);
  socket.open();
  FakeSocket.opened[0]!.say("welcome");
  socket.close();
  await pass(60);
  assert.deepEqual(names(), ["connecting", "open"]);
  assert.equal(FakeSocket.opened[0]!.closedWith, 1000);
});
