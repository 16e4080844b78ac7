import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import type { Episode } from "../api";
import { AttentionList } from "./attention";

const START = Date.parse("2026-01-01T09:00:00Z");
const episode = (source: string, over = false): Episode =>
  ({ source, track: 1, reason: "negative", since: "2026-01-01T09:00:00Z", at: "2026-01-01T09:00:40Z", over, text: "" });

function drawn(): { container: HTMLElement; list: AttentionList } {
  const { document } = parseHTML("<body></body>");
  Object.assign(globalThis, { document });
  const container = document.createElement("div") as unknown as HTMLElement;
  return { container, list: new AttentionList(container, { knows: () => true, choose: () => undefined }) };
}

const entries = (container: HTMLElement): Element[] => [...container.querySelectorAll("ul:not(.attention-over) li")];

test("an entry stays the same element while its duration grows and others come and go", () => {
  const { container, list } = drawn();
  list.draw([episode("b")], START + 20_000);
  const [kept] = entries(container);
  const button = kept!.querySelector("button");
  assert.match(kept!.textContent ?? "", /20 s/);

  list.draw([episode("a"), episode("b")], START + 40_000);
  assert.equal(entries(container)[1], kept);
  assert.equal(kept!.querySelector("button"), button);
  assert.match(kept!.textContent ?? "", /40 s/);

  list.draw([episode("a", true), episode("b")], START + 41_000);
  assert.deepEqual(entries(container), [kept]);
  assert.equal(container.querySelectorAll(".attention-over li").length, 1);

  list.draw([], START + 50_000);
  assert.deepEqual(entries(container), []);
});

test("how many hints there are is announced, and again only when it changes", () => {
  const { container, list } = drawn();
  list.draw([episode("a")], START);
  const status = container.querySelector("[role=status]");
  const text = status?.firstChild;
  assert.match(status?.textContent ?? "", /1|One/i);
  list.draw([episode("a")], START + 10_000);
  assert.equal(status?.firstChild, text);
});
