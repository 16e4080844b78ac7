import assert from "node:assert/strict";
import { test } from "node:test";
import type { Episode, Mood } from "../api";
import { moodAt, replaceEpisodes, runs, upsertEpisode, upsertMood } from "./state";

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 9, 0, second)).toISOString();

const mood = (second: number, final = true, revision = 0): Mood =>
  ({ from: at(second), to: at(second + 10), final, revision }) as Mood;

const episode = (source: string, track: number, second: number, over = false): Episode =>
  ({ source, track, since: at(second), over }) as Episode;

test("a window that comes again replaces the one before", () => {
  const moods: Mood[] = [];
  upsertMood(moods, mood(0, false));
  upsertMood(moods, mood(10, false));
  upsertMood(moods, mood(0, true));
  assert.deepEqual(moods, [mood(0, true), mood(10, false)]);
});

test("the last mood of a window is valid, also of a lecture that has begun anew", () => {
  const moods: Mood[] = [];
  for (const revision of [0, 2, 0]) upsertMood(moods, mood(0, true, revision));
  assert.deepEqual(moods, [mood(0, true, 0)]);
});

test("windows are in order of time however they come", () => {
  const moods: Mood[] = [];
  for (const second of [20, 0, 30, 10]) upsertMood(moods, mood(second));
  assert.deepEqual(moods.map((m) => m.from), [0, 10, 20, 30].map(at));
});

test("episodes are ordered by seat, face and time, and replaced by that key", () => {
  const episodes: Episode[] = [];
  upsertEpisode(episodes, episode("wise-owl-2", 1, 0));
  upsertEpisode(episodes, episode("calm-otter-2718", 10, 5));
  upsertEpisode(episodes, episode("calm-otter-2718", 9, 50));
  upsertEpisode(episodes, episode("calm-otter-2718", 10, 1));
  upsertEpisode(episodes, episode("calm-otter-2718", 10, 5, true));
  assert.deepEqual(episodes, [
    episode("calm-otter-2718", 9, 50),
    episode("calm-otter-2718", 10, 1),
    episode("calm-otter-2718", 10, 5, true),
    episode("wise-owl-2", 1, 0),
  ]);
});

test("episodes that are left replace all others, in the page's order", () => {
  const episodes = [episode("calm-otter-2718", 1, 0), episode("wise-owl-2", 1, 0)];
  replaceEpisodes(episodes, [episode("wise-owl-2", 1, 5), episode("wise-owl-2", 1, 0)]);
  assert.deepEqual(episodes, [episode("wise-owl-2", 1, 0), episode("wise-owl-2", 1, 5)]);
  replaceEpisodes(episodes, []);
  assert.deepEqual(episodes, []);
});

test("a withheld window parts two runs", () => {
  const moods = [mood(0), mood(10), mood(30), mood(40)];
  assert.deepEqual(runs(moods).map((run) => run.length), [2, 2]);
  assert.deepEqual(runs([]), []);
});

test("an instant belongs to its window, and to none in a gap", () => {
  const moods = [mood(0), mood(20)];
  assert.equal(moodAt(moods, Date.parse(at(9)))?.from, at(0));
  assert.equal(moodAt(moods, Date.parse(at(10))), null);
  assert.equal(moodAt(moods, Date.parse(at(20)))?.from, at(20));
});
