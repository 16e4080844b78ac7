/** The sentences of the lecture pages. */

import type { Health, LectureSummary, Report } from "../api";
import { dateTime, percent, time, unbroken } from "../format";
import { CONNECTION_LOST } from "../sentences";

/** A mood older than this (milliseconds) is not the mood now. */
const NOW = 30_000;

/** With fewer readable faces than this there is no mood, so that nobody is singled out. */
const SMALLEST_GROUP = 5;

export interface NowText {
  headline: string;
  detail: string;
  /** Why there is no mood, without a look back; empty when there is one. */
  why: string;
  /** Whether the latest mood is the mood now; for a lecture that has ended, the mood at its end. */
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
  const last = `The last mood, at ${time(mood.to)}: ${mood.sentence}`;
  return { headline: "No mood at the moment.", detail: `${why} ${last}`, why, current: false };
}

const tooFew = (verb: "are" | "were") => `A mood needs at least five readable faces, so that nobody is singled out. There ${verb} fewer.`;

function whyNone(lecture: LectureSummary): string {
  if (!lecture.running) return `${silence(lecture)}.`;
  if (lecture.sources === 0) return "No camera has sent a picture in the last few seconds.";
  if (lecture.faces === 0) return "No face was found in the last pictures.";
  if (lecture.readable < SMALLEST_GROUP) return tooFew("are");
  return "The first mood takes some seconds.";
}

const silence = (lecture: LectureSummary): string => `No pictures since ${dateTime(lecture.heardAt ?? lecture.lastAt)}`;

/** The state of the lecture in two or three words. A lecture has ended only when it has a report. */
export function stateWord(connected: boolean, lecture: LectureSummary | null): Word {
  if (!connected) return { text: CONNECTION_LOST, tone: "warn" };
  if (lecture?.report) return { text: "Ended", tone: "plain" };
  if (lecture && !lecture.running) return { text: silence(lecture), tone: "warn" };
  return { text: "Live", tone: "good" };
}

/** The notice while the server cannot read the topics. */
export const OUT_OF_DATE = "The class server receives no new data at the moment. What you see may be out of date.";

/** The first sentence, and the rest. */
function sentences(text: string): [string, string] {
  const first = /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text;
  return [first, text.slice(first.length).trim()];
}

export interface Word {
  text: string;
  tone: "good" | "warn" | "bad" | "plain";
}

/** Rates the latency by its median, because one slow frame in a hundred does not matter at a glance. */
export function latencyWord(latency: Health["latencyMs"]): Word | null {
  if (!latency) return null;
  if (latency.p50 <= 1000) return { text: "on time", tone: "good" };
  return latency.p50 <= 5000 ? { text: "a little late", tone: "warn" } : { text: "late", tone: "bad" };
}

/** Rates the losses: dropped frames are replaced by newer ones, dead-lettered frames could not be processed. */
export function lossWord(health: Health): Word {
  if (health.deadLettered > 0) return { text: "some could not be processed", tone: "bad" };
  return health.dropped > 0 ? { text: "some dropped", tone: "warn" } : { text: "none lost", tone: "good" };
}

/** The number of episodes of attention, for teachers. */
export function episodesWord({ negativeEpisodes, absentEpisodes }: Report): string | null {
  if (negativeEpisodes === undefined || absentEpisodes === undefined) return null;
  return `${negativeEpisodes} × visibly negative, ${absentEpisodes} × not found`;
}

/** Formats "24 of 25", or "24" while the number of participants is unknown. */
export const ofParticipants = (readable: number, participants: number | null): string =>
  !participants ? String(Math.round(readable)) : `${Math.round(readable)} of ${participants}`;

/** Formats a share, or a dash if there is none. */
export const percentOrDash = (share: number | null): string => (share === null ? "–" : percent(share));
