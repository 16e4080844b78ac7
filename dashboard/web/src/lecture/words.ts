/** The sentences of the lecture pages. */

import type { Frames, Health, LectureState, LectureSummary, Mood, Report } from "../api";
import { clock, count, duration, percent, time, unbroken } from "../format";
import { t } from "../i18n";
import { CONNECTION_LOST } from "../sentences";

/** A mood older than this (milliseconds) is not the mood now. */
const NOW = 30_000;

/** The first windows of a lecture take this long (milliseconds). */
const FIRST_MOODS = 60_000;

/** With fewer readable faces than this there is no mood, so that nobody is singled out. */
const SMALLEST_GROUP = 5;

/** Whom the mood counts, where the teacher has said so. */
export const countingSentence = (mood: Mood | null): string =>
  !mood || mood.counting === "all" ? "" : t(mood.counting === "here" ? "figures.counting.here" : "figures.counting.own");

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
    return { headline, detail: detailOf(lecture, why), why, current: false };
  }
  const [headline, detail] = sentences(mood.sentence);
  if (ended) return { headline, detail: `At the end, ${time(mood.to)}. ${detail}`.trim(), why: "", current: true };
  if (running && keepsUp(lecture.state) && Date.parse(lecture.lastAt) - Date.parse(mood.to) < NOW) return { headline, detail, why: "", current: true };
  const why = whyNone(lecture);
  const last = `The last mood, at ${time(mood.to)}: ${mood.sentence}`;
  return { headline: "No mood at the moment.", detail: `${detailOf(lecture, why)} ${last}`.trim(), why, current: false };
}

/** Why there is no mood, unless a notice says it already. */
const detailOf = ({ state }: LectureSummary, why: string): string => (stateNotice(state) ? "" : why);

const tooFew = (verb: "are" | "were") => `A mood needs at least five readable faces, so that nobody is singled out. There ${verb} fewer.`;

function whyNone(lecture: LectureSummary): string {
  if (lecture.state.kind !== "live") return stateSentence(lecture.state);
  if (lecture.sources === 0) return "The first results take some seconds.";
  if (lecture.faces === 0) return "No face was found in the last pictures.";
  if (lecture.readable < SMALLEST_GROUP) return tooFew("are");
  const young = Date.parse(lecture.lastAt) - Date.parse(lecture.startedAt) < FIRST_MOODS;
  return young ? "The first mood takes some seconds." : "The next mood takes some seconds.";
}

const since = ({ since }: LectureState): string => (since ? ` since ${clock(since)}` : "");

/** What a stage that stands still leaves undone: in a few words, and in a sentence. */
const UNDONE = {
  detector: ["No face detection", "no picture has been searched for faces"],
  classifier: ["Nothing classified", "nothing has been classified"],
  recommender: ["No mood computed", "no mood has been computed"],
  unknown: ["No results", "no picture has been processed"],
} as const;

const undone = ({ stage }: LectureState) => UNDONE[stage ?? "unknown"];

/** Whether what the page shows is of now, or a little late. */
export const keepsUp = ({ kind }: LectureState): boolean => kind === "live" || kind === "behind";

/** The state of the lecture in a few words, for a badge. A lecture has ended only when it has a report. */
export function stateWord(connected: boolean, state: LectureState | null): Word {
  if (!connected) return { text: CONNECTION_LOST, tone: "warn" };
  switch (state?.kind) {
    case undefined:
      return { text: "Waiting for pictures", tone: "plain" };
    case "live":
      return { text: "Live", tone: "good" };
    case "behind":
      return { text: `${duration(state.behindSeconds * 1000)} behind`, tone: "warn" };
    case "stalled":
      return { text: `${undone(state)[0]}${since(state)}`, tone: "bad" };
    case "paused":
      return { text: "All cameras are paused", tone: "plain" };
    case "silent":
      return { text: `No pictures${since(state)}`, tone: "warn" };
    case "ended":
      return { text: "Ended", tone: "plain" };
    case "unreachable":
      return { text: "Kafka cannot be reached", tone: "bad" };
  }
}

/** The same in a sentence, with what is known about it. */
export function stateSentence(state: LectureState): string {
  switch (state.kind) {
    case "live":
      return "Pictures come in, and results keep up.";
    case "behind":
      return `Pictures come in faster than they are processed: what you see is ${duration(state.behindSeconds * 1000)} old.`;
    case "stalled":
      return `${coming(state)}, but ${undone(state)[1]}${since(state)}.`;
    case "paused":
      return "All cameras are paused.";
    case "silent":
      return `No pictures${since(state)}.`;
    case "ended":
      return "The lecture has ended.";
    case "unreachable":
      return `The class server has not reached Kafka${since(state)}; it keeps trying. What you see is from before.`;
  }
}

const coming = ({ picturesPerSecond }: LectureState): string =>
  picturesPerSecond > 0 ? `Pictures come in (${picturesPerSecond.toFixed(1)} a second)` : "Pictures are waiting";

/** What needs a teacher's eye, as a notice; null if nothing does. */
export function stateNotice(state: LectureState): { text: string; tone: "warn" | "bad" } | null {
  if (state.kind === "behind") return { text: stateSentence(state), tone: "warn" };
  if (state.kind === "stalled" || state.kind === "unreachable") return { text: stateSentence(state), tone: "bad" };
  return null;
}

/** What is read aloud when the kind of the state changes; without figures, which change all the time. */
export function spokenState(connected: boolean, state: LectureState | null): string {
  if (connected && state?.kind === "behind") return "Results come late.";
  return stateWord(connected, state).text;
}

/** The state for a student's badge, who need not know what Kafka is. */
export function classWord(state: LectureState): Word {
  return state.kind === "unreachable" ? { text: "Not reachable", tone: "bad" } : stateWord(true, state);
}

/** What a student is told about the class; null if all is well, or if it is about the teacher's side only. */
export function classNotice(state: LectureState): string | null {
  switch (state.kind) {
    case "behind":
      return `Your pictures arrive; their results come ${duration(state.behindSeconds * 1000)} late at the moment.`;
    case "stalled":
      return state.stage === "recommender" ? null : `Your pictures arrive, but ${undone(state)[1]}${since(state)}.`;
    case "unreachable":
      return "The class server is not reachable at the moment; we keep trying.";
    default:
      return null;
  }
}

/** The notice while the server cannot read the topics. */
export const OUT_OF_DATE = "The class server cannot reach Kafka at the moment; it keeps trying. What you see may be out of date.";

/** The first sentence, and the rest. */
function sentences(text: string): [string, string] {
  const first = /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text;
  return [first, text.slice(first.length).trim()];
}

export interface Word {
  text: string;
  tone: "good" | "warn" | "bad" | "plain";
}

/** Rates the latency by its median, because one slow frame in a hundred does not matter at a glance; only where results keep up. */
export function latencyWord(latency: Health["latencyMs"], state: LectureState): Word | null {
  if (!latency || state.kind !== "live") return null;
  if (latency.p50 <= 1000) return { text: "on time", tone: "good" };
  return latency.p50 <= 5000 ? { text: "a little late", tone: "warn" } : { text: "late", tone: "bad" };
}

/** Rates the age of the oldest picture without a result. */
export function waitWord({ kind, behindSeconds }: LectureState): Word | null {
  if (behindSeconds === 0) return null;
  if (kind === "behind") return { text: "behind", tone: "warn" };
  return kind === "stalled" ? { text: "stalled", tone: "bad" } : null;
}

/** Rates the losses: dropped frames are replaced by newer ones, dead-lettered frames could not be processed. */
export function lossWord(health: Health): Word {
  if (health.deadLettered > 0) return { text: "some could not be processed", tone: "bad" };
  return health.dropped > 0 ? { text: "some dropped", tone: "warn" } : { text: "none dropped", tone: "good" };
}

/** What became of all frames of the lecture; empty if there were none. */
export function framesSentence(frames: Frames | undefined): string {
  if (!frames || frames.published + frames.dropped === 0) return "";
  const number = (of: number) => of.toLocaleString("en");
  const { published, withResult, deadLettered, lost, underWay, dropped } = frames;
  const rest = `${number(withResult)} with results, ${number(deadLettered)} refused, ${number(lost)} lost, ${number(underWay)} under way`;
  return `Since the start: ${count(published, "picture")} published, ${rest}; ${number(dropped)} dropped at the cameras.`;
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
