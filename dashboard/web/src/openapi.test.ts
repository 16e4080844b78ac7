import assert from "node:assert/strict";
import { test } from "node:test";
import { curlOf, endpointsByTag, resolved, rowsOf, typeOf, type Document, type Endpoint } from "./openapi";

const document: Document = {
  info: { title: "t", version: "1" },
  tags: [{ name: "lectures" }, { name: "frames" }, { name: "unused" }],
  paths: {
    "/api/frames": {
      post: { tags: ["frames"], requestBody: { content: { "image/jpeg": {}, "multipart/form-data": {} } } },
    },
    "/api/socket": {
      get: { tags: ["lectures"], parameters: [{ name: "lecture", in: "query", required: true }], responses: { 101: {} } },
    },
    "/api/lectures/{id}/live": {
      get: {
        tags: ["lectures"],
        parameters: [{ name: "id", in: "path", required: true }],
        responses: { 200: { content: { "text/event-stream": {} } } },
      },
    },
    "/api/join": {
      post: {
        tags: ["frames"],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Join" } } } },
      },
    },
  },
  components: {
    schemas: {
      Join: { type: "object", required: ["lecture"], properties: { lecture: { type: "string" }, code: { type: "string" } } },
      Face: {
        required: ["box"],
        properties: {
          box: { type: "object", properties: { x: { type: "number", description: "Left", minimum: 0, maximum: 1 } } },
          emotion: { $ref: "#/components/schemas/Emotion" },
        },
      },
      Emotion: { type: "string", enum: ["angry", "happy"], description: "What it looks like" },
    },
  },
};

const endpoint = (path: string) => [...endpointsByTag(document).values()].flat().find((each) => each.path === path) as Endpoint;

test("operations are grouped by tags in the document's order, empty tags left out", () => {
  const byTag = endpointsByTag(document);
  assert.deepEqual([...byTag.keys()], ["lectures", "frames"]);
  assert.deepEqual(byTag.get("frames")!.map(({ method, path }) => `${method} ${path}`), ["POST /api/frames", "POST /api/join"]);
});

test("types read as words", () => {
  assert.equal(typeOf({ type: "string", format: "date-time" }), "string (date-time)");
  assert.equal(typeOf({ type: ["array", "null"], items: { $ref: "#/components/schemas/Face" } }), "array of Face or null");
  assert.equal(typeOf({ oneOf: [{ $ref: "#/components/schemas/Mood" }, { type: "null" }] }), "Mood or null");
  assert.equal(typeOf({ enum: ["song", "movie"] }), "song | movie");
  assert.equal(typeOf(undefined), "anything");
});

test("members come with their meaning, references one level deep, objects in place all the way", () => {
  assert.deepEqual(rowsOf(document, { type: "array", items: { $ref: "#/components/schemas/Face" } }), [
    { name: "[].box", type: "object", required: true, meaning: "" },
    { name: "[].box.x", type: "number", required: false, meaning: "Left; 0 to 1" },
    { name: "[].emotion", type: "Emotion", required: false, meaning: "What it looks like" },
  ]);
});

test("a reference that leads nowhere stays as it is", () => {
  const lost = { $ref: "#/components/schemas/None" };
  assert.equal(resolved(document, lost), lost);
});

test("command lines that can be copied", () => {
  const origin = "http://localhost:8080";
  assert.equal(curlOf(document, endpoint("/api/lectures/{id}/live"), origin), "curl -N http://localhost:8080/api/lectures/ID/live");
  assert.equal(
    curlOf(document, endpoint("/api/frames"), origin),
    "curl -H 'Content-Type: image/jpeg' --data-binary @face.jpg http://localhost:8080/api/frames",
  );
  assert.equal(curlOf(document, endpoint("/api/socket"), origin), "websocat --binary 'ws://localhost:8080/api/socket?lecture=LECTURE'");
  assert.equal(
    curlOf(document, endpoint("/api/join"), origin),
    `curl -H 'Content-Type: application/json' -d '{"lecture":"LECTURE"}' http://localhost:8080/api/join`,
  );
});
