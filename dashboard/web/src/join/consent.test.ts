import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mock, test } from "node:test";
import { CATALOGUES } from "../i18n/catalogues";
import { agreedWords, askConsent, WORDS, type Consent } from "./consent";

/** The words of each version, in all languages: what students have agreed to can be found in the history by it. */
const VERSIONS = ["92ee66ccf73a5dab", "1250b2a8b70757d5", "cb2bf1a48511a4c0"];

test("words that ask for consent have another version when they change", () => {
  const asked = Object.keys(CATALOGUES).map((language) => {
    const words = JSON.parse(readFileSync(join(process.cwd(), `src/i18n/${language}.json`), "utf8")) as Record<string, string>;
    return Object.entries(words).filter(([key]) => (/^(consent|kept)\./.test(key) && !/^consent\.agreed/.test(key)) || key === "join.agree");
  });
  assert.equal(createHash("sha256").update(JSON.stringify(asked)).digest("hex").slice(0, 16), VERSIONS.at(-1));
  assert.equal(WORDS, VERSIONS.length);
});

test("what was agreed is said while it holds", () => {
  const given: Consent = { user: "u-1", lecture: "algebra", givenAt: "2026-11-27T10:00:00Z", words: "1-en", how: "join-page", withdrawnAt: null };
  assert.match(agreedWords(given), /^You agreed \(.+\)\. Leaving withdraws it\.$/);
  assert.equal(agreedWords({ ...given, withdrawnAt: "2026-11-27T10:05:00Z" }), "");
  assert.equal(agreedWords(null), "");
});

test("only a server that knows of no consent says that there is none", async () => {
  const seat = { lecture: "algebra", source: "calm-otter-1", user: "u-1" };
  let status = 404;
  mock.method(globalThis, "fetch", async () => Response.json({ title: "no" }, { status }));
  assert.equal(await askConsent(seat), null);
  status = 503;
  await assert.rejects(askConsent(seat), { status: 503 });
});
