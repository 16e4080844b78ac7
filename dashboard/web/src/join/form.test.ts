import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../api";
import { missing, refusal, wishOf } from "./form";

test("lecture and code come out of the address", () => {
  assert.deepEqual(wishOf("/join/algebra", "?code=K7QM2-XNP4R"), { lecture: "algebra", code: "K7QM2-XNP4R" });
  assert.deepEqual(wishOf("/join/a%2Eb/", ""), { lecture: "a.b", code: "" });
  assert.deepEqual(wishOf("/join", ""), { lecture: "", code: "" });
  assert.deepEqual(wishOf("/join/%E0%A4%A", ""), { lecture: "%E0%A4%A", code: "" });
});

test("nothing is sent without lecture, code and consent", () => {
  assert.deepEqual(Object.keys(missing({ lecture: "", code: "" }, true, false)), ["lecture", "code", "agree"]);
  assert.deepEqual(Object.keys(missing({ lecture: "my class", code: "" }, false, true)), ["lecture"]);
  assert.deepEqual(missing({ lecture: "algebra", code: "" }, false, true), {});
});

test("a refusal says what to do, at the field it is about", () => {
  const refused = (status: number, detail: string, after: number | null = null) =>
    refusal(new ApiError(status, { type: "about:blank", title: "", status, detail }, after), "algebra");
  assert.deepEqual(refused(403, "This is not the join code of algebra").field, "code");
  assert.deepEqual(refused(403, "Pages of x may not use this server"), { field: null, words: "You are not allowed to do this." });
  assert.match(refused(503, "Topic frames not present in metadata after 3000 ms").words, /^You cannot join at the moment/);
  assert.match(refused(404, "").words, /no lecture algebra/);
  assert.match(refused(429, "", 12).words, /12 s/);
  assert.match(refused(0, "").words, /cannot be reached/);
});
