import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { parseHTML } from "linkedom";

test("a sign-out that fails says so, and the page is loaded anew, as a teacher may be signed out all the same", async () => {
  const { document, HTMLElement } = parseHTML(`<body><div id="account"></div><input id="language"></body>`);
  Object.assign(HTMLElement.prototype, { showModal: () => undefined });
  const assign = mock.fn();
  const reload = mock.fn();
  Object.assign(globalThis, { document, location: { pathname: "/", assign, reload } });
  const answers: [number, object?][] = [[200, { role: "teacher", open: false, pictures: true, seats: [] }], [503, { type: "about:blank", title: "Kafka is away", status: 503 }], [204]];
  mock.method(globalThis, "fetch", async () => {
    const [status, body] = answers.shift()!;
    return body ? Response.json(body, { status }) : new Response(null, { status });
  });
  const { startShell } = await import("./shell");
  await startShell();
  const button = document.querySelector("#account button")!;

  button.dispatchEvent(new (document.defaultView as unknown as typeof globalThis).Event("click"));
  await new Promise((resolve) => setTimeout(resolve));

  assert.match(document.querySelector("dialog p")?.textContent ?? "", /^That did not work: Kafka is away\.$/);
  assert.equal(assign.mock.callCount(), 0);
  assert.equal(reload.mock.callCount(), 0);
  document.querySelector("dialog")!.dispatchEvent(new (document.defaultView as unknown as typeof globalThis).Event("close"));
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(reload.mock.callCount(), 1);

  button.dispatchEvent(new (document.defaultView as unknown as typeof globalThis).Event("click"));
  await new Promise((resolve) => setTimeout(resolve));

  assert.deepEqual(assign.mock.calls.map(({ arguments: [to] }) => to as string), ["/"]);
});
