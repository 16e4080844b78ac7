import assert from "node:assert/strict";
import { test } from "node:test";
import type { LectureState, LectureSummary, Mood, Report } from "../api";
import { classNotice, classWord, episodesWord, framesSentence, latencyWord, nowText, spokenState, stateNotice, stateSentence, stateWord } from "./words";

const SHARES = { angry: 0.02, disgust: 0, fear: 0, happy: 0.77, sad: 0.03, surprise: 0.03, neutral: 0.15 };
const MOOD = { to: "2026-01-01T09:10:00Z", shares: SHARES, readable: 24.2, participants: 25 } as Mood;

const state = (members: Partial<LectureState>): LectureState => ({ kind: "live", since: null, behindSeconds: 0, picturesPerSecond: 1.5, resultsPerSecond: 1.5, stage: null, ...members });

const lecture = (members: Partial<LectureSummary>): LectureSummary =>
  ({ running: true, state: state({}), startedAt: "2026-01-01T09:00:00Z", report: null, heardAt: null, lastAt: "2026-01-01T09:10:05Z", sources: 1, faces: 25, readable: 24, mood: MOOD, ...members }) as LectureSummary;

test("the mood now is the sentence's first part, large", () => {
  const text = nowText(lecture({}));
  assert.equal(text.headline, "Most visible expressions look happy (77\u00a0%), some neutral (15\u00a0%).");
  assert.equal(text.detail, "24 of 25 participants could be read.");
  assert.ok(text.current);
});

test("an old mood is not the mood now", () => {
  const text = nowText(lecture({ lastAt: "2026-01-01T09:15:00Z", faces: 4, readable: 4 }));
  assert.equal(text.headline, "No mood at the moment.");
  assert.match(text.detail, /a minimum of readable faces, five by default.*may be too few.*The last mood, at .*happy/);
  assert.ok(!text.current);
});

test("no mood says why", () => {
  assert.match(nowText(lecture({ mood: null, sources: 0 })).detail, /first results/);
  assert.match(nowText(lecture({ mood: null, faces: 0 })).detail, /No face/);
  assert.match(nowText(lecture({ mood: null, readable: 4 })).detail, /five by default.*may be too few/);
  assert.match(nowText(lecture({ mood: null })).detail, /next mood takes some seconds, if enough faces can be read/);
  assert.match(nowText(lecture({ mood: null, startedAt: "2026-01-01T09:10:00Z" })).detail, /first mood takes some seconds/);
  assert.match(nowText(lecture({ mood: null, state: state({ kind: "behind", behindSeconds: 115 }) })).why, /1 min 55 s old/);
  assert.match(nowText(lecture({ mood: null, state: state({ kind: "stalled" }) })).why, /^Pictures come in/);
});

test("a lecture that has ended tells the whole lecture, not its last window", () => {
  const estimate = { share: 0.404, low: 0.31, high: 0.487 };
  const ended = (shares: Report["shares"], windows = 60) =>
    nowText(lecture({ running: false, report: { windows, shares } as Report, lastAt: "2026-01-01T10:00:00Z" }));
  const text = ended({ sad: { share: 0.2, low: 0.1, high: 0.3 }, neutral: estimate });
  assert.match(text.headline, /neutral, an estimated 40\u00a0% of/);
  assert.match(text.detail, /31 to 49\u00a0%/);
  assert.match(ended({}).headline, /not enough evidence/);
  assert.match(ended(null).headline, /being estimated/);
  assert.match(ended({}, 0).headline, /^No mood/);
});

test("a report's row on attention is for teachers only", () => {
  assert.match(episodesWord({ negativeEpisodes: 1, absentEpisodes: 0 } as Report) ?? "", /^1 × visibly negative, 0 × not found$/);
  assert.equal(episodesWord({ frames: 10 } as Report), null);
});

const SINCE = "2020-05-04T09:10:05Z";

test("a silent lecture has not ended, and says since when it is silent", () => {
  const silent = lecture({ running: false, state: state({ kind: "silent", since: SINCE }) });
  assert.match(stateWord(true, silent.state).text, /^No pictures since 4 May 2020, /);
  assert.equal(nowText(silent).headline, "No mood at the moment.");
  assert.match(nowText(silent).detail, /^No pictures since 4 May 2020, .*The last mood, at .*happy/);
  assert.match(nowText({ ...silent, mood: null }).detail, /^No pictures since/);
});

test("each state has its words and its tone", () => {
  const words = (members: Partial<LectureState>) => stateWord(true, state(members));
  assert.deepEqual(words({}), { text: "Live", tone: "good" });
  assert.deepEqual(words({ kind: "behind", behindSeconds: 23 }), { text: "23 s behind", tone: "warn" });
  assert.match(words({ kind: "stalled", stage: "classifier", since: SINCE }).text, /^Nothing classified since 4 May 2020, /);
  assert.equal(words({ kind: "stalled", stage: "detector" }).text, "No face detection");
  assert.equal(words({ kind: "stalled", stage: "recommender" }).text, "No mood computed");
  assert.deepEqual(words({ kind: "stalled" }), { text: "No results", tone: "bad" });
  assert.equal(words({ kind: "paused" }).text, "All cameras are paused");
  assert.equal(words({ kind: "ended" }).text, "Ended");
  assert.deepEqual(words({ kind: "unreachable" }), { text: "Class server not reachable", tone: "bad" });
  assert.equal(stateWord(false, state({})).text, "Connection lost, trying again");
  assert.equal(stateWord(true, null).text, "Waiting for pictures");
});

test("a lecture whose pictures wait for results is not called live, nor are its results promised within seconds", () => {
  const young = state({ behindSeconds: 3, resultsPerSecond: 0 });
  assert.deepEqual(stateWord(true, young), { text: "Waiting for results", tone: "plain" });
  assert.equal(stateSentence(young), "Pictures come in; their results have not come yet.");
  const text = nowText(lecture({ mood: null, sources: 0, state: young }));
  assert.equal(text.why, "Pictures come in; their results have not come yet.");
  assert.equal(stateWord(true, state({ behindSeconds: 2, resultsPerSecond: 0 })).text, "Live");
  assert.equal(stateWord(true, state({ behindSeconds: 3 })).text, "Live");
});

test("the time of today stands without the date, with seconds", () => {
  const now = new Date();
  now.setHours(21, 0, 5, 0);
  const stalled = state({ kind: "stalled", stage: "classifier", since: now.toISOString() });
  assert.equal(stateSentence(stalled), "Pictures come in (1.5 a second), but nothing has been classified since 21:00:05.");
  assert.equal(stateSentence({ ...stalled, picturesPerSecond: 0 }), "Pictures are waiting, but nothing has been classified since 21:00:05.");
});

test("where results have stopped the last mood is not the mood now, and a notice above it says why only once", () => {
  const text = nowText(lecture({ state: state({ kind: "stalled", stage: "classifier" }) }));
  assert.equal(text.headline, "No mood at the moment.");
  assert.match(text.detail, /^The last mood, at .*happy/);
  assert.match(text.why, /nothing has been classified/);
});

test("only what needs an eye is a notice", () => {
  assert.equal(stateNotice(state({})), null);
  assert.equal(stateNotice(state({ kind: "paused" })), null);
  assert.equal(stateNotice(state({ kind: "behind", behindSeconds: 30 }))?.tone, "warn");
  assert.equal(stateNotice(state({ kind: "stalled" }))?.tone, "bad");
  assert.match(stateNotice(state({ kind: "stalled" }))?.text ?? "", / but no picture has been processed\. Are detector and classifier running\?$/);
  assert.match(stateNotice(state({ kind: "stalled", stage: "classifier" }))?.text ?? "", /\. Is the classifier running\?$/);
  assert.match(stateNotice(state({ kind: "unreachable", since: SINCE }))?.text ?? "", /has not been reachable since/);
});

test("what is read aloud does not change with every second", () => {
  const at = (behindSeconds: number) => spokenState(true, state({ kind: "behind", behindSeconds }));
  assert.equal(at(20), at(21));
});

test("a student hears of what concerns the own pictures", () => {
  assert.equal(classNotice(state({})), null);
  assert.match(classNotice(state({ kind: "behind", behindSeconds: 30 })) ?? "", /30 s late/);
  assert.match(classNotice(state({ kind: "stalled", stage: "classifier" })) ?? "", /^Your pictures arrive, but no picture has been processed\.$/);
  assert.equal(classNotice(state({ kind: "stalled", stage: "recommender" })), null);
  assert.match(classNotice(state({ kind: "unreachable" })) ?? "", /not reachable at the moment/);
  assert.equal(classWord(state({ kind: "stalled", stage: "classifier" })).text, "No results");
  assert.equal(classWord(state({ kind: "stalled", stage: "recommender" })).text, "No mood computed");
  assert.equal(classWord(state({})).text, "Live");
});

test("a latency is on time only where results keep up", () => {
  assert.equal(latencyWord({ p50: 100, p99: 200 }, state({}))?.text, "on time");
  assert.equal(latencyWord({ p50: 100, p99: 200 }, state({ kind: "stalled" })), null);
});

test("the sums since the start are one sentence, and none before the first picture", () => {
  const frames = { published: 1234, withResult: 1230, deadLettered: 2, lost: 0, underWay: 2, dropped: 12 };
  const text = "Since the start: 1,234 pictures published, 1,230 with results, 2 refused, 0 lost, 2 under way; 12 dropped at the cameras.";
  assert.equal(framesSentence(frames), text);
  assert.match(framesSentence({ ...frames, published: 1 }), /: 1 picture published/);
  assert.equal(framesSentence({ ...frames, published: 0, dropped: 0 }), "");
  assert.equal(framesSentence(undefined), "");
});
