/** What the page says in plain words. */

import type { Health, LectureSummary, Report } from "../api";
import { dateTime, percent, time, unbroken } from "../format";

/** A mood older than this (milliseconds) is not the mood now. */
const NOW = 30_000;

/** Fewer readable faces than this have no mood: nobody shall be singled out. */
const SMALLEST_GROUP = 5;

export interface NowText {
  headline: string;
  detail: string;
  /** Why there is no mood, without a look back; empty when there is one. */
  why: string;
  /** Whether the latest mood is the mood now (or, of a lecture that has ended, the mood at its end). */
  current: boolean;
}

/** The mood now in one sentence, or why there is none. */
export function nowText(lecture: LectureSummary): NowText {
  const { running } = lecture;
  const ended = lecture.report !== null;
  const mood = lecture.mood && { ...lecture.mood, sentence: unbroken(lecture.mood.sentence) };
  if (!mood) {
    const why = ended ? tooFew("were") : whyNone(lecture);
    const headline = ended ? "No mood was shown in this lecture." : "No mood yet.";
    return { headline, detail: why, why, current: false };
  }
  const [headline, detail] = sentences(mood.sentence);
  if (ended) return { headline, detail: `At the end, ${time(mood.to)}. ${detail}`.trim(), why: "", current: true };
  if (running && Date.parse(lecture.lastAt) - Date.parse(mood.to) < NOW) return { headline, detail, why: "", current: true };
  const why = whyNone(lecture);
  const last = `The last one, at ${time(mood.to)}: ${mood.sentence}`;
  return { headline: "No mood at the moment.", detail: `${why} ${last}`, why, current: false };
}

const tooFew = (verb: "are" | "were") => `A mood needs five readable faces, so that nobody is singled out; there ${verb} fewer.`;

function whyNone(lecture: LectureSummary): string {
  if (!lecture.running) return `${silence(lecture)}.`;
  if (lecture.sources === 0) return "No camera has sent a picture in the last seconds.";
  if (lecture.faces === 0) return "No face was found in the last pictures.";
  if (lecture.readable < SMALLEST_GROUP) return tooFew("are");
  return "The first windows are still filling; it takes some seconds.";
}

const silence = (lecture: LectureSummary): string => `No pictures since ${dateTime(lecture.heardAt ?? lecture.lastAt)}`;

/** What the lecture does, in two or three words: it has ended only with its report. */
export function stateWord(connected: boolean, lecture: LectureSummary | null): Word {
  if (!connected) return { text: "Reconnecting…", tone: "warn" };
  if (lecture?.report) return { text: "Ended", tone: "plain" };
  if (lecture && !lecture.running) return { text: silence(lecture), tone: "warn" };
  return { text: "Live", tone: "good" };
}

/** What to say while the server itself is behind. */
export const OUT_OF_DATE = "This server cannot read Kafka at the moment: what is shown here may be old.";

/** The first sentence, and the rest. */
function sentences(text: string): [string, string] {
  const first = /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text;
  return [first, text.slice(first.length).trim()];
}

export interface Word {
  text: string;
  tone: "good" | "warn" | "bad" | "plain";
}

/** How late frames usually are: by the median, since one slow frame in a hundred is nothing that a glance would see. */
export function latencyWord(latency: Health["latencyMs"]): Word | null {
  if (!latency) return null;
  if (latency.p50 <= 1000) return { text: "on time", tone: "good" };
  return latency.p50 <= 5000 ? { text: "a little late", tone: "warn" } : { text: "late", tone: "bad" };
}

/** Whether frames got lost: newer ones replaced a few dropped ones, a dead-lettered one could not be processed. */
export function lossWord(health: Health): Word {
  if (health.deadLettered > 0) return { text: "some could not be processed", tone: "bad" };
  return health.dropped > 0 ? { text: "some dropped", tone: "warn" } : { text: "none lost", tone: "good" };
}

/** How many episodes of attention there were, for those who are told. */
export function episodesWord({ negativeEpisodes, absentEpisodes }: Report): string | null {
  if (negativeEpisodes === undefined || absentEpisodes === undefined) return null;
  return `${negativeEpisodes} × visibly negative, ${absentEpisodes} × not found, for long`;
}

/** "24 of 25", or "24" while nobody knows of how many, "0" of none. */
export const ofParticipants = (readable: number, participants: number | null): string =>
  !participants ? String(Math.round(readable)) : `${Math.round(readable)} of ${participants}`;

/** A share, or a dash when there is none. */
export const percentOrDash = (share: number | null): string => (share === null ? "–" : percent(share));
