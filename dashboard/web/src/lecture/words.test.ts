import assert from "node:assert/strict";
import { test } from "node:test";
import type { LectureSummary, Mood, Report } from "../api";
import { episodesWord, nowText, stateWord } from "./words";

const SENTENCE = "Most visible expressions look happy (77 %), some neutral (15 %). 24 of 25 participants could be read.";
const MOOD = { to: "2026-01-01T09:10:00Z", sentence: SENTENCE } as Mood;

const lecture = (members: Partial<LectureSummary>): LectureSummary =>
  ({ running: true, report: null, heardAt: null, lastAt: "2026-01-01T09:10:05Z", sources: 1, faces: 25, readable: 24, mood: MOOD, ...members }) as LectureSummary;

test("the mood now is the sentence's first part, large", () => {
  const text = nowText(lecture({}));
  assert.equal(text.headline, "Most visible expressions look happy (77\u00a0%), some neutral (15\u00a0%).");
  assert.equal(text.detail, "24 of 25 participants could be read.");
  assert.ok(text.current);
});

test("an old mood is not the mood now", () => {
  const text = nowText(lecture({ lastAt: "2026-01-01T09:15:00Z", faces: 4, readable: 4 }));
  assert.equal(text.headline, "No mood at the moment.");
  assert.match(text.detail, /at least five readable faces.*The last mood, at .*happy/);
  assert.ok(!text.current);
});

test("no mood says why", () => {
  assert.match(nowText(lecture({ mood: null, sources: 0 })).detail, /No camera/);
  assert.match(nowText(lecture({ mood: null, faces: 0 })).detail, /No face/);
  assert.match(nowText(lecture({ mood: null, readable: 4 })).detail, /fewer/);
  assert.match(nowText(lecture({ mood: null })).detail, /some seconds/);
});

test("a lecture that has ended keeps its last mood", () => {
  const text = nowText(lecture({ running: false, report: {} as Report, lastAt: "2026-01-01T10:00:00Z" }));
  assert.match(text.headline, /happy/);
  assert.match(text.detail, /^At the end, /);
});

test("a report's row on attention is for teachers only", () => {
  assert.match(episodesWord({ negativeEpisodes: 1, absentEpisodes: 0 } as Report) ?? "", /^1 × visibly negative, 0 × not found$/);
  assert.equal(episodesWord({ frames: 10 } as Report), null);
});

test("a silent lecture has not ended, and says since when it is silent", () => {
  const silent = lecture({ running: false, heardAt: "2020-05-04T09:10:05Z" });
  assert.match(stateWord(true, silent).text, /^No pictures since 4 May 2020, /);
  assert.equal(nowText(silent).headline, "No mood at the moment.");
  assert.match(nowText(silent).detail, /^No pictures since 4 May 2020, .*The last mood, at .*happy/);
  assert.match(nowText({ ...silent, mood: null }).detail, /^No pictures since/);
});

test("a lecture has ended with its report only", () => {
  assert.equal(stateWord(true, lecture({ running: false, report: {} as Report })).text, "Ended");
  assert.equal(stateWord(true, lecture({})).text, "Live");
  assert.equal(stateWord(true, null).text, "Live");
  assert.equal(stateWord(false, lecture({})).text, "Connection lost, trying again");
});
