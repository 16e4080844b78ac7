import assert from "node:assert/strict";
import { test } from "node:test";
import type { LectureSummary } from "../api";
import { byDay, found } from "./days";

const lecture = (id: string, title = "", startedAt = "2026-03-02T12:00:00Z") => ({ id, title, startedAt }) as LectureSummary;

test("a search finds titles and ids, whatever their case and accents", () => {
  const all = [lecture("a-1", "Géométrie"), lecture("physics-2"), lecture("b", "गणित")];
  const ids = (search: string) => found(all, search).map(({ id }) => id);
  assert.deepEqual(ids(""), ["a-1", "physics-2", "b"]);
  assert.deepEqual(ids("geom"), ["a-1"]);
  assert.deepEqual(ids("PHYS 2"), ["physics-2"]);
  assert.deepEqual(ids("गणित"), ["b"]);
  assert.deepEqual(ids("nothing"), []);
});

test("lectures are grouped by days", () => {
  const now = new Date("2026-03-03T12:00:00Z");
  const days = byDay([lecture("c", "", "2026-03-03T11:00:00Z"), lecture("a"), lecture("b"), lecture("d", "", "2026-02-01T12:00:00Z")], now);
  assert.deepEqual(days.map(([day, all]) => [day.replace(",", ""), all.map(({ id }) => id)]), [
    ["Today", ["c"]],
    ["Yesterday", ["a", "b"]],
    ["Sunday 1 February 2026", ["d"]],
  ]);
});
