import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ApiError } from "./api";
import { CATALOGUES } from "./i18n/catalogues";
import { KIND, KINDS, plainly } from "./sentences";

interface Api {
  paths: Record<string, Record<string, { responses?: Record<string, unknown> }>>;
  components: { schemas: { Problem: { properties: { type: { enum: string[] } } } } };
}

const api = JSON.parse(readFileSync(join(process.cwd(), "../src/main/resources/openapi.json"), "utf8")) as Api;

const statuses = new Set(
  Object.values(api.paths)
    .flatMap((path) => Object.values(path))
    .flatMap(({ responses }) => Object.keys(responses ?? {}))
    .filter((status) => Number(status) >= 400),
);

for (const language of Object.keys(CATALOGUES)) {
  test(`every status with which the server refuses something has a case of its own in ${language}`, () => {
    const { problem } = JSON.parse(readFileSync(join(process.cwd(), `src/i18n/${language}.json`), "utf8")) as { problem: string };
    assert.deepEqual([...statuses].filter((status) => !problem.includes(` ${status} {`)), []);
  });
}

test("every kind of problem has a sentence, which says more than its status", () => {
  const kinds = api.components.schemas.Problem.properties.type.enum.filter((type) => type !== "about:blank");
  assert.deepEqual(kinds, KINDS.map((kind) => KIND + kind));
  const said = (type: string) => plainly(new ApiError(409, { type, title: "Conflict", status: 409 }));
  assert.equal(new Set([...kinds, "about:blank"].map(said)).size, kinds.length + 1);
  assert.match(said(`${KIND}lecture-running`), /End it and stop its cameras/);
});
